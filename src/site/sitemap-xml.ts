import { xmlText } from '../epub/index.ts'
import { href, routes } from '../routes.ts'
import type { EnginesPart, WorkForEngines } from '../works/index.ts'

/** What is there beside works. When these pages changed last, nobody knows: so it is not said. */
const PAGES = [routes.home, routes.works, routes.media, routes.languages, routes.about] as const

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** The parts there are: sitemaps.org's protocol 0.9. */
export const indexXml = (base: string, parts: readonly EnginesPart[]): string =>
  of('sitemapindex', 'sitemap', [
    { at: base + href(routes.sitemapPart, { part: 'pages.xml' }) },
    ...parts.map(({ part, changed }) => ({
      at: base + href(routes.sitemapPart, { part: `works-${part}.xml` }),
      changed,
    })),
  ])

export const pagesXml = (base: string): string =>
  of(
    'urlset',
    'url',
    PAGES.map((path) => ({ at: base + path })),
  )

export const worksXml = (base: string, works: readonly WorkForEngines[]): string =>
  of(
    'urlset',
    'url',
    works.map(({ id, changed }) => ({ at: base + href(routes.work, { workId: id }), changed })),
  )

interface Listed {
  readonly at: string
  readonly changed?: string
}

const of = (root: string, each: string, all: readonly Listed[]): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<${root} xmlns="${NAMESPACE}">`,
    ...all.map(
      ({ at, changed }) =>
        `<${each}><loc>${xmlText(at)}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}</${each}>`,
    ),
    `</${root}>`,
    '',
  ].join('\n')
