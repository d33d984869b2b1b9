import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../test/world.ts'
import { askToLeave, comeBack, type LeavingPlan } from '../accounts/index.ts'
import { openCatalogue } from '../catalogue/index.ts'
import { parseWorkId } from '../core/ids.ts'
import { postMail } from '../mail/index.ts'
import { inTransaction } from '../storage/transaction.ts'
import { readRecord } from '../works/index.ts'
import { eraseDue } from './index.ts'

/** Words that stand nowhere else. Small letters and one word each, so that no index or key hides them. */
const CANARY = 'kanarienvogel'
const NAMED = 'zeisigname'
const EIGHT_DAYS = 8 * 86_400_000
const LATER = new Date(NOW.getTime() + EIGHT_DAYS)

let world: World
let logged = ''
const kept: { named?: number; shared?: number } = {}

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
  await fillAccount()
  await snapshot()
  await leave()
}, 60_000)
afterAll(() => world.end())

const NAME = `${CANARY}_a`
const EMAIL = `${NAME}@example.org`

async function fillAccount(): Promise<void> {
  const who = await world.known(NAME)
  const chapters = [aChapter({ html: `<p>${CANARY} text</p>` })]
  const words = { summary: `<p>${CANARY}</p>`, notes: `<p>${CANARY}</p>`, chapters }
  const origin = { url: `https://archiveofourown.org/works/1${CANARY}`, archive: 'Archive of Our Own' }
  const gone = await world.work(who, {
    title: `${CANARY} gone`,
    additionalTags: [`${CANARY} tag`],
    ...words,
    origin,
  })
  await world.work(who, {
    title: `${CANARY} gone`,
    ...words,
    chapters: [aChapter({ html: `<p>${CANARY} 2</p>` })],
    origin,
  })
  await world.work(
    who,
    { title: `${CANARY} draft`, ...words, chapters: [aChapter({ html: '<p>d</p>' })] },
    'draft',
  )
  const copy = await world.work(who, { title: `${CANARY} kept`, creators: [`${CANARY} elsewhere`] }, 'kept')
  kept.named = await world.work(who, {
    title: 'Stays named',
    creators: [NAMED],
    chapters: [aChapter({ html: '<p>n</p>' })],
  })
  kept.shared = await world.work(await world.known('friend'), { title: 'Shared', creators: ['friend'] })
  const q = (text: string, values: readonly unknown[] = []) => world.pool.query(text, [...values])
  await q(`insert into creatorships select $1, id, 2 from pen_names where person_id = $2 and name = $3`, [
    kept.shared,
    who.id,
    `${CANARY} pen`,
  ])
  const shared = parseWorkId(String(kept.shared))
  const record = shared && (await readRecord(world.db, await world.known('friend'), shared))
  await q(`insert into work_revisions (work_id, content_hash, record) values ($1, '\\x00', $2)`, [
    kept.shared,
    JSON.stringify(record),
  ])
  await q(
    `insert into related_works (work_id, place, relation, other_work_id, title, creators) values ($1, 1, 'inspired-by', $2, $3, $4)`,
    [kept.shared, gone, `${CANARY} gone`, [NAME]],
  )
  await q(
    'insert into work_revisions (work_id, content_hash, record) select $1, content_hash, record from work_revisions',
    [gone],
  )
  await q(`insert into shelves (person_id, name, made_at) values ($1, $2, now())`, [
    who.id,
    `${CANARY} shelf`,
  ])
  await q(`insert into shelf_works select id, $1, now() from shelves`, [copy])
  await q(`insert into saved_filters (person_id, name, query, looked_at) values ($1, $2, $2, now())`, [
    who.id,
    CANARY,
  ])
  await q(
    `update people set profile_title = $2, profile_text = $2, profile_given = $2,
    preferences = jsonb_build_object('x', $2::text) where id = $1`,
    [who.id, CANARY],
  )
  await q(`insert into security_events (person_id, kind, about) values ($1, 'email-asked', $2)`, [
    who.id,
    `new_${EMAIL}`,
  ])
  await q(`insert into passkeys (person_id, name, credential_id, public_key) values ($1, $2, $2, $3)`, [
    who.id,
    CANARY,
    Buffer.from(CANARY),
  ])
  await q(`insert into past_names (person_id, name) values ($1, $2)`, [who.id, `${CANARY}_old`])
  await q(`insert into blocks values ($1, $2), ($2, $1)`, [who.id, (await world.known('friend')).id])
  await q(`insert into invitations (code, person_id, sent_to) values ('c1', $1, $2), ('c2', $1, null)`, [
    who.id,
    `x@${CANARY}.org`,
  ])
  await q(`insert into invitations (code, sent_to, used_by) values ('c3', $2, $1)`, [who.id, EMAIL])
  await q(`insert into invitation_requests (person_id, wanted, reason) values ($1, 1, $2)`, [who.id, CANARY])
  await q(`insert into invitation_queue (email) values ($1)`, [EMAIL])
  await q(
    `insert into moderation_log (at, deed, person_id, by_id, reason) values (now(), 'suspend', $1, $2, $3)`,
    [who.id, (await world.known('keeper')).id, `Because ${NAME} sent too much (as ${CANARY} pen)`],
  )
  await q(
    `insert into claims (work_id, code_hash, creator, sent_to, outcome, person_id) values ($1, '\\x01', $2, $3, 'claimed', $4)`,
    [kept.shared, `${CANARY} elsewhere`, EMAIL, who.id],
  )
  const bytes = Buffer.from(CANARY)
  await q(`insert into files (hash, type, bytes) values ($1, 'image/png', $2)`, [CANARY, bytes])
  await q(
    `update pen_names set icon = $1, icon_alt = $1, about = $1, about_given = $1 where person_id = $2 and name like $1 || '%'`,
    [CANARY, who.id],
  )
  const upload = join(world.dataDir, 'uploads', 'one', '1')
  mkdirSync(dirname(upload), { recursive: true })
  writeFileSync(upload, CANARY)
  await q(
    `with run as (insert into import_runs (person_id, as_creator) values ($1, true) returning id)
    insert into import_files (run_id, position, kept_at, name, title) select id, 1, $2, $3, $3 from run`,
    [who.id, upload, CANARY],
  )
  await inTransaction(world.db, (trx) =>
    postMail(trx, { kind: 'test', to: EMAIL, subject: CANARY, says: [CANARY] }),
  )
  await world.post('/users/password/new', { email: EMAIL })
  await q(
    `select graphile_worker.add_job('passphrase.forgotten', json_build_object('email', $1::text), run_at => now() + interval '1 day')`,
    [EMAIL],
  )
  await world.hear()
}

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
  ...{ db: world.db, dataDir: world.dataDir },
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
    const { nameFault } = await import('../accounts/joining/names.ts')
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
