import { sql } from 'kysely'
import type { TagId, WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import type { Edge } from './tags-told.ts'

/**
 * The change log (0006-catalogue.sql) read so that nothing is missed: a row counts when its transaction had not ended
 * at the last reading, whatever its place, and what was taken already is known by its transaction.
 */
export interface Seen {
  /** Which database this was, as PostgreSQL itself tells them apart. */
  readonly database: string
  /** Every transaction before this one had ended, and what it changed is in the index. */
  readonly before: string
  /** Later ones that had committed, too: their changes are in the index. */
  readonly taken: readonly string[]
}

export interface Changes {
  readonly works: readonly WorkId[]
  readonly tags: readonly TagId[]
  readonly metas: readonly Edge[]
  readonly parents: readonly Edge[]
  readonly seen: Seen
}

/** All reads in one view of the database, so that a work never bears a tag that is not known yet. */
export const inOneView = <T>(db: Db, read: (trx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)

/** Where the log stands in this view: what is read in it holds all that was before. */
export async function standing(trx: Transaction): Promise<Seen> {
  const place = await sql<Place>`${PLACE}`.execute(trx)
  const { database, before } = theOnly(place.rows)
  const { rows } = await sql<{ txid: string }>`
    select distinct txid::text from change_log where txid >= ${before}::text::xid8`.execute(trx)
  return { database, before, taken: rows.map(({ txid }) => txid) }
}

/**
 * What changed since. 'lost' when that cannot be known: it has been thrown away, or the database is another one, or
 * was set back to an earlier state. Then everything is to be read anew.
 */
export async function changesSince(trx: Transaction, seen: Seen): Promise<Changes | 'lost'> {
  const { rows: all } = await sql<Place & (LogRow | Nothing)>`
    select place.*, change_log.txid::text, what, a, b from (${PLACE}) as place
    left join change_log on change_log.txid >= ${seen.before}::text::xid8
      and change_log.txid <> all(${[...seen.taken]}::text[]::xid8[])`.execute(trx)
  const { database, before, cut } = theOnly(all)
  const last = BigInt(seen.before)
  if (database !== seen.database || BigInt(before) < last || BigInt(cut) >= last) return 'lost'
  const rows = all.filter((row): row is Place & LogRow => row.txid !== null)
  const of = (what: LogRow['what']): readonly LogRow[] => rows.filter((row) => row.what === what)
  const numbers = <Id>(what: LogRow['what']): Id[] => [...new Set(of(what).map(({ a }) => a))] as Id[]
  const edges = (what: LogRow['what']): Edge[] => of(what).map(({ a, b }): Edge => [a as TagId, b as TagId])
  return {
    works: numbers('work'),
    tags: numbers('tag'),
    metas: edges('meta'),
    parents: edges('parent'),
    seen: { database, before, taken: stillLater([...seen.taken, ...rows.map(({ txid }) => txid)], before) },
  }
}

interface LogRow {
  readonly txid: string
  readonly what: 'work' | 'tag' | 'meta' | 'parent'
  readonly a: number
  readonly b: number
}

interface Nothing {
  readonly txid: null
}

const stillLater = (txids: readonly string[], before: string): string[] =>
  [...new Set(txids)].filter((txid) => BigInt(txid) >= BigInt(before))

interface Place {
  readonly database: string
  readonly before: string
  /** The last transaction whose rows have been thrown away. */
  readonly cut: string
}

/** The cluster, its timeline (another one after it was set back to a moment) and the database in it. */
const PLACE = sql`
  select pg_snapshot_xmin(pg_current_snapshot())::text as before, change_log_start.txid::text as cut,
    (select system_identifier from pg_control_system()) || '-' || (select timeline_id from pg_control_checkpoint())
      || '-' || (select oid from pg_database where datname = current_database()) as database
  from change_log_start`

function theOnly<Row extends Place>([row]: readonly Row[]): Row {
  if (!row) throw new Error('reading the change log: change_log_start is empty')
  return row
}

/**
 * What nobody will ask for again; never of a transaction that others may not have seen end. Whoever stands before it
 * finds that out (`changesSince`) and builds anew.
 */
export async function forgetBefore(db: Db, moment: Date): Promise<void> {
  await sql`with gone as (
      delete from change_log where at < ${moment} and txid < pg_snapshot_xmin(pg_current_snapshot()) returning txid)
    update change_log_start set txid = greatest(txid, coalesce((select max(txid) from gone), '0'))`.execute(
    db,
  )
}
