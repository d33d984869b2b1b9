import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import type { WorkHead } from '../works/index.ts'

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
