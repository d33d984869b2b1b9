import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CANARY, EMAIL, fillAccount, type Kept, NAME, NAMED } from '../../test/canary-account.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../../test/world.ts'
import { askToLeave, comeBack, type LeavingPlan, nameFault } from '../accounts/index.ts'
import { openCatalogue } from '../catalogue/index.ts'
import { parseWorkId } from '../core/ids.ts'
import { readRecord } from '../works/index.ts'
import { eraseDue } from './index.ts'

const EIGHT_DAYS = 8 * 86_400_000
const LATER = new Date(NOW.getTime() + EIGHT_DAYS)

let world: World
let logged = ''
let kept: Kept

beforeAll(async () => {
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      logged += String(chunk)
      done()
    },
  })
  world = await makeWorld('empty', undefined, pino({ level: 'trace' }, sink))
  await world.person('keeper', 'owner')
  await world.person('friend', 'member')
  await world.person(`${CANARY}_a`, 'member', [`${CANARY} pen`, NAMED])
  kept = await fillAccount(world)
  await snapshot()
  await leave()
}, 60_000)
afterAll(() => world.end())

/** As a large archive keeps its catalogue in a file. */
async function snapshot(): Promise<void> {
  const catalogue = openCatalogue({ ...world, log: pino({ level: 'silent' }), look: null, worthKeeping: 1 })
  await catalogue.catchUp()
  await catalogue.close()
}

const PLAN: LeavingPlan = { own: 'delete', shared: 'orphan', each: {}, locale: 'de' }

async function leave(): Promise<void> {
  const who = await world.known(NAME)
  const each = { [String(kept.named)]: 'orphan-named' as const }
  await askToLeave(world.db, { baseUrl: BASE_URL, now: NOW }, who, { ...PLAN, each })
}

const erasing = (now: Date) => ({
  ...{ db: world.db, dataDir: world.dataDir, files: world.files },
  ...{ archive: async () => 'The Archive', now: () => now },
})

async function tablesHolding(word: string): Promise<string[]> {
  const { rows } = await world.pool.query(`select format('%I.%I', table_schema, table_name) as "table"
    from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
  expect(rows.length).toBeGreaterThan(50)
  const hex = Buffer.from(word).toString('hex')
  const found: string[] = []
  for (const { table } of rows) {
    const { rows: hits } = await world.pool.query(
      `select left(whole::text, 300) as what from ${table} as whole where whole::text ilike $1 or whole::text ilike $2`,
      [`%${word}%`, `%${hex}%`],
    )
    found.push(...hits.map(({ what }) => `${table}: ${what}`))
  }
  return found
}

const filesHolding = (word: string): string[] =>
  readdirSync(world.dataDir, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(world.dataDir, path)).isFile())
    .filter((path) => path.includes(word) || readFileSync(join(world.dataDir, path)).includes(word))

const SURFACES = [
  '/',
  '/works',
  '/works.atom',
  '/people/search',
  '/api/v1/works',
  '/tags/search?query=',
  '/works?q=',
]

describe('before', () => {
  test('the canaries stand everywhere, so that the search below finds what it looks for', async () => {
    expect((await tablesHolding(CANARY)).length).toBeGreaterThan(25)
    const tables = new Set((await tablesHolding(CANARY)).map((hit) => hit.split(':')[0]))
    expect(tables.size, [...tables].join(' ')).toBeGreaterThanOrEqual(20)
    expect(filesHolding(CANARY).length).toBeGreaterThanOrEqual(3)
    expect(readdirSync(join(world.dataDir, 'parcels'))).toHaveLength(1)
  })

  test('[U-044] nothing is deleted in the seven days, nobody is logged in, and whoever comes back has all', async () => {
    await eraseDue(erasing(NOW))
    const who = await world.known(NAME)
    expect((await world.pool.query('select from sessions where person_id = $1', [who.id])).rows).toEqual([])
    expect((await world.get(`/users/${NAME}/works`)).status).toBe(200)
    expect((await world.mails(EMAIL)).map(({ kind }) => kind)).toContain('leaving-asked')
    await comeBack(world.db, { baseUrl: BASE_URL, now: NOW }, who)
    await eraseDue(erasing(LATER))
    expect((await world.known(NAME)).id).toBe(who.id)
    expect((await world.mails(EMAIL)).map(({ kind }) => kind)).toContain('leaving-stopped')
    await leave()
  })
})

describe('[U-044] after the seven days', () => {
  beforeAll(async () => {
    await eraseDue(erasing(LATER))
    expect((await world.mails(EMAIL)).map(({ kind }) => kind)).toEqual(['account-gone'])
    await world.hear()
    await snapshot()
  }, 60_000)

  test('no table of any schema holds a canary, as text or as bytes', async () => {
    expect(await tablesHolding(CANARY)).toEqual([])
  })

  test('no file of the data folder does: no upload, mail, parcel, nor the kept catalogue', () => {
    expect(filesHolding(CANARY)).toEqual([])
  })

  test('a picture of a work that stays is there, and nothing says whose it was', async () => {
    expect((await world.get(`/images/${'b'.repeat(64)}.jpg`)).status).toBe(200)
    const { rows } = await world.pool.query('select hash, name, alt from images')
    expect(rows).toEqual([{ hash: 'b'.repeat(64), name: '', alt: '' }])
  })

  test('what was made to take along is gone too', () => {
    expect(readdirSync(join(world.dataDir, 'parcels'))).toEqual([])
  })

  test('no log line does', () => {
    expect(logged).not.toContain(CANARY)
  })

  test('no page, feed, search or answer for programs does', async () => {
    for (const path of SURFACES) {
      const asked = path.endsWith('=') ? `${path}kanarien` : path
      for (const who of [null, 'friend', 'keeper']) {
        const body = await (await world.get(asked, who)).text()
        expect(body.includes(CANARY), `${asked} as ${who}`).toBe(false)
      }
    }
    for (const path of [`/users/${NAME}`, `/users/${NAME}/works`, `/users/${NAME}/profile`])
      expect((await world.get(path, 'friend')).status, path).toBe(404)
  })

  test('what was chosen to stay stays: the work with its name, the others’ work without it', async () => {
    const creators = async (id: number | undefined) => {
      const work = parseWorkId(String(id))
      return work && (await readRecord(world.db, { type: 'guest' }, work))?.creators
    }
    expect(await creators(kept.named)).toEqual([`${NAMED} (orphan_account)`])
    expect(await creators(kept.shared)).toEqual(['friend', 'orphan_account'])
    const left = await tablesHolding(NAMED)
    expect(
      left.every((hit) => /^public\.(pen_names|works):/.test(hit)),
      left.join('\n'),
    ).toBe(true)
    expect((await world.get(`/works/${kept.named}`)).status).toBe(200)
  })

  test('the log of the keepers keeps what was decided and why, without the name', async () => {
    const { rows } = await world.pool.query('select person_id, by_id, reason from moderation_log')
    expect(rows).toEqual([
      { person_id: null, by_id: (await world.known('keeper')).id, reason: 'Because — sent too much (as —)' },
    ])
  })

  test('nobody may take the name for ninety days', async () => {
    const on = (days: number) => new Date(LATER.getTime() + days * 86_400_000)
    expect(await nameFault(world.db, { name: NAME, now: on(1) })).toBe('looks-like-another')
    expect(await nameFault(world.db, { name: NAME, now: on(91) })).toBeUndefined()
  })

  test('asked again it finds nothing to do', () => eraseDue(erasing(LATER)))
})

test('the last owner gives the archive to another before leaving', async () => {
  const keeper = await world.known('keeper')
  expect(await askToLeave(world.db, { baseUrl: BASE_URL, now: NOW }, keeper, PLAN)).toBe('last-owner')
})
