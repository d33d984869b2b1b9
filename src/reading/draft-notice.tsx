import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import type { ChapterPlace, WorkHead } from '../works/index.ts'

interface DraftNoticeProps {
  readonly page: Page
  readonly work: WorkHead
}

/** Over a draft, for those who wrote it: nobody else sees it, and how that changes. */
export const DraftNotice = ({ page, work }: DraftNoticeProps) => (
  <NoticeBox kind="note">
    <form method="post" action={href(routes.postDraft, { workId: work.id })}>
      <Csrf page={page} />
      <p>
        <strong>{t('This is a draft.')}</strong> {t('Only those who wrote it see it, until it is posted.')}
      </p>
      <p>
        <button type="submit">{t('Post it')}</button>
      </p>
    </form>
  </NoticeBox>
)

/** The same over a draft chapter of a work that readers have. */
export function ChapterDraftNotice({
  page,
  work,
  chapter,
}: DraftNoticeProps & { readonly chapter: ChapterPlace }) {
  const at = { workId: work.id, chapterId: chapter.id }
  return (
    <NoticeBox kind="note">
      <form method="post" action={href(routes.postChapter, at)}>
        <Csrf page={page} />
        <p>
          <strong>{t('This chapter is a draft.')}</strong>{' '}
          {work.draft
            ? t('The work is not posted yet; afterwards its further chapters are posted one by one.')
            : t('Only those who wrote the work see it, until it is posted.')}
        </p>
        <p class="actions">
          {!work.draft && <button type="submit">{t('Post this chapter')}</button>}
          <a class="button" href={href(routes.editChapter, at)}>
            {t('Edit this chapter')}
          </a>
          <a href={href(routes.manageChapters, at)}>{t('Order of chapters')}</a>
        </p>
      </form>
    </NoticeBox>
  )
}
