import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { may } from '../core/roles.ts'
import type { Db } from '../storage/transaction.ts'
import { hiddenOrPosted, workHead } from '../works/index.ts'
import { type Decision, decisions } from './decisions.ts'

export interface ModeratedWork {
  readonly id: WorkId
  /** Null where not even a moderator may see it: it is not revealed yet. */
  readonly title: string | null
  readonly hidden: boolean
  readonly decisions: readonly Decision[]
}

/** A work as a moderator finds it. Drafts and kept copies are nobody's but their makers'. */
export async function moderatedWork(db: Db, actor: Actor, id: WorkId): Promise<ModeratedWork | undefined> {
  if (!may(actor, 'hide-works')) return undefined
  const standing = await hiddenOrPosted(db, id)
  if (!standing) return undefined
  const [head, decided] = await Promise.all([workHead(db, actor, id), decisions(db, { work: id })])
  return { id, title: head?.title ?? null, hidden: standing === 'hidden', decisions: decided }
}
