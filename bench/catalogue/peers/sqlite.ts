import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Filter, Question } from '../../../src/search/index.ts'
import type { Flat, Lists } from '../flat.ts'
import type { Completed, OpenPeer, Peer, PostedWork } from '../peer.ts'
import { afterPrefix, KEPT_PREFIX, prefixesOf, tailsOf } from '../prefixes.ts'
import { type Dialect, facetsOf, orderOf, whereOf } from '../sql.ts'

/**
 * SQLite as Node brings it, in this process.
 * Index: pairs (tag, work) as a table without rowid, which is its own index, the rarest tag asked for leading the
 * search and the others looked up by (tag, work); pairs (work, coded tag) the same way for counting; (revised, id)
 * and (kudos, id) of works. The results of a question are put into a temporary table once, then paged and counted.
 * Tuning: no journal, no syncing, 1 GB of page cache, temporary tables in memory, ANALYZE.
 */
export const sqlite: Peer = { name: 'SQLite', open: openSqlite }

async function openSqlite(flat: Flat, folder: string): Promise<OpenPeer> {
  const file = join(folder, 'works.sqlite')
  const start = performance.now()
  const db = new DatabaseSync(file)
  db.exec(`pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1000000;
    pragma temp_store = memory; pragma locking_mode = exclusive; pragma page_size = 8192;`)
  build(db, flat)
  const buildMs = performance.now() - start
  const kept = keptStatements(db)
  return {
    version: String(db.prepare('select sqlite_version() as v').get()?.v),
    buildMs,
    bytes: statSync(file).size,
    bytesAre: 'disk',
    ask: async (question) => ask(db, question, dialectOf(flat)),
    complete: async (prefix) => complete(kept, prefix),
    post: async (work) => post(db, kept, work, flat),
    merge: async (from, to) => merge(db, from, to),
    close: async () => db.close(),
  }
}

function build(db: DatabaseSync, flat: Flat): void {
  db.exec(`begin;
    create table works (id integer primary key, visible int, complete int, language int, words int, kudos int, revised int);
    create table filters (tag int, work int, primary key (tag, work)) without rowid;
    create table facets (work int, code int, primary key (work, code)) without rowid;
    create table tails (tail text, uses int, tag int);
    create table prefixes (prefix text, uses int, tag int);
    create temp table hits (id integer primary key);`)
  addWorks(db, flat)
  for (const [table, rows] of [
    ['tails', tailsOf(flat.names)],
    ['prefixes', prefixesOf(flat.names)],
  ] as const) {
    const one = db.prepare(`insert into ${table} values (?, ?, ?)`)
    for (const [text, { uses, tag }] of rows) one.run(text, uses, tag)
  }
  db.exec(`create index newest on works (revised, id);
    create index praised on works (kudos, id);
    create index tails_by on tails (tail, uses, tag);
    create index prefixes_by on prefixes (prefix, uses desc, tag);
    commit; analyze;`)
}

function addWorks(db: DatabaseSync, flat: Flat): void {
  const { visible, complete, language, words, kudos, revised } = flat
  const work = db.prepare('insert into works values (?, ?, ?, ?, ?, ?, ?)')
  for (let i = 0; i < flat.works; i++)
    work.run(i + 1, visible[i]!, complete[i]!, language[i]!, words[i]!, kudos[i]!, revised[i]!)
  const facet = db.prepare('insert into facets values (?, ?)')
  eachPair(flat.facets, (id, code) => facet.run(id, code))
  const filter = db.prepare('insert into filters values (?, ?)')
  const { works: from, starts } = byTag(flat)
  for (let tag = 0; tag < starts.length - 1; tag++)
    for (let i = starts[tag]!; i < starts[tag + 1]!; i++) filter.run(tag, from[i]!)
}

function eachPair({ starts, items }: Lists, visit: (work: number, item: number) => void): void {
  for (let list = 0; list < starts.length - 1; list++)
    for (let i = starts[list]!; i < starts[list + 1]!; i++) visit(list + 1, items[i]!)
}

/** Works of each tag, in the order in which the table is to lie: inserting so is several times as quick. */
function byTag({ filters, usedBy }: Flat): { starts: Uint32Array; works: Uint32Array } {
  const starts = new Uint32Array(usedBy.length + 1)
  for (let tag = 0; tag < usedBy.length; tag++) starts[tag + 1] = starts[tag]! + usedBy[tag]!
  const next = starts.slice()
  const works = new Uint32Array(filters.items.length)
  eachPair(filters, (work, tag) => {
    works[next[tag]!] = work
    next[tag] = next[tag]! + 1
  })
  return { starts, works }
}

/** The rarest tag of an `all` leads; every other is looked up per work. */
function dialectOf({ languages, usedBy, works }: Flat): Dialect & { leads: Set<number> } {
  const leads = new Set<number>()
  const rarity = (one: Filter): number => ('tag' in one ? (usedBy[one.tag] ?? 0) : Infinity)
  return {
    leads,
    languages,
    arrange(filters) {
      const arranged = filters.toSorted((a, b) => rarity(a) - rarity(b))
      const [first] = arranged
      if (first && 'tag' in first && rarity(first) < works / 4) leads.add(first.tag)
      return arranged
    },
    tag: (tag) =>
      leads.delete(tag)
        ? `id in (select work from filters where tag = ${tag})`
        : `exists (select 1 from filters f where f.tag = ${tag} and f.work = works.id)`,
    anyTag: (tags) =>
      `exists (select 1 from filters f where f.tag in (${tags.join(',')}) and f.work = works.id)`,
  }
}

function ask(db: DatabaseSync, question: Question, dialect: Dialect) {
  const where = whereOf(question, dialect)
  const page = `order by ${orderOf(question)} limit ${question.limit ?? 20} offset ${question.offset ?? 0}`
  if (!question.facets?.length) {
    const total = Number(db.prepare(`select count(*) as n from works where ${where}`).get()?.n)
    return { total, ids: idsOf(db.prepare(`select id from works where ${where} ${page}`)), facets: [] }
  }
  db.exec('delete from hits')
  const { changes } = db.prepare(`insert into hits select id from works where ${where} order by id`).run()
  const ids = idsOf(db.prepare(`select works.id from works where id in hits ${page}`))
  const counted = db
    .prepare(`with counts as (select code, count(*) as c from hits cross join facets on work = id group by code),
      ranked as (select code, c, row_number() over (partition by code >> 28 order by c desc, code) as r from counts)
      select code, c from ranked where r <= 10`)
    .all()
  return {
    total: Number(changes),
    ids,
    facets: facetsOf(counted.map(({ code, c }) => [Number(code), Number(c)])),
  }
}

const idsOf = (statement: StatementSync): number[] => statement.all().map(({ id }) => Number(id))

function keptStatements(db: DatabaseSync) {
  return {
    short: db.prepare('select tag, uses from prefixes where prefix = ? order by uses desc, tag limit 10'),
    long: db.prepare(
      'select tag, uses from tails where tail >= ? and tail < ? group by tag, uses order by uses desc, tag limit 10',
    ),
    work: db.prepare('insert into works values (?, 1, 1, ?, ?, ?, ?)'),
    facet: db.prepare('insert into facets values (?, ?)'),
    filter: db.prepare('insert into filters values (?, ?)'),
  }
}

type Kept = ReturnType<typeof keptStatements>

function complete({ short, long }: Kept, prefix: string): Completed[] {
  const rows = prefix.length <= KEPT_PREFIX ? short.all(prefix) : long.all(prefix, afterPrefix(prefix))
  return rows.map(({ tag, uses }) => ({ tag: Number(tag), uses: Number(uses) }))
}

function post(db: DatabaseSync, kept: Kept, work: PostedWork, { languages }: Flat): void {
  db.exec('begin')
  kept.work.run(work.id, languages.indexOf('en'), work.words, work.kudos, work.revised)
  for (const code of work.facets) kept.facet.run(work.id, code)
  for (const tag of work.filters) kept.filter.run(tag, work.id)
  db.exec('commit')
}

/** Not taken back: there is no journal. The merge is the last thing asked of it. */
function merge(db: DatabaseSync, from: number, to: number) {
  const coded = (tag: number): string => `(6 << 28 | ${tag})`
  const start = performance.now()
  const { changes } = db
    .prepare(`insert or ignore into facets select work, ${coded(to)} from filters where tag = ${from}`)
    .run()
  db.exec(`delete from facets where code = ${coded(from)} and work in (select work from filters where tag = ${from});
    update or ignore filters set tag = ${to} where tag = ${from};
    delete from filters where tag = ${from}`)
  return { ms: performance.now() - start, rewritten: Number(changes) }
}
