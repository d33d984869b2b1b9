import { html } from 'hono/html'
import { href, routes } from '../../routes.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { Byline, WorkBlurb } from '../../works/index.ts'
import type { ReaderView } from './reader-view.ts'

/** One form for every menu of a page: each menu's buttons belong to it. */
const FORM = 'hide'

export const HideForm = ({ reader }: { readonly reader: ReaderView | undefined }) =>
  reader ? (
    <form id={FORM} method="post" action={routes.hidden}>
      <input type="hidden" name="csrf" value={reader.csrf} />
      <input type="hidden" name="back" value={reader.back} />
    </form>
  ) : null

interface HideMenuProps {
  readonly work: WorkBlurb
  readonly reader: ReaderView | undefined
}

/** At the end of a blurb: not this one again, nothing by them, nothing with that tag. Anonymous works name nobody. */
export function HideMenu({ work, reader }: HideMenuProps) {
  if (!reader) return null
  const byName = creatorsOf(work, reader.self).map(({ name, at }) =>
    button(at, allBy(at, html`<bdi>${name}</bdi>`, reader.self !== null)),
  )
  const tags = href(reader.hiddenAt, {}, { work: work.id, back: shortBack(reader.back) })
  // A template, not JSX: every entry of a list ends with one.
  return html`<details class="hide"><summary>${t('Hide')}<span class="said"> <bdi>${work.title}</bdi></span></summary>
<p class="actions">${button(href(routes.work, { workId: work.id }), t('This work'))}${byName}<a class="button" href="${tags}" rel="nofollow">${t('One of its tags')}</a></p></details>`
}

/** Of an account, a member mutes it. */
const allBy = (at: string, name: ReturnType<typeof html>, member: boolean) =>
  member && at.startsWith('/users/') ? sayWith('Mute {name}', { name }) : sayWith('All by {name}', { name })

const button = (at: string, says: unknown) =>
  html`<button type="submit" form="${FORM}" name="hide" value="${at}"><span>${says}</span></button>`

const MOST_NAMED = 5

/** Whoever signed it, once each: an account whole, whichever of its names stands here. */
function creatorsOf({ creators }: WorkBlurb, self: string | null): { name: string; at: string }[] {
  const named = new Map(creators.flatMap((one) => accountOrName(one)).map((one) => [one.at, one]))
  return [...named.values()].filter(({ at }) => at !== self).slice(0, MOST_NAMED)
}

function accountOrName({ name, href: at }: Byline): { name: string; at: string }[] {
  if (at === null) return []
  const account = /^(\/users\/[^/]+)\/pseuds\//.exec(at)?.[1]
  return account
    ? [{ name: decodeURIComponent(account.slice('/users/'.length)), at: account }]
    : [{ name, at }]
}

/** Twenty links to a page each carry the way back: not when it is long. */
const shortBack = (back: string): string | null => (back.length > 300 ? null : back)
