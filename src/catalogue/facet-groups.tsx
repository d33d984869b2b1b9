import { html, raw } from 'hono/html'
import type { TagKind } from '../core/values.ts'
import { count, t } from '../web/say.ts'
import type { FacetGroup, FacetValue, How } from './works-view.ts'
import { worksWord } from './works-word.ts'

/** Tags of the works found, kind by kind: each can be wanted, be one of several wanted, or be kept out. */
export const FacetGroups = ({ groups }: { readonly groups: readonly FacetGroup[] }) => (
  <>
    {groups.map(({ kind, values, more }) => (
      <details
        class={`facet ${kind}`}
        data-kind={kind}
        open={OPEN.has(kind) || values.some(({ how }) => how)}
      >
        <summary>{KINDS[kind]()}</summary>
        <FacetLedger id={kind} label={KINDS[kind]()} values={values} />
        {more && (
          <p class="more">
            <a href={more} rel="nofollow" data-more={kind}>
              {MORE[kind]()}
            </a>
          </p>
        )}
      </details>
    ))}
  </>
)

const OPEN: ReadonlySet<TagKind> = new Set(['rating', 'fandom', 'relationship', 'freeform'])

export const KINDS: Readonly<Record<TagKind, () => string>> = {
  rating: () => t('Ratings'),
  warning: () => t('Warnings'),
  category: () => t('Categories'),
  fandom: () => t('Fandoms'),
  character: () => t('Characters'),
  relationship: () => t('Relationships'),
  freeform: () => t('Additional tags'),
}

const MORE: Readonly<Record<TagKind, () => string>> = {
  rating: () => t('More ratings'),
  warning: () => t('More warnings'),
  category: () => t('More categories'),
  fandom: () => t('More fandoms'),
  character: () => t('More characters'),
  relationship: () => t('More relationships'),
  freeform: () => t('More additional tags'),
}

interface LedgerProps {
  /** Before the ids of its rows: of a page's several ledgers each has another. */
  readonly id: string
  readonly label: string
  readonly values: readonly FacetValue[]
}

/** Rows of tags with three columns of boxes. The words over the columns are for the eye: each box says its own. */
export const FacetLedger = ({ id, label, values }: LedgerProps) => (
  <>
    <div class="ledger-head" aria-hidden="true">
      <span class="works-head">{t('works')}</span>
      <span>{t('want')}</span>
      <span>{t('any')}</span>
      <span>{t('not')}</span>
    </div>
    <ul class="facet" aria-label={label}>
      {values.map((value, at) => (
        <FacetRow id={`${id}-${at + 1}`} value={value} />
      ))}
    </ul>
  </>
)

/** A template, not JSX: a list has seventy of these, with three boxes each, and this way they cost a quarter. */
const FacetRow = ({ id, value }: { readonly id: string; readonly value: FacetValue }) => html`<li>
<div class="tri" role="group" aria-labelledby="${id} ${id}-n"><span class="name" id="${id}"><bdi>${value.name}</bdi></span>
<span class="n" id="${id}-n">${count(value.works)}<span class="said"> ${worksWord(value.works)}</span></span>${HOWS.map((how) => box(how, value))}</div></li>`

const box = (how: How, { value, how: chosen }: FacetValue) => {
  const said = SAID[how]()
  const ticked = chosen === how ? raw(' checked=""') : ''
  return html`<label title="${said}"><input type="checkbox" name="${how}" value="${value}"${ticked}/><span>${said}</span></label>`
}

const HOWS: readonly How[] = ['tag', 'any', 'not']

const SAID: Readonly<Record<How, () => string>> = {
  tag: () => t('want this tag'),
  any: () => t('any of these tags'),
  not: () => t('not this tag'),
}
