import { nameFromPart } from '../../routes.ts'
import { readerOf } from '../../web/answer-data.ts'
import type { Handler } from '../../web/app-env.ts'
import type { Browsing } from '../browse.ts'
import { hiddenBy } from '../saved/hidden.ts'
import type { Answering } from './api-answers-routes.ts'

export const browsingFor = (c: Handler, { catalogue }: Answering): Browsing => ({
  ...{ db: c.var.deps.db, catalogue, actor: readerOf(c) },
})

/** Lists with what this member hides or mutes left out: their programs find what they find. */
export async function wishing(c: Handler, answering: Answering): Promise<Browsing> {
  const browsing = browsingFor(c, answering)
  if (browsing.actor.type === 'guest') return browsing
  return { ...browsing, choices: { filter: null, hidden: await hiddenBy(c.var.deps.db, browsing.actor) } }
}

/** A name in the path. */
export const named = (c: Handler, param: 'name' | 'pseud'): string => nameFromPart(c.req.param(param) ?? '')
