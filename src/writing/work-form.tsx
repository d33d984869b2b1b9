import { href, routes } from '../routes.ts'
import { Csrf, ErrorSummary } from '../web/form.tsx'
import { Layout, Script } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { ownLanguage } from '../works/index.ts'
import { TogetherFields } from './together-fields.tsx'
import { MoreFields } from './work-form-more.tsx'
import { TagFields } from './work-form-tags.tsx'
import { TextFields } from './work-form-text.tsx'
import { type FormWork, formAction, isShown, value, type WorkFormView } from './work-form-view.ts'
import { WhatItIs } from './work-form-what.tsx'

/** A work's own form: what every work needs first, the rest where it is wanted. */
export function WorkFormPage({ view }: { readonly view: WorkFormView }) {
  const { page, work, faults } = view
  const title = work ? t('Edit {title}', { title: work.title }) : t('Post a new work')
  return (
    <Layout
      page={{ ...page, robots: false }}
      title={title}
      active="post"
      head={<Script name="tag-field.js" />}
    >
      <div class="page-head">
        <h2 class="heading">
          {work ? sayWith('Edit {title}', { title: <EditedTitle view={view} work={work} /> }) : title}
        </h2>
        <p>{LEADS[work?.standing ?? 'new']()}</p>
      </div>
      <form
        method="post"
        action={formAction(work, 'whole')}
        class="work-form"
        data-keep={href(routes.manuscript, { key: value(view, 'key') })}
        data-part="work"
        data-work={work?.id ?? ''}
        data-chapter=""
      >
        <Csrf page={page} />
        <FormMarks view={view} />
        <ErrorSummary faults={faults} />
        <WhatItIs view={view} />
        <TagFields view={view} />
        <TextFields view={view} />
        <MoreFields view={view} />
        <TogetherFields typed={view.typed} faults={faults} view={view.together} work={work ?? undefined} />
        <SaveBar work={work} />
      </form>
    </Layout>
  )
}

/** What a form knows of itself: its key, the version it was opened on, what of it was kept. */
export const FormMarks = ({ view }: { readonly view: WorkFormView }) => (
  <>
    {['key', 'base', 'kept'].map((name) => (
      <input type="hidden" name={name} value={value(view, name)} />
    ))}
  </>
)

const EditedTitle = ({ view, work }: { readonly view: WorkFormView; readonly work: FormWork }) => (
  <a href={href(routes.work, { workId: work.id })} {...ownLanguage(value(view, 'language'))}>
    {work.title}
  </a>
)

const LEADS: Readonly<Record<FormWork['standing'] | 'new', () => string>> = {
  new: () => t('Nobody sees it until you post it; as a draft it stays as long as you like.'),
  draft: () => t('A draft: nobody but its writers sees it until it is posted.'),
  scheduled: () => t('It waits for its day: nobody but its writers sees it until then.'),
  posted: () => t('Readers see what you change as soon as you save it. What it was is kept.'),
  hidden: () => t('A moderator hid it from readers. What you change is seen when it is shown again.'),
}

interface SaveBarProps {
  readonly work: FormWork | null
  /** It stands over a preview, which leads back to the form. */
  readonly previewed?: boolean
}

/** The first button is the one that Enter presses. */
export function SaveBar({ work, previewed }: SaveBarProps) {
  const shown = isShown(work)
  return (
    <div class="actions save-bar">
      <button type="submit" class="first" name="as" value="post">
        {shown ? t('Save') : t('Post')}
      </button>
      {!shown && (
        <button type="submit" name="as" value="draft">
          {work?.standing === 'scheduled' ? t('Save, and let it wait') : t('Keep as draft')}
        </button>
      )}
      {previewed ? (
        <button type="submit" name="as" value="edit">
          {t('Edit')}
        </button>
      ) : (
        <button type="submit" name="as" value="preview">
          {t('Preview')}
        </button>
      )}
      {work && (
        <a class="button" href={href(routes.work, { workId: work.id })}>
          {t('Cancel')}
        </a>
      )}
    </div>
  )
}
