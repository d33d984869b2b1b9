import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import { parseSkinId, type SkinId, type WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import type { Typed } from '../tables.ts'
import { oneTyped } from './names-typed.ts'

/** AO3's name for the field. Absent: the work stays as it is; empty: it has no style of its own. */
export const SKIN_FIELD = 'work_skin_id'

/** Of many works at once, where an empty field leaves each as it is: their styles are taken off. */
export const NO_SKIN = 'none'

/** What is wrong with the work skin that was chosen. */
export async function dressFaults(
  db: Db,
  actor: Member,
  typed: Typed,
  work: WorkId | undefined,
): Promise<Readonly<Record<string, string>>> {
  const chosen = oneTyped(typed, SKIN_FIELD)
  if (!chosen) return {}
  const id = parseSkinId(chosen)
  if (id && (await mayDress(db, actor, id, work))) return {}
  return { [SKIN_FIELD]: t('This work skin is no longer there. Choose another, or none.') }
}

/** One's own, everybody's, and what a co-creator gave the work already. */
async function mayDress(db: Db, { id }: Member, skin: SkinId, work: WorkId | undefined): Promise<boolean> {
  const { rows } = await sql`
    select from skins where id = ${skin} and kind = 'work' and (standing = 'approved' or person_id = ${id}
      or exists (select from works where works.id = ${work ?? null} and works.skin_id = ${skin}))`.execute(db)
  return rows.length > 0
}

/** Gives a work its style, after dressFaults found nothing wrong with it. */
export async function dressWork(trx: Transaction, work: WorkId, typed: Typed): Promise<void> {
  if (!(SKIN_FIELD in typed)) return
  const skin = parseSkinId(oneTyped(typed, SKIN_FIELD)) ?? null
  await trx
    .updateTable('works')
    .set({ skin_id: skin })
    .where('id', '=', work)
    .where(sql<boolean>`skin_id is distinct from ${skin}`)
    .execute()
}
