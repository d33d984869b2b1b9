import { Csrf } from '../web/form.tsx'
import { Icon } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { standingOf, type Typed, WorkBody, type WorkPageView, WorkStyleSheet } from '../works/index.ts'
import { HiddenFields } from './hidden-fields.tsx'
import { SaveBar } from './work-form.tsx'
import { type FormPart, type FormWork, formAction } from './work-form-view.ts'

interface PreviewProps {
  readonly page: Page
  readonly view: WorkPageView
  readonly typed: Typed
  /** As it is now; null: a new work. */
  readonly work: FormWork | null
  readonly part: FormPart
}

/** A work as its readers would have it, under a bar that says that nobody does. */
export const PreviewPage = ({ page, view, typed, work, part }: PreviewProps) => (
  <Layout
    page={{ ...page, robots: false }}
    title={t('Preview of {title}', { title: view.work.title })}
    active="post"
    head={<WorkStyleSheet work={view.work} />}
  >
    <form method="post" action={formAction(work, part)}>
      <Csrf page={page} />
      <HiddenFields typed={typed} />
      <div class="preview-bar">
        <p>
          <Icon name="info" />
          <span>
            <strong>{t('This is a preview.')}</strong> {t('Nobody sees it, and nothing is saved yet.')}
          </span>
        </p>
        <SaveBar work={work} previewed />
      </div>
    </form>
    <div class="work-page">
      <WorkBody view={view} standing={standingOf(view)} />
    </div>
  </Layout>
)
