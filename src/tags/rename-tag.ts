import { sql } from 'kysely'
import type { TagId } from '../core/ids.ts'
import type { Db, Transaction } from '../storage/transaction.ts'
import { changeTags, type Planned, reach, refuse, type TagAt } from './change-tags.ts'
import { NOTHING, type TagRow } from './graph-part.ts'
import { synonymsOf, tiesOf } from './graph-reads.ts'
import { KINDS, type Kind } from './kinds.ts'
import { asWritten, nameFault, tagKey } from './names.ts'
import type { ChangedBy, Outcome, Refused } from './outcomes.ts'

type RenameTag = 'fixed-kind' | 'already-so' | 'name-taken'

/** Gives a tag another name. Works that spelled it their own way keep that spelling. */
export function renameTag(db: Db, by: ChangedBy, at: TagAt, name: string): Promise<Outcome<RenameTag>> {
  return changeTags<RenameTag>({
    ...{ db, by, verb: 'rename' },
    plan: async (trx) => {
      const reached = await reach(trx, at)
      if ('refused' in reached) return reached
      const { tag } = reached
      const become = { ...tag, name: asWritten(name) }
      const fault = nameFault(name)
      if (fault) return { refused: fault, tag: { kind: tag.kind, name } }
      if (KINDS[tag.kind].fixed) return refuse('fixed-kind', tag)
      if (become.name === tag.name) return refuse('already-so', tag)
      return becoming(trx, tag, become)
    },
  })
}

type ChangeKind = 'fixed-kind' | 'already-so' | 'name-taken' | 'is-linked' | 'in-use'

/** AO3's rule: only of a tag that nothing uses and nobody has taken up yet. */
export function changeKind(db: Db, by: ChangedBy, at: TagAt, kind: Kind): Promise<Outcome<ChangeKind>> {
  return changeTags<ChangeKind>({
    ...{ db, by, verb: 'change-kind' },
    plan: async (trx) => {
      const reached = await reach(trx, at)
      if ('refused' in reached) return reached
      const { tag } = reached
      if (tag.kind === kind) return refuse('already-so', tag)
      if (KINDS[tag.kind].fixed || KINDS[kind].fixed) return refuse('fixed-kind', tag)
      if (await isTakenUp(trx, tag)) return refuse('is-linked', tag)
      if (await isUsed(trx, tag.id)) return refuse('in-use', tag)
      return becoming(trx, tag, { ...tag, kind })
    },
  })
}

async function becoming(
  trx: Transaction,
  tag: TagRow,
  become: TagRow,
): Promise<Planned | Refused<'name-taken'>> {
  if (await isNameTaken(trx, become)) return refuse('name-taken', become)
  return { about: [tag.id], before: { ...NOTHING, tags: [tag] }, after: { ...NOTHING, tags: [become] } }
}

export async function isNameTaken(trx: Transaction, { id, kind, name }: TagRow): Promise<boolean> {
  const other = await trx
    .selectFrom('tags')
    .select('id')
    .where('kind', '=', kind)
    .where('name_key', '=', tagKey(name))
    .where('id', '<>', id)
    .executeTakeFirst()
  return other !== undefined
}

async function isTakenUp(trx: Transaction, { id, canonical, synonymOf }: TagRow): Promise<boolean> {
  if (canonical || synonymOf || (await synonymsOf(trx, id)).length) return true
  const { parents, children, metaTags, subTags } = await tiesOf(trx, id)
  return parents.length + children.length + metaTags.length + subTags.length > 0
}

/**
 * Whoever uses tags says so with a foreign key: what the database will not delete is in use. So tags/ need not know
 * of works, bookmarks and whatever comes after them.
 */
async function isUsed(trx: Transaction, id: TagId): Promise<boolean> {
  await sql`savepoint unused`.execute(trx)
  const fault = await trx
    .deleteFrom('tags')
    .where('id', '=', id)
    .execute()
    .then(
      () => undefined,
      (caught: { readonly code?: string }) => caught,
    )
  await sql`rollback to savepoint unused`.execute(trx)
  if (fault && fault.code !== FOREIGN_KEY) throw fault
  return fault !== undefined
}

const FOREIGN_KEY = '23503'
