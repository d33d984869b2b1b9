import { sql } from 'kysely'
import type { Member } from '../core/actor.ts'
import type { CitationId, WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import type { RelatedWork } from './record.ts'
import { othersSeen, type SeenWork } from './related-works-read.ts'
import { ownWork } from './visibility.ts'

/** A work of one's own and another that one of the two names as its source. */
export interface Relation {
  readonly id: CitationId
  readonly relation: RelatedWork['relation']
  readonly own: { readonly id: WorkId; readonly title: string; readonly language: string }
  /** As its maker may know it: a work that is not revealed is a placeholder. */
  readonly other: SeenWork
  readonly approved: boolean
}

export interface Relations {
  /** Works that name one of theirs: only these they can let show, or not. */
  readonly made: readonly Relation[]
  /** What their own works name. */
  readonly sources: readonly Relation[]
}

export async function relationsOf(db: Db, actor: Member): Promise<Relations> {
  const [made, sources] = [await rowsOf(db, actor, 'made'), await rowsOf(db, actor, 'sources')]
  const ids = [...made, ...sources].flatMap((row) => row.otherId ?? [])
  const seen = await othersSeen(db, actor, [...new Set(ids)])
  const shown = (row: Row): Relation[] => {
    const { id, relation, own, approved, title, creators, url, language, state } = row
    const outside = { title, creators, language, href: url, ...(state ? { state } : {}) }
    const other = row.otherId === null ? outside : seen.get(row.otherId)
    return other ? [{ id, relation, own, other, approved }] : []
  }
  return { made: made.flatMap(shown), sources: sources.flatMap((row) => shown(orGone(row, seen))) }
}

interface Row {
  readonly id: CitationId
  readonly relation: RelatedWork['relation']
  readonly own: Relation['own']
  readonly otherId: WorkId | null
  readonly approved: boolean
  readonly title: string
  readonly creators: readonly string[]
  readonly url: string | null
  readonly language: string | null
  readonly state: NonNullable<RelatedWork['state']> | null
}

/** A source that is there no more, or not for anybody: their work still names it, and they can drop it. */
const orGone = (row: Row, seen: ReadonlyMap<WorkId, SeenWork>): Row =>
  row.otherId === null || seen.has(row.otherId)
    ? row
    : { ...row, otherId: null, title: '', creators: [], url: null, language: null, state: 'deleted' }

async function rowsOf(db: Db, actor: Member, which: 'made' | 'sources'): Promise<readonly Row[]> {
  const [mine, theirs] =
    which === 'made'
      ? [sql`cited.other_work_id`, sql`cited.work_id`]
      : [sql`cited.work_id`, sql`cited.other_work_id`]
  const { rows } = await sql<Row>`
    select cited.id, cited.relation, cited.approved, ${theirs} as "otherId",
      json_build_object('id', works.id, 'title', works.title, 'language', works.language) as own,
      cited.title, cited.creators, cited.url, cited.language, cited.state
    from related_works as cited join works on works.id = ${mine}
    where works.standing <> 'trashed' and works.audience <> 'kept' and ${ownWork(actor)}
      and cited.relation in ('inspired-by', 'translation-of')
    order by cited.id desc`.execute(db)
  return rows
}
