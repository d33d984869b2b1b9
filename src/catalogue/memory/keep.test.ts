import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { cutLog } from '../../../test/cut-log.ts'
import { makeWorld, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import { CLASS } from '../../works/index.ts'
import { type Catalogue, openCatalogue } from './open.ts'

let world: World
let writer: Member
let dataDir: string
beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('writer', 'owner')
  for (let at = 0; at < 5; at++) await world.work(writer, { fandoms: [`World ${at}`] })
})
afterAll(() => world.end())
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'palimpsest-keep-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

interface Opened {
  readonly catalogue: Catalogue
  readonly from: () => string | undefined
}

/** What it logs when it is ready says whence it came. */
function open(of: World = world, folder = dataDir): Opened {
  let from: string | undefined
  const write = (line: string): void => {
    from = (JSON.parse(line) as { from?: string }).from ?? from
  }
  const log = pino({ level: 'info' }, { write })
  const catalogue = openCatalogue({ db: of.db, dataDir: folder, log, look: null, worthKeeping: 0 })
  return { catalogue, from: () => from }
}

/** Opens, is asked, and closes: whence it came, and which works a guest is told of. */
async function opened(of: World = world, folder = dataDir): Promise<[string | undefined, readonly number[]]> {
  const { catalogue, from } = open(of, folder)
  expect(catalogue.index()).toBeUndefined()
  await catalogue.catchUp()
  const found = listed(catalogue)
  await catalogue.close()
  return [from(), found]
}

const listed = (catalogue: Catalogue): readonly number[] =>
  catalogue.index()?.ask({ reader: { sees: [CLASS.public] }, limit: 1000 }).ids ?? []

async function truly(of: World = world): Promise<number[]> {
  const { rows } = await of.pool.query<{ id: number }>(
    `select id from works where standing = 'posted' and audience = 'public' and disclosure <> 'unrevealed' order by id`,
  )
  return rows.map(({ id }) => id)
}

const files = (folder = dataDir): string[] => readdirSync(join(folder, 'catalogue'))
const theFile = (): string => join(dataDir, 'catalogue', files()[0] ?? '')

test('what was built is kept when the archive stops, and read when it starts', async () => {
  expect(await opened()).toEqual(['database', await truly()])
  expect(files()).toHaveLength(1)
  expect(await opened()).toEqual(['file', await truly()])
})

test('what changed since is in the first answer: nobody is shown a work that was hidden meanwhile', async () => {
  await opened()
  const [hidden] = await truly()
  const posted = await world.work(writer, {})
  await world.pool.query(`update works set standing = 'hidden' where id = $1`, [hidden])
  const { catalogue, from } = open()
  const asked = catalogue.catchUp()
  // Until then nothing is answered from memory, so never from before the change.
  let now = catalogue.index()
  for (; !now; now = catalogue.index()) await new Promise((done) => setImmediate(done))
  expect(listed(catalogue)).toEqual(await truly())
  expect(listed(catalogue)).toContain(posted)
  expect(listed(catalogue)).not.toContain(hidden)
  await asked
  expect(from()).toBe('file')
  await catalogue.close()
  await world.pool.query(`update works set standing = 'posted' where id = $1`, [hidden])
})

test('one changed after it was kept is kept anew, in the place of the former', async () => {
  await opened()
  const [before] = files()
  await world.work(writer, {})
  expect((await opened())[0]).toBe('file')
  expect(files()).toHaveLength(1)
  expect(files()[0]).not.toBe(before)
  expect(await opened()).toEqual(['file', await truly()])
})

const DAMAGE: Record<string, (path: string) => void> = {
  'is missing': (path) => rmSync(path),
  'is empty': (path) => truncateSync(path, 0),
  'is cut off': (path) => truncateSync(path, 40_000),
  'lacks its last byte': (path) => truncateSync(path, readFileSync(path).length - 1),
  'has a byte too many': (path) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('x')])),
  'is something else': (path) => writeFileSync(path, 'nothing of the kind'),
  ...Object.fromEntries(
    [0, 9, 13, 40, 0.3, 0.6, 0.9, 0.9999].map((place) => [
      `has a wrong byte at ${place}`,
      (path: string) => {
        const bytes = readFileSync(path)
        const at = place < 1 ? Math.floor(bytes.length * place) : place
        bytes[at] = (bytes[at] ?? 0) ^ 0x41
        writeFileSync(path, bytes)
      },
    ]),
  ),
}

test.each(Object.entries(DAMAGE))(
  'a file that %s is not believed: all is read anew',
  async (_name, damage) => {
    await opened()
    damage(theFile())
    expect(await opened()).toEqual(['database', await truly()])
    expect(await opened()).toEqual(['file', await truly()])
  },
)

test('a folder in the place of the file is no reason to stay away', async () => {
  await opened()
  const path = theFile()
  rmSync(path)
  mkdirSync(path)
  const { catalogue, from } = open()
  await catalogue.catchUp()
  expect([from(), listed(catalogue)]).toEqual(['database', await truly()])
  await catalogue.close()
})

test('when the log was cut since, all is read anew', async () => {
  await opened()
  await world.work(writer, {})
  await cutLog(world.db)
  expect(await opened()).toEqual(['database', await truly()])
})

test('the file of another database is not read, whatever marks came with it', async () => {
  await opened()
  const { rows } = await world.pool.query<{ id: string; seen: string }>(
    'select id, seen::text from catalogue_marks order by made_at desc limit 1',
  )
  const other = await makeWorld()
  await other.work(await other.person('somebody', 'owner'), {})
  await other.pool.query('insert into catalogue_marks (id, seen) values ($1, $2)', [
    rows[0]?.id,
    rows[0]?.seen,
  ])
  expect(await opened(other)).toEqual(['database', await truly(other)])
  await other.end()
})

test('a database that was set back does not believe what was kept later', async () => {
  await opened()
  // As it is after a backup from before was put back: the mark is not there …
  await world.pool.query('delete from catalogue_marks')
  expect(await opened()).toEqual(['database', await truly()])
  // … or transactions count from an earlier number on.
  await world.pool.query(`update catalogue_marks set seen = '9000000000'`)
  expect(await opened()).toEqual(['database', await truly()])
})

test('an archive too small to be worth it keeps no file', async () => {
  const log = pino({ level: 'silent' })
  const catalogue = openCatalogue({ db: world.db, dataDir, log, look: null })
  await catalogue.catchUp()
  await catalogue.close()
  expect(readdirSync(dataDir)).toEqual([])
})
