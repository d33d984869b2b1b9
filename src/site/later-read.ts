import type { Actor } from '../core/actor.ts'
import { markedForLater } from '../library/index.ts'
import type { Db } from '../storage/transaction.ts'
import { blurbs, type WorkBlurb } from '../works/index.ts'

export interface LaterView {
  readonly works: readonly WorkBlurb[]
  /** Of those that could be shown. */
  readonly total: number
}

const SHOWN = 5

/** Null where there is nothing: for guests, for who marked nothing, for who wants no history. */
export async function laterFor(db: Db, actor: Actor): Promise<LaterView | null> {
  if (actor.type === 'guest') return null
  const { works, total } = await markedForLater(db, actor, SHOWN)
  return works.length > 0 ? { works: await blurbs(db, actor, works), total } : null
}
