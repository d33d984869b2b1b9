import type { TagKind } from '../core/values.ts'
import { count, t } from '../web/say.ts'
import type { FacetGroup, FacetValue, How } from './works-view.ts'

/** Tags of the works found, kind by kind: each can be wanted, be one of several wanted, or be kept out. */
export const FacetGroups = ({ groups }: { readonly groups: readonly FacetGroup[] }) => (
  <>
    {groups.map((group) => (
      <details class="facet" open={OPEN.has(group.kind) || group.values.some(({ how }) => how)}>
        <summary>{KINDS[group.kind]()}</summary>
        <ul>
          {group.values.map((value) => (
            <FacetRow value={value} />
          ))}
        </ul>
        {group.more && <a href={group.more}>{t('More')}</a>}
      </details>
    ))}
  </>
)

const OPEN: ReadonlySet<TagKind> = new Set(['fandom'])

const KINDS: Readonly<Record<TagKind, () => string>> = {
  rating: () => t('Ratings'),
  warning: () => t('Warnings'),
  category: () => t('Categories'),
  fandom: () => t('Fandoms'),
  relationship: () => t('Relationships'),
  character: () => t('Characters'),
  freeform: () => t('Additional tags'),
}

const FacetRow = ({ value }: { readonly value: FacetValue }) => (
  <li>
    <bdi>{value.name}</bdi> <span class="n">{count(value.works)}</span>{' '}
    {(['tag', 'any', 'not'] as const).map((how) => (
      <label>
        <input type="checkbox" name={how} value={value.value} checked={value.how === how} />
        <span class="said">{HOW[how](value.name)}</span>
      </label>
    ))}
  </li>
)

const HOW: Readonly<Record<How, (name: string) => string>> = {
  tag: (name) => t('Want {name}', { name }),
  any: (name) => t('Any of these: {name}', { name }),
  not: (name) => t('Not {name}', { name }),
}
