import { href, routes } from '../routes.ts'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { Permissions, WorkHead } from '../works/index.ts'
import { ownLanguage, Statements } from '../works/index.ts'
import { PermissionsForm } from './permissions-form.tsx'

interface WorkPermissionsProps {
  readonly page: Page
  readonly work: WorkHead
  readonly written: Permissions
  readonly fault: string | undefined
}

/** Where a creator says what others may do with one work. */
export function WorkPermissionsPage({ page, work, written, fault }: WorkPermissionsProps) {
  const to = href(routes.work, { workId: work.id })
  const title = (
    <a href={to} {...ownLanguage(work.language)}>
      {work.title}
    </a>
  )
  return (
    <Layout page={page} title={t('What others may do with {title}', { title: work.title })}>
      <div class="page-head">
        <h2 class="heading">{sayWith('What others may do with {title}', { title })}</h2>
        <p>{WHERE_IT_STANDS()}</p>
      </div>
      {work.statements.length > 0 && (
        <section class="said-already">
          <h3 class="heading">{t('Said already, in the work itself')}</h3>
          <Statements statements={work.statements} language={work.language} />
        </section>
      )}
      <PermissionsForm
        {...{ page, fault, permissions: written, otherwise: work.permissions }}
        action={href(routes.permissions, { workId: work.id })}
        unsaidMeans={t(
          'Not said: the default of the pen names that sign it holds, the strictest where there are several. Where that says nothing either, nothing is allowed.',
        )}
      >
        <a class="button" href={to}>
          {t('Back to the work')}
        </a>
      </PermissionsForm>
    </Layout>
  )
}

const WHERE_IT_STANDS = (): string =>
  t(
    'It is written on the work, into its downloads and feeds, and told to crawlers; the archive itself keeps to it.',
  )

interface PenNamePermissionsProps {
  readonly page: Page
  readonly account: string
  readonly pen: string
  readonly written: Permissions
  readonly fault: string | undefined
}

/** What a pen name allows of all its works. */
export const PenNamePermissionsPage = ({ page, account, pen, written, fault }: PenNamePermissionsProps) => (
  <Layout page={page} title={t('What {name} allows', { name: pen })} active="you">
    <div class="page-head">
      <h2 class="heading">{sayWith('What {name} allows', { name: <bdi>{pen}</bdi> })}</h2>
      <p>{t('It holds for each work under this name that does not say otherwise, old and new.')}</p>
    </div>
    <PermissionsForm
      {...{ page, fault, permissions: written }}
      action={href(routes.penNamePermissions, { name: account, pseud: pen })}
      unsaidMeans={t('Not said is no permission; it only says that nobody has spoken yet.')}
    >
      <a class="button" href={href(routes.pseud, { name: account, pseud: pen })}>
        {t('Back to the pen name')}
      </a>
    </PermissionsForm>
  </Layout>
)
