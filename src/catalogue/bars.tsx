import { html, raw } from 'hono/html'
import { count, t } from '../web/say.ts'
import type { Bar } from './works-view.ts'
import { worksWord } from './works-word.ts'

interface BarsProps {
  readonly id: string
  readonly heading: string
  readonly bars: readonly Bar[]
  /** So many are shown at once; the others unfold. */
  readonly most?: number
}

/** A small chart of links: how many works there are of each year, of each length. A pale ruling with ink on it. */
export function Bars({ id, heading, bars, most = 9 }: BarsProps) {
  const longest = Math.max(1, ...bars.map(({ works }) => works))
  const [first, rest] = [bars.slice(0, most), bars.slice(most)]
  return (
    <figure class="bars" aria-labelledby={`${id}-head`}>
      <figcaption>
        <span class="label" id={`${id}-head`}>
          {heading}
        </span>
        <span class="axis">{t('works')}</span>
      </figcaption>
      <BarRows bars={first} longest={longest} />
      {rest.length > 0 && (
        <details open={rest.some(({ on }) => on)}>
          <summary>{t('{n, plural, one {# more} other {# more}}', { n: rest.length })}</summary>
          <BarRows bars={rest} longest={longest} />
        </details>
      )}
    </figure>
  )
}

/** The bar itself says nothing that the number beside it does not. Machines need not follow: the combinations have no end. */
const BarRows = ({ bars, longest }: { readonly bars: readonly Bar[]; readonly longest: number }) => (
  <ul>{bars.map((bar) => barRow(bar, longest))}</ul>
)

const barRow = ({ label, lang, works, href, on, param, value }: Bar, longest: number) => {
  const current = on ? raw(' aria-current="true"') : ''
  const spoken = lang ? html` lang="${lang}"` : ''
  return html`<li><a href="${href}" rel="nofollow" data-set="${param}=${on ? '' : value}"${current}><span class="of"${spoken}><bdi>${label}</bdi></span>
<progress aria-hidden="true" value="${works}" max="${longest}"></progress>
<span class="n">${count(works)}<span class="said"> ${worksWord(works)}</span></span></a></li>`
}
