import { may } from '../core/roles.ts'
import { href, routes } from '../routes.ts'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import type { WorkHead } from '../works/index.ts'

interface HiddenNoticeProps {
  readonly page: Page
  readonly work: WorkHead
  /** In the moderator's words. */
  readonly reason: string
}

/** Over a hidden work, for its creators and the moderators: that it is hidden, and why. */
export const HiddenNotice = ({ page, work, reason }: HiddenNoticeProps) => (
  <NoticeBox kind="note">
    <p>
      <strong>{t('This work is hidden.')}</strong>{' '}
      {t('A moderator has hidden it: only its creators and the moderators see it.')}
    </p>
    {reason && (
      <blockquote class="own-words">
        <bdi>{reason}</bdi>
      </blockquote>
    )}
    {may(page.actor, 'hide-works') && (
      <p>
        <a href={href(routes.adminWork, { workId: work.id })}>{t('Moderate this work')}</a>
      </p>
    )}
  </NoticeBox>
)
