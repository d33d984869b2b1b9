import { sql } from 'kysely'
import type { Actor, Member } from '../core/actor.ts'
import type { SkinId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { type Choices, choicesIn } from './choices.ts'
import type { SkinKind } from './clean/css-fault.ts'
import { ownSkin, seenBy, wearableBy } from './scopes.ts'
import type { SkinRole, SkinStanding } from './tables.ts'

export interface SkinListed {
  readonly id: SkinId
  readonly kind: SkinKind
  readonly title: string
  readonly about: string
  readonly standing: SkinStanding
}

export interface Skin extends SkinListed {
  readonly own: boolean
  readonly given: string
  readonly choices: Choices
  readonly role: SkinRole
  readonly media: readonly string[]
  readonly parents: readonly { readonly id: SkinId; readonly title: string }[]
  readonly stamp: string
  /** For the moderators alone. */
  readonly by: string
}

/** As this reader may see it. */
export async function skinById(db: Db, actor: Actor, id: SkinId): Promise<Skin | undefined> {
  const row = await db
    .selectFrom('skins')
    .innerJoin('people', 'people.id', 'skins.person_id')
    .select([
      'skins.id',
      'kind',
      'title',
      'about',
      'skins.standing',
      'given',
      'choices',
      'skins.role',
      'media',
    ])
    .select(['stamp', 'people.name as by', ownSkin(actor).as('own')])
    .where('skins.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  if (!row) return undefined
  return { ...row, own: Boolean(row.own), choices: choicesIn(row.choices), parents: await parentsOf(db, id) }
}

async function parentsOf(db: Db, id: SkinId): Promise<Skin['parents']> {
  return db
    .selectFrom('skin_parents')
    .innerJoin('skins', 'skins.id', 'parent_id')
    .select(['skins.id', 'title'])
    .where('skin_id', '=', id)
    .orderBy('position')
    .execute()
}

/** Everybody's, by title. */
export async function publicSkins(db: Db, kind: SkinKind): Promise<SkinListed[]> {
  return db
    .selectFrom('skins')
    .select(['id', 'kind', 'title', 'about', 'standing'])
    .where('kind', '=', kind)
    .where('standing', '=', 'approved')
    .orderBy('title_key')
    .execute()
}

/** One's own, by title. */
export async function ownSkins(db: Db, actor: Member): Promise<SkinListed[]> {
  return db
    .selectFrom('skins')
    .select(['id', 'kind', 'title', 'about', 'standing'])
    .where(ownSkin(actor))
    .orderBy('title_key')
    .execute()
}

export interface SkinName {
  readonly id: SkinId
  readonly title: string
}

/** What this person may choose among: one's own, then everybody's. */
export async function skinsToChoose(db: Db, actor: Member, kind: SkinKind): Promise<SkinName[]> {
  return db
    .selectFrom('skins')
    .select(['id', 'title'])
    .where('kind', '=', kind)
    .where(wearableBy(actor))
    .orderBy(sql`${ownSkin(actor)} desc`)
    .orderBy('title_key')
    .execute()
}

export interface JudgedListed extends SkinListed {
  readonly by: string
}

/** For the moderators: what waits, and what everybody may wear. */
export async function skinsToJudge(db: Db): Promise<readonly JudgedListed[]> {
  return db
    .selectFrom('skins')
    .innerJoin('people', 'people.id', 'skins.person_id')
    .select(['skins.id', 'kind', 'title', 'about', 'skins.standing', 'people.name as by'])
    .where('skins.standing', '<>', 'own')
    .orderBy('skins.standing', 'desc')
    .orderBy('skins.changed_at')
    .execute()
}
