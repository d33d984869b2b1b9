import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { one, type StoredChapter, type Typed } from '../works/index.ts'
import { HiddenFields } from './hidden-fields.tsx'

interface ConflictProps {
  readonly page: Page
  readonly workId: number
  /** As it is saved now. */
  readonly chapter: StoredChapter
  readonly typed: Typed
}

/** Somebody saved the chapter while this was typed: both are here, and nothing is written until its writer has chosen. */
export function ChapterConflictPage({ page, workId, chapter, typed }: ConflictProps) {
  const to = href(routes.editChapter, { workId, chapterId: chapter.id })
  return (
    <Layout page={{ ...page, robots: false }} title={t('Saved elsewhere in between')}>
      <div class="page-head">
        <h2 class="heading">{t('Saved elsewhere in between')}</h2>
      </div>
      <NoticeBox kind="note">
        <p>
          {t(
            'While you typed, this chapter was saved in another window or by somebody who writes it with you. Nothing of yours is lost, and nothing of theirs is overwritten.',
          )}
        </p>
      </NoticeBox>
      <form method="post" action={to}>
        <Csrf page={page} />
        <HiddenFields typed={{ ...typed, base: String(chapter.version) }} />
        <Text name="conflict-typed" label={t('What you typed')} text={one(typed, 'body')} />
        <Text name="conflict-now" label={t('What is saved now')} text={chapter.html} />
        <div class="actions save-bar">
          <button type="submit" class="first" name="as" value="edit">
            {t('Go on with what I typed')}
          </button>
          <a class="button" href={to}>
            {t('Take what is saved')}
          </a>
        </div>
      </form>
    </Layout>
  )
}

const Text = (props: { readonly name: string; readonly label: string; readonly text: string }) => (
  <div class="field">
    <label for={props.name}>{props.label}</label>
    <textarea id={props.name} rows={12} readonly dir="auto">
      {`\n${props.text}`}
    </textarea>
  </div>
)
