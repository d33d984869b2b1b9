import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import { may } from '../core/roles.ts'

/** Who may see a skin. Every read starts from one of these, over the table `skins`. */

export const ownSkin = (actor: Actor): RawBuilder<SqlBool> =>
  actor.type === 'guest' ? sql<SqlBool>`false` : sql<SqlBool>`(skins.person_id = ${actor.id})`

/** One's own, and those that are everybody's. */
export const wearableBy = (actor: Actor): RawBuilder<SqlBool> =>
  sql<SqlBool>`(skins.standing = 'approved' or ${ownSkin(actor)})`

/** Moderators also look at what was offered. */
export const seenBy = (actor: Actor): RawBuilder<SqlBool> =>
  may(actor, 'approve-skins')
    ? sql<SqlBool>`(skins.standing <> 'own' or ${ownSkin(actor)})`
    : wearableBy(actor)
