import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../world.ts'
import { canary } from './canaries.ts'
import { opens, type Viewer } from './expected.ts'
import { forEach, type Looking, lookingAt, stateOf } from './looking.ts'
import { type Surface, surfacesAround, surfacesOfAll, surfacesOfWork } from './surfaces.ts'
import { type Archive, type Made, makeArchive, STATES } from './works.ts'

let world: World
let archive: Archive
let looking: Looking
beforeAll(async () => {
  world = await makeWorld()
  archive = await makeArchive(world)
  await world.catalogue.catchUp()
  looking = lookingAt(world, archive)
}, 120_000)
afterAll(() => world.end())

const LONG = { timeout: 300_000 }

/** What a viewer may see is there, too: the matrix does not compare nothing with nothing. */
async function lookAtWork(viewer: Viewer, made: Made, surface: Surface): Promise<void> {
  const sight = opens(viewer, made)
  const { status, text } = await looking.look(viewer, surface, [made])
  const name = `${viewer} at ${surface.path} of ${stateOf(made)}`
  if (sight === 'nothing' && status === 200) expect(text, name).toContain('not revealed yet')
  if (sight === 'nothing' || surface.path.includes(`/chapters/${made.draftChapter}`)) return
  expect(status, name).toBe(200)
  expect(text, name).toContain(canary(made.number, 'title'))
  // A file of an anonymous work is signed for nobody, those who wrote it not excepted: it may be passed on.
  const file = surface.path.startsWith('/downloads/')
  const signed = !/navigate|works\/\d+$/.test(surface.path) && !(file && made.disclosure === 'anonymous')
  if (sight === 'all' && signed) expect(text, name).toContain(canary(made.number, 'pen'))
}

/** Who knows where it was first posted is led to it, if they may know who wrote it. */
async function lookByOrigin(viewer: Viewer, made: Made): Promise<void> {
  const url = encodeURIComponent(`https://${canary(made.number, 'origin')}.example/works/${made.number}`)
  const surface = { place: 'nowhere', path: `/works/original?url=${url}` } as const
  const { status } = await looking.look(viewer, surface, [made])
  const expected = opens(viewer, made) === 'all' ? 303 : 404
  expect(status, `${viewer} asks for the original of ${stateOf(made)}`).toBe(expected)
}

test.each(['guest', 'member', 'creator', 'co-creator', 'moderator', 'owner'] as const)(
  '[A-29] [A-30] %s sees of every work what they may, at its own addresses',
  LONG,
  async (viewer) => {
    await forEach(archive.works, async (made) => {
      for (const surface of surfacesOfWork(made)) await lookAtWork(viewer, made, surface)
      await lookByOrigin(viewer, made)
    })
    expect(looking.leaks).toEqual([])
  },
)

/** They are members like any. */
test.each(['chapter-creator', 'wrangler', 'blocked', 'muter'] as const)(
  '[A-29] [A-30] %s opens what every member may, and nothing more',
  LONG,
  async (viewer) => {
    await forEach(archive.works, async (made) => {
      for (const surface of surfacesOfWork(made))
        if (/full_work|draft|epub|api/.test(surface.path)) await lookAtWork(viewer, made, surface)
    })
    expect(looking.leaks).toEqual([])
  },
)

test.each(['guest', 'member', 'creator'] as const)(
  '[A-29] [A-30] %s finds around every work what they may: tags, series, creators, shelves',
  LONG,
  async (viewer) => {
    await forEach(archive.works, async (made) => {
      for (const surface of surfacesAround(made))
        if (viewer !== 'creator' || /series|users|opds.*(?:library|shelves)/.test(surface.path))
          await looking.look(viewer, surface, [made])
    })
    expect(looking.leaks).toEqual([])
  },
)

test.each(['guest', 'member', 'moderator', 'wrangler', 'owner', 'blocked', 'muter'] as const)(
  '[A-29] [A-30] [S-001] %s finds in every list, count, search and feed what they may',
  LONG,
  async (viewer) => {
    await forEach(surfacesOfAll(archive), (surface) => looking.look(viewer, surface, archive.works))
    expect(looking.leaks).toEqual([])
  },
)

test('the matrix has every state, and more than two thousand cells', () => {
  console.log(`${looking.cells().toLocaleString('en')} cells, ${looking.leaks.length || 'none'} leaking`)
  expect(STATES).toHaveLength(90)
  expect(looking.cells()).toBeGreaterThan(2_000)
  expect(looking.leaks).toEqual([])
})
