import { memberByKey } from '../../accounts/index.ts'
import type { WorkId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import { answerData } from '../../web/answer-data.ts'
import type { Handler } from '../../web/app-env.ts'
import { locale, t } from '../../web/say.ts'
import { newestChapters } from '../../works/index.ts'
import { address } from '../address.ts'
import { type Browsing, PER_PAGE } from '../browse.ts'
import { questionIn } from '../question.ts'
import { browsingFor, wishing } from './answering-routes.ts'
import { type Answering, isReserved, searchOf } from './api-answers-routes.ts'
import { chapterEntries } from './feed-chapters.tsx'
import type { FeedOf } from './feed-lists.ts'
import { workEntry } from './feed-work-entry.ts'
import { type Feed, feedXml } from './feed-xml.ts'
import { giftsFound, worksFound } from './machine-works.ts'

export type Finding = () => FeedOf | undefined | Promise<FeedOf | undefined>

/** A list of works as a feed, once it is known that whoever asks may ask. */
export async function answerFeed(c: Handler, answering: Answering, find: Finding): Promise<Response> {
  if (await keyEnded(c)) return sayEnded(c)
  const list = await find()
  if (!list) return c.notFound()
  const { from, title, page, feed } = list
  const { now, baseUrl } = c.var.deps
  const search = searchOf(c)
  const browsing = await wishing(c, answering)
  const found =
    'gifts' in from
      ? await giftsFound(browsing, from.gifts, search)
      : await worksFound({ ...browsing, scope: from.scope, path: feed, search, now: now() })
  const { total, pages, perPage, notes } = found
  return send(c, answering, {
    ...{ title, total, pages, perPage, notes, here: found.page },
    ...{ paths: { page, feed }, reserved: found.works.some(isReserved) },
    entries: found.works.map((work) => workEntry(work, baseUrl)),
  })
}

/** A list of names as a feed. Nothing is asked of it but its page. */
export async function answerNames(
  c: Handler,
  answering: Answering,
  find: (asked: Browsing & { readonly base: string; readonly page: number }) => Promise<Answer | undefined>,
): Promise<Response> {
  if (await keyEnded(c)) return sayEnded(c)
  const asked = { ...(await wishing(c, answering)), base: c.var.deps.baseUrl, page: pageAsked(c) }
  const answer = await find(asked)
  if (!answer) return c.notFound()
  if (asked.page <= answer.pages) return send(c, answering, answer)
  const last = await find({ ...asked, page: answer.pages })
  return last ? send(c, answering, { ...last, notes: [noSuchPage()] }) : c.notFound()
}

const noSuchPage = (): string => t('There is no such page; this is the last one.')

const pageAsked = (c: Handler): number =>
  questionIn(new URLSearchParams({ page: searchOf(c).get('page') ?? '' }), new Date(0)).page

/** Of a page with texts: a chapter may be as long as a book. */
const TEXTS_PER_PAGE = 5

/** A work's chapters, the newest first; `?text=full` asks for what its creator gives away, too. */
export async function answerChapters(
  c: Handler,
  answering: Answering,
  id: WorkId | undefined,
): Promise<Response> {
  if (await keyEnded(c)) return sayEnded(c)
  const { db, actor } = browsingFor(c, answering)
  const search = searchOf(c)
  const texts = search.get('text') === 'full'
  const perPage = texts ? TEXTS_PER_PAGE : PER_PAGE
  const page = pageAsked(c)
  const found = id && (await newestChapters(db, actor, { id, page, perPage, texts }))
  if (!found) return c.notFound()
  const { work, total, pages } = found
  const paths = {
    page: href(routes.work, { workId: work.id }),
    feed: href(routes.workFeed, { file: `${work.id}.atom` }),
  }
  return send(c, answering, {
    ...{ title: work.title, total, pages, perPage, here: found.page },
    notes: page > found.page ? [noSuchPage()] : [],
    ...{ paths, reserved: isReserved(work), entries: chapterEntries(found, c.var.deps.baseUrl) },
  })
}

export type Answer = Pick<Feed, 'title' | 'total' | 'pages' | 'perPage' | 'notes' | 'here' | 'entries'> & {
  /** Of the page of HTML and of the feed, without what is asked of them. */
  readonly paths: { readonly page: string; readonly feed: string }
  readonly reserved: boolean
}

async function send(c: Handler, { seen }: Answering, { paths, reserved, ...answer }: Answer) {
  const { deps } = c.var
  const search = searchOf(c)
  // Its pages lead on in the language and with the key they were asked with; the feed is the same in each.
  const written = new URL(c.req.url).searchParams
  const to = (n: number, given: URLSearchParams): string =>
    address(paths.feed, given, (query) => query.set('page', n > 1 ? String(n) : ''))
  const body = feedXml({
    ...{ ...answer, base: deps.baseUrl, archive: (await deps.archive()).name, language: locale() },
    ...{ id: to(1, search), at: (n) => to(n, written) },
    page: address(paths.page, search, (query) => query.set('page', search.get('page') ?? '')),
  })
  // Should a personal address be handed on after all, it is found by no search.
  if (written.has('key')) c.header('x-robots-tag', 'noindex')
  return answerData(c, seen, { type: 'application/atom+xml; charset=utf-8', body, reserved })
}

/** A key that opens nothing any more is told so: whoever reads with it would miss works and not know. */
const keyEnded = async (c: Handler): Promise<boolean> =>
  c.req.query('key') !== undefined && !c.var.byKey && (await memberByKey(c)) === undefined

function sayEnded(c: Handler): Response {
  c.header('www-authenticate', 'Bearer realm="feeds"')
  c.header('cache-control', 'private, no-store')
  const says = t('This personal address was ended, or never was one. Make another here: {address}', {
    address: c.var.deps.baseUrl + routes.devices,
  })
  return c.text(`${says}\n`, 401)
}
