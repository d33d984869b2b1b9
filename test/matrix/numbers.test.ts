import { afterAll, beforeAll, expect, test } from 'vitest'
import { plain } from '../sample.ts'
import { makeWorld, type World } from '../world.ts'
import { canary, type Field } from './canaries.ts'
import { lists, type Sight, type Viewer } from './expected.ts'
import { inParts } from './surfaces.ts'
import { type Archive, accountOf, makeArchive } from './works.ts'

/** Numbers tell, too: each total is that of the works this viewer may find, and every search finds those. */
let world: World
let archive: Archive
beforeAll(async () => {
  world = await makeWorld()
  archive = await makeArchive(world)
  await world.catalogue.catchUp()
}, 120_000)
afterAll(() => world.end())

const VIEWERS = ['guest', 'member', 'moderator', 'wrangler', 'owner', 'blocked'] as const

const numbersFor = (viewer: Viewer, ...sights: readonly Sight[]): number[] =>
  archive.works.filter((made) => sights.includes(lists(viewer, made))).map(({ number }) => number)

async function found(viewer: Viewer, query: string): Promise<{ total: number; numbers: number[] }> {
  const answer = await world.get(`/api/v1/works?per_page=100&${query}`, accountOf(viewer, { number: 0 }))
  const { total, works } = (await answer.json()) as { total: number; works: { title: string }[] }
  const numbers = works.flatMap(({ title }) => (/^qz\d\d/.test(title) ? [Number(title.slice(2, 4))] : []))
  return { total, numbers: numbers.sort((a, b) => a - b) }
}

test.each(VIEWERS)(
  '[A-29] [S-001] the total that %s is told is that of the works they may find',
  async (viewer) => {
    const listed = numbersFor(viewer, 'all', 'unnamed')
    expect(listed.length).toBe(viewer === 'guest' ? 4 : 8)
    const { total, numbers } = await found(viewer, '')
    expect({ total, numbers }).toEqual({ total: listed.length + 1, numbers: listed })
    const page = plain(await (await world.get('/works', accountOf(viewer, { number: 0 }))).text())
    expect(page).toMatch(new RegExp(`\\b${listed.length + 1} works`, 'i'))
  },
)

const OPEN: readonly Field[] = [
  'title',
  'summary',
  'notes',
  'chtitle',
  'chtext',
  'series',
  'fandom',
  'freeform',
]
const NEVER: readonly Field[] = ['drtitle', 'drtext', 'mail', 'comail', 'origin', 'account']

test.each(VIEWERS)(
  '[A-29] [A-30] [S-001] [S-002] by any word of them %s finds those works, and no anonymous one by its creator',
  async (viewer) => {
    const foundBy = async (field: Field): Promise<number[]> => {
      const parts = inParts(archive.works.map(({ number }) => number))
      const queries = parts.map((part) => part.map((number) => canary(number, field)).join(' or '))
      const each = await Promise.all(queries.map((q) => found(viewer, `q=${encodeURIComponent(q)}`)))
      return each.flatMap(({ numbers }) => numbers)
    }
    const listed = numbersFor(viewer, 'all', 'unnamed')
    for (const field of OPEN) expect(await foundBy(field), field).toEqual(listed)
    for (const field of ['pen', 'copen'] as const)
      expect(await foundBy(field), field).toEqual(numbersFor(viewer, 'all'))
    for (const field of NEVER) expect(await foundBy(field), field).toEqual([])
  },
)
