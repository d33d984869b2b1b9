import type { Member } from '../core/actor.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import {
  type Keeping,
  type Kept,
  keepManuscript,
  type Manuscript,
  manuscriptFor,
  type Place,
  STOOD_FIELD,
  type Typed,
  throwAwayManuscript,
} from '../works/index.ts'
import { groupOf } from './conflict-groups.ts'
import { textOfBlocks } from './manuscript-blocks.ts'
import { valueIn, valuesIn } from './manuscript-fields.ts'
import { numberIn } from './manuscript-keep.ts'

interface Settling {
  readonly by: Member
  readonly key: string
  /** The conflict page's form. */
  readonly sent: Typed
  readonly now: Date
}

/**
 * Ends a conflict in one of three ways. What comes of it is a manuscript on the newest version, for its writer to look
 * at once more and save; where theirs is taken, there is none. Where another window has kept other words in it since the
 * page was shown, nothing is settled: opened again, it shows those. Answers where it belongs.
 */
export async function settleConflict(db: Db, { by, key, sent, now }: Settling): Promise<Place | 'gone'> {
  const found = await manuscriptFor(db, by.id, { key })
  if (!found) return 'gone'
  if (!isAsShown(found, sent)) return found
  const way = valueIn(sent, 'way')
  if (way === 'theirs') await throwAwayManuscript(db, by.id, key)
  else {
    const fields = way === 'mine' ? found.fields : mergedFields(found.fields, sent)
    await keepOver(db, {
      ...found,
      fields: standingOn(fields, sent),
      person: by.id,
      base: numberIn(sent, 'over'),
      now,
    })
  }
  return found
}

/** As the page showed it, or as it was settled from there: whoever goes back may choose again. */
function isAsShown({ version, base }: Manuscript, sent: Typed): boolean {
  const kept = numberIn(sent, 'kept')
  if (kept === null || base === null) return kept === version
  return kept === version || (kept === version - 1 && base === numberIn(sent, 'over'))
}

/** What was typed on an older version goes on from the newest: its writer has seen both, or they do not differ. */
export const keepOver = (db: Db, keeping: Keeping): Promise<Kept> =>
  inTransaction(db, (trx) => keepManuscript(trx, keeping))

/** What stands there is now what its writer was shown. */
export const standingOn = (fields: Typed, shown: Typed): Typed => ({
  ...fields,
  [STOOD_FIELD]: valueIn(shown, STOOD_FIELD),
})

/** Choice by choice as it was made; the text from its pieces. */
function mergedFields(mine: Typed, sent: Typed): Typed {
  const taken = Object.keys(sent).flatMap((name) => {
    const side = (['theirs', 'both'] as const).find((one) => name.startsWith(`${one}_`))
    const field = side ? name.slice(side.length + 1) : ''
    const isTaken = !field.startsWith('piece_') && valueIn(sent, `take_${groupOf(field)}`) === side
    return side && isTaken ? [[field, valuesIn(sent, name)] as const] : []
  })
  const pieces = valuesIn(sent, 'piece')
  const body: Typed = pieces.length > 0 ? { body: mergedText(pieces, sent), spelling: 'html' } : {}
  return { ...mine, ...Object.fromEntries(taken), ...body }
}

/** A settled piece is `=` and its text; one that collides is `?` and its number. */
const mergedText = (pieces: readonly string[], sent: Typed): string =>
  textOfBlocks(
    pieces.flatMap((piece) => (piece.startsWith('=') ? [piece.slice(1)] : chosen(piece.slice(1), sent))),
  )

function chosen(number: string, sent: Typed): readonly string[] {
  const [mine, theirs] = [valueIn(sent, `mine_piece_${number}`), valueIn(sent, `theirs_piece_${number}`)]
  const take = valueIn(sent, `take_piece_${number}`)
  const all = take === 'mine' ? [mine] : take === 'theirs' ? [theirs] : [theirs, mine]
  return all.filter((text) => text !== '')
}
