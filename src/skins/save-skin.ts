import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Member } from '../core/actor.ts'
import type { SkinId } from '../core/ids.ts'
import { may } from '../core/roles.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { t } from '../web/say.ts'
import type { SkinKind } from './clean/css-fault.ts'
import { ancestorsOf } from './parents.ts'
import { readSkinForm, type SkinFaults, type SkinFields, type Typed } from './read-form.ts'
import { wearableBy } from './scopes.ts'

export const MOST_SKINS = 200

export type SavedSkin =
  | { readonly saved: SkinId }
  | { readonly faults: SkinFaults }
  | 'too-many'
  | 'no-such-skin'
  /** Everybody may wear it: it is as it was when a moderator looked at it. */
  | 'fixed'

interface Saving {
  readonly typed: Typed
  readonly baseUrl: string
  readonly now: Date
}

export async function makeSkin(
  db: Db,
  actor: Member,
  { kind, typed, baseUrl, now }: Saving & { readonly kind: SkinKind },
): Promise<SavedSkin> {
  const read = readSkinForm(typed, { kind, baseUrl, keeper: may(actor, 'approve-skins') })
  if ('faults' in read) return read
  return inTransaction<SavedSkin>(db, async (trx) => {
    await trx.selectFrom('people').select('id').where('id', '=', actor.id).forUpdate().execute()
    if ((await countOf(trx, actor)) >= MOST_SKINS) return 'too-many'
    const faults = await faultsThere(trx, actor, read.fields, null)
    if (faults) return { faults }
    const { id } = await trx
      .insertInto('skins')
      .values({ ...columns(read.fields), kind, person_id: actor.id, made_at: now, changed_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await putBeside(trx, id, read.fields)
    await trx.deleteFrom('skin_trials').where('person_id', '=', actor.id).execute()
    return { saved: id }
  })
}

export const changeSkin = (db: Db, actor: Member, id: SkinId, saving: Saving): Promise<SavedSkin> =>
  inTransaction<SavedSkin>(db, async (trx) => {
    const there = await trx
      .selectFrom('skins')
      .select(['kind', 'standing'])
      .where('id', '=', id)
      .where('person_id', '=', actor.id)
      .forUpdate()
      .executeTakeFirst()
    if (!there) return 'no-such-skin'
    if (there.standing === 'approved') return 'fixed'
    const keeper = may(actor, 'approve-skins')
    const read = readSkinForm(saving.typed, { kind: there.kind, baseUrl: saving.baseUrl, keeper })
    if ('faults' in read) return read
    const faults = await faultsThere(trx, actor, read.fields, id)
    if (faults) return { faults }
    await trx
      .updateTable('skins')
      .set({ ...columns(read.fields), changed_at: saving.now })
      .where('id', '=', id)
      .execute()
    await trx.deleteFrom('skin_parents').where('skin_id', '=', id).execute()
    await trx.deleteFrom('skin_images').where('skin_id', '=', id).execute()
    await putBeside(trx, id, read.fields)
    await trx.deleteFrom('skin_trials').where('person_id', '=', actor.id).execute()
    return { saved: id }
  })

export async function deleteSkin(db: Db, actor: Member, id: SkinId): Promise<'deleted' | 'no-such-skin'> {
  const gone = await db
    .deleteFrom('skins')
    .where('id', '=', id)
    .where('person_id', '=', actor.id)
    .executeTakeFirst()
  return gone.numDeletedRows > 0 ? 'deleted' : 'no-such-skin'
}

function columns({ title, about, given, css, choices, role, media }: SkinFields) {
  const said = JSON.stringify([css, role, media])
  return {
    ...{ title, about, given, css, role, media: [...media], choices: JSON.stringify(choices) },
    stamp: createHash('sha256').update(said).digest('hex').slice(0, 20),
  }
}

async function countOf(trx: Transaction, { id }: Member): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from skins where person_id = ${id}`.execute(trx)
  return rows[0]?.n ?? 0
}

/** What only the others' rows can say: a title that is taken, a parent that is not there, or builds on this one. */
async function faultsThere(
  trx: Transaction,
  actor: Member,
  { title, parents }: SkinFields,
  id: SkinId | null,
): Promise<SkinFaults | undefined> {
  // Two of the same title at once come one after the other.
  await sql`select pg_advisory_xact_lock(hashtext('skin title'), hashtext(lower(${title})))`.execute(trx)
  const taken = await trx
    .selectFrom('skins')
    .select('id')
    .where(sql<boolean>`title_key = lower(${title})`)
    .where('id', '<>', sql<SkinId>`${id ?? 0}`)
    .executeTakeFirst()
  if (taken) return onField('title', t('Another skin has this title already. Choose another.'))
  if (parents.length === 0) return undefined
  const there = await trx
    .selectFrom('skins')
    .select('id')
    .where('kind', '=', 'site')
    .where('id', 'in', [...parents])
    .where(wearableBy(actor))
    .execute()
  if (there.length < parents.length)
    return onField('parent', t('One of the skins it builds on is no longer there. Choose another.'))
  if (id !== null && (await ancestorsOf(trx, parents)).includes(id))
    return onField('parent', t('A skin cannot build on itself, nor on one that builds on it.'))
  return undefined
}

const onField = (name: string, says: string): SkinFaults => ({ fields: { [name]: says }, css: [] })

async function putBeside(trx: Transaction, id: SkinId, { parents, images }: SkinFields): Promise<void> {
  if (parents.length > 0)
    await trx
      .insertInto('skin_parents')
      .values(parents.map((parent, at) => ({ skin_id: id, parent_id: parent, position: at + 1 })))
      .execute()
  if (images.length > 0)
    await trx
      .insertInto('skin_images')
      .values(images.map((hash) => ({ skin_id: id, hash })))
      .execute()
}
