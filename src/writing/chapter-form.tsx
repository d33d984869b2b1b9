import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { EditorScript } from '../web/editor-script.tsx'
import { Csrf, ErrorSummary } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { type OwnChapters, ownLanguage, STOOD_FIELD } from '../works/index.ts'
import { AboutChapter, ChapterTexts, MoreOfChapter } from './chapter-form-parts.tsx'
import { type ChapterFormView, isOut, isRead, placeOf, value } from './chapter-form-view.ts'
import { KeepLine, keptAs } from './manuscript-form.tsx'
import { RestoredNotice } from './restored-notice.tsx'

/** A chapter's own form: its text first, what belongs to it beside. */
export function ChapterFormPage({ view }: { readonly view: ChapterFormView }) {
  const { page, work, chapter, opened } = view
  const names = { n: chapter?.position ?? 0, title: work.title }
  return (
    <Layout
      page={{ ...page, robots: false }}
      title={chapter ? t('Edit chapter {n} of {title}', names) : t('A new chapter of {title}', names)}
      active="post"
      head={<EditorScript page={page} />}
    >
      <div class="page-head">
        <h2 class="heading">
          {chapter
            ? sayWith('Edit chapter {n} of {title}', { n: chapter.position, title: <ToWork work={work} /> })
            : sayWith('A new chapter of {title}', { title: <ToWork work={work} /> })}
        </h2>
        <p>{leadOf(view)}</p>
      </div>
      {opened && <RestoredNotice page={page} opened={opened} timeZone={view.zone} />}
      <form
        method="post"
        action={formAction(view)}
        class="work-form"
        {...keptAs(page, { key: value(view, 'key'), place: placeOf(view) })}
      >
        <Csrf page={page} />
        {/* What Enter does in a line of text: it saves, and shows nothing to anybody that they do not see already. */}
        <button
          type="submit"
          hidden
          name="as"
          value={isRead(view) ? 'post' : chapter?.postsAt ? 'schedule' : 'draft'}
        >
          {t('Save')}
        </button>
        {['key', 'base', 'kept', STOOD_FIELD, 'position_was', 'expected_was'].map((name) => (
          <input type="hidden" name={name} value={value(view, name)} />
        ))}
        <ErrorSummary faults={view.faults} />
        <AboutChapter view={view} />
        <ChapterTexts view={view} />
        <MoreOfChapter view={view} />
        <ChapterBar view={view}>
          <KeepLine />
        </ChapterBar>
      </form>
    </Layout>
  )
}

export const formAction = ({ work, chapter }: Pick<ChapterFormView, 'work' | 'chapter'>): string =>
  chapter
    ? href(routes.editChapter, { workId: work.id, chapterId: chapter.id })
    : href(routes.newChapter, { workId: work.id })

export const ToWork = ({ work }: { readonly work: OwnChapters }) => (
  <a href={href(routes.work, { workId: work.id })} {...ownLanguage(work.language)}>
    {work.title}
  </a>
)

function leadOf(view: ChapterFormView): string {
  if (isRead(view)) return t('Readers see what you change as soon as you save it. What it was is kept.')
  if (!isOut(view.work))
    return t('The work is not posted yet: it is posted with its first chapter, the others when you say so.')
  if (view.chapter?.postsAt) return t('It waits for its day: nobody but its writers sees it until then.')
  return t('Nobody sees it until you post it; as a draft it stays as long as you like.')
}

type Button = readonly ['post' | 'draft' | 'schedule', string]

function buttonsFor(view: ChapterFormView): readonly Button[] {
  if (isRead(view)) return [['post', t('Save')]]
  const keep: Button = ['draft', view.chapter?.postsAt ? t('Back to the drafts') : t('Keep as draft')]
  const wait: readonly Button[] = view.chapter?.postsAt ? [['schedule', t('Save, and let it wait')]] : []
  if (!isOut(view.work)) return [...wait, keep]
  return wait.length ? [...wait, ['post', t('Post now')], keep] : [['post', t('Post')], keep]
}

interface BarProps {
  readonly view: ChapterFormView
  /** It stands over a preview, which leads back to the form. */
  readonly previewed?: boolean
  readonly children?: Child
}

/** What saves, and what else can be done with what was typed. */
export function ChapterBar({ view, previewed, children }: BarProps) {
  const { work, chapter } = view
  const cancel = chapter
    ? href(routes.chapter, { workId: work.id, chapterId: chapter.id })
    : href(routes.work, { workId: work.id })
  return (
    <div class="actions save-bar">
      {buttonsFor(view).map(([as, says], at) => (
        <button type="submit" class={at === 0 ? 'first' : undefined} name="as" value={as}>
          {says}
        </button>
      ))}
      <button type="submit" name="as" value={previewed ? 'edit' : 'preview'}>
        {previewed ? t('Edit') : t('Preview')}
      </button>
      <a class="button" href={cancel}>
        {t('Cancel')}
      </a>
      {children}
    </div>
  )
}
