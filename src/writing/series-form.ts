import type { Member } from '../core/actor.ts'
import { parseCreatorInvitationId, type SeriesId } from '../core/ids.ts'
import { LIMITS } from '../core/values.ts'
import { cleanHtml, htmlFrom } from '../prose/index.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import type { Sent } from '../web/form.tsx'
import { t } from '../web/say.ts'
import {
  creatorsCalled,
  inviteCreators,
  nameFaultSaid,
  namesTyped,
  saveSeries,
  type Typed,
  takeBackInvitations,
} from '../works/index.ts'
import type { SeriesField } from './series-edit-page.tsx'
import { manyIn, textIn } from './together-typed.ts'

interface Asking {
  readonly db: Db
  readonly now: () => Date
  readonly baseUrl: string
}

/** Saves what the form of a series says; or gives it back with what is wrong. */
export async function saveSeriesForm(
  { db, now, baseUrl }: Asking,
  by: Member,
  id: SeriesId,
  typed: Typed,
): Promise<Sent<SeriesField> | null> {
  const fields = fieldsIn(typed)
  const { pens, faults } = await creatorsCalled(db, by, namesTyped(textIn(typed, 'coauthors') ?? ''))
  const found = {
    ...faultsOf(fields),
    ...(faults.length ? { coauthors: faults.map(nameFaultSaid).join(' ') } : {}),
  }
  if (Object.keys(found).length > 0) return { typed: asTyped(typed), faults: found }
  const outcome = await saveSeries(db, by, id, fields, now())
  if (outcome === 'title-taken')
    return { typed: asTyped(typed), faults: { title: t('Another series of yours is called so.') } }
  const back = manyIn(typed, 'uninvite').map(parseCreatorInvitationId)
  await inTransaction(db, async (trx) => {
    await takeBackInvitations(
      trx,
      { series: id },
      back.filter((one) => one !== undefined),
    )
    await inviteCreators(trx, by, {
      to: { series: id },
      pens: pens.map((pen) => pen.id),
      now: now(),
      baseUrl,
    })
  })
  return null
}

type Fields = Parameters<typeof saveSeries>[3]

const fieldsIn = (typed: Typed): Fields => ({
  title: (textIn(typed, 'title') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim(),
  summary: cleanHtml(htmlFrom(textIn(typed, 'summary') ?? '', 'html'), 'summary'),
  notes: cleanHtml(htmlFrom(textIn(typed, 'notes') ?? '', 'html'), 'notes'),
  complete: textIn(typed, 'complete') === 'yes',
})

function faultsOf({ title, summary, notes }: Fields): Partial<Record<SeriesField, string>> {
  const tooLong = (text: string, most: number): string =>
    t('It has {n} characters with its HTML; at most {most} fit.', { n: text.length, most })
  return {
    ...(title ? {} : { title: t('A series needs a title.') }),
    ...(title.length > LIMITS.title ? { title: tooLong(title, LIMITS.title) } : {}),
    ...(summary.length > LIMITS.summary ? { summary: tooLong(summary, LIMITS.summary) } : {}),
    ...(notes.length > LIMITS.notes ? { notes: tooLong(notes, LIMITS.notes) } : {}),
  }
}

const asTyped = (typed: Typed): Sent<SeriesField>['typed'] => ({
  title: textIn(typed, 'title') ?? '',
  summary: textIn(typed, 'summary') ?? '',
  notes: textIn(typed, 'notes') ?? '',
  complete: textIn(typed, 'complete') ?? '',
  coauthors: textIn(typed, 'coauthors') ?? '',
})
