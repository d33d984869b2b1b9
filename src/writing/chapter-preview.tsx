import { Csrf } from '../web/form.tsx'
import { Icon } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { standingOf, WorkBody, type WorkPageView, WorkStyleSheet } from '../works/index.ts'
import { ChapterBar, formAction } from './chapter-form.tsx'
import type { ChapterFormView } from './chapter-form-view.ts'
import { HiddenFields } from './hidden-fields.tsx'

interface PreviewProps {
  /** What was typed. */
  readonly view: ChapterFormView
  readonly shown: WorkPageView
}

/** A chapter as its readers would have it, under a bar that says that nobody does. */
export const ChapterPreviewPage = ({ view, shown }: PreviewProps) => (
  <Layout
    page={{ ...view.page, robots: false }}
    title={t('Preview of {title}', { title: shown.work.title })}
    active="post"
    head={<WorkStyleSheet work={shown.work} />}
  >
    <form method="post" action={formAction(view)}>
      <Csrf page={view.page} />
      <HiddenFields typed={view.typed} />
      <div class="preview-bar">
        <p>
          <Icon name="info" />
          <span>
            <strong>{t('This is a preview.')}</strong> {t('Nobody sees it, and nothing is saved yet.')}
          </span>
        </p>
        <ChapterBar view={view} previewed />
      </div>
    </form>
    <div class="work-page">
      <WorkBody view={shown} standing={standingOf(shown)} />
    </div>
  </Layout>
)
