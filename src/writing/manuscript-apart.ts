import type { Member } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { Refused } from '../web/errors.tsx'
import { t } from '../web/say.ts'
import {
  type Apart,
  keepRest,
  type OwnFields,
  setTextApart,
  type Typed,
  textsKept,
  throwAwayManuscript,
} from '../works/index.ts'
import { differing } from './manuscript-fields.ts'
import { type Begun, begunBy } from './manuscript-list.ts'

/** Of a form that was sent: the text of the first chapter, typed before there were others, goes to its own form. */
export async function textApart(
  db: Db,
  by: Member,
  { there, typed, now }: { readonly there: OwnFields | null; readonly typed: Typed; readonly now: Date },
): Promise<Apart> {
  if (!there) return { rest: typed, text: null }
  const apart = await inTransaction(db, (trx) => setTextApart(trx, by, { there, typed, now }))
  if (apart === 'no-room') throw noRoom()
  return apart
}

/** The same of what was kept in such a form and not saved. `fresh` is what the work's form holds now. */
export async function keptTextsApart(db: Db, by: Member, there: OwnFields, fresh: Typed): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const { key, fields, keptAt } of await textsKept(trx, by, there)) {
      const apart = await setTextApart(trx, by, { there, typed: fields, now: keptAt })
      if (apart === 'no-room') throw noRoom()
      if (apart.rest === fields) continue
      if (differing(apart.rest, fresh).length > 0) await keepRest(trx, by, key, apart.rest)
      else await throwAwayManuscript(trx, by.id, key)
    }
  })
}

const noRoom = (): Refused => new Refused(409, t('Too much is kept already. Throw away what is not needed.'))

/** What stands in the forms of a work’s chapters and is not saved. */
export const begunInChapters = async (db: Db, by: Member, work: WorkId): Promise<readonly Begun[]> =>
  (await begunBy(db, by.id)).filter(({ part, workId }) => part === 'chapter' && workId === work)
