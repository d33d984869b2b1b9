import type { Member } from '../../core/actor.ts'
import {
  type ChapterId,
  type PersonId,
  parseCreatorInvitationId,
  parseSeriesId,
  type SeriesId,
  type WorkId,
} from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { makersOf } from '../hiding.ts'
import type { Typed } from '../tables.ts'
import { signAsEditor, signChapter } from './chapter-signers.ts'
import { type Telling, tellRecipients } from './gift-mails.ts'
import { giveTo, recipientsCalled } from './gifts.ts'
import { creatorsCalled, inviteCreators, takeBackInvitations } from './invite-creator.ts'
import { mailAddedToChapter } from './invite-creator-mails.ts'
import { allTyped, namesTyped, oneTyped } from './names-typed.ts'
import { type Citation, citationsTyped, readCitation, saveCitations } from './relate.ts'
import { tellCited } from './relate-mails.ts'
import { type Places, saveSeriesPlaces } from './save-series.ts'
import { type CoCreator, coCreatorsOf } from './together-read.ts'
import { workNamed } from './work-named.ts'

export interface Where {
  /** Absent: a new work. */
  readonly workId?: WorkId
  /** In the form of a chapter: `coauthors` are of that chapter alone. */
  readonly chapterId?: ChapterId
  readonly baseUrl: string
}

interface Saving extends Telling {
  readonly chapterId?: ChapterId
}

/**
 * Writes what the fields of TogetherFields say, after togetherFaults found nothing wrong with them: invitations go out
 * at once, gifts and sources are told of once the work is posted. A field that the form does not have stays as it was.
 * Before renewWork: the titles of its series are among the words a work is found by.
 */
export async function saveTogether(
  trx: Transaction,
  actor: Member,
  work: WorkId,
  typed: Typed,
  { now, baseUrl, chapterId }: Saving,
): Promise<void> {
  const where = { workId: work, baseUrl, ...(chapterId ? { chapterId } : {}) }
  await saveCreators(trx, actor, typed, { ...where, now })
  if (chapterId) return signAsEditor(trx, actor, { work, chapter: chapterId })
  if ('recipients' in typed) {
    const { recipients } = await recipientsIn(trx, actor, typed, work)
    await giveTo(trx, work, recipients)
  }
  const { citations } = await citationsIn(trx, actor, typed, where)
  await saveCitations(trx, work, { add: citations, drop: allTyped(typed, 'related_remove') })
  await saveSeriesPlaces(trx, actor, work, placesIn(typed))
  await tellTogether(trx, work, { now, baseUrl })
}

/**
 * Whoever is to know that a work is posted because it is theirs or made of theirs: each once, whenever it is called. A
 * draft, and what is not revealed, tells nobody.
 */
export async function tellTogether(trx: Transaction, work: WorkId, telling: Telling): Promise<void> {
  const named = await workNamed(trx, work)
  if (named?.standing !== 'posted' || named.disclosure === 'unrevealed' || named.audience === 'kept') return
  await tellRecipients(trx, work, { ...telling, named })
  await tellCited(trx, work, { ...telling, named })
}

interface SavingCreators extends Telling {
  readonly workId: WorkId
  readonly chapterId?: ChapterId
}

/** Whether the form says anything about who writes with them: mostly it does not, and nothing has to be asked. */
export const namesCreators = (typed: Typed): boolean =>
  namesTyped(oneTyped(typed, 'coauthors')).length > 0 || allTyped(typed, 'uninvite').length > 0

/** Who is on the work already is put to a chapter at once, whatever they prefer; everybody else is asked. */
async function saveCreators(trx: Transaction, actor: Member, typed: Typed, saving: SavingCreators) {
  if (!namesCreators(typed)) return
  const { workId: work, chapterId, now, baseUrl } = saving
  const to = { work, chapter: chapterId ?? null }
  const back = allTyped(typed, 'uninvite').map(parseCreatorInvitationId)
  await takeBackInvitations(
    trx,
    to,
    back.filter((id) => id !== undefined),
  )
  const there = await coCreatorsOf(trx, work)
  const { known, names } = namesApart(typed, there)
  const { pens } = await creatorsCalled(trx, actor, names)
  await inviteCreators(trx, actor, { to, pens: pens.map(({ id }) => id), now, baseUrl })
  if (!chapterId) return
  for (const { pen, person } of known) {
    await signChapter(trx, { work, chapter: chapterId, pen })
    if (person !== actor.id) await mailAddedToChapter(trx, { work, chapter: chapterId, pen, baseUrl })
  }
}

/** Those among the names who sign the work already, by the very words of its byline; and the others. */
export function namesApart(typed: Typed, there: readonly CoCreator[]) {
  const names = namesTyped(oneTyped(typed, 'coauthors'))
  const of = (name: string) =>
    there.find(({ signs, bare }) => [signs, bare].some((one) => one.toLowerCase() === name.toLowerCase()))
  return {
    known: names.flatMap((name) => of(name) ?? []),
    names: names.filter((name) => !of(name)),
  }
}

export async function recipientsIn(db: Db, actor: Member, typed: Typed, work: WorkId | undefined) {
  const names = namesTyped(oneTyped(typed, 'recipients'))
  const givers: readonly PersonId[] = work ? await makersIn(db, work, actor) : [actor.id]
  return recipientsCalled(db, { names, givers, work })
}

const makersIn = async (db: Db, work: WorkId, actor: Member): Promise<readonly PersonId[]> => [
  ...new Set([actor.id, ...(await makersOf(db, work))]),
]

export async function citationsIn(db: Db, by: Member, typed: Typed, { workId, baseUrl }: Where) {
  const citations: Citation[] = []
  const faults: Exclude<Awaited<ReturnType<typeof readCitation>>, Citation>[] = []
  for (const row of citationsTyped(typed)) {
    const read = await readCitation(db, row, { by, work: workId, baseUrl })
    if ('why' in read) faults.push(read)
    else citations.push(read)
  }
  return { citations, faults }
}

/** A place is a whole number from one; anything else is a fault, which was said before. */
export const placeTyped = (text: string): number | null | undefined => {
  if (!text.trim()) return null
  return /^[1-9][0-9]{0,3}$/.test(text.trim()) ? Number(text) : undefined
}

function placesIn(typed: Typed): Places {
  const ids = allTyped(typed, 'series').map(parseSeriesId)
  const at = (id: SeriesId): number | null => placeTyped(oneTyped(typed, `series_at_${id}`)) ?? null
  const title = oneTyped(typed, 'series_new').trim()
  return {
    ticked: new Map(ids.filter((id) => id !== undefined).map((id) => [id, at(id)])),
    whole: 'series_shown' in typed,
    added: title ? { title, position: placeTyped(oneTyped(typed, 'series_position')) ?? null } : null,
  }
}
