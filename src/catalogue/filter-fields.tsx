import { languageName } from '../core/languages.ts'
import { count, t } from '../web/say.ts'
import type { SortField } from './query/tree.ts'
import type { DayParam, NumberParam } from './question.ts'
import { noteId } from './typed-back.ts'
import type { DayField, DayPreset, RangeField, WorksFilters } from './works-view.ts'

/** Fields that the filters beside a list and the page of the whole search share. */

export const SORT_NAMES: Readonly<Record<SortField, () => string>> = {
  relevance: () => t('Best match'),
  visited: () => t('Last visited or marked'),
  updated: () => t('Date updated'),
  posted: () => t('Date posted'),
  title: () => t('Title'),
  creator: () => t('Creator'),
  words: () => t('Words'),
  hits: () => t('Hits'),
  kudos: () => t('Kudos'),
  comments: () => t('Comments'),
  bookmarks: () => t('Bookmarks'),
}

/** What the two fields of an order need to know. */
type Sorted = Pick<WorksFilters, 'sort' | 'sorts' | 'order'>

export const SortFields = ({ filters: { sort, sorts, order } }: { readonly filters: Sorted }) => (
  <div class="sorting">
    <p class="field">
      <label for="sort">{t('Sort by')}</label>
      <select id="sort" name="sort">
        {sorts.map((one) => (
          <option value={one} selected={one === sort}>
            {SORT_NAMES[one]()}
          </option>
        ))}
      </select>
    </p>
    <p class="field">
      <label for="order">{t('Order')}</label>
      <select id="order" name="order">
        <option value="">{t('As usual')}</option>
        <option value="desc" selected={order === 'desc'}>
          {t('Newest, longest or Z first')}
        </option>
        <option value="asc" selected={order === 'asc'}>
          {t('Oldest, shortest or A first')}
        </option>
      </select>
    </p>
  </div>
)

export const NUMBER_NAMES: Readonly<Record<NumberParam, () => string>> = {
  words: SORT_NAMES.words,
  hits: SORT_NAMES.hits,
  kudos: SORT_NAMES.kudos,
  comments: SORT_NAMES.comments,
  bookmarks: SORT_NAMES.bookmarks,
  chapters: () => t('Chapters'),
  fandoms: () => t('Number of fandoms'),
  relationships: () => t('Number of relationships'),
}

interface RangeProps {
  readonly range: RangeField
  /** Is its name seen over it already? */
  readonly named?: boolean
}

export const RangeFields = ({ range: { name, from, to, unclear }, named }: RangeProps) => (
  <fieldset class="field">
    <legend class={named ? 'said' : 'label'}>{NUMBER_NAMES[name]()}</legend>
    <div class="range">
      <label class="said" for={`${name}-from`}>
        {t('From')}
      </label>
      {bound(name, ['from', t('from')], from, unclear)}
      <span aria-hidden="true">–</span>
      <label class="said" for={`${name}-to`}>
        {t('To')}
      </label>
      {bound(name, ['to', t('to')], to, unclear)}
    </div>
  </fieldset>
)

const bound = (
  name: NumberParam,
  [end, placeholder]: readonly ['from' | 'to', string],
  value: string,
  unclear: boolean | undefined,
) => (
  <input
    id={`${name}-${end}`}
    name={`${name}_${end}`}
    inputmode="numeric"
    autocomplete="off"
    placeholder={placeholder}
    value={value}
    {...(unclear && pointing(name))}
  />
)

/** A field whose words were not understood, and the line that says so. */
const pointing = (name: NumberParam | DayParam) => ({
  'aria-invalid': 'true' as const,
  'aria-describedby': noteId(name),
})

interface DayProps {
  readonly day: DayField
}

/** Days as they may be typed, and what is asked for most by a link. */
export const DayFields = ({ day: { name, written, unclear, since } }: DayProps) => (
  <fieldset class="field">
    <legend class="label">{name === 'updated' ? t('Date updated') : t('Date posted')}</legend>
    <ul class="since">
      {since.map(({ unit, value, href, on }) => (
        <li>
          <a
            href={href}
            rel="nofollow"
            data-set={`${name}=${on ? '' : value}`}
            aria-current={on ? 'true' : undefined}
          >
            {SINCE[unit]()}
          </a>
        </li>
      ))}
    </ul>
    <label class="said" for={`filter-${name}`}>
      {t('Other days')}
    </label>
    <input
      id={`filter-${name}`}
      name={name}
      dir="auto"
      value={written}
      placeholder={t('last 2 weeks, or 2024-01-01..')}
      {...(unclear && pointing(name))}
    />
  </fieldset>
)

const SINCE: Readonly<Record<DayPreset['unit'], () => string>> = {
  week: () => t('Last week'),
  month: () => t('Last month'),
  year: () => t('Last year'),
}

interface LanguageChoiceProps {
  readonly id: string
  readonly languages: WorksFilters['languages']
  readonly chosen: string
}

export const LanguageChoice = ({ id, languages, chosen }: LanguageChoiceProps) => (
  <p class="field">
    <label for={id}>{t('Language')}</label>
    <select id={id} name="language">
      <option value="">{t('Any')}</option>
      {languages.map(({ code, works }) => (
        <option value={code} lang={code} selected={code === chosen}>
          {works === null ? languageName(code) : `${languageName(code)} (${count(works)})`}
        </option>
      ))}
    </select>
  </p>
)

interface ChoicesProps {
  readonly name: string
  readonly legend: string
  readonly chosen: string
  readonly choices: readonly {
    readonly value: string
    readonly says: string
    /** How many works it would show, if that is counted. */
    readonly works?: number | null | undefined
  }[]
}

export const Choices = ({ name, legend, chosen, choices }: ChoicesProps) => (
  <fieldset class="field choices-counted">
    <legend class="label">{legend}</legend>
    {choices.map(({ value, says, works }) => (
      <label class="choice">
        <input type="radio" name={name} value={value} checked={chosen === value} />
        <span>{says}</span>
        {typeof works === 'number' && <span class="n">{count(works)}</span>}
      </label>
    ))}
  </fieldset>
)
