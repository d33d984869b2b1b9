import type { WorkId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import { Icon } from '../../web/icons.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { READING_STATES } from '../tables.ts'
import type { Marking } from './read.ts'
import { STATE_DEEDS, STATE_NAMES } from './state-names.ts'

interface ReadingMenuProps {
  readonly page: Page
  readonly work: { readonly id: WorkId }
  /** What its reader did with it. */
  readonly marking: Marking
}

/** On a work's own page: what its reader wants with it. Nobody else sees it. */
export const ReadingMenu = (props: ReadingMenuProps) => (
  <li class="mark-work">
    <details name="work-actions">
      <summary class="button">
        <Icon name="bookmark" />
        {props.marking.state ? STATE_NAMES[props.marking.state]() : t('Mark as…')}
      </summary>
      <div>
        <Marks {...props} />
        <Note {...props} />
      </div>
    </details>
  </li>
)

const Marks = ({ page, work, marking: { state } }: ReadingMenuProps) => (
  <form method="post" action={href(routes.reading, { workId: work.id })}>
    <Csrf page={page} />
    <input type="hidden" name="back" value={page.path} />
    <ul>
      {READING_STATES.map((one) => (
        <li>
          <button type="submit" name="state" value={one} aria-pressed={String(one === state)}>
            {one === state ? STATE_NAMES[one]() : STATE_DEEDS[one]()}
          </button>
        </li>
      ))}
      {state && (
        <li>
          <button type="submit" name="state" value="none">
            {t('Take the mark off')}
          </button>
        </li>
      )}
    </ul>
  </form>
)

const Note = ({ page, work, marking: { note } }: ReadingMenuProps) => (
  <>
    {note && (
      <p class="own-note" dir="auto">
        {note}
      </p>
    )}
    <a href={href(routes.reading, { workId: work.id }, { back: page.path })} rel="nofollow">
      {note ? t('Change your note') : t('Note to yourself')}
    </a>
  </>
)
