import { sql } from 'kysely'
import type { TagId, WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import type { Edge } from './tags-told.ts'

/**
 * The change log (0006-catalogue.sql) read so that nothing is missed: a row counts when its transaction had not ended
 * at the last reading, whatever its place, and what was taken already is known by name.
 */
export interface Seen {
  /** Every transaction before this one had ended, and what it changed is in the index. */
  readonly before: string
  /** Of later ones, what is in the index already. */
  readonly taken: ReadonlySet<string>
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
  const now = await boundary(trx)
  const { rows } = await sql<LogRow>`
    select txid::text, what, a, b from change_log where txid >= ${now}::text::xid8`.execute(trx)
  return { before: now, taken: new Set(rows.map(key)) }
}

export async function changesSince(trx: Transaction, seen: Seen): Promise<Changes> {
  const now = await boundary(trx)
  const { rows } = await sql<LogRow & { later: boolean }>`
    select txid::text, what, a, b, txid >= ${now}::text::xid8 as later
    from change_log where txid >= ${seen.before}::text::xid8`.execute(trx)
  const fresh = rows.filter((row) => !seen.taken.has(key(row)))
  const of = (what: LogRow['what']): readonly LogRow[] => fresh.filter((row) => row.what === what)
  const numbers = <Id>(what: LogRow['what']): Id[] => [...new Set(of(what).map(({ a }) => a))] as Id[]
  const edges = (what: LogRow['what']): Edge[] => of(what).map(({ a, b }): Edge => [a as TagId, b as TagId])
  return {
    works: numbers('work'),
    tags: numbers('tag'),
    metas: edges('meta'),
    parents: edges('parent'),
    seen: { before: now, taken: new Set(rows.filter(({ later }) => later).map(key)) },
  }
}

interface LogRow {
  readonly txid: string
  readonly what: 'work' | 'tag' | 'meta' | 'parent'
  readonly a: number
  readonly b: number
}

const key = ({ txid, what, a, b }: LogRow): string => `${txid} ${what} ${a} ${b}`

async function boundary(trx: Transaction): Promise<string> {
  const { rows } = await sql<{ before: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as before`.execute(trx)
  return rows[0]?.before ?? '0'
}

/** What nobody will ask for again. A snapshot from before is known by it and built anew. */
export async function forgetBefore(db: Db, moment: Date): Promise<void> {
  await sql`with gone as (delete from change_log where at < ${moment} returning txid)
    update change_log_start set txid = greatest(txid, coalesce((select max(txid) from gone), '0'))`.execute(
    db,
  )
}
