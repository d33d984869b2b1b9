import { day, isoDay, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { ShownEdit } from '../views.ts'

/** What of its edits a writer tells readers; quiet, for those who look. */
export function EditedOn({ edits }: { readonly edits: readonly ShownEdit[] }) {
  if (edits.length === 0) return null
  return (
    <details class="edited-on">
      <summary>
        {t('{n, plural, one {Edited once since it was posted} other {Edited # times since it was posted}}', {
          n: edits.length,
        })}
      </summary>
      <ul>
        {edits.map(({ on, note }) => {
          const date = <time datetime={isoDay(on)}>{day(on)}</time>
          return (
            <li>
              {note
                ? sayWith('Edited on {date}: {note}', { date, note: <bdi>{note}</bdi> })
                : sayWith('Edited on {date}', { date })}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
