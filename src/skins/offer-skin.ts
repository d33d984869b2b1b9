import { sql } from 'kysely'
import { wearSkin } from '../accounts/index.ts'
import type { Actor, Member } from '../core/actor.ts'
import type { SkinId } from '../core/ids.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { wearableBy } from './scopes.ts'

/** Asks the moderators to let everybody wear it; what it builds on must be everybody's already. */
export const offerSkin = (
  db: Db,
  actor: Member,
  id: SkinId,
): Promise<'offered' | 'private-parents' | 'no-such-skin'> =>
  inTransaction(db, async (trx) => {
    const there = await trx
      .selectFrom('skins')
      .select('standing')
      .where('id', '=', id)
      .where('person_id', '=', actor.id)
      .forUpdate()
      .executeTakeFirst()
    if (!there) return 'no-such-skin'
    if (there.standing !== 'own') return 'offered'
    const { rows } = await sql`
      select from skin_parents join skins on skins.id = parent_id
      where skin_id = ${id} and standing <> 'approved' limit 1`.execute(trx)
    if (rows.length > 0) return 'private-parents'
    await trx.updateTable('skins').set({ standing: 'offered' }).where('id', '=', id).execute()
    return 'offered'
  })

/** The writer does not want to offer it after all, as long as nobody has decided. */
export async function keepSkin(db: Db, actor: Member, id: SkinId): Promise<'kept' | 'no-such-skin'> {
  const kept = await db
    .updateTable('skins')
    .set({ standing: 'own' })
    .where('id', '=', id)
    .where('person_id', '=', actor.id)
    .where('standing', '<>', 'approved')
    .executeTakeFirst()
  return kept.numUpdatedRows > 0 ? 'kept' : 'no-such-skin'
}

/** Worn on all pages and devices of this person; null: no skin. */
export async function wear(db: Db, actor: Member, id: SkinId | null): Promise<'worn' | 'no-such-skin'> {
  if (id !== null && !(await mayWear(db, actor, id))) return 'no-such-skin'
  await wearSkin(db, actor, id)
  return 'worn'
}

/** May this reader wear it for now? */
export async function mayWear(db: Db, actor: Actor, id: SkinId): Promise<boolean> {
  const there = await db
    .selectFrom('skins')
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', 'site')
    .where(wearableBy(actor))
    .executeTakeFirst()
  return there !== undefined
}
