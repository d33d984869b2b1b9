import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import { GUEST } from '../../src/core/actor.ts'
import type { WorkId } from '../../src/core/ids.ts'
import { FORMATS, fileName } from '../../src/export/index.ts'
import { blurbs, keptBy, listedFor } from '../../src/works/index.ts'
import { BASE_URL, makeWorld, type World } from '../world.ts'
import { awkwardWorks, NOT_TO_BE_TAKEN } from './awkward-works.ts'
import { type Fetched, keyFor, walk } from './catalogue-walk.ts'
import { type ReadPublication, readAsThorium } from './r2-opds.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
  await awkwardWorks(world)
})
afterAll(() => world.end())

/** What the database has of a work. */
interface Known {
  readonly title: string
  readonly authors: readonly string[]
  readonly files: readonly string[]
  readonly series: readonly string[]
}

async function knownTo(actor: Actor): Promise<ReadonlyMap<string, Known>> {
  const rows = await world.db
    .selectFrom('works')
    .select('id')
    .where((is) => is.or([listedFor(actor), keptBy(actor)]))
    .execute()
  const works = await blurbs(
    world.db,
    actor,
    rows.map(({ id }) => id),
  )
  return new Map(
    works.map((work) => {
      const rel = `http://opds-spec.org/acquisition${work.audience === 'public' ? '/open-access' : ''}`
      const name = `${BASE_URL}/downloads/${work.id}/${fileName(work.title, work.id)}`
      const known = {
        title: work.title,
        authors: work.creators.length ? work.creators.map((one) => one.name) : ['Anonymous'],
        files: Object.entries(FORMATS).map(
          ([ending, { type }]) => `${rel} ${type.split(';')[0]} ${name}.${ending}`,
        ),
        series: work.series.map(({ title, position }) => `${title} ${position}`),
      }
      return [String(work.id), known]
    }),
  )
}

const ACQUISITION = 'http://opds-spec.org/acquisition'

function readOf({ Metadata, Links }: ReadPublication): Known & { readonly id: string } {
  const files = Links.filter(({ Rel }) => Rel?.some((rel) => rel.startsWith(ACQUISITION)))
  return {
    id: /\/downloads\/(\d+)\//.exec(files[0]?.Href ?? '')?.[1] ?? '',
    title: String(Metadata.Title),
    authors: (Metadata.Author ?? []).map(({ Name }) => String(Name)),
    files: files.map(({ Rel, TypeLink, Href }) => `${Rel?.join(' ')} ${TypeLink} ${Href}`),
    series: (Metadata.BelongsTo?.Series ?? []).map(({ Name, Position }) => `${Name} ${Position}`),
  }
}

const idsOn = (pages: readonly Fetched[], path: string): string[] =>
  pages
    .filter(({ url }) => new URL(url).pathname.endsWith(path))
    .flatMap((page) => (readAsThorium(page).Publications ?? []).map((one) => readOf(one).id))

describe.each(['/opds/v1.2', '/opds/v2'])('Thorium reads every page from %s on', (start) => {
  test.each([null, 'reader'])('as %s', async (name) => {
    const actor = name ? await world.known(name) : GUEST
    const known = await knownTo(actor)
    const { pages, locked } = await walk(world, start, name ? await keyFor(world, name) : {})
    expect(locked).toEqual(name ? [] : [`${BASE_URL}${start}/shelves`])
    expect(pages.length).toBeGreaterThan(100)
    const met = new Set<string>()
    for (const page of pages) {
      const feed = readAsThorium(page)
      const shown = (feed.Publications?.length ?? 0) + (feed.Navigation?.length ?? 0)
      if (start === '/opds/v2') expect(shown, `${page.url} holds something`).toBeGreaterThan(0)
      for (const publication of feed.Publications ?? []) {
        const { id, ...read } = readOf(publication)
        met.add(id)
        expect({ ...read, title: read.title.trim() }, `${page.url}: ${id}`).toEqual(known.get(id))
        expect(publication.Metadata.Identifier).toMatch(/^urn:uuid:/)
        expect(publication.Images?.[0]?.TypeLink).toBe('image/jpeg')
      }
    }
    const wanted = [...known].filter(([, { title }]) => !NOT_TO_BE_TAKEN.includes(title)).map(([id]) => id)
    expect([...met].sort()).toEqual(wanted.sort())
    // Paging leaves nothing out and shows nothing twice.
    const listed = await world.db
      .selectFrom('works')
      .select('id')
      .where(listedFor(actor))
      .where('title', 'not in', [...NOT_TO_BE_TAKEN])
      .execute()
    const all = idsOn(
      pages.filter(({ url }) => /\/works(?:[?]page=\d+)?$/.test(url)),
      '/works',
    )
    expect(all.map(Number).sort(order)).toEqual(listed.map(({ id }) => id as WorkId).sort(order))
  })
})

const order = (a: number, b: number): number => a - b

test('counts of facets are what their lists hold', async () => {
  const page = await fetched('/opds/v2/works')
  const facets = readAsThorium(page).Facets ?? []
  expect(facets.map(({ Metadata }) => Metadata.Title)).toEqual([
    ...['Sort by', 'Rating', 'Archive warnings', 'Categories', 'Language', 'Completion', 'Words'],
  ])
  for (const { Metadata, Links } of facets)
    for (const { Href, Title, Properties } of Links) {
      const list = readAsThorium(await fetched(Href.slice(BASE_URL.length)))
      const wanted = Properties?.NumberOfItems ?? 64
      expect(list.Metadata?.NumberOfItems, `${Metadata.Title}: ${Title}`).toBe(wanted)
    }
})

async function fetched(path: string): Promise<Fetched> {
  const answer = await world.get(path)
  return { url: BASE_URL + path, type: answer.headers.get('content-type') ?? '', body: await answer.text() }
}
