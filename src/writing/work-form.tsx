import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { EditorScript } from '../web/editor-script.tsx'
import { Csrf, ErrorSummary } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { ownLanguage, STOOD_FIELD } from '../works/index.ts'
import { KeepLine, keptAs } from './manuscript-form.tsx'
import { RestoredNotice } from './restored-notice.tsx'
import { TagFieldScript } from './tag-field-script.tsx'
import { MoreFields } from './work-form-more.tsx'
import { TagFields } from './work-form-tags.tsx'
import { TextFields } from './work-form-text.tsx'
import { type FormWork, formAction, isShown, placeOf, value, type WorkFormView } from './work-form-view.ts'
import { WhatItIs } from './work-form-what.tsx'

/** A work's own form: what every work needs first, the rest where it is wanted. */
export function WorkFormPage({ view }: { readonly view: WorkFormView }) {
  const { page, work, faults } = view
  const title = work ? t('Edit {title}', { title: work.title }) : t('Post a new work')
  return (
    <Layout page={{ ...page, robots: false }} title={title} active="post" head={<Scripts page={page} />}>
      <div class="page-head">
        <h2 class="heading">
          {work ? sayWith('Edit {title}', { title: <EditedTitle view={view} work={work} /> }) : title}
        </h2>
        <p>{LEADS[work?.standing ?? 'new']()}</p>
        {!work && (
          <p>
            <a href={routes.documents}>{t('Begin with a document from a writing program')}</a>
          </p>
        )}
      </div>
      {view.opened && <RestoredNotice page={page} opened={view.opened} timeZone={view.zone} />}
      <form
        method="post"
        action={formAction(work, 'whole')}
        class="work-form"
        {...keptAs(page, { key: value(view, 'key'), place: placeOf(work) })}
      >
        <Csrf page={page} />
        <OnEnter work={work} />
        <FormMarks view={view} />
        <ErrorSummary faults={faults} />
        <WhatItIs view={view} />
        <TagFields view={view} />
        <TextFields view={view} />
        <MoreFields view={view} />
        <SaveBar work={work}>
          <KeepLine />
        </SaveBar>
      </form>
    </Layout>
  )
}

const Scripts = ({ page }: Pick<WorkFormView, 'page'>) => (
  <>
    <TagFieldScript />
    <EditorScript page={page} />
  </>
)

/** What a form knows of itself: its key, the version it was opened on and what stood there, what of it was kept. */
export const FormMarks = ({ view }: { readonly view: WorkFormView }) => (
  <>
    {['key', 'base', 'kept', STOOD_FIELD, ...(view.work ? ['expected_was'] : [])].map((name) => (
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
  readonly children?: Child
}

/** What Enter does in a line of text: it saves, and shows nothing to anybody that they do not see already. */
export const OnEnter = ({ work }: { readonly work: FormWork | null }) => (
  <button
    type="submit"
    hidden
    name="as"
    value={isShown(work) ? 'post' : work?.standing === 'scheduled' ? 'schedule' : 'draft'}
  >
    {t('Save')}
  </button>
)

/** What saves, and what else can be done with what was typed. */
export const SaveBar = ({ work, previewed, children }: SaveBarProps) => (
  <div class="actions save-bar">
    {BUTTONS[work?.standing ?? 'new']().map(([as, says], at) => (
      <button type="submit" class={at === 0 ? 'first' : undefined} name="as" value={as}>
        {says}
      </button>
    ))}
    <button type="submit" name="as" value={previewed ? 'edit' : 'preview'}>
      {previewed ? t('Edit') : t('Preview')}
    </button>
    {work && (
      <a class="button" href={href(routes.work, { workId: work.id })}>
        {t('Cancel')}
      </a>
    )}
    {children}
  </div>
)

const BUTTONS: Readonly<
  Record<FormWork['standing'] | 'new', () => readonly (readonly ['post' | 'draft' | 'schedule', string])[]>
> = {
  new: () => [
    ['post', t('Post')],
    ['draft', t('Keep as draft')],
  ],
  draft: () => [
    ['post', t('Post')],
    ['draft', t('Keep as draft')],
  ],
  scheduled: () => [
    ['schedule', t('Save, and let it wait')],
    ['post', t('Post now')],
    ['draft', t('Back to the drafts')],
  ],
  posted: () => [['post', t('Save')]],
  hidden: () => [['post', t('Save')]],
}
