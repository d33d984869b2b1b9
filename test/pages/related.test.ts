import { afterAll, beforeEach, expect, test } from 'vitest'
import { plain } from '../sample.ts'
import { BASE_URL, makeWorld, type World } from '../world.ts'

/** Two works, one made from the other; each side's state is changed, and the other side's page and file are read. */
let world: World
const at = { source: 0, derived: 0 }

beforeEach(async () => {
  world ??= await makeSides()
  await world.pool.query("update works set disclosure = 'open', audience = 'public', standing = 'posted'")
})
afterAll(() => world.end())

async function makeSides(): Promise<World> {
  const made = await makeWorld()
  await made.person('keeper', 'owner')
  await made.person('reader')
  const [first, second] = [await made.person('qzfirst'), await made.person('qzsecond')]
  at.source = await made.work(first, { title: 'Qzsource' })
  at.derived = await made.work(second, {
    title: 'Qzderived',
    relatedWorks: [
      {
        relation: 'inspired-by',
        title: 'Qzsource',
        creators: ['qzfirst'],
        url: `${BASE_URL}/works/${at.source}`,
        language: 'en',
      },
    ],
  })
  await made.pool.query('update related_works set approved = true')
  return made
}

const change = (id: number, column: 'disclosure' | 'audience' | 'standing', to: string) =>
  world.pool.query(`update works set ${column} = $2 where id = $1`, [id, to])

const SIDES = [
  ['the source', () => at.source, () => at.derived, 'Qzsource', 'qzfirst'],
  ['the work made from it', () => at.derived, () => at.source, 'Qzderived', 'qzsecond'],
] as const

/** What the other side's page and its two files say, for this reader. */
async function told(id: number, who: string | null): Promise<readonly string[]> {
  const page = await (await world.get(`/works/${id}`, who)).text()
  const file = await (await world.get(`/downloads/${id}/x.html`, who)).text()
  return [page, file]
}

test.each(SIDES)(
  '[W-069] %s is named with its creator while both are open',
  async (_side, _its, other, title, name) => {
    for (const text of await told(other(), null)) {
      expect(text).toContain(title)
      expect(text).toContain(name)
    }
    if (other() === at.derived)
      expect(plain((await told(at.derived, null))[0] ?? '')).toContain('Inspired by Qzsource by qzfirst.')
    else expect(plain((await told(at.source, null))[0] ?? '')).toContain('Works inspired by this one')
  },
)

test.each(SIDES)(
  '[W-066] [W-073] %s unrevealed is an unnamed placeholder at once, and named again once revealed',
  async (_side, its, other, title, name) => {
    await told(other(), null)
    await change(its(), 'disclosure', 'unrevealed')
    for (const who of [null, 'reader', 'keeper']) {
      for (const text of await told(other(), who)) {
        expect(text).not.toContain(title)
        expect(text).not.toContain(name)
        expect(plain(text)).toMatch(/work that is not revealed yet|a work in an unrevealed collection/)
      }
    }
    await change(its(), 'disclosure', 'open')
    for (const text of await told(other(), null)) expect(text).toContain(title)
  },
)

test.each(SIDES)(
  '[W-066] [W-074] %s anonymous is credited to Anonymous',
  async (_side, its, other, title, name) => {
    await change(its(), 'disclosure', 'anonymous')
    for (const who of [null, 'reader']) {
      for (const text of await told(other(), who)) {
        expect(text).toContain(title)
        expect(text).not.toContain(name)
        expect(plain(text)).toContain('by Anonymous')
      }
    }
    for (const text of await told(other(), name)) expect(text).toContain(name)
  },
)

test.each(SIDES)(
  '[W-066] [W-076] %s for members is a placeholder with its creator’s name to guests, itself to members',
  async (_side, its, other, title, name) => {
    await change(its(), 'audience', 'members')
    for (const text of await told(other(), null)) {
      expect(text).not.toContain(title)
      expect(text).toContain(name)
      expect(text).not.toContain(`/works/${its()}"`)
      expect(plain(text)).toMatch(/\[a work for members\]|\[Restricted Work\]/)
    }
    for (const text of await told(other(), 'reader')) expect(text).toContain(title)
  },
)

test.each(['draft', 'hidden', 'trashed'])(
  'a work made from another is not listed there while it is %s',
  async (standing) => {
    await change(at.derived, 'standing', standing)
    for (const who of [null, 'reader']) {
      for (const text of await told(at.source, who)) {
        expect(text).not.toMatch(/Qzderived|qzsecond/)
        expect(plain(text)).not.toContain('inspired by this one')
      }
    }
  },
)

test.each(['hidden', 'trashed'])('[W-078] a source that is %s is said to be gone', async (standing) => {
  await change(at.source, 'standing', standing)
  for (const text of await told(at.derived, null)) {
    expect(text).not.toMatch(/Qzsource|qzfirst/)
    expect(plain(text)).toMatch(/a work that was deleted|a deleted work/)
  }
})

test('[W-069] where nothing is related there is no empty list', async () => {
  const alone = await world.work(await world.known('reader'), { title: 'Alone' })
  const [page = '', file = ''] = await told(alone, null)
  expect(page).not.toMatch(/class="associations"|id="children"/)
  expect(file).not.toMatch(/<ul>\s*<\/ul>|<dl>\s*<\/dl>|inspired by/i)
})
