import { href, routes } from '../../routes.ts'
import { isoDay, t } from '../../web/say.ts'
import type { ChapterPlace, TagName, WorkHead } from '../../works/index.ts'
import { address } from '../address.ts'
import { type Browsing, type Facets, PER_PAGE } from '../browse.ts'
import { FIRST_YEAR, WORD_BANDS } from '../memory/schema.ts'
import { type After, afterWritten } from '../walk.ts'
import type { Scope } from '../wanted.ts'
import { chapterPlaceShape } from './api-chapters.ts'
import type { FACET_NAMES, WorkHeadShape, WorkShape, WorksPageShape } from './api-shapes.ts'
import { type WorkForMachines, worksFound } from './machine-works.ts'

interface Asked extends Browsing {
  /** Of the archive, without a trailing slash. */
  readonly base: string
  readonly search: URLSearchParams
  readonly now: Date
  /** Absent: all works, at their own address. */
  readonly scope?: Scope
  readonly path?: string
}

const ALL: Scope = { of: 'all' }

const MOST_PER_PAGE = 100

/** GET /api/v1/works: the question of /works, answered in data. */
export async function worksPage({ base, search, ...rest }: Asked): Promise<WorksPageShape> {
  const { scope = ALL, path = routes.apiWorks } = rest
  const written = search.get('per_page') ?? ''
  const perPage = perPageIn(written)
  const asked = { ...rest, perPage, scope, path, search }
  const { total, page, pages, next, works, facets, notes, unknown } = await worksFound(asked)
  const to = (n: number, after?: After): string =>
    base +
    address(path, search, (query) => {
      query.set('page', after ? '' : String(n))
      query.set('after', after ? afterWritten(after) : '')
    })
  const clamped = written !== '' && written !== String(perPage)
  return {
    ...{ total, page, pages, per_page: perPage },
    previous: page > 1 ? to(page - 1) : null,
    next: next || (next === undefined && page < pages) ? to(page + 1, next) : null,
    works: works.map((work) => workShape(work, base)),
    facets: facets && facetsShape(facets),
    notes: [
      ...notes,
      ...(clamped
        ? [
            t('A page can have from 1 to {most} works; this one has up to {n}.', {
              most: MOST_PER_PAGE,
              n: perPage,
            }),
          ]
        : []),
    ],
    unknown: [...unknown],
  }
}

function perPageIn(written: string): number {
  return /^\d{1,9}$/.test(written) ? Math.min(Math.max(1, Number(written)), MOST_PER_PAGE) : PER_PAGE
}

function workShape(work: WorkForMachines, base: string): WorkShape {
  const { id, title, creators, language, audience, draft, rating, complete, words, origin, permissions } =
    work
  return {
    ...{ id, title, language, audience, draft, rating, complete, words },
    url: base + href(routes.work, { workId: id }),
    creators: creators.map(({ name, href }) => ({ name, url: href && base + href })),
    anonymous: creators.length === 0,
    warnings: [...work.warnings],
    categories: [...work.categories],
    fandoms: work.fandoms.map(tagShape),
    relationships: work.relationships.map(tagShape),
    characters: work.characters.map(tagShape),
    additional_tags: work.freeforms.map(tagShape),
    chapters: { posted: work.chapters.posted, expected: work.chapters.expected },
    series: work.series.map(({ id, title, position }) => ({
      ...{ id, title, position },
      url: base + href(routes.series, { seriesId: id }),
    })),
    recipients: [...work.recipients],
    published: isoDay(work.published),
    updated: work.updated.toISOString(),
    summary_html: work.summary,
    origin: origin && { url: origin.url, archive: origin.archive },
    permissions: { ...permissions },
  }
}

const tagShape = ({ name, page }: TagName): WorkShape['fandoms'][number] => ({ name, canonical: page })

/** GET /api/v1/works/:id */
export function workHeadShape(
  work: WorkHead,
  contents: readonly ChapterPlace[],
  base: string,
): WorkHeadShape {
  const file = (format: string): string =>
    base + href(routes.download, { workId: work.id, file: `work.${format}` })
  return {
    ...workShape(work, base),
    notes_html: work.notes,
    end_notes_html: work.endNotes,
    contents: contents.map((chapter) => chapterPlaceShape(work, chapter, base)),
    collections: [...work.collections],
    related_works: work.relatedWorks.map(({ relation, title, creators, language, href, url }) => ({
      ...{ relation, title, creators: [...creators], language },
      url: href ? new URL(href, `${base}/`).href : url,
    })),
    downloads: work.downloadable ? { epub: file('epub'), html: file('html') } : null,
  }
}

type FacetName = (typeof FACET_NAMES)[number]

/** What the page's facets and charts show. */
function facetsShape({ counts, nameOf }: Facets): NonNullable<WorksPageShape['facets']> {
  const named: Readonly<Record<string, readonly [FacetName, (value: string | number) => string]>> = {
    language: ['language', String],
    complete: ['complete', String],
    crossover: ['crossover', String],
    year: ['year', (place) => String(FIRST_YEAR + Number(place))],
    length: ['words', (place) => bandName(Number(place))],
  }
  return Object.fromEntries(
    [...counts].map(([of, values]) => {
      const [name, nameFor] = named[of] ?? [of as FacetName, (tag) => nameOf(Number(tag))]
      return [name, values.map(({ value, count }) => ({ name: nameFor(value), count }))]
    }),
  )
}

/** As the parameter `words` asks for it. */
function bandName(place: number): string {
  const next = WORD_BANDS[place + 1]
  return `${WORD_BANDS[place] ?? 0}-${next === undefined ? '' : next - 1}`
}
