import type { Child } from 'hono/jsx'
import { CATEGORIES, RATINGS, WARNINGS } from '../core/values.ts'
import { routes } from '../routes.ts'
import { CompleteScript } from '../web/complete-script.tsx'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { Choices, LanguageChoice, NUMBER_NAMES, SortFields } from './filter-fields.tsx'
import { NUMBER_PARAMS } from './question.ts'
import { SearchHelp } from './search-help.tsx'
import type { KindField, SearchPageView } from './search-page-view.ts'

interface SearchProps {
  readonly search: SearchPageView
}

/** Everything that can be asked of works, on one page. Its address is the list's: `/works?…`. */
export function SearchPage({ page, search }: SearchProps & { readonly page: Page }) {
  return (
    <Layout page={page} title={t('Search')} active="search" head={[<CompleteScript />]}>
      <div class="page-head">
        <h2 class="heading">{t('Search works')}</h2>
        <p>{t('In titles, names, tags, summaries and the text itself.')}</p>
      </div>
      <div class="shelf">
        <form
          class="work-search"
          action={routes.works}
          role="search"
          aria-label={t('Search in detail')}
          autocomplete="off"
          data-filters
        >
          {search.kept.map(({ name, value }) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Words search={search} />
          <About search={search} />
          <Tags search={search} />
          <Numbers search={search} />
          <Order search={search} />
          <p class="actions">
            <button type="submit" class="first">
              {t('Search')}
            </button>
            <a href={routes.search}>{t('Start again')}</a>
          </p>
          <Script name="filters.js" />
        </form>
        <SearchHelp />
      </div>
    </Layout>
  )
}

interface TextProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly fault?: string | undefined
  readonly example?: string
  /** Which names are offered while one types. */
  readonly complete?: 'tag' | KindField
}

const Text = ({ name, label, value, fault, example, complete }: TextProps) => (
  <p class="field">
    <label for={`search-${name}`}>{label}</label>
    <input
      id={`search-${name}`}
      name={name}
      dir="auto"
      value={value}
      placeholder={example}
      autocomplete="off"
      data-complete={complete}
      aria-invalid={fault && 'true'}
      aria-describedby={fault && `search-${name}-fault`}
    />
    {fault && (
      <span class="fault" id={`search-${name}-fault`}>
        {fault}
      </span>
    )}
  </p>
)

const Words = ({ search }: SearchProps) => (
  <>
    <p class="field big">
      <label for="search-q">{t('Any field')}</label>
      <input type="search" id="search-q" name="q" dir="auto" value={search.q} />
    </p>
    <div class="row">
      <Text name="title" label={t('Title')} value={search.title} />
      <Text name="creator" label={t('Creator')} value={search.creator} />
    </div>
  </>
)

const DAYS_LIKE = 'last 2 weeks'

const About = ({ search }: SearchProps) => (
  <fieldset>
    <legend class="ruled">{t('The work')}</legend>
    <div class="row">
      <Choices
        name="complete"
        legend={t('Completion')}
        chosen={search.complete}
        choices={[
          { value: '', says: t('Complete or not') },
          { value: 'yes', says: t('Complete only') },
          { value: 'no', says: t('In progress only') },
        ]}
      />
      <Choices
        name="crossover"
        legend={t('Crossovers')}
        chosen={search.crossover}
        choices={[
          { value: '', says: t('With crossovers') },
          { value: 'no', says: t('No crossovers') },
          { value: 'only', says: t('Only crossovers') },
        ]}
      />
    </div>
    <p class="field">
      <label class="choice">
        <input type="checkbox" name="single" value="yes" checked={search.single} />
        {t('One chapter')}
      </label>
    </p>
    <div class="row">
      <Text
        name="updated"
        label={t('Date updated')}
        value={search.updated}
        example={DAYS_LIKE}
        fault={search.faults.get('updated')}
      />
      <Text
        name="posted"
        label={t('Date posted')}
        value={search.posted}
        example="2024-01-01.."
        fault={search.faults.get('posted')}
      />
      <LanguageChoice id="search-language" languages={search.languages} chosen={search.language} />
    </div>
  </fieldset>
)

const Tags = ({ search }: SearchProps) => (
  <fieldset>
    <legend class="ruled">{t('Tags')}</legend>
    <p class="hint">{t('Several tags stand with commas between them. All of them are wanted.')}</p>
    {KIND_LABELS.map(([kind, label]) => (
      <Text name={`with_${kind}`} label={label()} value={search.tags[kind]} complete={kind} />
    ))}
    <p class="field">
      <label for="search-rating">{t('Rating')}</label>
      <select id="search-rating" name="tag">
        <option value="">{t('Any')}</option>
        {RATINGS.map((rating) => (
          <option value={`rating:${rating}`} selected={rating === search.rating}>
            {rating}
          </option>
        ))}
      </select>
    </p>
    <div class="row">
      <Boxes legend={t('Warnings')} kind="warning" values={WARNINGS} chosen={search.warnings} />
      <Boxes legend={t('Categories')} kind="category" values={CATEGORIES} chosen={search.categories} />
    </div>
    <div class="row">
      <Text name="either" label={t('Any of these tags')} value={search.either} complete="tag" />
      <Text name="without" label={t('None of these tags')} value={search.without} complete="tag" />
    </div>
  </fieldset>
)

const KIND_LABELS: readonly (readonly [KindField, () => string])[] = [
  ['fandom', () => t('Fandoms')],
  ['character', () => t('Characters')],
  ['relationship', () => t('Relationships')],
  ['freeform', () => t('Additional tags')],
]

interface BoxesProps {
  readonly legend: string
  readonly kind: 'warning' | 'category'
  readonly values: readonly string[]
  readonly chosen: readonly string[]
}

const Boxes = ({ legend, kind, values, chosen }: BoxesProps) => (
  <fieldset class="field">
    <legend class="label">{legend}</legend>
    {values.map((value) => (
      <label class="choice">
        <input type="checkbox" name="tag" value={`${kind}:${value}`} checked={chosen.includes(value)} />
        {value}
      </label>
    ))}
  </fieldset>
)

const Numbers = ({ search }: SearchProps): Child => (
  <fieldset>
    <legend class="ruled">{t('Numbers')}</legend>
    <p class="hint">{t('Write them like 100, 10-50, >100 or <1000.')}</p>
    <div class="numbers">
      {NUMBER_PARAMS.map((name) => (
        <Text
          name={name}
          label={NUMBER_NAMES[name]()}
          value={search.numbers[name]}
          fault={search.faults.get(name)}
        />
      ))}
    </div>
  </fieldset>
)

const Order = ({ search }: SearchProps) => (
  <fieldset>
    <legend class="ruled">{t('Order')}</legend>
    <SortFields filters={search.order} />
  </fieldset>
)
