import type { TagId } from '../../core/ids.ts'
import { CATEGORIES, RATINGS, type TagKind, WARNINGS } from '../../core/values.ts'
import type { FacetCount } from '../../search/index.ts'
import { t } from '../../web/say.ts'
import { categoryName, ratingName, warningName } from '../../works/index.ts'
import { type Answered, address } from '../address.ts'
import { lengthBars, tongueBars } from '../bars-shown.ts'
import type { Browsing } from '../browse.ts'
import { SORT_NAMES } from '../filter-fields.tsx'
import type { SortField } from '../query/tree.ts'
import type { Question } from '../question.ts'
import { NO_CHOICES } from '../saved/choices.ts'
import { type Scope, usualSort, wantedBy } from '../wanted.ts'
import type { Bar } from '../works-view.ts'
import type { Facet, FacetGroup } from './catalog.ts'

interface Asked {
  readonly browsing: Browsing
  readonly scope: Scope
  readonly answered: Answered
}

/** What a list can be narrowed to, and in which order it can be had: at most one of each group at once. */
export async function facetsOf(asked: Asked): Promise<FacetGroup[]> {
  const { answered } = asked
  const kinds = await Promise.all(KINDS.map((kind) => tagGroup(asked, kind)))
  const groups = [
    orderGroup(asked),
    ...kinds,
    barGroup(answered, t('Language'), 'language', tongueBars(answered).slice(0, MOST_LANGUAGES)),
    completionGroup(answered),
    barGroup(answered, t('Words'), 'words', lengthBars(answered)),
  ]
  return groups.filter(({ facets }) => facets.length > 1)
}

type Kind = Extract<TagKind, 'rating' | 'warning' | 'category'>
const KINDS: readonly Kind[] = ['rating', 'warning', 'category']
const MOST_LANGUAGES = 30

/** What the closed lists are called in the reader's language; a name that is in none of them stays as it is. */
const TITLE: Readonly<Record<Kind, () => string>> = {
  rating: () => t('Rating'),
  warning: () => t('Archive warnings'),
  category: () => t('Categories'),
}

function nameSaid(kind: Kind, name: string): string {
  const said =
    kind === 'rating'
      ? RATINGS.filter((one) => one === name).map(ratingName)
      : kind === 'warning'
        ? WARNINGS.filter((one) => one === name).map(warningName)
        : CATEGORIES.filter((one) => one === name).map(categoryName)
  return said[0] ?? name
}

async function tagGroup(asked: Asked, kind: Kind): Promise<FacetGroup> {
  const { question, found, path, search } = asked.answered
  const isOfKind = (written: string): boolean => found.known.get(written)?.kind === kind
  const others = question.tag.filter((written) => !isOfKind(written))
  const chosen = question.tag.find(isOfKind)
  const chosenId = chosen === undefined ? undefined : found.known.get(chosen)?.id
  const counts =
    chosenId === undefined
      ? (found.facets?.counts.get(kind) ?? [])
      : await countsBeside(asked, { kind, others, chosen: chosenId })
  const to = (name?: string): string =>
    address(path, search, (query) => {
      query.delete('tag')
      for (const one of name ? [...others, `${kind}:${name}`] : others) query.append('tag', one)
    })
  const values = counts.flatMap(({ value, count }): Facet[] => {
    const name = found.facets?.nameOf(Number(value)) ?? ''
    const on = Number(value) === chosenId
    return name ? [{ title: nameSaid(kind, name), path: to(name), works: count, on }] : []
  })
  return group(TITLE[kind](), { path: to(), on: chosenId === undefined }, values)
}

/** Of this kind, how many works each would leave if none of it were chosen: another can be taken instead. */
async function countsBeside(
  { browsing, scope, answered }: Asked,
  {
    kind,
    others,
    chosen,
  }: { readonly kind: Kind; readonly others: readonly string[]; readonly chosen: TagId },
): Promise<readonly FacetCount[]> {
  const { db, catalogue, actor, choices = NO_CHOICES, within } = browsing
  const question: Question = { ...answered.question, tag: others }
  const { reader, filter } = await wantedBy(db, actor, { scope, question, choices, within })
  const facets = [{ of: kind, top: 20, always: [chosen] }]
  return catalogue.index()?.ask({ reader, filter, limit: 0, facets }).facets[0] ?? []
}

/** Everything first, so that what was chosen can be taken back. */
function group(title: string, all: Pick<Facet, 'path' | 'on'>, values: readonly Facet[]): FacetGroup {
  if (!values.length) return { title, facets: [] }
  return { title, facets: [{ title: t('All'), works: null, ...all }, ...values] }
}

function barGroup(
  { path, search }: Answered,
  title: string,
  param: string,
  bars: readonly Bar[],
): FacetGroup {
  const params = [param, `${param}_from`, `${param}_to`]
  const to = (value: string): string =>
    address(path, search, (query) => {
      for (const name of params) query.delete(name)
      query.set(param, value)
    })
  const values = bars.map(({ label, works, on, value }) => ({ title: label, works, on, path: to(value) }))
  return group(title, { path: to(''), on: !params.some((name) => search.get(name)) }, values)
}

function completionGroup(answered: Answered): FacetGroup {
  const { question, found } = answered
  const counts = found.facets?.counts.get('complete') ?? []
  const bars = counts.map(({ value, count: works }) => ({
    ...{ label: value === 'yes' ? t('Complete only') : t('In progress only'), works, href: '' },
    ...{ param: 'complete', value: String(value), on: question.complete === value },
  }))
  return barGroup(answered, t('Completion'), 'complete', bars)
}

const ORDERS: readonly SortField[] = ['updated', 'posted', 'kudos', 'hits', 'words', 'title']

function orderGroup({ scope, answered }: Asked): FacetGroup {
  const { question, path, search } = answered
  const usual = usualSort(scope) ?? (question.hasWords ? 'relevance' : 'updated')
  const facets = [...new Set([usual, ...ORDERS])].map((sort) => ({
    ...{ title: SORT_NAMES[sort](), works: null, on: question.sort === sort },
    path: address(path, search, (query) => {
      query.delete('order')
      query.set('sort', sort === usual ? '' : sort)
    }),
  }))
  return { title: t('Sort by'), facets }
}
