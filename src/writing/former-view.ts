import { preferencesOf } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { type FormerId, parseFormerId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import {
  compareVersions,
  type Former,
  type FormerRecord,
  formerById,
  formerRecord,
  formersBeside,
  isChapter,
  nextFormer,
  type OwnWorkHead,
  presentRecord,
} from '../works/index.ts'
import type { Against, FormerView } from './former-page.tsx'

interface Asked {
  readonly work: OwnWorkHead
  readonly id: FormerId
  readonly asked: { readonly with: string | undefined; readonly as: string | undefined }
}

/** All that the page of one earlier version says; undefined where there is none. */
export async function formerView(
  db: Db,
  actor: Member,
  { work, id, asked }: Asked,
): Promise<Omit<FormerView, 'page'> | undefined> {
  const former = await formerById(db, actor, work.id, id)
  const record = former && (await formerRecord(db, actor, work.id, id))
  if (!former || !record) return undefined
  const against = againstIn(asked.with)
  const other = asked.as === 'text' ? undefined : await otherOf(db, actor, { work, former, against })
  const comparable = other && isChapter(other) === isChapter(record)
  const [before, after] = typeof against === 'number' && against < id ? [other, record] : [record, other]
  return {
    ...{ work, former, record, against },
    changed: comparable && before && after ? compareVersions(before, after) : null,
    beside: await formersBeside(db, work.id, former),
    timeZone: (await preferencesOf(db, actor)).timeZone,
    gone: former.chapterId !== null && former.position === null,
  }
}

const againstIn = (text = 'next'): Against => (text === 'now' ? 'now' : (parseFormerId(text) ?? 'next'))

interface Other {
  readonly work: OwnWorkHead
  readonly former: Former
  readonly against: Against
}

/** What it is compared with: another version of the same part, or what that is now. */
async function otherOf(
  db: Db,
  actor: Member,
  { work, former, against }: Other,
): Promise<FormerRecord | undefined> {
  const id = against === 'next' ? await nextFormer(db, work.id, former) : against
  if (id === 'now' || id === undefined) return presentRecord(db, actor, work.id, former)
  const other = await formerById(db, actor, work.id, id)
  return other?.chapterId === former.chapterId ? formerRecord(db, actor, work.id, id) : undefined
}
