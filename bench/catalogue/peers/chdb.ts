import { join } from 'node:path'
import type { Question } from '../../../src/search/index.ts'
import type { Flat } from '../flat.ts'
import type { OpenPeer, Peer } from '../peer.ts'
import { type Dialect, facetsOf, orderOf, whereOf } from '../sql.ts'
import { writeWorks } from '../table-files.ts'
import { benchPackage } from './packages.ts'

/**
 * chDB: ClickHouse as a library in this process.
 * Index: works in the order of ids with their coded tags as an array; pairs of (tag, work) in the order of tags, so
 * that the works of a tag are a range of its primary key, made into a set. Facets are one pass of arrayJoin and
 * LIMIT 10 BY kind; total and page are another (its CTEs are not kept, so the filter is worked out in each).
 * Tuning: one thread, one merged part a table, no compression of the pairs, no query log, no result cache.
 */
export const chdb: Peer = { name: 'chDB', open: openChdb }

interface Session {
  readonly query: (sql: string, format: string) => string
  readonly close: () => void
}

interface ChdbModule {
  readonly Session: new (path: string) => Session
}

const SETTINGS = 'settings max_threads = 1, use_query_condition_cache = 0'

async function openChdb(flat: Flat, folder: string): Promise<OpenPeer | string> {
  const chdb = await benchPackage<ChdbModule>('chdb')
  if (typeof chdb === 'string') return chdb
  const works = writeWorks(flat, folder, ['[', ']'])
  const start = performance.now()
  const session = new chdb.Session(join(folder, 'chdb'))
  const rows = (sql: string): number[][] => {
    const said = session.query(`${sql} ${SETTINGS}`, 'JSONCompact')
    return (JSON.parse(said) as { data: unknown[][] }).data.map((row) => row.map(Number))
  }
  build(session, works)
  const buildMs = performance.now() - start
  const dialect: Dialect = {
    languages: flat.languages,
    tag: (tag) => `id in (select work from filters where tag = ${tag})`,
    anyTag: (tags) => `id in (select work from filters where tag in (${tags.join(',')}))`,
  }
  return {
    version: session.query('select version()', 'TSV').trim(),
    buildMs,
    bytes:
      rows(`select sum(bytes_on_disk) from system.parts where active and database = 'catalogue'`)[0]?.[0] ??
      0,
    bytesAre: 'disk',
    ask: async (question) => ask(rows, question, dialect),
    close: async () => session.close(),
  }
}

function build(session: Session, works: string): void {
  const columns = ['id', 'visible', 'complete', 'language', 'words', 'kudos', 'revised']
    .map((name) => `${name} UInt32`)
    .join(', ')
  const said = `file('${works}', TSV, '${columns}, facets Array(UInt32), filters Array(UInt32)')`
  for (const sql of [
    'create database catalogue engine = Atomic',
    'use catalogue',
    `create table works (${columns}, facets Array(UInt32)) engine = MergeTree order by id`,
    `create table filters (tag UInt32 codec(NONE), work UInt32 codec(NONE)) engine = MergeTree order by (tag, work)`,
    `insert into works select * except filters from ${said} settings max_insert_threads = 1`,
    `insert into filters select arrayJoin(filters), id from ${said} settings max_insert_threads = 1`,
    'optimize table works final',
    'optimize table filters final',
  ])
    session.query(sql, 'TSV')
}

type Rows = (sql: string) => number[][]

function ask(rows: Rows, question: Question, dialect: Dialect) {
  const { offset = 0, limit = 20 } = question
  const where = whereOf(question, dialect)
  if (question.facets?.length) return askWhole(rows, question, where)
  const total = rows(`select count() from works where ${where}`)[0]?.[0] ?? 0
  const page = `order by ${orderOf(question)} limit ${limit} offset ${offset}`
  const ids = rows(`select id from works where ${where} ${page}`).map(([id]) => id ?? 0)
  return { total, ids, facets: [] }
}

function askWhole(rows: Rows, { limit = 20, sort }: Question, where: string) {
  // One pass for the total and the twenty greatest by (key, id), both packed into one number.
  const key = `${sort?.by ?? 'id'} * 4294967296 + id`
  const places = Array.from({ length: limit }, (_, i) => `bitAnd(-best[${i + 1}], 4294967295)`)
  const [[total = 0, ...ids] = []] = rows(
    `select n, ${places.join(', ')} from (
       select count() as n, groupArraySorted(${limit})(-toInt64(${key})) as best from works where ${where})`,
  )
  const counts = rows(
    `select t, count() as c from (select arrayJoin(facets) as t from works where ${where})
     group by t order by c desc, t limit 10 by bitShiftRight(t, 28)`,
  )
  return {
    total,
    ids: ids.slice(0, Math.min(total, limit)),
    facets: facetsOf(counts.map(([code = 0, count = 0]) => [code, count] as const)),
  }
}
