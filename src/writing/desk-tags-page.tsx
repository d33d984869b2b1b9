import { Csrf, ErrorSummary } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { TagFieldScript } from './tag-field-script.tsx'
import { FormMarks, OnEnter, SaveBar } from './work-form.tsx'
import { TagFields } from './work-form-tags.tsx'
import { type FormWork, formAction, type WorkFormView } from './work-form-view.ts'
import { Rating, Warnings } from './work-form-what.tsx'

interface TagsProps {
  readonly view: WorkFormView
  readonly work: FormWork
}

/** A work's tags, and nothing else of it. */
export const TagsPage = ({ view, work }: TagsProps) => (
  <Layout
    page={{ ...view.page, robots: false }}
    title={t('Edit the tags of {title}', { title: work.title })}
    active="post"
    head={<TagFieldScript />}
  >
    <div class="page-head">
      <h2 class="heading">{t('Edit the tags of {title}', { title: work.title })}</h2>
      <p>{t('Its text and everything else stay as they are.')}</p>
    </div>
    <form method="post" action={formAction(work, 'tags')} class="work-form">
      <Csrf page={view.page} />
      <OnEnter work={work} />
      <FormMarks view={view} />
      <ErrorSummary faults={view.faults} />
      <fieldset>
        <legend class="ruled">{t('What it is')}</legend>
        <div class="row">
          <Rating view={view} />
        </div>
        <Warnings view={view} />
      </fieldset>
      <TagFields view={view} />
      <SaveBar work={work} />
    </form>
  </Layout>
)
