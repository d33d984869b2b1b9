import { languageName } from '../core/languages.ts'
import { Icon } from '../web/icons.tsx'
import { count, t } from '../web/say.ts'
import { NUMBERS } from './active-filters.ts'
import { Bars } from './bars.tsx'
import { FacetGroups } from './facet-groups.tsx'
import type { SortField } from './query/tree.ts'
import type { RangeField, WorksFilters, WorksListView } from './works-view.ts'

interface FiltersProps {
  readonly list: WorksListView
}

interface FieldsProps {
  readonly filters: WorksFilters
}

/** Sort and filter: a plain form whose submitted address is the list's own. On phones a sheet, by `:target`. */
export function FiltersForm({ list }: FiltersProps) {
  const { filters } = list
  return (
    <form id="work-filters" class="filters" action={filters.action} aria-labelledby="filters-head">
      <div class="actions">
        <h3 id="filters-head">{t('Sort and filter')}</h3>
        <a class="button close" href="#works">
          <Icon name="close" />
          {t('Close')}
        </a>
      </div>
      {filters.kept.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <SortFields filters={filters} />
      <p class="field">
        <label for="filter-q">{t('Search in these works')}</label>
        <input type="search" id="filter-q" name="q" value={filters.q} />
      </p>
      {filters.facets ? (
        <FacetGroups groups={filters.facets} />
      ) : (
        <p class="hint">
          {t('Tags and their numbers will stand here in a moment: the catalogue is being read.')}
        </p>
      )}
      <TypedTags />
      <MoreFields filters={filters} />
      <div class="actions">
        <button type="submit" class="first">
          {t('Show works')}
        </button>
        <a href={list.clear}>{t('Clear all')}</a>
      </div>
    </form>
  )
}

export const SORT_NAMES: Readonly<Record<SortField, () => string>> = {
  relevance: () => t('Best match'),
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

const SortFields = ({ filters }: FieldsProps) => (
  <>
    <p class="field">
      <label for="sort">{t('Sort by')}</label>
      <select id="sort" name="sort">
        {filters.sorts.map((sort) => (
          <option value={sort} selected={sort === filters.sort}>
            {SORT_NAMES[sort]()}
          </option>
        ))}
      </select>
    </p>
    <p class="field">
      <label for="order">{t('Order')}</label>
      <select id="order" name="order">
        <option value="">{t('As usual')}</option>
        <option value="desc" selected={filters.order === 'desc'}>
          {t('Newest, longest or Z first')}
        </option>
        <option value="asc" selected={filters.order === 'asc'}>
          {t('Oldest, shortest or A first')}
        </option>
      </select>
    </p>
  </>
)

/** For tags that no group shows: several with commas between them. */
const TypedTags = () => (
  <>
    {typed('with', t('Other tags to want'))}
    {typed('either', t('Other tags, any of them'))}
    {typed('without', t('Other tags not to want'))}
  </>
)

const typed = (name: string, says: string) => (
  <p class="field">
    <label for={`filter-${name}`}>{says}</label>
    <input id={`filter-${name}`} name={name} autocomplete="off" data-complete="tag" />
  </p>
)

const MoreFields = ({ filters }: FieldsProps) => (
  <>
    {filters.lengths.length > 1 && <Bars id="lengths" heading={t('Words')} bars={filters.lengths} />}
    {filters.ranges.slice(0, 1).map((range) => (
      <RangeFields range={range} />
    ))}
    <Languages filters={filters} />
    <Choices
      name="complete"
      legend={t('Completion')}
      chosen={filters.complete}
      choices={[
        ['', t('Complete or not')],
        ['yes', t('Complete only')],
        ['no', t('In progress only')],
      ]}
    />
    <Choices
      name="crossover"
      legend={t('Crossovers')}
      chosen={filters.crossover}
      choices={[
        ['', t('With crossovers')],
        ['no', t('No crossovers')],
        ['only', t('Only crossovers')],
      ]}
    />
    <label class="choice">
      <input type="checkbox" name="single" value="yes" checked={filters.single} />
      {t('One chapter')}
    </label>
    {filters.years.length > 1 && <Bars id="years" heading={t('Date updated')} bars={filters.years} />}
    {filters.days.map(({ name, written }) => (
      <p class="field">
        <label for={`filter-${name}`}>{name === 'updated' ? t('Date updated') : t('Date posted')}</label>
        <input
          id={`filter-${name}`}
          name={name}
          value={written}
          placeholder={t('last 2 weeks, or 2024-01-01..')}
        />
      </p>
    ))}
    <details open={filters.ranges.slice(1).some(({ from, to }) => from || to)}>
      <summary>{t('More numbers')}</summary>
      {filters.ranges.slice(1).map((range) => (
        <RangeFields range={range} />
      ))}
    </details>
  </>
)

const RangeFields = ({ range: { name, from, to } }: { readonly range: RangeField }) => (
  <fieldset class="field">
    <legend class="label">{NUMBERS[name]()}</legend>
    <div class="range">
      <label class="said" for={`${name}-from`}>
        {t('From')}
      </label>
      <input
        id={`${name}-from`}
        name={`${name}_from`}
        inputmode="numeric"
        autocomplete="off"
        placeholder={t('from')}
        value={from}
      />
      <span aria-hidden="true">–</span>
      <label class="said" for={`${name}-to`}>
        {t('To')}
      </label>
      <input
        id={`${name}-to`}
        name={`${name}_to`}
        inputmode="numeric"
        autocomplete="off"
        placeholder={t('to')}
        value={to}
      />
    </div>
  </fieldset>
)

const Languages = ({ filters }: FieldsProps) => (
  <p class="field">
    <label for="filter-language">{t('Language')}</label>
    <select id="filter-language" name="language">
      <option value="">{t('Any')}</option>
      {filters.languages.map(({ code, works }) => (
        <option value={code} lang={code} selected={code === filters.language}>
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
  readonly choices: readonly (readonly [value: string, says: string])[]
}

const Choices = ({ name, legend, chosen, choices }: ChoicesProps) => (
  <fieldset class="field">
    <legend class="label">{legend}</legend>
    {choices.map(([value, says]) => (
      <label class="choice">
        <input type="radio" name={name} value={value} checked={chosen === value} />
        {says}
      </label>
    ))}
  </fieldset>
)
