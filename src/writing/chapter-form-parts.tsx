import { LIMITS } from '../core/values.ts'
import { href, routes } from '../routes.ts'
import { Field } from '../web/form.tsx'
import { t } from '../web/say.ts'
import { type ChapterFormView, isFirst, isRead, value } from './chapter-form-view.ts'
import { ScheduleFields } from './schedule-fields.tsx'
import { SpellingField } from './spelling-field.tsx'
import { CoauthorsField } from './together-fields.tsx'
import { Area } from './work-form-area.tsx'

interface Props {
  readonly view: ChapterFormView
}

/** Its name, its place, and how many there shall be. */
export const AboutChapter = ({ view }: Props) => (
  <fieldset>
    <legend class="ruled">{t('The chapter')}</legend>
    <Field
      name="chapter_title"
      label={t('Chapter title')}
      value={value(view, 'chapter_title')}
      hint={t('Without one it is called by its number.')}
      fault={view.faults.chapter_title}
      maxlength={LIMITS.title}
      autocomplete="off"
    />
    <div class="row">
      <Field
        name="position"
        label={t('Place')}
        value={value(view, 'position')}
        hint={t('Among all chapters, drafts too. Those behind it move on.')}
        autocomplete="off"
      />
      <Field
        name="expected"
        label={t('Planned chapters')}
        value={value(view, 'expected')}
        hint={t('Of the whole work; ? where the end is open.')}
        autocomplete="off"
      />
    </div>
    {view.chapter && (
      <p class="hint">
        <a href={href(routes.revisions, { workId: view.work.id }, { chapter: view.chapter.id })}>
          {t('Earlier versions of this chapter')}
        </a>
      </p>
    )}
    {view.work.chapters.length > 1 && (
      <p class="hint">
        <a href={href(routes.manageChapters, { workId: view.work.id })}>
          {t('All chapters and their order')}
        </a>
      </p>
    )}
  </fieldset>
)

/** Summary, text, notes. */
export function ChapterTexts({ view }: Props) {
  const { faults, work } = view
  const { language: lang } = work
  const folded = ['summary', 'notes', 'end_notes'].every((name) => !value(view, name) && !faults[name])
  const note = { rows: 3, most: LIMITS.notes, editor: 'notes' as const, lang }
  return (
    <fieldset>
      <legend class="ruled">{t('The text')}</legend>
      <details class="more" open={!folded}>
        <summary>{t('Summary and notes of this chapter')}</summary>
        <Area
          {...{ name: 'summary', rows: 3, most: LIMITS.summary, editor: 'summary', lang }}
          label={t('Chapter summary')}
          value={value(view, 'summary')}
          fault={faults.summary}
        />
        <Area
          {...{ ...note, name: 'notes', fault: faults.notes, value: value(view, 'notes') }}
          label={t('Notes at the beginning')}
        />
        <Area
          {...{ ...note, name: 'end_notes', fault: faults.end_notes, value: value(view, 'end_notes') }}
          label={t('Notes at the end')}
        />
      </details>
      <Area
        {...{ name: 'body', rows: 18, most: LIMITS.chapter, editor: 'content', lang, needed: isRead(view) }}
        label={t('Text of the chapter')}
        value={value(view, 'body')}
        fault={faults.body}
        hint={t('Plain text: an empty line begins a new paragraph. HTML and Markdown, too.')}
      />
      <SpellingField chosen={value(view, 'spelling')} form={view.page.path} />
    </fieldset>
  )
}

/** The rest, where it is wanted. */
export function MoreOfChapter({ view }: Props) {
  const { typed, faults, together, work, chapter, zone, now } = view
  const withOthers = Boolean(faults.coauthors) || value(view, 'coauthors') !== ''
  return (
    <fieldset class="more-fields">
      <legend class="ruled">{t('If you like')}</legend>
      <details class="more" open={withOthers}>
        <summary>{t('Written with others')}</summary>
        <CoauthorsField {...{ typed, faults, work, view: together, chapter: chapter?.id ?? 'new' }} />
      </details>
      {!isFirst(view) && <Day view={view} />}
      {isRead(view) ? (
        <Told view={view} />
      ) : (
        !isFirst(view) && <ScheduleFields {...{ typed, faults, zone, now }} />
      )}
    </fieldset>
  )
}

function Day({ view }: Props) {
  const { faults } = view
  const silent = value(view, 'announced') === 'no'
  const read = isRead(view)
  return (
    <details
      class="more"
      open={Boolean(faults.published) || (!read && value(view, 'published') !== '') || silent}
    >
      <summary>{t('Its date')}</summary>
      <Field
        name="published"
        label={read ? t('Day of publication') : t('Another day of publication')}
        value={value(view, 'published')}
        hint={t(
          'For what was published before; the work does not move to the top then. Year, month and day: {day}.',
          {
            day: '2019-05-24',
          },
        )}
        fault={faults.published}
        placeholder={t('today')}
        autocomplete="off"
      />
      {!read && (
        <label class="choice">
          <input type="checkbox" name="announced" value="no" checked={silent} />
          <span>{t('Post it silently: followers are not told')}</span>
        </label>
      )}
    </details>
  )
}

/** What readers are told of a change of what they have. */
const Told = ({ view }: Props) => (
  <details class="more" open={value(view, 'shown') === 'yes' || Boolean(view.faults.edit_note)}>
    <summary>{t('Tell readers that it was edited')}</summary>
    <label class="choice">
      <input type="checkbox" name="shown" value="yes" checked={value(view, 'shown') === 'yes'} />
      <span>{t('Show “edited on” with today’s date')}</span>
    </label>
    <Field
      name="edit_note"
      label={t('What has changed')}
      value={value(view, 'edit_note')}
      hint={t('One line, for readers.')}
      fault={view.faults.edit_note}
      autocomplete="off"
    />
  </details>
)
