import type { TagKind } from '../../core/values.ts'
import { permissionsText } from '../../export/index.ts'
import { href, routes } from '../../routes.ts'
import { categoryName, ownLanguage, ratingName, type WorkBlurb, warningName } from '../../works/index.ts'
import { feedSummary } from './feed-summary.tsx'
import { authors, type Entry, element, empty, oneLine } from './feed-xml.ts'
import type { WorkForMachines } from './machine-works.ts'

/** A work as an entry of a list. */
export function workEntry(work: WorkForMachines, base: string): Entry {
  const address = base + href(routes.work, { workId: work.id })
  const { lang } = ownLanguage(work.language)
  const parts = [
    element('id', address),
    element('title', oneLine(work.title), { 'xml:lang': lang ?? '' }),
    empty('link', { rel: 'alternate', type: 'text/html', href: address }),
    element('published', work.published.toISOString()),
    element('updated', work.updated.toISOString()),
    ...authors(work.creators, base),
    ...categories(work, base),
    element('summary', feedSummary(work, base), { type: 'html' }),
    element('rights', permissionsText(work.permissions)),
  ]
  return { updated: work.updated, xml: parts.join('\n') }
}

/** The term is the name the archive files under, the label what the creator wrote; the scheme tells kinds apart. */
function categories(work: WorkBlurb, base: string): string[] {
  const one = (kind: TagKind, term: string, label: string): string =>
    empty('category', { term, scheme: base + SCHEMES[kind], label })
  const { fandoms, relationships, characters, freeforms } = work
  return [
    one('rating', work.rating, ratingName(work.rating)),
    ...work.warnings.map((name) => one('warning', name, warningName(name))),
    ...work.categories.map((name) => one('category', name, categoryName(name))),
    ...[...fandoms, ...relationships, ...characters, ...freeforms].map(({ kind, name, page }) =>
      one(kind, page, name),
    ),
  ]
}

const scheme = (kind: TagKind): string => href(routes.apiTags, {}, { kind })
const SCHEMES: Readonly<Record<TagKind, string>> = {
  ...{ fandom: scheme('fandom'), rating: scheme('rating'), warning: scheme('warning') },
  ...{ category: scheme('category'), relationship: scheme('relationship') },
  ...{ character: scheme('character'), freeform: scheme('freeform') },
}
