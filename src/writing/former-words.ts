import { languageName } from '../core/languages.ts'
import { CATEGORIES, RATINGS, WARNINGS } from '../core/values.ts'
import { t } from '../web/say.ts'
import {
  type ChangedFact,
  type ChangedHead,
  categoryName,
  type FactName,
  ratingName,
  warningName,
} from '../works/index.ts'

const FACT_NAMES: Readonly<Record<FactName, () => string>> = {
  title: () => t('Title'),
  creators: () => t('Creators'),
  rating: () => t('Rating'),
  warnings: () => t('Warnings'),
  categories: () => t('Categories'),
  fandoms: () => t('Fandoms'),
  relationships: () => t('Relationships'),
  characters: () => t('Characters'),
  additionalTags: () => t('Additional tags'),
  language: () => t('Language'),
  series: () => t('Series'),
  recipients: () => t('Gift for'),
  published: () => t('Published'),
  expected: () => t('Planned chapters'),
  audience: () => t('Who may read it'),
  permissions: () => t('What is allowed'),
  relatedWorks: () => t('Related works'),
  skin: () => t('Work skin'),
  position: () => t('Place'),
}

export const factName = (name: FactName): string => FACT_NAMES[name]()

/** A value of a closed list in the reader's language; anything else as it was written. */
export function factWord(name: FactName, value: string): string {
  if (name === 'language') return languageName(value)
  if (name === 'audience')
    return value === 'members' ? t('Members of this archive, logged in') : t('Everybody')
  const [rating, warning, category] = [
    RATINGS.find((one) => name === 'rating' && one === value),
    WARNINGS.find((one) => name === 'warnings' && one === value),
    CATEGORIES.find((one) => name === 'categories' && one === value),
  ]
  if (rating) return ratingName(rating)
  if (warning) return warningName(warning)
  return category ? categoryName(category) : value
}

/** What there are several of: these come and go one by one. */
const LISTS: ReadonlySet<FactName> = new Set([
  ...(['creators', 'warnings', 'categories', 'fandoms', 'relationships', 'characters'] as const),
  ...(['additionalTags', 'series', 'recipients', 'relatedWorks'] as const),
])

/** What changed, a line for each thing. */
export const changesSaid = ({ facts, texts }: ChangedHead): readonly string[] => [
  ...facts.flatMap(factSaid),
  ...texts.map((name) => t('{what} changed', { what: TEXT_NAMES[name]() })),
]

const TEXT_NAMES = {
  summary: () => t('Summary'),
  notes: () => t('Notes'),
  endNotes: () => t('Notes at the end'),
}

function factSaid({ name, before, after }: ChangedFact): readonly string[] {
  const what = factName(name)
  if (name === 'permissions') return [t('{what} changed', { what })]
  const words = (some: readonly string[]): string => some.map((one) => factWord(name, one)).join(', ')
  if (!LISTS.has(name)) {
    const one = after.length > 0 ? words(after) : t('nothing')
    return [t('{what} is now: {value}', { what, value: one })]
  }
  const [came, went] = [
    after.filter((one) => !before.includes(one)),
    before.filter((one) => !after.includes(one)),
  ]
  if (came.length === 0 && went.length === 0) return [t('{what}: in another order', { what })]
  return [
    ...(came.length > 0 ? [t('{what}: {names} added', { what, names: words(came) })] : []),
    ...(went.length > 0 ? [t('{what}: {names} taken out', { what, names: words(went) })] : []),
  ]
}
