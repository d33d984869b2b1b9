import { attr, type Element, find, findAll, type Parent, plain, tidyName } from '../prose/index.ts'

/** One chapter among those a page of an older archive lists. */
export interface ListedChapter {
  readonly address: string
  readonly title: string
}

/** More than any story on such an archive is asked for at once. */
const MOST = 200

/**
 * The chapters of the work this page is one of, in their order: older archives put them into a select to jump by.
 * Its values are addresses, or numbers that stand in the page's own. Empty for a page that is a whole work.
 */
export function chaptersListed(document: Parent, address: string | undefined): ListedChapter[] {
  const base = address && URL.canParse(address) ? new URL(address) : undefined
  const select = find(document, isChapterSelect)
  if (!base || !select) return []
  const found = new Map<string, ListedChapter>()
  for (const option of findAll(select, ({ tagName }) => tagName === 'option')) {
    const to = addressOf(attr(option, 'value')?.trim() ?? '', base)
    if (to && !found.has(to)) found.set(to, { address: to, title: titleOf(option) })
  }
  return found.size > 1 && found.size <= MOST ? [...found.values()] : []
}

const isChapterSelect = (element: Element): boolean =>
  element.tagName === 'select' &&
  [attr(element, 'name'), attr(element, 'id')].some((name) =>
    /^(?:chapters?|chap_?select|chapnav|goto|chapid)$/i.test(name ?? ''),
  )

function addressOf(value: string, base: URL): string | undefined {
  if (/^\d+$/.test(value)) {
    const same = new URL(base)
    same.searchParams.set('chapter', value)
    return same.href
  }
  if (!/[/?.]/.test(value) || !URL.canParse(value, base.href)) return undefined
  const to = new URL(value, base.href)
  return to.host === base.host && /^https?:$/.test(to.protocol) ? to.href : undefined
}

/** `2. The Second` says its number twice. */
const titleOf = (option: Element): string =>
  tidyName(plain(option)).replace(/^(?:chapter\s+)?\d+\s*[.:)–-]?\s*/i, '')
