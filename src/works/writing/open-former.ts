import { randomUUID } from 'node:crypto'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { PERMISSION_KINDS, type WorkRecord } from '../record.ts'
import type { Typed } from '../tables.ts'
import { formerRecord, isChapter } from './compare-versions.ts'
import { SKIN_FIELD } from './dress-work.ts'
import { lockOwnWork } from './lock-own.ts'
import { keepManuscript, type Place } from './manuscripts.ts'
import { ownFields } from './own-fields.ts'
import { type SeriesChoice, seriesChoices } from './save-series-read.ts'
import { NAMED, typedFrom } from './work-fields.ts'

interface OpeningFormer {
  readonly work: WorkId
  readonly former: number
  readonly now: Date
}

type OpenedFormer = { readonly form: Place; readonly key: string } | 'no-such-version' | 'too-many'

/**
 * What a work said of itself once stands in its form, with its gifts, series, permissions, dates and skin: others have a
 * part in these, so whoever writes it looks at them and saves. Who signs it is not among them.
 */
export const openFormer = (
  db: Db,
  actor: Member,
  { work, former, now }: OpeningFormer,
): Promise<OpenedFormer> =>
  inTransaction<OpenedFormer>(db, async (trx) => {
    const locked = await lockOwnWork(trx, actor, work)
    const record = await formerRecord(trx, actor, work, former)
    const own = await ownFields(trx, actor, work)
    if (typeof locked === 'string' || !own || !record || isChapter(record)) return 'no-such-version'
    const skin = await skinThen(trx, former)
    const choices = await seriesChoices(trx, actor, work)
    const fields = { ...typedFrom(own.fields), ...typedThen(record, choices), ...skin }
    const place: Place = { part: 'work', workId: work, chapterId: null }
    const key = randomUUID()
    const manuscript = { ...place, key, person: actor.id, fields, base: own.version, version: 0, now }
    return (await keepManuscript(trx, manuscript)) === 'too-many' ? 'too-many' : { form: place, key }
  })

function typedThen(record: WorkRecord, choices: readonly SeriesChoice[]): Typed {
  const { permissions } = record
  return {
    ...{ title: record.title, rating: record.rating, warning: record.warnings, category: record.categories },
    ...Object.fromEntries(NAMED.map(([field, kind]) => [field, record[kind].join(', ')])),
    ...{
      language: record.language,
      summary: record.summary,
      notes: record.notes,
      end_notes: record.endNotes,
    },
    expected: String(record.chapterCount.expected ?? '?'),
    recipients: record.recipients.join(', '),
    audience: record.audience,
    ...(record.published ? { published: record.published } : {}),
    ...Object.fromEntries(PERMISSION_KINDS.map((kind) => [`may_${kind}`, permissions[kind]])),
    words: permissions.words,
    ...seriesThen(record, choices),
  }
}

/** By their titles; one that is gone since is offered as a new one. */
function seriesThen({ series }: WorkRecord, choices: readonly SeriesChoice[]): Typed {
  const found = series.map(({ title, position }) => ({
    title,
    position: String(position),
    id: choices.find((choice) => choice.title === title)?.id,
  }))
  const there = found.flatMap(({ id, position }) => (id === undefined ? [] : [{ id: String(id), position }]))
  const gone = found.find(({ id }) => id === undefined)
  return {
    series_shown: '1',
    series: there.map(({ id }) => id),
    ...Object.fromEntries(there.map(({ id, position }) => [`series_at_${id}`, position])),
    ...(gone ? { series_new: gone.title, series_position: gone.position } : {}),
  }
}

async function skinThen(trx: Transaction, former: number): Promise<Typed> {
  const row = await trx
    .selectFrom('work_revisions')
    .select(['skin_id', 'dressed'])
    .where('id', '=', former)
    .executeTakeFirstOrThrow()
  if (row.dressed === null || (row.dressed && row.skin_id === null)) return {}
  return { [SKIN_FIELD]: row.skin_id === null ? '' : String(row.skin_id) }
}
