import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Question } from '../../../src/search/index.ts'
import type { Flat } from '../flat.ts'
import type { OpenPeer, Peer } from '../peer.ts'
import { answerOf, type Dialect, everythingOf, orderOf, type PartRow, whereOf } from '../sql.ts'
import { writeWorks } from '../table-files.ts'
import { benchPackage } from './packages.ts'

/**
 * DuckDB in this process, columns and zone maps.
 * Index: works in the order of ids with their coded tags as a list, unnested for counting; pairs of (tag, work) sorted
 * by tag, so that the works of a tag are read from the one or two row groups that hold it (a semi-join).
 * Tuning: one thread as for everybody, results found once (a materialized CTE), order of insertion not kept, ANALYZE
 * and CHECKPOINT. Its file is compressed; it lies in its buffers after the warm-up.
 */
export const duckdb: Peer = { name: 'DuckDB', open: openDuckdb }

/** As much of @duckdb/node-api as is used: the package is not among the project's own. */
interface DuckModule {
  readonly version: () => string
  readonly DuckDBInstance: {
    readonly create: (
      path: string,
      options: Record<string, string>,
    ) => Promise<{ connect: () => Promise<Connection>; closeSync: () => void }>
  }
}

interface Connection {
  readonly run: (sql: string) => Promise<unknown>
  readonly runAndReadAll: (sql: string) => Promise<{ getRows: () => readonly (readonly unknown[])[] }>
  readonly closeSync: () => void
}

async function openDuckdb(flat: Flat, folder: string): Promise<OpenPeer | string> {
  const duck = await benchPackage<DuckModule>('@duckdb/node-api')
  if (typeof duck === 'string') return duck
  const works = writeWorks(flat, folder, ['[', ']'])
  const file = join(folder, 'works.duckdb')
  const start = performance.now()
  const instance = await duck.DuckDBInstance.create(file, { threads: '1', preserve_insertion_order: 'false' })
  const connection = await instance.connect()
  await build(connection, works)
  const dialect: Dialect = {
    languages: flat.languages,
    tag: (tag) => `id in (select work from filters where tag = ${tag})`,
    anyTag: (tags) => `id in (select work from filters where tag in (${tags.join(',')}))`,
  }
  return {
    version: duck.version(),
    buildMs: performance.now() - start,
    bytes: statSync(file).size,
    bytesAre: 'disk',
    ask: (question) => ask(connection, question, dialect),
    async close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function build(connection: Connection, works: string): Promise<void> {
  const columns = ['id', 'visible', 'complete', 'language', 'words', 'kudos', 'revised']
    .map((name) => `'${name}': 'INTEGER'`)
    .join(', ')
  await connection.run(`create table loaded as select * from read_csv('${works}', delim = '\t', header = false,
    quote = '', columns = {${columns}, 'facets': 'INTEGER[]', 'filters': 'INTEGER[]'})`)
  await connection.run('create table works as select * exclude (filters) from loaded order by id')
  await connection.run(`create table filters as
    select tag, work from (select unnest(filters) as tag, id as work from loaded) order by tag, work`)
  for (const after of ['drop table loaded', 'analyze', 'checkpoint']) await connection.run(after)
}

async function ask(connection: Connection, question: Question, dialect: Dialect) {
  const where = whereOf(question, dialect)
  const rows = async (sql: string): Promise<number[][]> =>
    (await connection.runAndReadAll(sql)).getRows().map((row) => row.map(Number))
  if (question.facets?.length) {
    const all = await rows(everythingOf(question, where, 'select unnest(facets) as t from hits'))
    return answerOf(all as unknown as PartRow[], question)
  }
  const page = `order by ${orderOf(question)} limit ${question.limit ?? 20} offset ${question.offset ?? 0}`
  const [[total] = []] = await rows(`select count(*) from works where ${where}`)
  const ids = await rows(`select id from works where ${where} ${page}`)
  return { total: total ?? 0, ids: ids.map(([id]) => id ?? 0), facets: [] }
}
