import { href, routes } from '../../routes.ts'
import { t } from '../../web/say.ts'
import type { ChapterPlace, WorkHead, WorkPageView } from '../views.ts'

/** Where a page stands in its work, worked out once and read by the page's parts. */
export interface Standing {
  /** A finished work of one chapter has no chapters to speak of. */
  readonly chaptered: boolean
  /** The chapter shown, null for the entire work. */
  readonly here: ChapterPlace | null
  /** The work's beginning is on this page: preface, summary and notes in full. */
  readonly opening: boolean
  /** The work's last posted chapter is on this page: end notes, derived works. */
  readonly closing: boolean
  readonly previous: ChapterPlace | null
  readonly next: ChapterPlace | null
}

export function standingOf({ work, contents, shown, entire }: WorkPageView): Standing {
  const first = shown[0]
  const at = contents.findIndex(({ id }) => id === first?.id)
  const chaptered = contents.length > 1 || work.chapters.expected !== 1
  const alone = entire || !first
  return {
    chaptered,
    here: alone ? null : first,
    opening: alone || at <= 0,
    closing: alone || at === contents.length - 1,
    previous: alone ? null : (contents[at - 1] ?? null),
    next: alone ? null : (contents[at + 1] ?? null),
  }
}

export const chapterHref = (work: WorkHead, { id }: ChapterPlace): string =>
  href(routes.chapter, { workId: work.id, chapterId: id })

/** "2. The Wet Umbrella", for lists of chapters. */
export const chapterLine = ({ position, title }: ChapterPlace): string =>
  `${position}. ${title || t('Chapter {n}', { n: position })}`

/** The same for a sentence of its own: "Chapter 3" where there is no title. */
export const chapterName = (chapter: ChapterPlace): string =>
  chapter.title ? chapterLine(chapter) : t('Chapter {n}', { n: chapter.position })
