import { count, t } from '../web/say.ts'
import type { Bar } from './works-view.ts'

interface BarsProps {
  readonly id: string
  readonly heading: string
  readonly bars: readonly Bar[]
}

/** A small chart whose columns are links: how many of the works found are of each year, or of each length. */
export function Bars({ id, heading, bars }: BarsProps) {
  const most = Math.max(...bars.map(({ works }) => works))
  return (
    <figure class="bars" aria-labelledby={`${id}-head`}>
      <figcaption id={`${id}-head`} class="label">
        {heading}
      </figcaption>
      <ul>
        {bars.map(({ label, works, href }) => {
          const said = `${label}: ${t('{n, plural, one {# work} other {# works}}', { n: works })}`
          const height = works ? Math.max(1, Math.round((works / most) * 20)) : 0
          const bar = (
            <>
              <span class={`bar h${height}`} aria-hidden="true" />
              <span class="said">{said}</span>
            </>
          )
          return <li title={`${label}: ${count(works)}`}>{href ? <a href={href}>{bar}</a> : bar}</li>
        })}
      </ul>
    </figure>
  )
}
