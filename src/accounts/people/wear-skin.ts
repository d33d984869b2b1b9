import type { Member } from '../../core/actor.ts'
import type { SkinId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'

/** The site skin of a person's every page, on all their devices; null: the archive's own look. Whose it is, is asked before. */
export async function wearSkin(db: Db, { id }: Member, skin: SkinId | null): Promise<void> {
  await db.updateTable('people').set({ skin_id: skin }).where('id', '=', id).execute()
}

/** Nobody wears it any more but whose it is. */
export async function takeOffSkin(trx: Transaction, skin: SkinId, owner: Member['id']): Promise<void> {
  await trx
    .updateTable('people')
    .set({ skin_id: null })
    .where('skin_id', '=', skin)
    .where('id', '<>', owner)
    .execute()
}
