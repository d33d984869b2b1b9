import { languageOf } from '../core/languages.ts'
import { parseQuery } from './query/parse.ts'
import type { ParsedQuery, SortField } from './query/tree.ts'
import { wantedText } from './text-tree.ts'
import type { WorksOrder, WorksSort } from './works-view.ts'

/**
 * What a reader asks of a list of works, as the address says it (design: short, readable, stable):
 * `tag` (all of), `any` (one of), `not` (none of), `language`, `complete`, `words=1000-5000`, `q`, `sort`, `order`,
 * `page`. Nothing in an address is an error: what makes no sense is left out and said in `notes`.
 */
export interface Question {
  readonly q: string
  /** What `q` says, by the grammar of query/parse.ts. An order it asks for is in `sort` and `order`. */
  readonly query: ParsedQuery
  /** Are there words that a work can fit better or worse? */
  readonly hasWords: boolean
  readonly tag: readonly string[]
  readonly any: readonly string[]
  readonly not: readonly string[]
  readonly language: string
  readonly complete: 'yes' | 'no' | ''
  readonly wordsFrom: number | null
  readonly wordsTo: number | null
  readonly sort: WorksSort
  readonly order: WorksOrder | null
  /** From 1. */
  readonly page: number
  readonly notes: readonly UnclearPart[]
}

export type UnclearPart =
  | 'words'
  | 'language'
  | 'complete'
  | 'sort'
  | 'page'
  | 'too-many-tags'
  | 'long-search'

const SORTS: readonly WorksSort[] = ['updated', 'posted', 'title', 'words', 'relevance']
const MOST_TAGS = 50
const LONGEST_SEARCH = 500
const LAST_PAGE = 1_000_000

export function questionIn(search: URLSearchParams, now: Date): Question {
  const notes: UnclearPart[] = []
  const unclear = (part: UnclearPart): void => void notes.push(part)
  const q = asked(search, 'q')
  if (q.length > LONGEST_SEARCH) unclear('long-search')
  const words = rangeIn(search, unclear)
  const query = parseQuery(q.slice(0, LONGEST_SEARCH), now.toISOString().slice(0, 10))
  const hasWords = query.tree !== null && wantedText(query.tree) !== null
  const typed = sortTyped(query)
  const sort = typed?.sort ?? oneOf(SORTS, asked(search, 'sort'))
  if (asked(search, 'sort') && !sort) unclear('sort')
  const complete = oneOf(['yes', 'no'] as const, asked(search, 'complete'))
  if (asked(search, 'complete') && !complete) unclear('complete')
  const language = languageOf(asked(search, 'language'))
  if (asked(search, 'language') && !language) unclear('language')
  const tags = (name: string): string[] => namesIn(search, name, unclear)
  return {
    q: q.slice(0, LONGEST_SEARCH),
    tag: tags('tag'),
    any: tags('any'),
    not: tags('not'),
    language: language?.code ?? '',
    complete: complete ?? '',
    ...words,
    ...{ query, hasWords },
    sort: sort === 'relevance' && !hasWords ? 'updated' : (sort ?? (hasWords ? 'relevance' : 'updated')),
    order: typed ? typed.order : (oneOf(['asc', 'desc'] as const, asked(search, 'order')) ?? null),
    page: pageIn(search, unclear),
    notes,
  }
}

/** What was typed into the box is newer than what the form beside it was set to. */
function sortTyped({ sort }: ParsedQuery): { sort: WorksSort; order: WorksOrder | null } | undefined {
  const known = sort && oneOf(SORTS, sort.by)
  return sort && known ? { sort: known, order: sort.order } : undefined
}

/** An order asked for that works here cannot be put in yet. */
export const unsortable = ({ sort }: ParsedQuery): SortField | null =>
  sort && !oneOf(SORTS, sort.by) ? sort.by : null

const asked = (search: URLSearchParams, name: string): string => visible(search.get(name) ?? '')

/** PostgreSQL text holds no NUL, and lone surrogates are no text at all. */
const visible = (text: string): string => text.toWellFormed().replaceAll('\u0000', '').trim()

function oneOf<T extends string>(words: readonly T[], word: string): T | undefined {
  return words.find((one) => one === word)
}

function namesIn(search: URLSearchParams, name: string, unclear: (part: UnclearPart) => void): string[] {
  const names = [...new Set(search.getAll(name).map(visible).filter(Boolean))]
  if (names.length > MOST_TAGS) unclear('too-many-tags')
  return names.slice(0, MOST_TAGS)
}

/** `words=1000-5000`, `1000-`, `-5000`, `1000`; or the form's two fields `from` and `to`. Backwards is turned round. */
function rangeIn(search: URLSearchParams, unclear: (part: UnclearPart) => void) {
  const written = asked(search, 'words').replace(/[,\s.]/g, '')
  const [, one, low, high] = /^(?:(\d{1,9})|(\d{1,9})?-(\d{1,9})?)$/.exec(written) ?? []
  if (written && one === undefined && low === undefined && high === undefined) unclear('words')
  const field = (name: string): number | null => {
    const text = asked(search, name).replace(/[,\s.]/g, '')
    if (text && !/^\d{1,9}$/.test(text)) unclear('words')
    return /^\d{1,9}$/.test(text) ? Number(text) : null
  }
  const from = number(one ?? low) ?? field('words_from')
  const to = number(one ?? high) ?? field('words_to')
  const backwards = from !== null && to !== null && from > to
  return backwards ? { wordsFrom: to, wordsTo: from } : { wordsFrom: from, wordsTo: to }
}

const number = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits))

function pageIn(search: URLSearchParams, unclear: (part: UnclearPart) => void): number {
  const written = asked(search, 'page')
  if (!written) return 1
  if (!/^\d{1,12}$/.test(written) || Number(written) < 1) {
    unclear('page')
    return 1
  }
  return Math.min(Number(written), LAST_PAGE)
}
