import type { WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'

/** Crawlers that gather text to train on or to answer from, by the names they give themselves. */
const AI_CRAWLERS = [
  ...[
    'GPTBot',
    'ChatGPT-User',
    'OAI-SearchBot',
    'ClaudeBot',
    'Claude-User',
    'Claude-SearchBot',
    'anthropic-ai',
  ],
  ...[
    'Google-Extended',
    'GoogleOther',
    'Google-CloudVertexBot',
    'Applebot-Extended',
    'Amazonbot',
    'Bytespider',
  ],
  ...['CCBot', 'cohere-ai', 'cohere-training-data-crawler', 'Diffbot', 'FacebookBot', 'Meta-ExternalAgent'],
  ...[
    'Meta-ExternalFetcher',
    'ImagesiftBot',
    'img2dataset',
    'MistralAI-User',
    'omgili',
    'Omgilibot',
    'PanguBot',
  ],
  ...[
    'PerplexityBot',
    'Perplexity-User',
    'PetalBot',
    'Scrapy',
    'Timpibot',
    'VelenPublicWebCrawler',
    'Webzio-Extended',
  ],
  ...['YouBot', 'AI2Bot', 'Ai2Bot-Dolma', 'DuckAssistBot', 'Kangaroo Bot', 'SemrushBot-OCOB', 'TikTokSpider'],
] as const

const workPath = (id: WorkId): string => href(routes.work, { workId: id })

/** A work's own page, its chapters and its files; `$` ends an address, so that work 1 does not open work 10. */
const allowed = (id: WorkId): string[] => [
  `Allow: ${workPath(id)}$`,
  `Allow: ${workPath(id)}?`,
  `Allow: ${workPath(id)}/`,
  `Allow: /downloads/${id}/`,
]

/** RFC 9309. Everybody may look for works; machines that learn from them may have those whose creators said yes. */
export function robotsText(open: readonly WorkId[], base: string): string {
  return [
    '# Machines may use a work when its creator says so. Nothing else is theirs: it is reserved under',
    '# Article 4(3) of Directive (EU) 2019/790, here, in /.well-known/tdmrep.json and in every answer.',
    ...AI_CRAWLERS.map((name) => `User-agent: ${name}`),
    ...open.flatMap(allowed),
    'Disallow: /',
    '',
    'User-agent: *',
    ...['/claims/', '/downloads/', '/users/login', '/settings/', '/autocomplete/'].map(
      (path) => `Disallow: ${path}`,
    ),
    '',
    `Sitemap: ${base}${routes.sitemap}`,
    '',
  ].join('\n')
}

/** Spawning's ai.txt: the same, for whoever gathers data sets. */
export const aiText = (open: readonly WorkId[]): string =>
  [
    '# What creators allow machines to use. See /robots.txt.',
    'User-Agent: *',
    ...open.flatMap(allowed),
    'Disallow: /',
    'Disallow: *',
    '',
  ].join('\n')

interface TdmRule {
  readonly location: string
  readonly 'tdm-reservation': 0 | 1
}

/** TDMRep: the exceptions stand before the rule, so that the first that fits is also the longest. */
export const tdmRules = (open: readonly WorkId[]): readonly TdmRule[] => [
  ...open.flatMap((id) =>
    [`${workPath(id)}$`, `${workPath(id)}?*`, `${workPath(id)}/*`, `/downloads/${id}/*`].map(
      (location): TdmRule => ({ location, 'tdm-reservation': 0 }),
    ),
  ),
  { location: '/*', 'tdm-reservation': 1 },
]
