import { type Marking, READING_STATES, STATE_NAMES } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import { Choice, Csrf, ErrorSummary, Field } from '../../web/form.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { WorkHead } from '../../works/index.ts'

interface ReadingPageProps {
  readonly page: Page
  readonly work: WorkHead
  /** As it is, or as it was sent. */
  readonly marking: Marking
  readonly back: string
  /** There is something to be forgotten. */
  readonly noted: boolean
  readonly fault?: string | undefined
}

/** What a reader keeps of one work: how they stand to it, and a note to themselves. */
export function ReadingPage({ page, work, marking, back, noted, fault }: ReadingPageProps) {
  const title = (
    <a href={href(routes.work, { workId: work.id })}>
      <cite>
        <bdi>{work.title}</bdi>
      </cite>
    </a>
  )
  return (
    <OwnPage
      page={page}
      title={t('Mark and note')}
      active="library"
      lead={sayWith('On {title}. Nobody but you sees this.', { title })}
    >
      <ErrorSummary faults={{ note: fault }} />
      <form class="mark-and-note" method="post" action={href(routes.reading, { workId: work.id })}>
        <Csrf page={page} />
        <input type="hidden" name="back" value={back} />
        <Choice
          name="state"
          legend={t('Your mark')}
          inline
          chosen={marking.state ?? 'none'}
          options={[
            ...READING_STATES.map((value) => ({ value, label: STATE_NAMES[value]() })),
            { value: 'none' as const, label: t('Not marked') },
          ]}
        />
        <Field
          name="note"
          label={t('Note to yourself')}
          value={marking.note}
          rows={6}
          fault={fault}
          autocomplete="off"
        />
        <p class="actions">
          <button type="submit" class="first">
            {t('Save')}
          </button>
          {noted && (
            <button type="submit" class="grave" name="deed" value="forget" formnovalidate>
              {t('Remove from your history')}
            </button>
          )}
          <a class="button" href={back}>
            {t('Leave it as it is')}
          </a>
        </p>
      </form>
    </OwnPage>
  )
}
