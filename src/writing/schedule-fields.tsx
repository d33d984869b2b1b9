import type { Child } from 'hono/jsx'
import { timeZoneOptions } from '../accounts/index.ts'
import { boundTo, fieldId, Under } from '../web/form.tsx'
import { t } from '../web/say.ts'
import { clockTurn, type ScheduleFault, type Typed } from '../works/index.ts'

type ScheduleField = 'posts_day' | 'posts_hour' | 'posts_zone'

interface ScheduleFieldsProps {
  /** What stands in the form; of something scheduled already, `scheduleTyped` of it. */
  readonly typed: Typed
  readonly faults: Readonly<Partial<Record<ScheduleField, string>>>
  /** The writer's own, where none was typed. */
  readonly zone: string
  readonly now: Date
}

/** Post later: the day, the hour and whose clock; the button beside them sends the form `as=schedule`. */
export function ScheduleFields({ typed, faults, zone, now }: ScheduleFieldsProps) {
  const day = first(typed.posts_day)
  const hour = first(typed.posts_hour)
  const chosen = first(typed.posts_zone) || zone
  const turn = clockTurnSays(`${day}T${hour}`, chosen)
  const faulty = Object.values(faults).some(Boolean)
  return (
    <details class="field post-later" open={Boolean(day) || faulty}>
      <summary>{t('Post later')}</summary>
      <div class="row">
        <Part name="posts_day" label={t('Day')} fault={faults.posts_day}>
          {(described) => (
            <input
              {...described}
              type="date"
              value={day}
              min={now.toISOString().slice(0, 10)}
              autocomplete="off"
            />
          )}
        </Part>
        <Part name="posts_hour" label={t('Hour')} fault={faults.posts_hour}>
          {(described) => <input {...described} type="time" value={hour} autocomplete="off" />}
        </Part>
        <Part name="posts_zone" label={t('By the clocks of')} fault={faults.posts_zone}>
          {(described) => (
            <select {...described} autocomplete="off">
              {timeZoneOptions().map(({ value, label }) => (
                <option value={value} selected={value === chosen}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Part>
      </div>
      {turn && <p class="hint">{turn}</p>}
      <p class="actions">
        <button type="submit" name="as" value="schedule">
          {t('Schedule')}
        </button>
        <span class="hint">
          {t('Until then only its creators see it, and it can be changed or called back.')}
        </span>
      </p>
    </details>
  )
}

interface PartProps {
  readonly name: ScheduleField
  readonly label: string
  readonly fault: string | undefined
  readonly children: (described: ReturnType<typeof boundTo>) => Child
}

const Part = ({ name, label, fault, children }: PartProps) => (
  <div class="field">
    <label for={fieldId(name)}>{label}</label>
    {children(boundTo(name, { fault }))}
    <Under name={name} fault={fault} />
  </div>
)

/** What to tell the writer of an hour they set, as it was kept; null on all other days. */
function clockTurnSays(local: string, zone: string): string | null {
  const turn = clockTurn(local, zone)
  if (!turn) return null
  const hour = local.slice(-5)
  return turn.is === 'twice'
    ? t('The clocks are put back then and {hour} comes twice: it is posted the first time.', { hour })
    : t('The clocks are put forward then and leave {hour} out: it is posted at {settled}.', {
        hour,
        settled: turn.hour,
      })
}

/** A schedule as it stands in the fields. */
export const scheduleTyped = (local: string | null, zone: string | null): Typed =>
  local && zone ? { posts_day: local.slice(0, 10), posts_hour: local.slice(11, 16), posts_zone: zone } : {}

export const scheduleFaults = (fault: ScheduleFault): Readonly<Partial<Record<ScheduleField, string>>> =>
  ({
    'no-day': () => ({ posts_day: t('Say on which day: year-month-day, as {day}.', { day: '2026-12-24' }) }),
    'no-hour': () => ({ posts_hour: t('Say at what hour, as {hour}.', { hour: '18:00' }) }),
    'unknown-zone': () => ({
      posts_zone: t('This archive does not know that time zone. Choose one from the list.'),
    }),
    past: () => ({ posts_day: t('That moment is over. Choose a later one, or post now.') }),
    'too-far': () => ({ posts_day: t('That is more than five years away. Choose an earlier day.') }),
  })[fault]()

const first = (value: Typed[string] | undefined): string => [value].flat()[0] ?? ''
