import { sql } from 'kysely'
import { SIGNER, type Signer, signature } from '../../accounts/index.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { locale, t } from '../../web/say.ts'

/** A work as a mail names it. */
export interface WorkNamed {
  readonly title: string
  readonly standing: 'draft' | 'scheduled' | 'posted' | 'hidden' | 'trashed'
  readonly disclosure: 'open' | 'anonymous' | 'unrevealed'
  readonly audience: 'public' | 'members' | 'kept'
  /** As signed: to be shown to its makers, and to others only where it is open. */
  readonly names: readonly string[]
}

export async function workNamed(db: Db, id: WorkId): Promise<WorkNamed | undefined> {
  const row = await db
    .selectFrom('works')
    .select(['title', 'standing', 'disclosure', 'audience'])
    .select(
      sql<
        Signer[]
      >`(select coalesce(json_agg(${SIGNER} order by creatorships.position), '[]') from creatorships
        join pen_names on pen_names.id = pen_name_id left join people on people.id = pen_names.person_id
        where work_id = works.id)`.as('signers'),
    )
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { signers, ...work } = row
  return { ...work, names: signers.map(signature) }
}

/** "a, b and c", as plain text. */
export const namesSaid = (names: readonly string[]): string =>
  names.length === 0
    ? t('Anonymous')
    : new Intl.ListFormat(locale() === 'en' ? 'en-GB' : locale(), { type: 'conjunction' }).format(names)

/** Readers of a mail about it who are not its makers learn its names only where everybody may. */
export const namesOpen = ({ disclosure, names }: WorkNamed): string =>
  namesSaid(disclosure === 'open' ? names : [])
