import type { Member } from '../core/actor.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import {
  type Keeping,
  type Kept,
  keepManuscript,
  type Manuscript,
  manuscriptFor,
  mayWriteAt,
  type Typed,
} from '../works/index.ts'
import { differing, typedIn, valueIn } from './manuscript-fields.ts'
import { isKey, placeIn } from './manuscript-places.ts'

interface Sending {
  readonly by: Member
  readonly key: string
  /** The whole form. */
  readonly sent: Typed
  readonly now: Date
}

/** What becomes of a form that was sent to be kept; 'nowhere': it belongs to nothing this person may write. */
export type Answered =
  | { readonly version: number; readonly keptAt: Date }
  | { readonly refused: 'nowhere' | 'another-account' | Exclude<Kept, object> }

/** Keeps a form as a browser sends it, by its own word on where it belongs and how long ago it was typed. */
export async function keepSent(db: Db, { by, key, sent, now }: Sending): Promise<Answered> {
  const account = valueIn(sent, 'account')
  if (account && account !== by.name) return { refused: 'another-account' }
  const place = placeIn(sent)
  if (!place || !isKey(key) || !(await mayWriteAt(db, by, place))) return { refused: 'nowhere' }
  const keptAt = new Date(now.getTime() - ageOf(sent))
  const known = { base: numberIn(sent, 'base'), version: numberIn(sent, 'kept') ?? 0 }
  const keeping = { ...place, ...known, key, person: by.id, fields: typedIn(sent), now: keptAt }
  const kept = await inTransaction(db, (trx) => keepManuscript(trx, keeping))
  if (typeof kept !== 'string') return { version: kept.version, keptAt }
  const held = kept === 'elsewhere' ? await sameHeld(db, keeping) : undefined
  return held ? { version: held.version, keptAt: held.keptAt } : { refused: kept }
}

/** What was sent before, and is sent again because its answer was lost. */
async function sameHeld(db: Db, { key, person, fields }: Keeping): Promise<Manuscript | undefined> {
  const held = await manuscriptFor(db, person, { key })
  const same = held && [differing(fields, held.fields), differing(held.fields, fields)].flat().length === 0
  return same ? held : undefined
}

/** Keeps it as a manuscript of its own where another window's stands under its key: nothing is written over. */
export async function keepWhateverHappens(db: Db, sending: Sending, otherKey: string): Promise<string> {
  const first = await keepSent(db, sending)
  if (!('refused' in first) || !['elsewhere', 'saved'].includes(first.refused)) return sending.key
  await keepSent(db, { ...sending, key: otherKey, sent: { ...sending.sent, kept: '0' } })
  return otherKey
}

const YEAR_MS = 366 * 86_400_000

/** It waited in the browser for a connection: milliseconds by the browser's own clock, which may go wrong. */
const ageOf = (sent: Typed): number => Math.min(numberIn(sent, 'age') ?? 0, YEAR_MS)

export function numberIn(sent: Typed, name: string): number | null {
  const text = valueIn(sent, name)
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : null
}
