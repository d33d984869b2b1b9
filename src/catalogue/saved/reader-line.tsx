import type { Child } from 'hono/jsx'
import { Icon } from '../../web/icons.tsx'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { ReaderView } from './reader-view.ts'

/** Above a list: what the reader's own choices take out of it, and the one click that lifts them here. */
export function ReaderLine({ reader }: { readonly reader: ReaderView | undefined }) {
  if (!reader) return null
  const lines = [...filterLine(reader), ...hiddenLine(reader), ...leftOver(reader)]
  if (!lines.length) return null
  return (
    <ul class="reader-line" aria-label={t('Your own choices')}>
      {lines}
    </ul>
  )
}

/** Is anything said? Then an empty list may be empty for that. */
export const hasLine = (reader: ReaderView | undefined): boolean =>
  reader !== undefined && (reader.filter !== null || takesAway(reader))

const takesAway = ({ hidden }: ReaderView): boolean => hidden !== null && (!hidden.on || hidden.works > 0)

function filterLine({ filter, filtersAt }: ReaderView): Child[] {
  if (!filter) return []
  const name = (
    <a href={filtersAt}>
      <bdi>{filter.name}</bdi>
    </a>
  )
  const says = filter.on
    ? sayWith('Your filter {name} takes out {n, plural, =0 {no work} one {# work} other {# works}}.', {
        name,
        n: filter.works,
      })
    : sayWith('Your filter {name} is lifted here.', { name })
  return [line(says, filter.turn, filter.on ? t('Lift it here') : t('Put it back'))]
}

function hiddenLine(reader: ReaderView): Child[] {
  const { hidden, hiddenAt } = reader
  if (!hidden || !takesAway(reader)) return []
  const what = <a href={hiddenAt}>{t('What you hide')}</a>
  const says = hidden.on
    ? sayWith('{what} takes out {n, plural, one {# work} other {# works}}.', { what, n: hidden.works })
    : sayWith('{what} is shown here.', { what })
  return [line(says, hidden.turn, hidden.on ? t('Show it here') : t('Hide it again'))]
}

const leftOver = ({ leftOver, filtersAt }: ReaderView): Child[] =>
  leftOver
    ? [line([t('This browser keeps what you chose before you logged in.')], filtersAt, t('Take it along'))]
    : []

const line = (says: readonly Child[], to: string, deed: string): Child => (
  <li>
    <Icon name="filter" inline />
    <span>
      {says}{' '}
      <a class="deed" href={to} rel="nofollow">
        {deed}
      </a>
    </span>
  </li>
)
