import type { Spelling } from '../prose/index.ts'
import { href, routes } from '../routes.ts'
import { Csrf, fieldId } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import type { Typed } from '../works/index.ts'
import { HiddenFields } from './hidden-fields.tsx'

interface ButtonProps {
  /** The form's own address. */
  readonly form: string
  readonly spelling: Spelling
}

/** Beside the text of a form: without script, the form's text in the other spelling. */
export function RespellButton({ form, spelling }: ButtonProps) {
  const to = spelling === 'markdown' ? 'html' : 'markdown'
  return (
    <button type="submit" name="to" value={to} formaction={href(routes.respell, {}, { form })} formnovalidate>
      {to === 'markdown' ? t('Turn it into Markdown') : t('Turn it into HTML')}
    </button>
  )
}

interface PageProps {
  readonly page: Page
  /** Everything of the form, its text in the new spelling. */
  readonly typed: Typed
  readonly text: string
  readonly to: Spelling
  readonly form: string
}

/** The text as it is now, and the way back into its form: nothing of the form is lost on the way. */
export function RespelledPage({ page, typed, text, to, form }: PageProps) {
  const title = to === 'markdown' ? t('Your text in Markdown') : t('Your text in HTML')
  const { body, to: _to, ...rest } = typed
  return (
    <Layout page={{ ...page, robots: false }} title={title}>
      <div class="page-head">
        <h2 class="heading">{title}</h2>
        <p>{t('The same text, written another way. Nothing is saved yet: take it back to the form.')}</p>
      </div>
      <form method="post" action={form}>
        <Csrf page={page} />
        <HiddenFields typed={{ ...rest, spelling: to }} />
        <div class="field">
          <label for={fieldId('body')}>{title}</label>
          <textarea id={fieldId('body')} name="body" rows={18} dir="auto">
            {`\n${text}`}
          </textarea>
        </div>
        <div class="actions">
          <button type="submit" class="first" name="as" value="edit">
            {t('Back to the form with it')}
          </button>
        </div>
      </form>
    </Layout>
  )
}
