import type pg from 'pg'
import type { Question } from '../../../src/search/index.ts'
import type { Flat, Name } from '../flat.ts'
import type { Completed, OpenPeer, Peer, PostedWork } from '../peer.ts'
import { afterPrefix, KEPT_PREFIX, prefixesOf, tailsOf } from '../prefixes.ts'
import { answerOf, type Dialect, everythingOf, orderOf, type PartRow, whereOf } from '../sql.ts'
import { writeLines, writeWorks } from '../table-files.ts'
import { startPostgres } from './postgres-server.ts'

/**
 * PostgreSQL 18, the binaries that the program itself brings.
 * Index: the tags of a work in one int[] (meta-tags inherited) under GIN with intarray's operators; B-trees over
 * (revised, id) and (kudos, id) of what guests see; the tags that are counted in a second int[], coded with their kind,
 * so that facets need no join. A question is one statement, its results found once and kept (a materialized CTE).
 * Tuning: unlogged tables, 1 GB of shared buffers, 512 MB of work memory (no sort or hash goes to disk), no parallel
 * workers, no JIT, costs of a cached database, statistics of 1,000 values, VACUUM (visibility map) and ANALYZE.
 * Autocomplete: prefixes of up to four characters and tails of names, both by index.
 */
export const postgres: Peer = { name: 'PostgreSQL', open: openPostgres }

const SETTINGS = [
  'listen_addresses=',
  'shared_buffers=1GB',
  'work_mem=512MB',
  'hash_mem_multiplier=2',
  'maintenance_work_mem=1GB',
  'effective_cache_size=8GB',
  'random_page_cost=1.1',
  'max_parallel_workers_per_gather=0',
  'max_parallel_maintenance_workers=0',
  'jit=off',
  'fsync=off',
  'synchronous_commit=off',
  'autovacuum=off',
  'max_wal_size=8GB',
]

async function openPostgres(flat: Flat, folder: string): Promise<OpenPeer | string> {
  const { client, stop } = await startPostgres(folder, SETTINGS)
  const files = writeFiles(flat, folder)
  const start = performance.now()
  await build(client, files)
  const dialect: Dialect = {
    languages: flat.languages,
    tag: (tag) => `filters @> '{${tag}}'`,
    anyTag: (tags) => `filters && '{${tags.join(',')}}'`,
  }
  const buildMs = performance.now() - start
  return {
    version: await only(client, `select split_part(version(), ' ', 2)`),
    buildMs,
    bytes: Number(
      await only(
        client,
        `select pg_total_relation_size('works') + pg_total_relation_size('prefixes') + pg_total_relation_size('tails')`,
      ),
    ),
    bytesAre: 'disk',
    ask: (question) => ask(client, question, dialect),
    complete: (prefix) => complete(client, prefix),
    post: (work) => post(client, work, flat),
    merge: (from, to) => merge(client, from, to),
    close: stop,
  }
}

interface Files {
  readonly works: string
  readonly tails: string
  readonly prefixes: string
}

function writeFiles(flat: Flat, folder: string): Files {
  const lines = (name: string, rows: Iterable<readonly [string, Name]>): string =>
    writeLines(`${folder}/${name}.tsv`, linesOf(rows))
  return {
    works: writeWorks(flat, folder, ['{', '}']),
    tails: lines('tails', tailsOf(flat.names)),
    prefixes: lines('prefixes', prefixesOf(flat.names)),
  }
}

function* linesOf(rows: Iterable<readonly [string, Name]>): Generator<string> {
  for (const [text, { tag, uses }] of rows) yield `${text.replaceAll('\\', '\\\\')}\t${tag}\t${uses}`
}

async function build(client: pg.Client, { works, tails, prefixes }: Files): Promise<void> {
  await client.query(`
    create extension intarray;
    create unlogged table works (id int not null, visible int2 not null, complete int2 not null,
      language int2 not null, words int not null, kudos int not null, revised int not null,
      facets int[] not null, filters int[] not null);
    create unlogged table tails (tail text collate "C" not null, tag int not null, uses int not null);
    create unlogged table prefixes (prefix text collate "C" not null, tag int not null, uses int not null);
    copy works from '${works}';
    copy tails from '${tails}';
    copy prefixes from '${prefixes}';
    alter table works add primary key (id);
    create index on works using gin (filters gin__int_ops);
    create index on works (revised desc, id desc) where visible = 1;
    create index on works (kudos desc, id desc) where visible = 1;
    create index on tails (tail, uses desc, tag);
    create index on prefixes (prefix, uses desc, tag);
    alter table works alter column filters set statistics 1000;`)
  for (const table of ['works', 'tails', 'prefixes']) await client.query(`vacuum (analyze, freeze) ${table}`)
}

async function ask(client: pg.Client, question: Question, dialect: Dialect) {
  const where = whereOf(question, dialect)
  if (question.facets?.length) {
    const text = everythingOf(question, where, 'select unnest(facets) as t from hits')
    const { rows } = await client.query({ text, rowMode: 'array' })
    return answerOf(rows as unknown as PartRow[], question)
  }
  const { offset = 0, limit = 20 } = question
  const total = Number(await only(client, `select count(*) from works where ${where}`))
  const { rows } = await client.query(
    `select id from works where ${where} order by ${orderOf(question)} limit ${limit} offset ${offset}`,
  )
  return { total, ids: rows.map(({ id }) => Number(id)), facets: [] }
}

async function complete(client: pg.Client, prefix: string): Promise<readonly Completed[]> {
  const { rows } =
    prefix.length <= KEPT_PREFIX
      ? await client.query({
          name: 'short',
          text: 'select tag, uses from prefixes where prefix = $1 order by uses desc, tag limit 10',
          values: [prefix],
        })
      : await client.query({
          name: 'long',
          text: `select tag, uses from tails where tail >= $1 and tail < $2
          group by tag, uses order by uses desc, tag limit 10`,
          values: [prefix, afterPrefix(prefix)],
        })
  return rows
}

async function post(
  client: pg.Client,
  { id, words, kudos, revised, facets, filters }: PostedWork,
  { languages }: Flat,
) {
  await client.query({
    name: 'post',
    text: 'insert into works values ($1, 1, 1, $2, $3, $4, $5, $6, $7)',
    values: [id, languages.indexOf('en'), words, kudos, revised, facets, filters],
  })
}

/** Measured up to before the commit, then rolled back. */
async function merge(client: pg.Client, from: number, to: number) {
  const kind = 6
  const coded = (tag: number): string => `${kind} << 28 | ${tag}`
  await client.query('begin')
  const start = performance.now()
  const { rowCount } = await client.query(`update works
    set filters = uniq(sort(array_replace(filters, ${from}, ${to}))),
        facets = uniq(sort(array_replace(facets, ${coded(from)}, ${coded(to)})))
    where filters @> '{${from}}'`)
  const ms = performance.now() - start
  await client.query('rollback')
  return { ms, rewritten: rowCount ?? 0 }
}

async function only(client: pg.Client, text: string): Promise<string> {
  const { rows } = await client.query({ text, rowMode: 'array' })
  return String((rows as unknown as unknown[][])[0]?.[0])
}
