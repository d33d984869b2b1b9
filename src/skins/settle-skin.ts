import { createHash } from 'node:crypto'
import { takeOffSkin } from '../accounts/index.ts'
import type { PersonId, SkinId } from '../core/ids.ts'
import type { Db, Transaction } from '../storage/transaction.ts'
import type { SkinListed } from './read-skins.ts'
import type { SkinStanding } from './tables.ts'

/** For the moderators alone, whatever its standing. */
export interface JudgedSkin extends SkinListed {
  readonly maker: PersonId
  readonly by: string
  /** Of everything a moderator looks at: another one when any of it changed. */
  readonly mark: string
}

export async function skinToJudge(db: Db, id: SkinId): Promise<JudgedSkin | undefined> {
  const row = await db
    .selectFrom('skins')
    .innerJoin('people', 'people.id', 'skins.person_id')
    .select(['skins.id', 'kind', 'title', 'about', 'skins.standing', 'stamp', 'given'])
    .select(['people.id as maker', 'people.name as by'])
    .where('skins.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { stamp, given, ...skin } = row
  return { ...skin, mark: markOf([stamp, given, skin.title, skin.about]) }
}

const markOf = (looked: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(looked)).digest('hex').slice(0, 20)

/** Nobody changes it until this transaction ends. */
export async function holdSkin(trx: Transaction, id: SkinId): Promise<void> {
  await trx.selectFrom('skins').select('id').where('id', '=', id).forUpdate().execute()
}

/** Taken back from everybody, all others are in the archive's own look again. */
export async function settleSkin(
  trx: Transaction,
  { id, maker }: Pick<JudgedSkin, 'id' | 'maker'>,
  standing: SkinStanding,
): Promise<void> {
  await trx.updateTable('skins').set({ standing }).where('id', '=', id).execute()
  if (standing === 'own') await takeOffSkin(trx, id, maker)
}
