import { LIMITS } from '../core/values.ts'
import { href, routes } from '../routes.ts'
import { Field } from '../web/form.tsx'
import { t } from '../web/say.ts'
import { textLanguage } from '../works/index.ts'
import { BegunInChapter } from './restored-notice.tsx'
import { SpellingField } from './spelling-field.tsx'
import { Area } from './work-form-area.tsx'
import { type FormWork, hasText, isOpen, value, type WorkFormView } from './work-form-view.ts'

interface Props {
  readonly view: WorkFormView
}

/** Summary, text, notes. */
export function TextFields({ view }: Props) {
  const { faults, work } = view
  const { lang } = textLanguage(value(view, 'language'))
  return (
    <fieldset>
      <legend class="ruled">{t('The text')}</legend>
      <Area
        {...{ name: 'summary', rows: 3, most: LIMITS.summary, editor: 'summary', lang }}
        label={t('Summary')}
        value={value(view, 'summary')}
        fault={faults.summary}
      />
      {hasText(work) ? <Body view={view} /> : work && <ToChapters view={view} work={work} />}
      <details class="more" open={isOpen(view, ['notes', 'end_notes'])}>
        <summary>{t('Notes before and after')}</summary>
        <Area
          {...{ name: 'notes', rows: 3, most: LIMITS.notes, editor: 'notes', lang }}
          label={t('Notes at the beginning')}
          value={value(view, 'notes')}
          fault={faults.notes}
        />
        <Area
          {...{ name: 'end_notes', rows: 3, most: LIMITS.notes, editor: 'notes', lang }}
          label={t('Notes at the end of the work')}
          value={value(view, 'end_notes')}
          fault={faults.end_notes}
        />
      </details>
    </fieldset>
  )
}

function Body({ view }: Props) {
  return (
    <>
      <details class="more" open={isOpen(view, ['chapter_title'])}>
        <summary>{t('A title for the first chapter')}</summary>
        <Field
          name="chapter_title"
          label={t('Chapter title')}
          value={value(view, 'chapter_title')}
          fault={view.faults.chapter_title}
          maxlength={LIMITS.title}
          autocomplete="off"
        />
      </details>
      <Area
        {...{ name: 'body', rows: 18, most: LIMITS.chapter, editor: 'content', needed: true }}
        label={t('Text of the work')}
        value={value(view, 'body')}
        fault={view.faults.body}
        hint={t('Plain text: an empty line begins a new paragraph. HTML and Markdown, too.')}
        lang={textLanguage(value(view, 'language')).lang}
      />
      <SpellingField chosen={value(view, 'spelling')} form={view.page.path} />
    </>
  )
}

const ToChapters = ({ view, work }: Props & { readonly work: FormWork }) => (
  <>
    <p class="to-chapters">
      {t('{n, plural, one {# chapter} other {# chapters}}, each with a form of its own.', {
        n: work.chapters,
      })}{' '}
      <a href={href(routes.manageChapters, { workId: work.id })}>{t('To the chapters')}</a>
    </p>
    {view.inChapters.map((begun) => (
      <BegunInChapter latest={begun} timeZone={view.zone} />
    ))}
  </>
)
