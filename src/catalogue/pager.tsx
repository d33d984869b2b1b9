import { Icon } from '../web/icons.tsx'
import { count, t } from '../web/say.ts'
import type { PagerView } from './works-view.ts'

/** Previous, the numbers, Next. A list of one page has none. */
export function Pager({ pager }: { readonly pager: PagerView }) {
  const { page, pages, at } = pager
  if (pages < 2) return null
  return (
    <nav aria-label={t('Pages')}>
      <ol class="pagination actions">
        <li class="previous">
          {page > 1 ? (
            <a href={at(page - 1)} rel="prev">
              <Icon name="previous" inline turns />
              {t('Previous')}
            </a>
          ) : (
            <span aria-disabled="true">
              <Icon name="previous" inline turns />
              {t('Previous')}
            </span>
          )}
        </li>
        {numbers(page, pages).map((n) => (n === null ? GAP : pageNumber(n, pager)))}
        <li class="next">
          {page < pages ? (
            <a href={at(page + 1)} rel="next">
              {t('Next')}
              <Icon name="next" inline turns />
            </a>
          ) : (
            <span aria-disabled="true">
              {t('Next')}
              <Icon name="next" inline turns />
            </span>
          )}
        </li>
      </ol>
    </nav>
  )
}

const GAP = (
  <li class="gap" aria-hidden="true">
    <span>…</span>
  </li>
)

function pageNumber(n: number, { page, pages, at }: PagerView) {
  if (n === page) {
    return (
      <li>
        <span class="current" aria-current="page">
          <span class="said">{t('Page')} </span>
          {count(n)}
        </span>
      </li>
    )
  }
  const far = Math.abs(n - page) > 1 && n !== 1 && n !== pages
  return (
    <li class={far ? 'far' : undefined}>
      <a href={at(n)}>
        <span class="said">{t('Page')} </span>
        {count(n)}
      </a>
    </li>
  )
}

/** The first, the last and two each side of here; null where numbers are left out. */
function numbers(page: number, pages: number): (number | null)[] {
  const shown = [1, page - 2, page - 1, page, page + 1, page + 2, pages]
  const kept = [...new Set(shown)].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b)
  return kept.flatMap((n, at) => {
    const before = kept[at - 1] ?? n - 1
    if (n - before === 1) return [n]
    return n - before === 2 ? [n - 1, n] : [null, n]
  })
}
