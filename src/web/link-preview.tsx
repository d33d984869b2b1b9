import { routes } from '../routes.ts'
import type { Page } from './page.ts'
import { locale } from './say.ts'

/**
 * What other places show beside a link to this page (Open Graph, and what X reads). For guests alone: nobody who shows
 * a link is logged in, and so it says nothing that a guest may not see.
 */
export function LinkPreview({ page, title }: { readonly page: Page; readonly title: string }) {
  const { base, shared, archive } = page
  if (!base || page.actor.type !== 'guest' || !(shared || page.robots)) return null
  const own = base + (page.foundAt ?? withoutPassing(page.path))
  const said = [
    ['og:site_name', archive],
    ['og:title', shared?.title ?? (title || archive)],
    ['og:type', shared?.kind ?? 'website'],
    ['og:url', own],
    ['og:image', base + (shared?.picture ?? routes.archiveCard)],
    ['og:image:type', 'image/png'],
    ['og:image:width', '1200'],
    ['og:image:height', '630'],
    ['og:image:alt', shared?.title ?? archive],
    ['og:locale', locale()],
    ...(shared?.description ? [['og:description', shared.description]] : []),
  ]
  return (
    <>
      {said.map(([property, content]) => (
        <meta property={property} content={content} />
      ))}
      <meta name="twitter:card" content="summary_large_image" />
      {page.robots && <link rel="canonical" href={own} />}
      {shared?.description && <meta name="description" content={shared.description} />}
    </>
  )
}

/** Said for one visit, or of who asks: the page is the same without. */
const PASSING = ['ui', 'done', 'view_adult', 'back']

function withoutPassing(path: string): string {
  const [where = '/', query = ''] = path.split('?')
  const search = new URLSearchParams(query)
  for (const name of PASSING) search.delete(name)
  return search.size > 0 ? `${where}?${search}` : where
}
