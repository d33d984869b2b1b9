import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { SeriesId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import type { Typed } from '../tables.ts'
import { allTyped, oneTyped } from './names-typed.ts'
import type { OwnFields } from './own-fields.ts'
import { recipientsIn } from './save-together.ts'

/**
 * A new work's form, once more, for the work it has made: as its edit form would say the same. Names have become those
 * of whoever is meant, and a series that was new is there now.
 */
export async function typedAgain(
  trx: Transaction,
  actor: Member,
  typed: Typed,
  there: OwnFields,
): Promise<Typed> {
  const again = { ...typed, ...(await seriesNow(trx, typed, there)) }
  if (!('recipients' in typed)) return again
  const { recipients } = await recipientsIn(trx, actor, typed, there.id)
  return { ...again, recipients: recipients.map(({ name }) => name).join(', ') }
}

/** What was typed as a new series is ticked, now that it is one. */
async function seriesNow(trx: Transaction, typed: Typed, { id }: OwnFields): Promise<Typed> {
  const title = oneTyped(typed, 'series_new').trim()
  if (!title) return {}
  const { rows } = await sql<{ id: SeriesId }>`select series.id from series
    join series_works on series_id = series.id where work_id = ${id} and lower(title) = lower(${title})`.execute(
    trx,
  )
  const made = rows.map((row) => String(row.id))
  const at = oneTyped(typed, 'series_position')
  return {
    series: [...new Set([...allTyped(typed, 'series'), ...made])],
    ...Object.fromEntries(made.map((one) => [`series_at_${one}`, at])),
  }
}
