import type { Member } from '../../core/actor.ts'
import type { ChapterId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import type { WorkPageView } from '../views.ts'
import { seenBy, takenBack } from './preview-work.ts'
import { type ChapterForm, type SavedChapter, saveChapter } from './save-chapter.ts'

export type PreviewedChapter =
  | { readonly view: WorkPageView }
  | Exclude<SavedChapter, { readonly saved: ChapterId }>

/** A chapter's page as its readers would have it, if this form were posted: it is, and at once taken back. */
export const previewChapter = (db: Db, actor: Member, form: ChapterForm): Promise<PreviewedChapter> =>
  takenBack(db, async (trx) => {
    const outcome = await saveChapter(trx, actor, { ...form, intent: 'post' })
    if (typeof outcome === 'string' || !('saved' in outcome)) return outcome
    return seenBy(trx, actor, form.workId, outcome.saved)
  })
