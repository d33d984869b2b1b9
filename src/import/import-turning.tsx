import { href, routes } from '../routes.ts'
import { count, t } from '../web/say.ts'
import type { ImportRunView } from './import-view.ts'

type Turning = Pick<ImportRunView, 'id' | 'only' | 'page' | 'pages' | 'total' | 'counts'>

const at = ({ id, only }: Pick<Turning, 'id' | 'only'>, page = 1): string =>
  href(
    routes.importRun,
    { importId: id },
    { only: only === 'all' ? null : only, page: page > 1 ? page : null },
  )

/** All files, or those that were refused: among thousands they are what is looked for. */
export function WhichFiles({ run }: { readonly run: Turning }) {
  const { id, only, total, counts } = run
  if (counts.refused === 0 || counts.refused === total) return null
  const kinds = [
    { only: 'all', says: t('All files ({n, number})', { n: total }) },
    { only: 'refused', says: t('Refused ({n, number})', { n: counts.refused }) },
  ] as const
  return (
    <nav class="which-files" aria-label={t('Which files are shown')}>
      <ul class="actions">
        {kinds.map((kind) => (
          <li>
            <a href={at({ id, only: kind.only })} aria-current={kind.only === only ? 'true' : undefined}>
              {kind.says}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function TurnFiles({ run }: { readonly run: Turning }) {
  const { page, pages } = run
  if (pages < 2) return null
  return (
    <nav aria-label={t('Pages')}>
      <ul class="actions">
        {page > 1 && (
          <li>
            <a class="button" href={at(run, page - 1)} rel="prev">
              {t('Previous')}
            </a>
          </li>
        )}
        <li>{t('Page {n} of {all}', { n: count(page), all: count(pages) })}</li>
        {page < pages && (
          <li>
            <a class="button" href={at(run, page + 1)} rel="next">
              {t('Next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
