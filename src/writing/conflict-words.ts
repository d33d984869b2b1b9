import { languageName } from '../core/languages.ts'
import { CATEGORIES, RATINGS, WARNINGS } from '../core/values.ts'
import { t } from '../web/say.ts'
import {
  answerName,
  categoryName,
  ratingName,
  SKIN_FIELD,
  type TogetherView,
  type Typed,
  warningName,
} from '../works/index.ts'
import { kindOf, namesIn } from './conflict-groups.ts'
import { valueIn, valuesIn } from './manuscript-fields.ts'

/** What the numbers in a form stand for. */
export interface Known {
  readonly pens: readonly { readonly id: number; readonly name: string }[]
  readonly skins: readonly { readonly id: number; readonly title: string }[]
  readonly together: TogetherView
}

/** What a choice says, in words, one for each thing in it; of what a form leaves open, none. */
export function wordsOf(group: string, fields: Typed, known: Known): readonly string[] {
  const own = OWN[group]
  if (own) return own(fields, known)
  if (group.startsWith('may_')) return [answerOf(valueIn(fields, group))]
  if (kindOf(group) === 'names') return namesIn(fields, group)
  return valuesIn(fields, group)
}

const ANSWERS = ['yes', 'ask', 'no', 'unsaid'] as const
const answerOf = (typed: string): string => answerName(ANSWERS.find((one) => one === typed) ?? 'unsaid')

const OWN: Readonly<Record<string, (fields: Typed, known: Known) => readonly string[]>> = {
  rating: (fields) => RATINGS.filter((one) => one === valueIn(fields, 'rating')).map(ratingName),
  warning: (fields) => WARNINGS.filter((one) => valuesIn(fields, 'warning').includes(one)).map(warningName),
  category: (fields) =>
    CATEGORIES.filter((one) => valuesIn(fields, 'category').includes(one)).map(categoryName),
  language: (fields) => valuesIn(fields, 'language').map(languageName),
  audience: (fields) => [
    valueIn(fields, 'audience') === 'members' ? t('Members of this archive, logged in') : t('Everybody'),
  ],
  comments_from: (fields) => [COMMENTS[valueIn(fields, 'comments_from')]?.() ?? t('Members')],
  comments_moderated: (fields) => [valueIn(fields, 'comments_moderated') ? t('Yes') : t('No')],
  announced: (fields) => [valueIn(fields, 'announced') === 'no' ? t('Yes') : t('No')],
  pen: (fields, { pens }) =>
    pens.filter(({ id }) => valuesIn(fields, 'pen').includes(String(id))).map(({ name }) => name),
  [SKIN_FIELD]: (fields, { skins }) => {
    const chosen = valueIn(fields, SKIN_FIELD)
    return [
      chosen === ''
        ? t('no skin')
        : (skins.find(({ id }) => String(id) === chosen)?.title ?? t('the one it has')),
    ]
  },
  posts_day: (fields) =>
    valueIn(fields, 'posts_day')
      ? [['posts_day', 'posts_hour', 'posts_zone'].map((name) => valueIn(fields, name)).join(' ')]
      : [],
  series: (fields, { together }) =>
    together.series
      .filter(({ id }) => valuesIn(fields, 'series').includes(String(id)))
      .map(({ id, title }) => withPart(title, valueIn(fields, `series_at_${id}`))),
  series_new: (fields) =>
    valuesIn(fields, 'series_new').map((title) => withPart(title, valueIn(fields, 'series_position'))),
  coauthors: (fields, { together }) => [
    ...namesIn(fields, 'coauthors').map((name) => t('Ask {name}', { name })),
    ...together.asked
      .filter(({ id }) => valuesIn(fields, 'uninvite').includes(String(id)))
      .map(({ name }) => t('Ask {name} no more', { name })),
  ],
  related: (fields, { together }) => [
    ...valuesOfRows(fields),
    ...together.related
      .filter(({ id }) => valuesIn(fields, 'related_remove').includes(String(id)))
      .map(({ title }) => t('No longer {title}', { title: title || t('a work elsewhere') })),
  ],
  shown: (fields) => (valueIn(fields, 'shown') ? [valueIn(fields, 'edit_note') || t('Yes')] : []),
}

const COMMENTS: Readonly<Record<string, () => string>> = {
  everyone: () => t('Everybody, guests too'),
  nobody: () => t('Nobody'),
}

const withPart = (title: string, part: string): string =>
  part ? t('{title}, part {n}', { title, n: part }) : title

/** Sources that were typed in, a row each: what is in its fields, as far as it is filled in. */
function valuesOfRows(fields: Typed): readonly string[] {
  const all = ['related_title', 'related_creator', 'related_url'].map((name) => [fields[name] ?? []].flat())
  const rows = Math.max(...all.map(({ length }) => length))
  return Array.from({ length: rows }, (_, at) =>
    all
      .map((values) => values[at] ?? '')
      .filter(Boolean)
      .join(', '),
  ).filter(Boolean)
}

/** What stands there in any case, beside what somebody added: who signs it and was asked, what it came from. */
export function standing(group: string, { together }: Known): readonly string[] {
  if (group === 'coauthors')
    return [...together.others, ...together.asked.map(({ name }) => t('{name} (asked)', { name }))]
  if (group === 'related') return together.related.map(({ title }) => title || t('a work elsewhere'))
  return group === 'series_new'
    ? together.series.flatMap(({ title, position }) => (position === null ? [] : [title]))
    : []
}
