import { randomBytes } from 'node:crypto'
import type { Member } from '../core/actor.ts'
import { may } from '../core/roles.ts'
import { href, routes } from '../routes.ts'
import type { Db } from '../storage/transaction.ts'
import type { SkinKind } from './clean/css-fault.ts'
import { within } from './media.ts'
import { readSkinForm, type SkinFaults, type Typed } from './read-form.ts'

interface Trying {
  readonly kind: SkinKind
  readonly typed: Typed
  readonly baseUrl: string
  readonly now: Date
}

type Tried = { readonly sheet: string; readonly replaces: boolean } | { readonly faults: SkinFaults }

/** The address of a sheet of what is in the form, for one's own eyes: nothing that wears the skin changes. */
export async function trySkin(db: Db, actor: Member, trying: Trying): Promise<Tried> {
  const read = readSkinForm(trying.typed, { ...trying, keeper: may(actor, 'approve-skins') })
  if ('faults' in read) return read
  const { css, media, role } = read.fields
  const row = { css: within(media, css), stamp: randomBytes(16).toString('hex'), tried_at: trying.now }
  await db
    .insertInto('skin_trials')
    .values({ person_id: actor.id, ...row })
    .onConflict((there) => there.column('person_id').doUpdateSet(row))
    .execute()
  return {
    sheet: href(routes.skinSheet, { skinId: 0, file: `${row.stamp}.css` }),
    replaces: role === 'replace',
  }
}
