import { sql } from 'kysely'
import { orphanAccount } from '../../accounts/index.ts'
import type { PersonId, SeriesId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'

/**
 * After somebody signs a work no more: a series of theirs in which nothing is signed by them goes to whoever else signs
 * in it, and at last to the orphan account, where several may be called alike.
 */
export async function settleSeries(
  trx: Transaction,
  work: WorkId,
  { person, dropOrigin }: { readonly person: PersonId; readonly dropOrigin: boolean },
): Promise<void> {
  const orphans = await orphanAccount(trx)
  const { rows } = await sql<{ id: SeriesId; heir: PersonId | null }>`
    select series.id, (select pen_names.person_id from series_works as beside
        join creatorships on creatorships.work_id = beside.work_id join pen_names on pen_names.id = pen_name_id
        where beside.series_id = series.id and pen_names.person_id is not null and pen_names.person_id <> ${orphans.id}
        order by beside.position, creatorships.position limit 1) as heir
    from series join series_works on series_works.series_id = series.id
    where series_works.work_id = ${work} and series.person_id = ${person} and not series.kept
      and not exists (select from series_works as beside join creatorships on creatorships.work_id = beside.work_id
        join pen_names on pen_names.id = pen_name_id
        where beside.series_id = series.id and pen_names.person_id = ${person})`.execute(trx)
  for (const { id, heir } of rows) await giveSeries(trx, id, { to: heir ?? orphans.id, dropOrigin })
}

/** `orphaned` also where an heir has a series of the same name: it stays one of its own. */
async function giveSeries(
  trx: Transaction,
  id: SeriesId,
  { to, dropOrigin }: { readonly to: PersonId; readonly dropOrigin: boolean },
): Promise<void> {
  await sql`update series set person_id = ${to}, orphaned = true,
    origin_url = case when ${dropOrigin} then null else origin_url end where id = ${id}`.execute(trx)
}
