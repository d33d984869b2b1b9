import { type SqlBool, sql } from 'kysely'
import type { Db } from '../storage/transaction.ts'
import type { Kind } from './kinds.ts'
import { tagKey } from './names.ts'

export const TAG_STATES = ['canonical', 'synonym', 'neither'] as const
type TagState = (typeof TAG_STATES)[number]

interface ListedTag {
  readonly kind: Kind
  readonly name: string
  readonly canonical: boolean
  readonly banned: boolean
  readonly synonymOf: string | null
}

interface Wanted {
  /** All of these somewhere in the name. */
  readonly words?: string
  readonly kind?: Kind
  readonly state?: TagState
  readonly limit: number
}

const OF: Readonly<Record<TagState, ReturnType<typeof sql<SqlBool>>>> = {
  canonical: sql<SqlBool>`tags.canonical`,
  synonym: sql<SqlBool>`tags.synonym_of is not null`,
  neither: sql<SqlBool>`not tags.canonical and tags.synonym_of is null`,
}

/** Tags by name. */
export async function listTags(db: Db, { words = '', kind, state, limit }: Wanted): Promise<ListedTag[]> {
  const looked = tagKey(words).split(' ').filter(Boolean)
  const all = looked.map((word) => sql<SqlBool>`position(${word} in tags.name_key) > 0`)
  const { rows } = await sql<ListedTag>`
    select tags.kind, tags.name, tags.canonical, tags.banned, canon.name as "synonymOf"
    from tags left join tags as canon on canon.id = tags.synonym_of
    where ${sql.join([sql<SqlBool>`true`, ...all], sql` and `)}
      and ${kind ? sql<SqlBool>`tags.kind = ${kind}` : sql<SqlBool>`true`}
      and ${state ? OF[state] : sql<SqlBool>`true`}
    order by tags.kind, tags.name_key limit ${limit}`.execute(db)
  return rows
}
