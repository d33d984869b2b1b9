import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { moment, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { Begun } from './manuscript-list.ts'
import { formAddress } from './manuscript-places.ts'
import type { OpenedForm } from './manuscript-restore.ts'

interface RestoredNoticeProps {
  readonly page: Page
  readonly opened: OpenedForm
  /** Where its writer is: of their preferences. */
  readonly timeZone: string
}

/** On top of a form, outside of it: that it holds what was typed earlier, or that something was begun here. */
export function RestoredNotice({ page, opened, timeZone }: RestoredNoticeProps) {
  if (page.actor.type === 'guest') return null
  const { at, key, others, place } = opened
  if (opened.how === 'restored' && at)
    return (
      <div class="restored">
        <NoticeBox kind="note">
          <p>
            {sayWith('Restored from {time}: what was typed then and not saved.', {
              time: <Clock at={at} timeZone={timeZone} />,
            })}{' '}
            <Others page={page} n={others.length} />
          </p>
          <ThrowAway page={page} manuscript={key} back={formAddress(place)} />
        </NoticeBox>
      </div>
    )
  const [latest] = others
  return latest ? <BegunHere page={page} latest={latest} n={others.length - 1} timeZone={timeZone} /> : null
}

interface BegunProps {
  readonly latest: Begun
  readonly timeZone: string
}

const BegunHere = ({ page, n, ...begun }: BegunProps & { readonly page: Page; readonly n: number }) => (
  <GoOn {...begun}>
    {sayWith('Begun here at {time} and not saved: {words}', partsOf(begun))} <Others page={page} n={n} />
  </GoOn>
)

/** On other pages of a work: what stands in the form of one of its chapters. */
export const BegunInChapter = (begun: BegunProps) => (
  <GoOn {...begun}>
    {sayWith('Typed in a chapter’s own form at {time} and not saved: {words}', partsOf(begun))}
  </GoOn>
)

const partsOf = ({ latest, timeZone }: BegunProps) => ({
  time: <Clock at={latest.keptAt} timeZone={timeZone} />,
  words: <FirstWords words={latest.words} />,
})

const GoOn = ({ latest, children }: BegunProps & { readonly children: Child }) => (
  <div class="restored">
    <NoticeBox kind="note">
      <p>{children}</p>
      <p class="actions">
        <a class="button" href={formAddress(latest, latest.key)}>
          {t('Go on with it')}
        </a>
      </p>
    </NoticeBox>
  </div>
)

function Others({ page, n }: { readonly page: Page; readonly n: number }) {
  if (n === 0 || page.actor.type === 'guest') return null
  return (
    <a href={href(routes.manuscripts, { name: page.actor.name })}>
      {t('{n, plural, one {One more was kept.} other {# more were kept.}}', { n })}
    </a>
  )
}

/** When it was, where its writer is; the script of the page says it by the clock of their device. */
export const Clock = ({ at, timeZone }: { readonly at: Date; readonly timeZone: string }) => (
  <time datetime={at.toISOString()}>{moment(at, timeZone)}</time>
)

export const FirstWords = ({ words }: { readonly words: string }) =>
  words ? <q dir="auto">{words}</q> : <em>{t('no words yet')}</em>

interface ThrowAwayProps {
  readonly page: Page
  readonly manuscript: string
  readonly back: string
  /** Which of several, for who does not see it beside the button. */
  readonly words?: string
}

export function ThrowAway({ page, manuscript, back, words }: ThrowAwayProps) {
  return (
    <form class="actions" method="post" action={href(routes.manuscript, { key: manuscript })}>
      <Csrf page={page} />
      <input type="hidden" name="back" value={back} />
      <button type="submit" name="deed" value="throw">
        {t('Throw it away')}
        {words && (
          <span class="said">
            {' '}
            <bdi>{words}</bdi>
          </span>
        )}
      </button>
    </form>
  )
}
