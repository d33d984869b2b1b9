import { sql } from 'kysely'
import { knownPenNames, setPenNamePermissions } from '../../accounts/index.ts'
import type { Actor, Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { stableJson } from '../content-hash.ts'
import { PERMISSIONS_SHAPE } from '../permissions-shape.ts'
import { NOTHING_SAID, type Permissions } from '../record.ts'
import { ownWork, visibleTo } from '../visibility.ts'
import { keepFormer } from '../writing/keep-former.ts'

/** What was said of a work itself, to those who may say otherwise: its creators. Of a kept copy nothing can be said. */
export async function writtenPermissions(
  db: Db,
  actor: Actor,
  id: WorkId,
): Promise<Permissions | 'not-yours' | undefined> {
  const row = await db
    .selectFrom('works')
    .select(['permissions', 'audience', ownWork(actor).as('own')])
    .where('id', '=', id)
    .where(visibleTo(actor))
    .executeTakeFirst()
  if (!row || row.audience === 'kept') return undefined
  return row.own ? row.permissions : 'not-yours'
}

type SavePermissions = 'saved' | 'no-such-work' | 'not-yours'

/** A creator says what others may do with a work. What was said before is kept as a revision. */
export async function savePermissions(
  db: Db,
  actor: Actor,
  { id, permissions, now }: { readonly id: WorkId; readonly permissions: Permissions; readonly now: Date },
): Promise<SavePermissions> {
  return inTransaction(db, async (trx) => {
    await sql`select from works where id = ${id} for update`.execute(trx)
    const written = await writtenPermissions(trx, actor, id)
    if (!written) return 'no-such-work'
    if (written === 'not-yours' || actor.type === 'guest') return 'not-yours'
    if (stableJson(written) === stableJson(permissions)) return 'saved'
    await keepFormer(trx, { workId: id, chapterId: null, by: actor, now })
    const changed = { permissions: JSON.stringify(permissions), changed_at: now }
    await trx.updateTable('works').set(changed).where('id', '=', id).execute()
    return 'saved'
  })
}

/** What the works of a pen name allow unless they say otherwise; undefined where it is not this person's. */
export async function defaultPermissions(
  db: Db,
  actor: Member,
  pen: string,
): Promise<Permissions | undefined> {
  const id = (await knownPenNames(db, actor.id)).get(pen.toLowerCase())
  if (id === undefined) return undefined
  const row = await db.selectFrom('pen_names').select('permissions').where('id', '=', id).executeTakeFirst()
  return PERMISSIONS_SHAPE.safeParse(row?.permissions).data ?? NOTHING_SAID
}

/** Every work that leaves something to the default changes with it: its downloads are written anew. */
export async function saveDefaultPermissions(
  db: Db,
  actor: Member,
  { pen, permissions, now }: { readonly pen: string; readonly permissions: Permissions; readonly now: Date },
): Promise<'saved' | 'no-such-pen-name'> {
  return inTransaction(db, async (trx) => {
    const id = (await knownPenNames(trx, actor.id)).get(pen.toLowerCase())
    if (id === undefined) return 'no-such-pen-name'
    await setPenNamePermissions(trx, id, JSON.stringify(permissions))
    await sql`update works set changed_at = ${now} where id in (
      select work_id from creatorships where pen_name_id = ${id})`.execute(trx)
    return 'saved'
  })
}
