import { direction } from '../../core/languages.ts'
import { href, routes } from '../../routes.ts'
import { locale, t } from '../../web/say.ts'
import { theirWords } from '../../works/index.ts'
import type { NewTag } from '../names/newest-tags.ts'
import type { SeriesBlurb } from '../names/person-series.ts'
import { KIND } from '../names/tag-page.tsx'
import { authors, type Entry, element, empty, oneLine } from './feed-xml.ts'
import { wholeAddresses } from './whole-addresses.ts'

const works = (n: number): string => t('{n, plural, =0 {No works} one {# work} other {# works}}', { n })

/** A tag as an entry: its list of works is what it leads to, and nobody is its author. */
export function tagEntry({ kind, name, shared, works: n, since }: NewTag, base: string): Entry {
  const named = shared ? `${kind}:${name}` : name
  const parts = [
    element('id', base + href(routes.tag, { name: named })),
    element('title', oneLine(name)),
    empty('link', {
      rel: 'alternate',
      type: 'text/html',
      href: base + href(routes.tagWorks, { name: named }),
    }),
    element('published', since.toISOString()),
    element('updated', since.toISOString()),
    `<author>${element('name', t('The archive'))}</author>`,
    empty('category', {
      ...{ term: name, label: name },
      scheme: base + href(routes.apiTags, {}, { kind }),
    }),
    element('summary', `${KIND[kind]()}, ${works(n)}`),
  ]
  return { updated: since, xml: parts.join('\n') }
}

/** A series as an entry, new again whenever a work of it is. */
export function seriesEntry(series: SeriesBlurb, name: string, base: string): Entry {
  const address = base + href(routes.series, { seriesId: series.id })
  const summary = (
    <div lang={locale()} dir={direction(locale())}>
      {series.summary && <blockquote>{theirWords(series.summary, 2, `series-${series.id}`)}</blockquote>}
      <p>{works(series.works)}</p>
    </div>
  )
  const parts = [
    element('id', address),
    element('title', oneLine(series.title)),
    empty('link', { rel: 'alternate', type: 'text/html', href: address }),
    element('updated', series.updated.toISOString()),
    ...authors([{ name, href: href(routes.user, { name }) }], base),
    ...series.fandoms.map((fandom) =>
      empty('category', {
        ...{ term: fandom, label: fandom },
        scheme: base + href(routes.apiTags, {}, { kind: 'fandom' }),
      }),
    ),
    element('summary', wholeAddresses(String(summary), base), { type: 'html' }),
  ]
  return { updated: series.updated, xml: parts.join('\n') }
}
