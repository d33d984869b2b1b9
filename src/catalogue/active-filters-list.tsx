import { Icon } from '../web/icons.tsx'
import { t } from '../web/say.ts'
import type { ActiveFilter } from './works-view.ts'

interface ActiveProps {
  readonly active: readonly ActiveFilter[]
  /** The list with nothing set. */
  readonly clear: string
  /** The whole search form, filled. */
  readonly edit: string | null
}

/** What is set, above the list: a group for each way of asking, each thing a link that takes it off. */
export const ActiveFilters = ({ active, clear, edit }: ActiveProps) => (
  <section class="active-filters" aria-labelledby="active-filters">
    <h3 class="landmark heading" id="active-filters">
      {t('Active filters')}
    </h3>
    {HOWS.map((how) => {
      const those = active.filter((one) => one.how === how)
      return those.length > 0 && <ActiveGroup how={how} those={those} />
    })}
    <p class="after">
      <a href={clear}>{t('Clear all filters')}</a>
      {edit && (
        <a href={edit} rel="nofollow">
          {t('Edit this search')}
        </a>
      )}
    </p>
  </section>
)

type How = ActiveFilter['how']
const HOWS: readonly How[] = ['want', 'any', 'not', 'limit']

const ActiveGroup = ({ how, those }: { readonly how: How; readonly those: readonly ActiveFilter[] }) => (
  <div class={`active ${how}`}>
    <h4 id={`active-${how}`}>{HEADS[how]()}</h4>
    <ul class="slips" aria-labelledby={`active-${how}`}>
      {those.map(({ name, without }) => (
        <li>
          <a class={`slip ${how}`} href={without} rel="nofollow">
            <span>
              <span class="said">{t('Remove filter:')} </span>
              {how !== 'limit' && <span class="said">{HEADS[how]()} </span>}
              <span class="name">
                <bdi>{name}</bdi>
              </span>
            </span>
            <Icon name="close" inline />
          </a>
        </li>
      ))}
    </ul>
  </div>
)

const HEADS: Readonly<Record<How, () => string>> = {
  want: () => t('with'),
  any: () => t('any of'),
  not: () => t('without'),
  limit: () => t('only'),
}
