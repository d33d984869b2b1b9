import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Browsing, fandomsListed, mediaNamed, UNSORTED } from '../catalogue/index.ts'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { ADULT_RATINGS } from '../core/values.ts'
import { plainText } from '../prose/index.ts'
import type { Db } from '../storage/transaction.ts'
import { blurbs, listedFor, type WorkBlurb } from '../works/index.ts'
import type { HomeView, MediaShelf, Opening } from './home-view.ts'

type Condition = RawBuilder<SqlBool>

const NEWEST = 10
const FANDOMS_OF_EACH = 6
const OPENING = { least: 80, most: 280 } as const

/** `wished` is a condition on `works`: which of them this reader wants to meet here. Counts are of the whole archive. */
export async function homeView(
  browsing: Browsing,
  about: string,
  wished: Condition = sql<SqlBool>`true`,
): Promise<HomeView> {
  const { db, actor } = browsing
  const [fandoms, media, sizes, newest, quoted] = await Promise.all([
    fandomsListed(browsing),
    mediaNamed(browsing),
    sizesOf(browsing),
    newestWorks(db, actor, wished),
    opening(db, actor, wished),
  ])
  return {
    about,
    counts: { ...sizes, fandoms: new Set(fandoms.map((fandom) => fandom.name)).size },
    opening: quoted,
    newest,
    media: shelves(media, fandoms),
  }
}

/** A shelf stands here from the day it is made, as on the fandoms page. */
function shelves(media: readonly string[], fandoms: Awaited<ReturnType<typeof fandomsListed>>): MediaShelf[] {
  const groups = Map.groupBy(fandoms, (fandom) => fandom.medium)
  return [...new Set([...media, ...groups.keys()])].sort().map((name) => ({
    name: name === UNSORTED ? '' : name,
    fandoms: (groups.get(name) ?? [])
      .slice(0, FANDOMS_OF_EACH)
      .map((fandom) => ({ name: fandom.name, works: fandom.works })),
  }))
}

interface Sizes {
  readonly works: number
  readonly words: number
}

/** To add up a million works takes half a second: in so large an archive the sum may be a minute old. */
const ALWAYS_COUNTED = 100_000
const KEPT_MS = 60_000
const kept = new WeakMap<
  Browsing['catalogue'],
  Map<string, { readonly until: number; readonly sizes: Sizes }>
>()

async function sizesOf({ db, catalogue, actor }: Browsing): Promise<Sizes> {
  const last = kept.get(catalogue)?.get(actor.type)
  if (last && Date.now() < last.until) return last.sizes
  const { rows } = await sql<Sizes>`
    select count(*)::int as works, coalesce(sum(words), 0)::float8 as words
    from works where ${listedFor(actor)}`.execute(db)
  const sizes = rows[0] ?? { works: 0, words: 0 }
  if (sizes.works > ALWAYS_COUNTED) {
    const known = kept.get(catalogue) ?? new Map()
    kept.set(catalogue, known.set(actor.type, { until: Date.now() + KEPT_MS, sizes }))
  }
  return sizes
}

async function newestWorks(db: Db, actor: Actor, wished: Condition): Promise<WorkBlurb[]> {
  const { rows } = await sql<{ id: WorkId }>`
    select id from works where ${listedFor(actor)} and ${wished} order by sorted_at desc, id desc limit ${NEWEST}`.execute(
    db,
  )
  return blurbs(
    db,
    actor,
    rows.map((row) => row.id),
  )
}

/**
 * A sentence or two from somewhere in the archive, another each time; gentle works only. Found by stepping in at some
 * places, since to shuffle a million works would take a second.
 */
async function opening(db: Db, actor: Actor, wished: Condition): Promise<Opening | null> {
  const { rows } = await sql<{ id: WorkId; html: string }>`
    with points as (select 1 + floor(random() * (select max(id) from works))::int as point from generate_series(1, 8))
    select chosen.id, left(chapters.html, 4000) as html from (
      select distinct next.id from points, lateral (
        select works.id from works where works.id >= point and ${listedFor(actor)} and ${wished}
          and works.rating <> all(${[...ADULT_RATINGS]}::text[]) and works.disclosure = 'open'
        order by works.id limit 1) as next
    ) as chosen join chapters on chapters.work_id = chosen.id and chapters.position = 1
    where chapters.standing = 'posted'`.execute(db)
  for (const { id, html } of rows) {
    const text = firstWords(html)
    const [work] = text ? await blurbs(db, actor, [id]) : []
    if (!text || !work) continue
    const { title, language, creators } = work
    return {
      work: { id, title, language, creators, fandoms: work.fandoms.slice(0, 2).map((tag) => tag.name) },
      text,
    }
  }
  return null
}

/** The first paragraph of a fitting length, or as many of its first sentences as fit. */
function firstWords(html: string): string | undefined {
  for (const paragraph of plainText(html).split('\n').slice(0, -1)) {
    const text = paragraph.trim()
    if (text.length < OPENING.least) continue
    if (text.length <= OPENING.most) return text
    const sentences = text.match(/[^.!?。！？؟]*[.!?。！？؟]+[”"’'»」）)]*\s*/gy) ?? []
    let some = ''
    for (const sentence of sentences) {
      if ((some + sentence).trim().length > OPENING.most) break
      some += sentence
    }
    if (some.trim().length >= OPENING.least) return some.trim()
  }
  return undefined
}
