import { Field, fieldId } from '../web/form.tsx'
import { t } from '../web/say.ts'
import type { SeriesChoice, Typed } from '../works/index.ts'
import { Fold } from './fold.tsx'
import { manyIn, textIn } from './together-typed.ts'

interface SeriesFieldsProps {
  readonly typed: Typed
  readonly faults: Readonly<Partial<Record<string, string>>>
  readonly series: readonly SeriesChoice[]
}

/** Ticks for one's own series, with the part this work is, and a new one. */
export function SeriesFields({ typed, faults, series }: SeriesFieldsProps) {
  const sent = 'series_shown' in typed
  const isIn = ({ id, position }: SeriesChoice): boolean =>
    sent ? manyIn(typed, 'series').includes(String(id)) : position !== null
  const [chosen, others] = [series.filter(isIn), series.filter((one) => !isIn(one))]
  const rows = (some: readonly SeriesChoice[], ticked: boolean) =>
    some.map((one) => <SeriesTick one={one} ticked={ticked} typed={typed} />)
  const added = textIn(typed, 'series_new') ?? ''
  return (
    <Fold
      title={t('Series')}
      brief={[...chosen.map(({ title }) => title), added].filter(Boolean).join(', ')}
      open={
        Boolean(faults.series || faults.series_new || faults.series_position || added) || chosen.length > 0
      }
    >
      <input type="hidden" name="series_shown" value="1" />
      {faults.series && (
        <p class="fault" id={fieldId('series')} tabindex={-1}>
          {faults.series}
        </p>
      )}
      {chosen.length > 0 && <ul class="series-ticks">{rows(chosen, true)}</ul>}
      {others.length > 0 && (
        <details open={others.length <= FEW}>
          <summary>{chosen.length > 0 ? t('Your other series') : t('Your series')}</summary>
          <ul class="series-ticks">{rows(others, false)}</ul>
        </details>
      )}
      <div class="row">
        <Field
          name="series_new"
          label={t('A new series')}
          value={textIn(typed, 'series_new')}
          fault={faults.series_new}
          autocomplete="off"
        />
        <Field
          name="series_position"
          label={t('This is its part')}
          value={textIn(typed, 'series_position')}
          hint={t('Empty: the last.')}
          fault={faults.series_position}
          autocomplete="off"
        />
      </div>
    </Fold>
  )
}

const FEW = 6

interface TickProps {
  readonly one: SeriesChoice
  readonly ticked: boolean
  readonly typed: Typed
}

function SeriesTick({ one, ticked, typed }: TickProps) {
  const place = `series_at_${one.id}`
  return (
    <li>
      <label class="choice">
        <input type="checkbox" name="series" value={String(one.id)} checked={ticked} />
        <bdi>{one.title}</bdi>
      </label>
      <label class="at-part">
        <span>
          {t('Part')}
          <span class="said"> {one.title}</span>
        </span>
        <input
          name={place}
          inputmode="numeric"
          autocomplete="off"
          size={4}
          maxlength={4}
          value={textIn(typed, place) ?? (one.position === null ? '' : String(one.position))}
        />
      </label>
    </li>
  )
}
