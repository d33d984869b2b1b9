import { href, routes } from '../../routes.ts'
import { isoDay, t } from '../../web/say.ts'
import type { ChapterPlace, WorkHead, WorkPageView } from '../../works/index.ts'
import type { ChapterShape } from './api-own-shapes.ts'
import type { ChapterPlaceShape } from './api-shapes.ts'

export const chapterPlaceShape = (
  { id: workId }: Pick<WorkHead, 'id'>,
  { id, position, title, published }: ChapterPlace,
  base: string,
): ChapterPlaceShape => ({
  ...{ id, position, title, published: isoDay(published) },
  url: base + href(routes.chapter, { workId, chapterId: id }),
})

/** GET /api/v1/works/:id/chapters/:id: its text where it was given to machines, or is the reader's own. */
export function chapterShape(
  { work, contents, shown }: WorkPageView,
  base: string,
): ChapterShape | undefined {
  const [chapter] = shown
  if (!chapter) return undefined
  const at = contents.findIndex(({ id }) => id === chapter.id)
  const record = (place: ChapterPlace | undefined): string | null =>
    place ? base + href(routes.apiChapter, { workId: work.id, chapterId: place.id }) : null
  const given = work.own || work.permissions.machines === 'yes'
  return {
    ...chapterPlaceShape(work, chapter, base),
    work: { id: work.id, url: base + href(routes.work, { workId: work.id }), title: work.title },
    draft: chapter.draft ?? false,
    creators: (chapter.creators ?? []).map(({ name, href }) => ({ name, url: href && base + href })),
    words: chapter.words,
    previous: record(contents[at - 1]),
    next: record(contents[at + 1]),
    summary_html: chapter.summary,
    notes_html: chapter.notes,
    end_notes_html: chapter.endNotes,
    text_html: given ? chapter.html : null,
    withheld: given
      ? null
      : t('Its creator has not given this work to machines. It can be read on its page.'),
  }
}
