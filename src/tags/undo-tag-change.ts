import { type SqlBool, sql } from 'kysely'
import type { ChangeId } from '../core/ids.ts'
import type { Db, Transaction } from '../storage/transaction.ts'
import { withGraph, writeChange } from './change-tags.ts'
import { faultsAt } from './graph-faults.ts'
import {
  type Change,
  type GraphPart,
  isNothing,
  joined,
  shareFacts,
  standsAs,
  touchedBy,
} from './graph-part.ts'
import type { ChangedBy, Refused } from './outcomes.ts'
import { isNameTaken } from './rename-tag.ts'
import { type TagChange, tagHistory } from './tag-history.ts'

type UndoTagChange =
  | { readonly done: ChangeId }
  | Refused<'not-allowed' | 'no-such-change' | 'already-undone' | 'name-taken'>
  | InTheWay

interface InTheWay {
  readonly refused: 'in-the-way'
  /** Undo these first, from the top. None: the graph was changed by something that keeps no history. */
  readonly changes: readonly TagChange[]
}

/**
 * Puts back what a change found. Refused when a later change stands on it: one that touched the same tag or link, or
 * one without which the graph would break its rules. An undo is a change like any other, and can be undone itself.
 * Undoing from the latest change backwards always succeeds.
 */
export function undoTagChange(db: Db, by: ChangedBy, id: ChangeId): Promise<UndoTagChange> {
  return withGraph(db, by, async (trx): Promise<UndoTagChange> => {
    const done = await changeNumbered(trx, id)
    if (!done) return { refused: 'no-such-change' }
    if (done.undone_by) return { refused: 'already-undone' }
    const later = await laterChanges(trx, id, joined(done.before, done.after))
    if (later.length || !(await standsAs(trx, done.after, done.before))) return inTheWay(trx, later)
    for (const tag of done.before.tags) {
      if (await isNameTaken(trx, tag))
        return { refused: 'name-taken', tag: { kind: tag.kind, name: tag.name } }
    }
    const back = { about: done.about, before: done.after, after: done.before }
    const undo = await writeChange(trx, { by, verb: 'undo', undoes: id }, back)
    const faults = await faultsAt(trx, touchedBy(back))
    if (!isNothing(faults)) return inTheWay(trx, await laterChanges(trx, id, faults, undo))
    await markUndone(trx, id, undo)
    return { done: undo }
  })
}

const inTheWay = async (trx: Transaction, ids: readonly ChangeId[]): Promise<InTheWay> => ({
  refused: 'in-the-way',
  changes: await tagHistory(trx, { ids, limit: ids.length }),
})

const changeNumbered = (trx: Transaction, id: ChangeId) =>
  trx
    .selectFrom('tag_changes')
    .select(['about', 'before', 'after', 'undone_by'])
    .where('id', '=', id)
    .executeTakeFirst()

/**
 * The later changes that still count and touch one of these tags or links. A change and its undoing, both later,
 * amount to nothing; the undoing of an earlier one counts.
 */
async function laterChanges(
  trx: Transaction,
  id: ChangeId,
  facts: GraphPart,
  except: ChangeId = id,
): Promise<ChangeId[]> {
  const rows = await trx
    .selectFrom('tag_changes')
    .select(['id', 'before', 'after'])
    .where('id', '>', id)
    .where('id', '<>', except)
    .where('undone_by', 'is', null)
    .where((row) => row.or([row('undoes', 'is', null), row('undoes', '<=', id)]))
    .where(sql<SqlBool>`touched && ${touchedBy({ before: facts, after: facts })}::int[]`)
    .execute()
  return rows
    .filter((row: Change) => shareFacts(facts, row.before) || shareFacts(facts, row.after))
    .map((row) => row.id)
}

/** What was undone by a change that is itself undone counts again, and so on down. */
async function markUndone(trx: Transaction, id: ChangeId, by: ChangeId | null): Promise<void> {
  const { undoes } = await trx
    .updateTable('tag_changes')
    .set({ undone_by: by })
    .where('id', '=', id)
    .returning('undoes')
    .executeTakeFirstOrThrow()
  if (undoes) await markUndone(trx, undoes, by ? null : id)
}
