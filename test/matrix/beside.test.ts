import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hideWork, showWork } from '../../src/moderation/index.ts'
import { bringWork } from '../../src/works/index.ts'
import { aRecord, BASE_URL, makeWorld, NOW, type World } from '../world.ts'
import { canariesIn, canary, NAMES } from './canaries.ts'
import { lists, opens } from './expected.ts'
import { forEach, type Looking, lookingAt, stateOf } from './looking.ts'
import { surfacesOfAll, surfacesOfWork } from './surfaces.ts'
import { type Archive, accountOf, type Made, makeArchive } from './works.ts'

/** Beside its pages: what a work tells by logs, mails, fresh counts, its makers' secret addresses, ETags and imports. */
const lines: string[] = []
let world: World
let archive: Archive
let looking: Looking
beforeAll(async () => {
  world = await makeWorld(
    'empty',
    undefined,
    pino({ level: 'trace' }, { write: (line) => void lines.push(line) }),
  )
  archive = await makeArchive(world)
  await world.catalogue.catchUp()
  looking = lookingAt(world, archive)
}, 120_000)
afterAll(() => world.end())

const LONG = { timeout: 300_000 }

test('[A-30] an unlinked pen name’s own page, works and feed tell nothing of its account', LONG, async () => {
  const { rows } = await world.pool.query<{ name: string; code: string }>(
    'select name, code from pen_names where unlinked',
  )
  expect(rows.length).toBeGreaterThan(100)
  const made = (name: string): Made | undefined => archive.works[Number(name.slice(2, 4)) - 1]
  for (const viewer of ['guest', 'member'] as const)
    await forEach(rows, async ({ name, code }) => {
      const of = made(name)
      for (const path of [`/pens/${code}`, `/pens/${code}/works`, `/pens/${code}/works.atom`])
        if (of) await looking.look(viewer, { place: 'list', path: `${path}?of=${name}` }, [of])
    })
  expect(looking.leaks).toEqual([])
})

test('[A-38] a page in the keeping of one reader is not said to be unchanged to another', LONG, async () => {
  const asked = async (path: string, who: string | null, etag?: string) =>
    world.app.request(`${BASE_URL}${path}`, {
      headers: {
        ...{ host: 'archive.test', cookie: await world.cookie(who) },
        ...(etag ? { 'if-none-match': etag } : {}),
      },
    })
  const wrong: string[] = []
  await forEach(archive.works, async (made) => {
    const paths = surfacesOfWork(made).filter(({ path }) => /api|downloads|\/works\/\d+$/.test(path))
    for (const { path } of paths) {
      const etag = (await asked(path, accountOf('creator', made))).headers.get('etag') ?? ''
      for (const viewer of ['guest', 'member'] as const) {
        const who = accountOf(viewer, made)
        const own = await asked(path, who)
        const { status } = await asked(path, who, etag || '*')
        const unchanged = own.status === 200 && own.headers.get('etag') === etag
        if (status !== own.status && !(unchanged && status === 304))
          wrong.push(`${viewer} at ${path} of ${stateOf(made)}: ${own.status} became ${status}`)
      }
    }
  })
  expect(wrong).toEqual([])
})

test('[A-29] a saved filter counts as new what its reader may find, and nothing else', async () => {
  for (const viewer of ['member', 'creator'] as const) {
    const who = accountOf(viewer, archive.works[0] ?? { number: 1 })
    const form = { deed: 'save', name: 'All', query: 'language=en', back: '/works' }
    expect((await world.post('/settings/filters', form, who)).status).toBe(303)
    await world.pool.query("update saved_filters set looked_at = '2000-01-01'")
    const page = await (await world.get(`/users/${who}/filters`, who)).text()
    const told = Number(/class="fresh">\D*([\d,]+)/.exec(page)?.[1] ?? -1)
    const { total } = (await (await world.get('/api/v1/works?language=en', who)).json()) as { total: number }
    expect([viewer, told]).toEqual([viewer, total])
  }
})

test('[U-017] who mutes somebody meets their signed works nowhere, and what is not known to be theirs as before', async () => {
  const listed = archive.works.filter((made) => lists('member', made) !== 'nothing')
  const left = listed.filter(({ disclosure, unlinked }) => disclosure === 'anonymous' || unlinked)
  expect([listed.length, left.length]).toEqual([8, 6])
  const answer = await world.get('/api/v1/works?per_page=100', 'muter')
  const { total, works } = (await answer.json()) as { total: number; works: { title: string }[] }
  expect(
    works
      .map(({ title }) => title)
      .filter((title) => title.startsWith('qz'))
      .sort(),
  ).toEqual(left.map(({ number }) => canary(number, 'title')).sort())
  expect(total).toBe(left.length + 1)
  const facet = await (await world.get('/works?facet=fandom', 'muter')).text()
  const fandoms = canariesIn(facet).filter(({ field }) => field === 'fandom')
  expect(fandoms.map(({ work }) => work).sort()).toEqual(left.map(({ number }) => number).sort())
})

describe('[A-29] what is imported from an address where a work here came from', () => {
  test.each([true, false])(
    'tells nothing of a work that may not be seen, or whose maker may not be known (as its creator: %s)',
    LONG,
    async (asCreator) => {
      const told: string[] = []
      const by = await world.known('member')
      for (const made of archive.works) {
        const url = `https://${canary(made.number, 'origin')}.example/works/${made.number}`
        const record = aRecord({
          title: `Mine ${made.number} ${asCreator}`,
          creators: ['member'],
          origin: { url, archive: 'x' },
        })
        const common = { statements: [], by, baseUrl: BASE_URL, now: NOW }
        const { outcome } = await bringWork(world.db, { record, asCreator, standing: 'draft', ...common })
        const sight = opens('member', made)
        const may = asCreator && sight === 'all'
        if (outcome !== 'imported' && !may) told.push(`${outcome}: ${stateOf(made)}`)
      }
      await world.pool.query('delete from works where person_id = $1', [by.id])
      expect(told).toEqual([])
    },
  )
})

test(
  '[A-40] mails name a work to its makers alone, and nobody behind a name; the log names nothing',
  LONG,
  async () => {
    const keeper = await world.known('keeper')
    for (const { id } of archive.works) {
      await hideWork(world.db, keeper, { id, reason: 'x', baseUrl: BASE_URL }, NOW)
      await showWork(world.db, keeper, { id, reason: 'x' }, NOW)
    }
    const some = surfacesOfAll(archive).filter((_, at) => at % 4 === 0)
    await forEach(some, async ({ path }) => void (await world.get(path, 'member')))
    await world.hear()
    const { rows } = await world.pool.query('select to_address, subject, text, says from mails')
    expect(rows.length).toBeGreaterThan(10)
    const wrong = rows.flatMap(({ to_address: to, ...mail }) =>
      canariesIn(JSON.stringify(mail)).filter(({ work, field }) => {
        const own = String(to).startsWith(`qz${String(work).padStart(2, '0')}`)
        return !own || NAMES.some((name) => name === field && !/^(?:co|ch)?account$/.test(field))
      }),
    )
    expect(wrong).toEqual([])
    expect(lines.filter((line) => canariesIn(line).length > 0)).toEqual([])
  },
)
