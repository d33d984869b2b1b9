import { Icon } from '../web/icons.tsx'
import { t } from '../web/say.ts'
import { LanguageChoice, WordsRange } from './filter-fields.tsx'
import type { WorksFilters, WorksListView, WorksSort } from './works-view.ts'

interface FiltersProps {
  readonly list: WorksListView
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
      <WordsRange id="words" legend={t('Words')} from={filters.wordsFrom} to={filters.wordsTo} />
      <LanguageChoice id="filter-language" languages={filters.languages} chosen={filters.language} />
      <CompletionFields filters={filters} />
      <div class="actions">
        <button type="submit" class="first">
          {t('Show works')}
        </button>
        <a href={list.clear}>{t('Clear all')}</a>
      </div>
    </form>
  )
}

const SORTS: Readonly<Record<WorksSort, () => string>> = {
  relevance: () => t('Best match'),
  updated: () => t('Date updated'),
  posted: () => t('Date posted'),
  title: () => t('Title'),
  words: () => t('Words'),
}

const SortFields = ({ filters }: { readonly filters: WorksFilters }) => (
  <>
    <p class="field">
      <label for="sort">{t('Sort by')}</label>
      <select id="sort" name="sort">
        {filters.sorts.map((sort) => (
          <option value={sort} selected={sort === filters.sort}>
            {SORTS[sort]()}
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

const CompletionFields = ({ filters }: { readonly filters: WorksFilters }) => (
  <fieldset class="field">
    <legend class="label">{t('Completion')}</legend>
    <Completion value="" filters={filters} says={t('Complete or not')} />
    <Completion value="yes" filters={filters} says={t('Complete only')} />
    <Completion value="no" filters={filters} says={t('In progress only')} />
  </fieldset>
)

function Completion(props: {
  readonly value: WorksFilters['complete']
  readonly filters: WorksFilters
  readonly says: string
}) {
  return (
    <label class="choice">
      <input
        type="radio"
        name="complete"
        value={props.value}
        checked={props.filters.complete === props.value}
      />
      {props.says}
    </label>
  )
}
