import type { Child } from 'hono/jsx'
import { count, t } from './say.ts'

interface Bar {
  /** What stands under it and before it in the table. */
  readonly label: string
  /** In the machine's words: `2026-11`. */
  readonly key: string
  readonly value: number
}

interface ChartProps {
  readonly title: string
  /** What the bars stand for, over the table's second column. */
  readonly unit: string
  readonly bars: readonly Bar[]
  readonly children?: Child
}

const HEIGHT = 120
const STEP = 10

/**
 * Bars for numbers that are rather looked at than read, and the same numbers as a table behind it: who cannot see bars
 * is told the largest and the last, and reads the table.
 */
export function BarChart({ title, unit, bars, children }: ChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const top = bars.find(({ value }) => value === most)
  const last = bars.at(-1)
  if (!last) return null
  const said = t('{unit}: {last} in {lastLabel}; most, {most}, in {mostLabel}', {
    ...{ unit, last: count(last.value), lastLabel: last.label },
    ...{ most: count(top?.value ?? 0), mostLabel: top?.label ?? '' },
  })
  return (
    <figure class="chart">
      <figcaption>
        <h3 class="heading">{title}</h3>
        <p class="hint">{said}</p>
      </figcaption>
      <div class="scroller" tabindex={0} role="group" aria-label={title}>
        <svg
          class="bars"
          width={Math.max(bars.length * STEP, 60) * 2}
          height={HEIGHT + 8}
          viewBox={`0 0 ${Math.max(bars.length * STEP, 60)} ${HEIGHT + 8}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={said}
        >
          {bars.map(({ key, label, value }, at) => (
            <rect
              x={at * STEP + 1}
              y={HEIGHT - heightOf(value, most)}
              width={STEP - 2}
              height={heightOf(value, most)}
              data-key={key}
            >
              <title>{`${label}: ${count(value)}`}</title>
            </rect>
          ))}
          <line x1="0" x2={Math.max(bars.length * STEP, 60)} y1={HEIGHT} y2={HEIGHT} />
        </svg>
      </div>
      <p class="ends">
        <span>{bars[0]?.label}</span> <span>{bars.length > 1 && last.label}</span>
      </p>
      <details>
        <summary>{t('The same as a table')}</summary>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('Month')}</th>
              <th scope="col" class="n">
                {unit}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ key, label, value }) => (
              <tr>
                <th scope="row">
                  <time datetime={key}>{label}</time>
                </th>
                <td class="n">{count(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {children}
    </figure>
  )
}

/** Whatever is not nothing is to be seen. */
const heightOf = (value: number, most: number): number =>
  value === 0 ? 0 : Math.max(2, Math.round((value / most) * HEIGHT))
