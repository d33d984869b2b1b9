import { READING_STATES, type ReadingState, STATE_NAMES } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import { count, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'

interface ReadingsBarProps {
  readonly name: string
  readonly open: ReadingState | null
  /** How many stand in each list. */
  readonly counts: Readonly<Partial<Record<ReadingState, number>>>
}

/** A reader's lists, each with how many works are in it; and that nobody else knows. */
export const ReadingsBar = ({ name, open, counts }: ReadingsBarProps) => (
  <>
    <nav class="shelves" aria-label={t('Your reading')}>
      <ul>
        <li>
          <a href={href(routes.readings, { name })} aria-current={open === null ? 'page' : undefined}>
            {t('History')}
          </a>
        </li>
        {READING_STATES.map((state) => (
          <li>
            <a
              href={href(routes.readingList, { name, state })}
              aria-current={open === state ? 'page' : undefined}
            >
              {STATE_NAMES[state]()} {counts[state] ? <span class="n">{count(counts[state])}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <p class="hint readings-hint">
      {sayWith('Nobody but you sees this. It can be {off} in your preferences, or {deleted}.', {
        off: <a href={href(routes.preferences, { name })}>{t('switched off')}</a>,
        deleted: <a href={href(routes.clearReadings, { name })}>{t('deleted, all of it')}</a>,
      })}
    </p>
  </>
)
