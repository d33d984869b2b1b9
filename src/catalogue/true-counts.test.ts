import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateInto } from '../../bench/generate/into-database.ts'
import { type AskedAddress, addresses, KEYS, type Known } from '../../test/asked-of-works.ts'
import { makeWorld, type World } from '../../test/world.ts'

/**
 * A made-up archive, asked over HTTP and in SQL of the test's own: the page, its feed and the data for programs have to
 * say the same totals, works and numbers as the database has, to guests, to a member who hides things, to a moderator.
 */

/** CATALOGUE_ADDRESSES=2000 and SEED for long runs. */
const ADDRESSES = Number(process.env.CATALOGUE_ADDRESSES ?? 200)
const SEED = Number(process.env.SEED ?? 7)
const WORKS = 900
const A_PAGE = 20

let world: World
let known: Known
let hidden = ''

beforeAll(async () => {
  world = await makeWorld()
  const { id: person } = await world.person('keeper', 'owner')
  await world.person('reader')
  await world.person('moderator', 'moderator')
  await generateInto(world.db, { works: WORKS, seed: SEED, mostWords: 5, person, progress: () => undefined })
  for (const [every, written] of [
    [31, `standing = 'hidden'`],
    [29, `disclosure = 'unrevealed'`],
    [23, `standing = 'draft'`],
    [13, `disclosure = 'anonymous'`],
    [11, `chapters_expected = 1, chapters_posted = 1`],
  ])
    await world.pool.query(`update works set ${written} where id % ${every} = 3`)
  known = await readKnown()
  hidden = await hideForReader()
  await world.catalogue.catchUp()
}, 120_000)
afterAll(() => world.end())

const rows = async <Row>(sql: string): Promise<Row[]> => (await world.pool.query(sql)).rows as Row[]

async function readKnown(): Promise<Known> {
  const all = await rows<{ id: number; kind: string; name: string; of: number | null; uses: number }>(
    `select id, kind, name, synonym_of as of, (select count(*)::int from work_tags where tag_id = tags.id) as uses
     from tags where name !~ '[,"]' and kind <> 'media' order by uses desc, id`,
  )
  const metas = await rows<{ tag_id: number; meta_id: number }>('select tag_id, meta_id from meta_tags')
  const climb = (from: number, up: boolean): Set<number> => {
    const seen = new Set([from])
    for (const one of seen)
      for (const { tag_id, meta_id } of metas) {
        if (up && tag_id === one) seen.add(meta_id)
        if (!up && meta_id === one) seen.add(tag_id)
      }
    return seen
  }
  const family = (id: number): number[] => {
    const below = climb(id, false)
    return [...below, ...all.filter(({ of }) => of !== null && below.has(of)).map((one) => one.id)]
  }
  const kinds = Map.groupBy(all, ({ kind }) => kind)
  const synonyms = all.filter(({ of, uses }) => of !== null && uses > 0)
  const mostUsed = [...kinds.values()].flatMap((of) => of.slice(0, 12))
  const above = metas.flatMap(({ meta_id }) => all.filter(({ id }) => id === meta_id)).slice(0, 8)
  const chosen = [...new Set([...mostUsed, ...above, ...synonyms.slice(0, 8)])]
  const used = await rows<{ id: number; fandoms: number[]; relationships: number[] }>(
    `select work_id as id, coalesce(array_agg(distinct t) filter (where kind = 'fandom'), '{}') as fandoms,
       coalesce(array_agg(distinct t) filter (where kind = 'relationship'), '{}') as relationships
     from (select work_id, kind, coalesce(synonym_of, id) as t from work_tags join tags on id = tag_id) as used group by 1`,
  )
  const related = (a: number, b: number): boolean => !climb(a, true).isDisjointFrom(climb(b, true))
  return {
    // By another of its names, a tag is what writers called it so.
    tags: chosen.map(({ id, kind, name, of }) => ({ kind, name, family: of === null ? family(id) : [id] })),
    crossovers: used
      .filter(
        ({ fandoms }) => fandoms.length > 1 && !fandoms.some((a) => fandoms.every((b) => related(a, b))),
      )
      .map(({ id }) => id),
    ofOnePairing: used.filter(({ relationships }) => relationships.length === 1).map(({ id }) => id),
  }
}

/** Two tags with all under them, three works, and whoever signed most; not what that one left unsigned. */
async function hideForReader(): Promise<string> {
  const { id } = await world.known('reader')
  const tags = known.tags
    .filter(({ kind }) => kind === 'freeform' || kind === 'fandom')
    .filter((_, at) => at % 7 === 3)
  const first = tags.slice(0, 2)
  const ids = first.map(({ family }) => family[0])
  const [signer] = await rows<{ pen: number }>(
    'select pen_name_id as pen from creatorships group by 1 order by count(*) desc, 1 limit 1',
  )
  await world.pool.query(
    'insert into hidden_tags (person_id, tag_id, hidden_at) select $1, unnest($2::int[]), now()',
    [id, ids],
  )
  await world.pool.query(
    'insert into hidden_works (person_id, work_id, hidden_at) select $1, unnest($2::int[]), now()',
    [id, [5, 6, 7]],
  )
  await world.pool.query(
    'insert into hidden_creators (person_id, pen_name_id, hidden_at) values ($1, $2, now())',
    [id, signer?.pen],
  )
  return `works.id not in (5, 6, 7)
    and not exists (select from work_tags w where w.work_id = works.id and w.tag_id = any('{${first.flatMap(({ family }) => family)}}'::int[]))
    and not (works.disclosure = 'open' and exists (select from creatorships c where c.work_id = works.id and c.pen_name_id = ${signer?.pen}))`
}

const READERS = [null, 'reader', 'moderator'] as const

function seen(as: (typeof READERS)[number]): string {
  const listed = `works.standing = 'posted' and works.disclosure <> 'unrevealed' and works.audience <> 'kept'`
  if (!as) return `${listed} and works.audience = 'public'`
  return as === 'reader' ? `${listed} and ${hidden}` : listed
}

const asQuery = ({ parts, sort, order, page }: AskedAddress): string =>
  new URLSearchParams([
    ...parts.flatMap(({ params }) => params.map(([name, value]): [string, string] => [name, value])),
    ...([
      ['sort', sort],
      ['order', order],
      ['page', page === 1 ? '' : String(page)],
    ].filter(([, value]) => value) as [string, string][]),
  ]).toString()

const whereOf = (asked: AskedAddress, as: (typeof READERS)[number], without?: string): string =>
  [
    seen(as),
    ...asked.parts.filter(({ facet }) => !facet || facet !== without).map(({ where }) => `(${where})`),
  ].join(' and ')

interface Answer {
  readonly total: number
  readonly page: number
  readonly works: readonly { readonly id: number }[]
  readonly facets: Readonly<Record<string, readonly { readonly name: string; readonly count: number }[]>>
}

const FACETS: Readonly<Record<string, string>> = {
  language: 'works.language',
  complete: `case when works.completed_on is null then 'no' else 'yes' end`,
  year: `greatest(1980, extract(year from works.sorted_at at time zone 'UTC'))::text`,
}

async function compare(asked: AskedAddress, as: (typeof READERS)[number]): Promise<number> {
  const query = asQuery(asked)
  const answer = (await (await world.get(`/api/v1/works?${query}`, as)).json()) as Answer
  const where = whereOf(asked, as)
  const way = asked.order || (asked.sort === 'title' ? 'asc' : 'desc')
  const order = `${KEYS[asked.sort || 'updated']} ${way}, works.id ${way}`
  const ids = (await rows<{ id: number }>(`select id from works where ${where} order by ${order}`)).map(
    ({ id }) => id,
  )
  const page = Math.min(asked.page, Math.max(1, Math.ceil(ids.length / A_PAGE)))
  const expected = { total: ids.length, page, ids: ids.slice((page - 1) * A_PAGE, page * A_PAGE) }
  expect({ total: answer.total, page: answer.page, ids: answer.works.map(({ id }) => id) }, query).toEqual(
    expected,
  )
  await comparePage(query, as, answer)
  await compareFeed(query, as, answer)
  await compareFacets(asked, as, answer)
  return ids.length
}

async function comparePage(query: string, as: (typeof READERS)[number], answer: Answer): Promise<void> {
  const page = await (await world.get(`/works?${query}`, as)).text()
  const said = /class="page-head">.*?<\/p>/s.exec(page)?.[0].replace(/<[^>]+>/g, '') ?? ''
  const total = /([\d,]+|No) works?/.exec(said)?.[1] ?? ''
  expect(total === 'No' ? 0 : Number(total.replaceAll(',', '')), `page: ${query}`).toBe(answer.total)
  const ids = [...page.matchAll(/<li id="work_(\d+)"/g)].map(([, id]) => Number(id))
  expect(ids, `page: ${query}`).toEqual(answer.works.map(({ id }) => id))
  const values = page.matchAll(
    /<span class="n" id="[a-z]+-\d+-n">([\d,]+)<.*?name="tag" value="(\w+):([^"]*)"/gs,
  )
  for (const [, n = '', kind = '', name] of values)
    expect(
      answer.facets[kind]?.find((one) => escaped(one.name) === name)?.count,
      `${kind}:${name} in ${query}`,
    ).toBe(Number(n.replaceAll(',', '')))
}
const escaped = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? '',
  )

async function compareFeed(query: string, as: (typeof READERS)[number], answer: Answer): Promise<void> {
  const feed = await (await world.get(`/works.atom?${query}`, as)).text()
  expect(Number(/totalResults>(\d+)</.exec(feed)?.[1]), `feed: ${query}`).toBe(answer.total)
  const ids = [...feed.matchAll(/<entry>\s*<id>[^<]*\/works\/(\d+)</g)].map(([, id]) => Number(id))
  expect(ids, `feed: ${query}`).toEqual(answer.works.map(({ id }) => id))
}

async function compareFacets(
  asked: AskedAddress,
  as: (typeof READERS)[number],
  answer: Answer,
): Promise<void> {
  const where = whereOf(asked, as)
  const tags = await rows<{ kind: string; name: string; count: number }>(
    `select canon.kind, canon.name, count(distinct works.id)::int as count from works
     join work_tags on work_id = works.id join tags on tags.id = tag_id
     join tags as canon on canon.id = coalesce(tags.synonym_of, tags.id) where ${where} group by canon.id order by 3 desc`,
  )
  for (const [kind, of] of Map.groupBy(tags, (tag) => tag.kind)) {
    const counts = new Map(of.map(({ name, count }) => [name, count]))
    const told = answer.facets[kind] ?? []
    for (const { name, count } of told) expect(count, `${kind}:${name}`).toBe(counts.get(name) ?? 0)
    const most = told.flatMap(({ count }) => count || []).slice(0, 10)
    if (!asked.parts.some(({ params }) => params.some(([name]) => name !== 'q')))
      expect(most, kind).toEqual(of.slice(0, most.length).map(({ count }) => count))
  }
  for (const [facet, value] of Object.entries(FACETS)) {
    const counted = await rows<{ name: string; count: number }>(
      `select ${value} as name, count(*)::int as count from works where ${whereOf(asked, as, facet)} group by 1`,
    )
    const byName = (all: Answer['facets'][string]) =>
      all.filter(({ count }) => count).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    expect(byName(answer.facets[facet] ?? []), `${facet} of ${asQuery(asked)}`).toEqual(byName(counted))
  }
}

test(
  '[S-024] [S-026] every total, every work and every number that a list tells is what the database has, for each reader',
  async () => {
    const asked = fc.sample(addresses(known), { numRuns: ADDRESSES, seed: SEED })
    let found = 0
    for (const [at, one] of asked.entries()) if ((await compare(one, READERS[at % 3] ?? null)) > 0) found += 1
    expect(found).toBeGreaterThan(ADDRESSES / 3)
  },
  60_000 + ADDRESSES * 2_000,
)
