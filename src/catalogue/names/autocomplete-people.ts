import { type SqlBool, sql } from 'kysely'
import { isOrphanAccount, SIGNER, type Signer, signature } from '../../accounts/index.ts'
import type { PenNameId } from '../../core/ids.ts'
import type { Browsing } from '../browse.ts'
import { findsIn, findsNamed } from '../reader-in.ts'

/** A pen name to choose, as the fields for names read them: `value` says whom it means wherever several share it. */
interface PersonOffered {
  readonly id: string
  readonly name: string
  readonly value: string
  /** Works this reader finds under it. */
  readonly count: number
  readonly by: null
}

const LONGEST = 60
const MOST = 15

/** Whom the name that is being typed may mean: only whoever may be found by it, and for members alone. */
export async function completePeople(browsing: Browsing, typed: string): Promise<PersonOffered[]> {
  const { db, actor } = browsing
  const term = typed.toWellFormed().replaceAll('\u0000', '').slice(0, LONGEST).trim().toLowerCase()
  if (!term || actor.type === 'guest') return []
  const begins = `${term.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db
    .selectFrom('pen_names')
    .innerJoin('people', 'people.id', 'pen_names.person_id')
    .select('pen_names.id')
    .select(sql<Signer>`${SIGNER}`.as('signer'))
    .select(worksOf(browsing).as('works'))
    .where(sql<SqlBool>`(pen_names.name_key like ${begins} or people.name_key like ${begins})`)
    .where('unlinked', '=', false)
    .where(findsNamed(browsing))
    .where('email_verified', '=', true)
    .where('standing', '<>', 'banned')
    .where('people.id', '<>', actor.id)
    .orderBy('pen_names.name_key')
    .orderBy('people.name_key')
    .limit(MOST)
    .execute()
  return rows.filter(({ signer }) => !isOrphanAccount({ name: signer.account ?? '' })).map(offered)
}

/** What is anonymous tells nothing of who wrote it. */
const worksOf = (browsing: Browsing) => sql<number>`(select count(*)::int from creatorships
  join works on works.id = creatorships.work_id
  where creatorships.pen_name_id = pen_names.id and works.disclosure = 'open' and ${findsIn(browsing)})`

function offered(row: {
  readonly id: PenNameId
  readonly signer: Signer
  readonly works: number
}): PersonOffered {
  const name = signature(row.signer)
  return { id: String(row.id), name, value: name, count: row.works, by: null }
}
