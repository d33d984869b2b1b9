import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { readOwnHead } from '../read-record.ts'
import { headVector, titleKey } from '../store-work.ts'
import { textConfig } from '../text-config.ts'
import { noteImages } from './images.ts'

interface Renewing {
  readonly by: Member
  readonly now: Date
  /** A chapter was posted, or a date was set: it stands anew among the newest, by its latest date. */
  readonly dated: boolean
  /** A chapter alone was changed, and who signs was not: the words of title, names, tags and summary are what they were. */
  readonly headStays?: boolean
}

/**
 * After a change of a work's fields or chapters, in the same transaction: everything that follows from them. Its number
 * of words (of every chapter while it is a draft, of the posted ones afterwards), of chapters, the dates, the words it
 * is found by, and its version, which forms that were opened earlier will miss.
 */
export async function renewWork(trx: Transaction, id: WorkId, renewing: Renewing): Promise<void> {
  await renewCounts(trx, id, renewing)
  if (!renewing.headStays) await renewHead(trx, id, renewing)
  await noteImages(trx, id, renewing.now)
}

/** In another language its chapters are found by other words, too. */
async function renewHead(trx: Transaction, id: WorkId, { by }: Renewing): Promise<void> {
  const record = await readOwnHead(trx, by, id)
  if (!record) throw new Error(`renewing work ${id}: it is not there`)
  const config = textConfig(record.language)
  await trx
    .with('spoken', (of) =>
      of
        .updateTable('chapters')
        .from('works')
        .set({ search: null })
        .whereRef('works.id', '=', 'chapters.work_id')
        .where('chapters.work_id', '=', id)
        .where('works.text_config', '<>', config),
    )
    .updateTable('works')
    .set({ title_key: titleKey(record.title), text_config: config, search: headVector(record, config) })
    .where('id', '=', id)
    .execute()
}

/** Who has posted one chapter of one is done; `completed_on` is the day of the last chapter. */
async function renewCounts(trx: Transaction, id: WorkId, { now, dated }: Renewing): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  await sql`
    update works set version = version + 1, changed_at = ${now},
      words = case when standing in ('draft', 'scheduled') then told.all_words else told.words end,
      chapters_posted = told.posted,
      updated_on = case when told.posted > 1 then coalesce(told.latest, updated_on) when told.latest is null then updated_on end,
      completed_on = case when standing in ('draft', 'scheduled') then null
        when chapters_expected <= told.posted then coalesce(told.latest, completed_on, updated_on, published_on) end,
      sorted_at = case when not ${dated} then sorted_at
        when coalesce(told.latest, published_on, ${today}::date) >= ${today}::date then ${now}
        else coalesce(told.latest, published_on)::timestamp at time zone 'UTC' end
    from (select count(*) filter (where standing = 'posted')::int as posted,
        coalesce(sum(words), 0)::int as all_words,
        coalesce(sum(words) filter (where standing = 'posted'), 0)::int as words,
        -- a chapter without a date of its own is as old as the work was when it came
        case when max(chapters.published_on) filter (where standing = 'posted') is not null
          then greatest(max(chapters.published_on) filter (where standing = 'posted'),
            max(dated.latest) filter (where standing = 'posted' and chapters.published_on is null)) end as latest
      from chapters, (select greatest(published_on, updated_on) as latest from works where id = ${id}) as dated
      where work_id = ${id}) as told
    where works.id = ${id}`.execute(trx)
}
