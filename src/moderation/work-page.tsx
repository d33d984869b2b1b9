import { href, routes } from '../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent } from '../web/form.tsx'
import { KeepPage } from '../web/keep-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { DecisionList } from './decision-list.tsx'
import type { ModeratedWork } from './work-view.ts'

interface ModeratedWorkProps {
  readonly page: Page
  readonly work: ModeratedWork
  readonly sent: Sent<'reason'>
}

/** Where a moderator hides a work, or shows it again, and reads what was decided about it. */
export function ModeratedWorkPage({ page, work, sent }: ModeratedWorkProps) {
  const named = work.title ?? t('Mystery work')
  return (
    <KeepPage
      page={page}
      title={t('Moderate this work')}
      lead={
        <a href={href(routes.work, { workId: work.id })}>
          <bdi>{named}</bdi>
        </a>
      }
    >
      <form method="post" action={href(routes.adminWork, { workId: work.id })}>
        <Csrf page={page} />
        <input type="hidden" name="decision" value={work.hidden ? 'show' : 'hide'} />
        <ErrorSummary faults={sent.faults} />
        <h3 class="ruled">{work.hidden ? t('Show this work again') : t('Hide this work')}</h3>
        <Field
          name="reason"
          label={t('Why')}
          hint={work.hidden ? undefined : t('Its creators are told this, in these words.')}
          rows={4}
          maxlength={2000}
          needed={work.hidden ? false : 'of-course'}
          value={sent.typed.reason}
          fault={sent.faults.reason}
        />
        <div class="actions">
          <button type="submit" class={work.hidden ? 'first' : 'grave'}>
            {work.hidden ? t('Show it again') : t('Hide it')}
          </button>
        </div>
      </form>
      <h3 class="ruled">{t('What was decided')}</h3>
      <DecisionList decisions={work.decisions} />
    </KeepPage>
  )
}
