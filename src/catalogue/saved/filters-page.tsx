import type { Child } from 'hono/jsx'
import { routes } from '../../routes.ts'
import { FeedLink, personalFeedAt } from '../../web/feed-link.tsx'
import { Csrf, ErrorSummary, Field } from '../../web/form.tsx'
import { NoticeBox } from '../../web/notice.tsx'
import type { Page } from '../../web/page.ts'
import { day, t } from '../../web/say.ts'
import { sayList, sayWith } from '../../web/say-with.ts'
import type { ActiveFilter } from '../works-view.ts'
import { filterFaultSaid } from './faults-said.ts'
import type { FilterFault, TypedFilter } from './filter-deeds.ts'
import type { FilterShown } from './filters-view.ts'
import { OwnPage } from './own-pages.tsx'
import { SaveFields } from './save-filter.tsx'

export interface Refusal {
  readonly fault: FilterFault
  readonly typed: TypedFilter
  readonly says: readonly ActiveFilter[]
  readonly back: string
}

interface FiltersPageProps {
  readonly page: Page
  readonly filters: readonly FilterShown[]
  readonly leftOver: boolean
  readonly refusal?: Refusal | undefined
}

export function FiltersPage({ page, filters, leftOver, refusal }: FiltersPageProps) {
  return (
    <OwnPage page={page} title={t('Saved filters')} of="filters" leftOver={leftOver}>
      {refusal && <Refused page={page} refusal={refusal} />}
      {filters.length > 0 ? (
        <ul class="saved-filters">
          {filters.map((filter) => (
            <Filter page={page} filter={filter} refusal={refusal} />
          ))}
        </ul>
      ) : (
        !refusal && <NoneYet />
      )}
    </OwnPage>
  )
}

/** A filter that was not saved, with what was typed; of other forms, what was wrong with them. */
function Refused({ page, refusal }: { readonly page: Page; readonly refusal: Refusal }) {
  const { fault, typed, says, back } = refusal
  const said = filterFaultSaid(fault)
  if (typed.id !== null) return <ErrorSummary faults={{ [`name-${typed.id}`]: said }} />
  if (!typed.query)
    return (
      <NoticeBox kind="error">
        <p>{said}</p>
      </NoticeBox>
    )
  const ofName = fault === 'no-name' || fault === 'long-name' || fault === 'name-taken'
  return (
    <>
      {ofName ? (
        <ErrorSummary faults={{ name: said }} />
      ) : (
        <NoticeBox kind="error">
          <p>{said}</p>
        </NoticeBox>
      )}
      <form method="post" action={routes.filters}>
        <Csrf page={page} />
        <p class="says">
          <Says says={says} />
        </p>
        <SaveFields
          query={typed.query}
          typed={typed.name}
          usual={typed.usual}
          back={back}
          fault={ofName ? said : undefined}
        />
      </form>
    </>
  )
}

interface FilterProps {
  readonly page: Page
  readonly filter: FilterShown
  readonly refusal: Refusal | undefined
}

const Filter = ({ page, filter, refusal }: FilterProps) => (
  <li>
    <h3>
      <a href={filter.href}>
        <bdi>{filter.name}</bdi>
      </a>{' '}
      {filter.usual && <span class="usual">{t('on every list')}</span>}
    </h3>
    <p class="fresh">{freshness(filter)}</p>
    <p class="says">
      <Says says={filter.says} />
    </p>
    <FeedLink feed={filter.feed} personal={personalFeedAt(page.actor, filter.feed)} />
    <Changes page={page} filter={filter} refusal={refusal?.typed.id === filter.id ? refusal : undefined} />
  </li>
)

function freshness({ fresh, since }: FilterShown): Child {
  const date = <time datetime={since.toISOString()}>{day(since)}</time>
  if (fresh === null) return <>{sayWith('Last looked at on {date}', { date })}</>
  return (
    <>
      {sayWith(
        '{n, plural, =0 {Nothing new} one {# work new} other {# works new}} since you last looked, {date}',
        {
          n: fresh,
          date,
        },
      )}
    </>
  )
}

const HOW: Readonly<Partial<Record<ActiveFilter['how'], () => string>>> = {
  any: () => t('any of'),
  not: () => t('without'),
}

const Says = ({ says }: { readonly says: readonly ActiveFilter[] }) => (
  <>
    {sayList(
      says.map(({ how, name }) => (
        <>
          {HOW[how] && `${HOW[how]?.()} `}
          <bdi>{name}</bdi>
        </>
      )),
      'commas',
    )}
  </>
)

const Changes = ({ page, filter, refusal }: FilterProps) => (
  <details open={refusal !== undefined}>
    <summary>
      {t('Change')}
      <span class="said">
        {' '}
        <bdi>{filter.name}</bdi>
      </span>
    </summary>
    <form method="post" action={routes.filters}>
      <Csrf page={page} />
      <input type="hidden" name="id" value={filter.id} />
      <p class="actions">
        {filter.usual
          ? deed('lift', t('No longer on every list'))
          : deed('apply', t('Apply it to every list'))}
        {deed('remove', t('Remove this filter'))}
      </p>
    </form>
    <form method="post" action={routes.filters}>
      <Csrf page={page} />
      <input type="hidden" name="id" value={filter.id} />
      <NameField filter={filter} refusal={refusal} />
      <p class="actions">{deed('rename', t('Rename'))}</p>
    </form>
  </details>
)

const deed = (name: string, says: string): Child => (
  <button type="submit" name="deed" value={name}>
    {says}
  </button>
)

/** Many stand on a page: each field has a name of its own. */
const NameField = ({ filter, refusal }: Pick<FilterProps, 'filter' | 'refusal'>) => (
  <Field
    name={`name-${filter.id}`}
    label={t('Name of the filter')}
    value={refusal?.typed.name ?? filter.name}
    needed="of-course"
    autocomplete="off"
    fault={refusal && filterFaultSaid(refusal.fault)}
  />
)

const NoneYet = () => (
  <div class="blank">
    <div>
      <h3>{t('No filter is saved yet')}</h3>
      <p>
        {t(
          'Set filters on any list of works, then save them above it under a name. Here you see how much is new since you last looked.',
        )}
      </p>
      <div class="actions">
        <a class="button first" href={routes.works}>
          {t('Go to the works')}
        </a>
      </div>
    </div>
  </div>
)
