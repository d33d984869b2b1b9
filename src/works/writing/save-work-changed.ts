import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { PenNameId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { stableJson } from '../content-hash.ts'
import { workTagRows } from '../store-work.ts'
import type { Given, Typed } from '../tables.ts'
import { keepingBeside } from './beside.ts'
import { dressWork } from './dress-work.ts'
import { keepFormer } from './keep-former.ts'
import type { OwnFields } from './own-fields.ts'
import { renewWork } from './renew-work.ts'
import { saveTogether } from './save-together.ts'
import { chapterColumns, headColumns } from './save-work-new.ts'
import type { ReadFields, WorkFields } from './work-fields.ts'

interface ChangedWork extends ReadFields {
  readonly there: OwnFields
  readonly typed: Typed
  readonly tagsOnly?: boolean
  readonly now: Date
  readonly baseUrl: string
}

/** Writes what of a work's form is not as it was; what it was is kept. */
export async function changeWork(trx: Transaction, actor: Member, work: ChangedWork): Promise<void> {
  const { there, now } = work
  const { id } = there
  const shown = there.standing === 'posted' || there.standing === 'hidden'
  // A work that readers have seen has a date: an empty field leaves it.
  const fields = shown
    ? { ...work.fields, published: work.fields.published ?? there.fields.published }
    : work.fields
  const dated = fields.published !== there.fields.published
  const isOther = !same(headOf(fields), headOf(there.fields))
  if (isOther) await changeHead(trx, actor, { ...work, fields })
  if (there.chapter && (dated || !same(fields.chapter, there.fields.chapter)))
    await changeChapter(trx, actor, { ...work, fields })
  if (!work.tagsOnly) await changeBeside(trx, actor, work, isOther)
  await renewWork(trx, id, { by: actor, now, dated: shown && dated })
}

/** With the work's own fields, what stands beside them was kept already. */
async function changeBeside(trx: Transaction, actor: Member, work: ChangedWork, isKept: boolean) {
  const { there, typed, now } = work
  const change = async (): Promise<void> => {
    await saveTogether(trx, actor, there.id, typed, work)
    await dressWork(trx, there.id, typed)
  }
  return isKept ? change() : keepingBeside(trx, actor, { id: there.id, typed, now }, change)
}

async function changeHead(trx: Transaction, actor: Member, { there, fields, given, now }: ChangedWork) {
  const { id } = there
  await keepFormer(trx, { workId: id, chapterId: null, by: actor, now })
  const kept = { ...unchanged(there, fields), ...given }
  await trx.updateTable('works').set(headColumns(fields, kept)).where('id', '=', id).execute()
  await trx.deleteFrom('work_tags').where('work_id', '=', id).execute()
  await trx
    .insertInto('work_tags')
    .values(await workTagRows(trx, id, fields))
    .execute()
  if (!same(byNumber(fields.pens), byNumber(there.fields.pens)))
    await signAnew(trx, id, there.fields.pens, fields.pens)
}

/** As they were given, of texts that stay as they are. */
function unchanged(there: OwnFields, fields: WorkFields): Given {
  const kept = (['summary', 'notes', 'endNotes'] as const).filter(
    (name) => fields[name] === there.fields[name],
  )
  return Object.fromEntries(kept.flatMap((name) => (there.given[name] ? [[name, there.given[name]]] : [])))
}

async function changeChapter(trx: Transaction, actor: Member, { there, fields, given, now }: ChangedWork) {
  const { id, chapter } = there
  if (!chapter) return
  const retold = !same(fields.chapter, there.fields.chapter)
  if (retold) await keepFormer(trx, { workId: id, chapterId: chapter.id, by: actor, now })
  await trx
    .updateTable('chapters')
    .set((is) => ({
      ...(retold ? { ...chapterColumns(fields, given), version: is('version', '+', 1) } : {}),
      given: givenOfChapter(there, fields, given),
      published_on: fields.published,
    }))
    .where('id', '=', chapter.id)
    .execute()
}

function givenOfChapter(
  { chapter, fields: before }: OwnFields,
  fields: WorkFields,
  given: Given,
): string | null {
  const { html: _former, ...others } = chapter?.given ?? {}
  const html = fields.chapter?.html === before.chapter?.html ? chapter?.given.html : given.html
  const all = html === undefined ? others : { ...others, html }
  return Object.keys(all).length > 0 ? JSON.stringify(all) : null
}

/** The writer's own names are replaced, at the place of the first of them; everybody else's stay. */
async function signAnew(
  trx: Transaction,
  id: WorkId,
  before: readonly PenNameId[],
  after: readonly PenNameId[],
): Promise<void> {
  const rows = await trx
    .selectFrom('creatorships')
    .select('pen_name_id')
    .where('work_id', '=', id)
    .orderBy('position')
    .execute()
  const all = rows.map((row) => row.pen_name_id)
  const first = all.findIndex((pen) => before.includes(pen))
  const others = (some: readonly PenNameId[]) =>
    some.filter((pen) => !before.includes(pen) && !after.includes(pen))
  const at = Math.max(first, 0)
  const signers = [...others(all.slice(0, at)), ...after, ...others(all.slice(at))]
  await trx.deleteFrom('creatorships').where('work_id', '=', id).execute()
  await trx
    .insertInto('creatorships')
    .values(signers.map((pen, place) => ({ work_id: id, pen_name_id: pen, position: place + 1 })))
    .execute()
  await signChaptersAnew(
    trx,
    id,
    before.filter((pen) => !after.includes(pen)),
    after,
  )
}

/** A name that signs the work no more signs none of its chapters. */
async function signChaptersAnew(
  trx: Transaction,
  id: WorkId,
  gone: readonly PenNameId[],
  after: readonly PenNameId[],
): Promise<void> {
  const [instead] = after
  if (gone.length === 0 || instead === undefined) return
  await sql`insert into chapter_creatorships (chapter_id, pen_name_id, position)
    select chapter_id, ${instead}, min(signed.position) from chapter_creatorships as signed
    join chapters on chapters.id = chapter_id where work_id = ${id} and pen_name_id = any(${gone}::int[])
    group by chapter_id on conflict do nothing`.execute(trx)
  await sql`delete from chapter_creatorships using chapters where chapters.id = chapter_id and work_id = ${id}
    and pen_name_id = any(${gone}::int[])`.execute(trx)
}

const same = (one: unknown, other: unknown): boolean => stableJson(one) === stableJson(other)
const byNumber = (pens: readonly PenNameId[]): readonly PenNameId[] => pens.toSorted((a, b) => a - b)

export const headOf = ({ chapter: _text, pens, ...head }: WorkFields) => ({ ...head, pens: byNumber(pens) })

/** Does a form say what the work is already? */
export function sameFields(there: OwnFields, fields: WorkFields): boolean {
  const published = fields.published ?? there.fields.published
  return (
    same(headOf({ ...fields, published }), headOf(there.fields)) && same(fields.chapter, there.fields.chapter)
  )
}
