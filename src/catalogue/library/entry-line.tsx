import { type Reading, STATE_NAMES } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import { Icon } from '../../web/icons.tsx'
import type { Page } from '../../web/page.ts'
import { day, isoDay, t } from '../../web/say.ts'
import { sayList, sayWith } from '../../web/say-with.ts'
import type { WorkBlurb } from '../../works/index.ts'

/** One form for the entries of a list: each one's button belongs to it. */
const FORM = 'readings'

export const EntriesForm = ({ page, name }: { readonly page: Page; readonly name: string }) => (
  <form id={FORM} method="post" action={href(routes.readings, { name })}>
    <input type="hidden" name="csrf" value={page.csrf} />
    <input type="hidden" name="back" value={page.path} />
  </form>
)

interface EntryLineProps {
  readonly work: WorkBlurb
  readonly entry: Reading
  readonly back: string
}

/** Under a work in one's history: when one was there, what one thinks of it, and what came since. */
export const EntryLine = ({ work, entry, back }: EntryLineProps) => (
  <div class="entry">
    <Visited entry={entry} />
    <OwnNote entry={entry} />
    <p class="actions">
      <a href={href(routes.reading, { workId: work.id }, { back })} rel="nofollow">
        {t('Mark and note')}
        <Of title={work.title} />
      </a>
      {entry.state && (
        <button {...TAKE_OFF} formaction={href(routes.reading, { workId: work.id })}>
          {t('Take the mark off')}
          <Of title={work.title} />
        </button>
      )}
      <Remove entry={entry} title={work.title} />
    </p>
  </div>
)

/** Where a work stood that was deleted: when one was there is still one's own. */
export const GoneEntry = ({ entry }: { readonly entry: Reading }) => (
  <li class="work blurb group was-deleted">
    <h4 class="heading">{t('Deleted work')}</h4>
    <div class="entry">
      <Visited entry={entry} />
      <OwnNote entry={entry} />
      <p class="actions">
        <Remove entry={entry} title={t('Deleted work')} />
      </p>
    </div>
  </li>
)

const TAKE_OFF = { type: 'submit', form: FORM, name: 'state', value: 'none' } as const

const Remove = ({ entry, title }: { readonly entry: Reading; readonly title: string }) => (
  <button type="submit" form={FORM} name="entry" value={entry.id}>
    {t('Remove from your history')}
    <Of title={title} />
  </button>
)

/** Whose button it is, for those who do not see where it stands. */
const Of = ({ title }: { readonly title: string }) => (
  <span class="said">
    {' '}
    <bdi>{title}</bdi>
  </span>
)

const OwnNote = ({ entry: { note } }: { readonly entry: Reading }) =>
  note ? (
    <p class="own-note" dir="auto">
      {note}
    </p>
  ) : null

const Visited = ({ entry }: { readonly entry: Reading }) => (
  <p class="visited">
    {entry.state && (
      <strong class="state">
        <Icon name="bookmark" inline />
        {STATE_NAMES[entry.state]()}
      </strong>
    )}
    <span>{sayList(dates(entry), 'commas')}</span>
    {entry.fresh > 0 && (
      <strong class="fresh">
        {t('Updated since: {n, plural, one {# new chapter} other {# new chapters}}', { n: entry.fresh })}
      </strong>
    )}
  </p>
)

function dates({ visits, first, last, state, stateAt }: Reading) {
  const on = (date: Date) => <time datetime={isoDay(date)}>{day(date)}</time>
  const marked = state && stateAt ? [sayWith('marked {date}', { date: on(stateAt) })] : []
  if (!first || !last) return marked
  const times = t('{n, plural, one {visited once} other {visited # times}}', { n: visits })
  const when =
    visits === 1 || isoDay(first) === isoDay(last)
      ? sayWith('on {date}', { date: on(last) })
      : sayWith('first {first}, last {last}', { first: on(first), last: on(last) })
  return [times, when, ...marked]
}
