import { Icon } from '../web/icons.tsx'
import { Script } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { Bars } from './bars.tsx'
import { FacetGroups } from './facet-groups.tsx'
import { Choices, DayFields, LanguageChoice, RangeFields, SortFields } from './filter-fields.tsx'
import type { WorksFilters, WorksListView } from './works-view.ts'

interface FiltersProps {
  readonly list: WorksListView
}

interface FieldsProps {
  readonly filters: WorksFilters
}

/**
 * Sort and filter: a plain form whose submitted address is the list's own. On phones a sheet, by `:target`. With
 * script (filters.js) the button says how many works the form as it stands would show.
 */
export function FiltersForm({ list }: FiltersProps) {
  const { filters } = list
  return (
    <form
      id="work-filters"
      class="filters"
      action={filters.action}
      autocomplete="off"
      aria-labelledby="filters-head"
      data-filters
    >
      <div class="actions head">
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
        <input type="search" id="filter-q" name="q" dir="auto" value={filters.q} />
      </p>
      {filters.facets ? (
        <FacetGroups groups={filters.facets} />
      ) : (
        <p class="hint">
          {t('Tags and their numbers will stand here in a moment: the catalogue is being read.')}
        </p>
      )}
      <TypedTags />
      <Lengths filters={filters} />
      <Languages filters={filters} />
      <Kinds filters={filters} />
      <Dates filters={filters} />
      <MoreNumbers filters={filters} />
      <Foot list={list} />
      <Script name="filters.js" />
    </form>
  )
}

const Foot = ({ list }: FiltersProps) => (
  <div class="actions foot">
    <button
      type="submit"
      class="first"
      data-says={t('Show {n, plural, =0 {no works} one {# work} other {# works}}', { n: list.total })}
    >
      {t('Show works')}
    </button>
    <a href={list.clear}>{t('Clear all')}</a>
    <p class="said" role="status" />
  </div>
)

/** For tags that no group shows: several with commas between them. */
const TypedTags = () => (
  <details>
    <summary>{t('Other tags')}</summary>
    {typed('with', t('Other tags to want'))}
    {typed('either', t('Other tags, any of them'))}
    {typed('without', t('Other tags not to want'))}
    <p class="hint">{t('Several tags stand with commas between them.')}</p>
  </details>
)

const typed = (name: string, says: string) => (
  <p class="field">
    <label for={`filter-${name}`}>{says}</label>
    <input id={`filter-${name}`} name={name} dir="auto" autocomplete="off" data-complete="tag" />
  </p>
)

const Lengths = ({ filters: { ranges, lengths } }: FieldsProps) => (
  <details open>
    <summary>{t('Length')}</summary>
    {lengths.length > 0 && <Bars id="lengths" heading={t('Words')} bars={lengths} />}
    {ranges.slice(0, 1).map((range) => (
      <RangeFields range={range} named={lengths.length > 0} />
    ))}
  </details>
)

const Languages = ({ filters: { languages, language, tongues } }: FieldsProps) => (
  <details open={language !== ''}>
    <summary>{t('Language')}</summary>
    {tongues.length > 0 && <Bars id="tongues" heading={t('Language')} bars={tongues.slice(0, 6)} />}
    <LanguageChoice id="filter-language" languages={languages} chosen={language} />
  </details>
)

const Kinds = ({ filters: { complete, completion, crossover, crossing, single } }: FieldsProps) => (
  <details open>
    <summary>{t('Completion and crossovers')}</summary>
    <Choices
      name="complete"
      legend={t('Completion')}
      chosen={complete}
      choices={[
        { value: '', says: t('Complete or not'), works: completion && completion.yes + completion.no },
        { value: 'yes', says: t('Complete only'), works: completion?.yes },
        { value: 'no', says: t('In progress only'), works: completion?.no },
      ]}
    />
    <Choices
      name="crossover"
      legend={t('Crossovers')}
      chosen={crossover}
      choices={[
        { value: '', says: t('With crossovers'), works: crossing && crossing.yes + crossing.no },
        { value: 'no', says: t('No crossovers'), works: crossing?.no },
        { value: 'only', says: t('Only crossovers'), works: crossing?.yes },
      ]}
    />
    <label class="choice">
      <input type="checkbox" name="single" value="yes" checked={single} />
      {t('One chapter')}
    </label>
  </details>
)

const Dates = ({ filters: { years, days } }: FieldsProps) => (
  <details open={days.some(({ written }) => written)}>
    <summary>{t('Dates')}</summary>
    {years.length > 0 && <Bars id="years" heading={t('Date updated')} bars={years} most={6} />}
    {days.map((day) => (
      <DayFields day={day} />
    ))}
  </details>
)

const MoreNumbers = ({ filters: { ranges } }: FieldsProps) => (
  <details open={ranges.slice(1).some(({ from, to }) => from || to)}>
    <summary>{t('More numbers')}</summary>
    {ranges.slice(1).map((range) => (
      <RangeFields range={range} />
    ))}
  </details>
)
