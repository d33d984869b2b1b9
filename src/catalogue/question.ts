import { languageOf } from '../core/languages.ts'
import { TAG_KINDS } from '../core/values.ts'
import { tagKey } from '../tags/index.ts'
import { type AskedDays, daysAsked } from './query/days.ts'
import { parseQuery } from './query/parse.ts'
import { plainSigns } from './query/scan.ts'
import type { DateLeaf, NumberField, NumberLeaf, ParsedQuery, Query, SortField } from './query/tree.ts'
import { numberAsked } from './query/values.ts'
import { wantedText } from './text-tree.ts'
import type { WorksOrder } from './works-view.ts'

/**
 * What a reader asks of a list of works, as the address says it (design: short, readable, stable): `tag` (all of),
 * `any` (one of), `not` (none of; `with`, `either` and `without` say the same of several with commas), `language`, `complete`, `crossover`, `words=1000-5000` and the other numbers,
 * `updated=2024-01-01..`, `title`, `creator`, `q`, `sort`, `order`, `page`. Nothing in an address is an error: what
 * makes no sense is left out and said in `notes`.
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
  readonly crossover: 'only' | 'no' | ''
  readonly single: boolean
  readonly numbers: Readonly<Partial<Record<NumberParam, Range>>>
  readonly days: Readonly<Partial<Record<DayParam, AskedDay>>>
  readonly title: string
  readonly creator: string
  readonly sort: SortField
  readonly order: WorksOrder | null
  /** From 1. */
  readonly page: number
  readonly notes: readonly UnclearPart[]
}

export interface Range {
  readonly from: number | null
  readonly to: number | null
}

interface AskedDay {
  /** As it was typed. */
  readonly written: string
  readonly from: string | null
  readonly to: string | null
}

export const NUMBER_PARAMS = [
  'words',
  'kudos',
  'hits',
  'comments',
  'bookmarks',
  'chapters',
  'fandoms',
  'relationships',
] as const satisfies readonly NumberField[]
export type NumberParam = (typeof NUMBER_PARAMS)[number]
export const DAY_PARAMS = ['updated', 'posted'] as const
export type DayParam = (typeof DAY_PARAMS)[number]

export type UnclearPart =
  | NumberParam
  | DayParam
  | 'language'
  | 'complete'
  | 'crossover'
  | 'single'
  | 'sort'
  | 'order'
  | 'page'
  | 'too-many-tags'
  | 'two-ways'
  | 'long-search'

export const SORTS = [
  'updated',
  'posted',
  'title',
  'creator',
  'words',
  'hits',
  'kudos',
  'comments',
  'bookmarks',
] as const satisfies readonly SortField[]
const MOST_TAGS = 500
const LONGEST_SEARCH = 500
const LAST_PAGE = 1_000_000_000

/** `usual`: of a list with an order of its own, that stands before all others. */
export function questionIn(search: URLSearchParams, now: Date, usual?: SortField): Question {
  const notes: UnclearPart[] = []
  const today = now.toISOString().slice(0, 10)
  const of = { search, today, unclear: (part: UnclearPart): void => void notes.push(part) }
  const q = asked(search, 'q')
  if (q.length > LONGEST_SEARCH) of.unclear('long-search')
  const query = parseQuery(q.slice(0, LONGEST_SEARCH), today)
  const hasWords = query.tree !== null && wantedText(query.tree) !== null
  return {
    q: q.slice(0, LONGEST_SEARCH),
    ...{ query, hasWords },
    ...tagsIn(of),
    language: languageIn(of),
    complete: oneOf(of, 'complete', ['yes', 'no']),
    crossover: oneOf(of, 'crossover', ['only', 'no', 'yes']).replace('yes', '') as 'only' | 'no' | '',
    single: oneOf(of, 'single', ['yes', 'no']) === 'yes',
    numbers: some(NUMBER_PARAMS, (name) => rangeIn(of, name)),
    days: some(DAY_PARAMS, (name) => daysIn(of, name)),
    title: asked(search, 'title').slice(0, LONGEST_SEARCH),
    creator: asked(search, 'creator').slice(0, LONGEST_SEARCH),
    ...sortIn(of, query, { hasWords, usual }),
    page: pageIn(of),
    notes,
  }
}

interface Address {
  readonly search: URLSearchParams
  readonly today: string
  readonly unclear: (part: UnclearPart) => void
}

/** Everything that is asked, as one query: the box, and each field of the form beside it. Null asks for every work. */
export function treeOf(question: Question): Query | null {
  const tags = (names: readonly string[]): Query[] => names.map(tagNamed)
  const { tag, any, not, query, language, complete, crossover, single, title, creator } = question
  const parts: Query[] = [
    ...tags(tag),
    ...(any.length ? [{ is: 'any', of: tags(any) } as const] : []),
    ...(not.length ? [{ is: 'not', of: { is: 'any', of: tags(not) } } as const] : []),
    ...(language ? [{ is: 'language', code: language } as const] : []),
    ...(complete ? [{ is: 'flag', field: 'complete', yes: complete === 'yes' } as const] : []),
    ...(crossover ? [{ is: 'flag', field: 'crossover', yes: crossover === 'only' } as const] : []),
    ...(single ? [{ is: 'flag', field: 'single', yes: true } as const] : []),
    ...NUMBER_PARAMS.flatMap((field): NumberLeaf[] => {
      const range = question.numbers[field]
      return range ? [{ is: 'number', field, ...range }] : []
    }),
    ...DAY_PARAMS.flatMap((field): DateLeaf[] => {
      const day = question.days[field]
      return day ? [{ is: 'date', field, from: day.from, to: day.to }] : []
    }),
    ...(title ? [{ is: 'all', of: wordsIn(title, 'title') } as const] : []),
    ...(creator ? [{ is: 'text', text: creator, how: 'word', in: 'creator' } as const] : []),
    ...(query.tree ? [query.tree] : []),
  ]
  return parts.length ? { is: 'all', of: parts } : null
}

const wordsIn = (text: string, field: 'title'): Query[] => [{ is: 'text', text, how: 'word', in: field }]

const KINDS: ReadonlySet<string> = new Set(TAG_KINDS)

/** `kind:name`, or a name of whatever kind. */
function tagNamed(written: string): Query {
  const [, kind, name] = /^([a-z]+):(.+)$/s.exec(written) ?? []
  if (!kind || !name || !KINDS.has(kind)) return { is: 'tag', kind: null, name: written }
  return { is: 'tag', kind: kind as 'fandom', name: name.trim() }
}

const asked = (search: URLSearchParams, name: string): string => visible(search.get(name) ?? '')

/** PostgreSQL text holds no NUL, and lone surrogates are no text at all. */
const visible = (text: string): string => text.toWellFormed().replaceAll('\u0000', '').trim()

function oneOf<T extends string>(
  { search, unclear }: Address,
  name: UnclearPart,
  words: readonly T[],
): T | '' {
  const written = asked(search, name)
  const known = words.find((one) => one === written)
  if (written && !known) unclear(name)
  return known ?? ''
}

function languageIn({ search, unclear }: Address): string {
  const written = asked(search, 'language')
  const language = languageOf(written)
  if (written && !language) unclear('language')
  return language?.code ?? ''
}

function some<Name extends string, Value>(
  names: readonly Name[],
  read: (name: Name) => Value | undefined,
): Partial<Record<Name, Value>> {
  const found = names.map((name) => [name, read(name)] as const)
  return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as Partial<Record<Name, Value>>
}

/** Fields in which several names are typed, with commas between them; in the others a comma is part of the name. */
const TYPED = { tag: 'with', any: 'either', not: 'without' } as const
export type HowAsked = keyof typeof TYPED
/** Fields for names of one kind, beside `with`. */
export const KIND_FIELDS = ['fandom', 'character', 'relationship', 'freeform'] as const

/** The typed fields of one way of asking, each with the kind its names are of. */
export const typedFields = (how: HowAsked): readonly (readonly [param: string, kind: string])[] => [
  [TYPED[how], ''],
  ...(how === 'tag' ? KIND_FIELDS.map((kind) => [`with_${kind}`, `${kind}:`] as const) : []),
]

/** The names in such a field, as they would be asked for by themselves. */
export const namesTyped = (field: string, kind: string): string[] =>
  field.split(/[,，、]/).flatMap((part) => {
    const name = visible(part)
    return name ? [/^[a-z]+:/.test(name) ? name : kind + name] : []
  })

/** Asked for in two ways, a name is rather kept out than wanted, and rather one of several than needed. */
function tagsIn(of: Address): Pick<Question, 'tag' | 'any' | 'not'> {
  const not = namesIn(of, 'not')
  const any = namesIn(of, 'any')
  const tag = namesIn(of, 'tag')
  const [unwanted, several] = [keysOf(not), keysOf(any)]
  const asked = {
    not,
    any: any.filter((name) => !unwanted.has(tagKey(name))),
    tag: tag.filter((name) => !unwanted.has(tagKey(name)) && !several.has(tagKey(name))),
  }
  if (asked.any.length < any.length || asked.tag.length < tag.length) of.unclear('two-ways')
  return asked
}

const keysOf = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(tagKey))

function namesIn({ search, unclear }: Address, param: HowAsked): string[] {
  const typed = typedFields(param).flatMap(([field, kind]) =>
    search.getAll(field).flatMap((names) => namesTyped(names, kind)),
  )
  const names = [...search.getAll(param), ...typed].map(visible).filter(Boolean)
  // A name in capitals is the same name: the first spelling stands for all.
  const given = [...Map.groupBy(names, tagKey).values()].flatMap(([first = '']) => first)
  if (given.length > MOST_TAGS) unclear('too-many-tags')
  return given.slice(0, MOST_TAGS)
}

/** `1000-5000`, `1000-`, `-5000`, `>1000`, `1000`; or the form's two fields `words_from` and `words_to`. Backwards is turned round. */
function rangeIn({ search, today, unclear }: Address, name: NumberParam): Range | undefined {
  const [least, most] = [asked(search, `${name}_from`), asked(search, `${name}_to`)]
  const written = asked(search, name) || (least || most ? `${least}-${most}` : '')
  if (!written) return undefined
  const range = numberAsked(plainSigns(written).replace(/(?<=\d)\s+(?=\d)/g, ''), name, today)
  if (!range) unclear(name)
  return range
}

/** By the calendar or how long ago, in the words of query/days.ts; or the form's fields `updated_from`, `updated_to`. */
function daysIn({ search, today, unclear }: Address, name: DayParam): AskedDay | undefined {
  const [first, last] = [asked(search, `${name}_from`), asked(search, `${name}_to`)]
  const written = asked(search, name) || (first || last ? `${first}..${last}` : '')
  if (!written) return undefined
  const days = openEnded(plainSigns(written), today)
  if (!days) unclear(name)
  return days ? { written, from: days.from, to: days.to } : undefined
}

function openEnded(written: string, today: string): AskedDays['days'] {
  const before = written.startsWith('..') ? written.slice(2).trim() : ''
  const after = !before && written.endsWith('..') ? written.slice(0, -2).trim() : ''
  const whole = before ? `<=${before}` : after ? `>=${after}` : written
  const { days, end } = daysAsked(whole, 0, '', today)
  return end >= whole.length ? days : null
}

interface Usual {
  readonly hasWords: boolean
  readonly usual: SortField | undefined
}

function sortIn(of: Address, query: ParsedQuery, { hasWords, usual }: Usual) {
  const written = asked(of.search, 'sort')
  const known = [...SORTS, 'relevance' as const, ...(usual ? [usual] : [])].find((one) => one === written)
  if (written && !known) of.unclear('sort')
  // What was typed into the box is newer than what the form beside it was set to.
  const sort = query.sort?.by ?? known ?? usual ?? (hasWords ? 'relevance' : 'updated')
  const order = oneOf(of, 'order', ['asc', 'desc']) || null
  return {
    sort: sort === 'relevance' && !hasWords ? (usual ?? ('updated' as const)) : sort,
    order: query.sort ? query.sort.order : order,
  }
}

function pageIn({ search, unclear }: Address): number {
  const written = plainSigns(asked(search, 'page'))
  if (!written) return 1
  if (!/^\d{1,18}$/.test(written) || Number(written) < 1) {
    unclear('page')
    return 1
  }
  return Math.min(Number(written), LAST_PAGE)
}
