import { html } from 'hono/html'
import type { WorkId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import { t } from '../../web/say.ts'
import { READING_STATES } from '../tables.ts'
import type { Marks } from './marks.ts'
import { STATE_DEEDS, STATE_NAMES } from './state-names.ts'

/** One form for every menu of a page: each menu's buttons belong to it, and lead back to their work in the list. */
const FORM = 'mark'

interface MarkFormProps {
  readonly csrf: string
  /** The list as it stands, to come back to. */
  readonly back: string
  readonly marks: Marks | undefined
}

export const MarkForm = ({ csrf, back, marks }: MarkFormProps) =>
  marks?.size ? (
    <form id={FORM} method="post">
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="back" value={back} />
    </form>
  ) : null

interface MarkMenuProps {
  readonly work: { readonly id: WorkId; readonly title: string }
  readonly marks: Marks | undefined
}

/** At the end of a blurb: for later, being read, read, dropped; and which it is. Seen by its reader alone. */
export function MarkMenu({ work, marks }: MarkMenuProps) {
  const state = marks?.get(work.id)
  if (state === undefined) return null
  const at = href(routes.reading, { workId: work.id })
  const button = (value: string, says: string) =>
    html`<button type="submit" form="${FORM}" formaction="${at}" name="state" value="${value}">${says}</button>`
  const others = READING_STATES.filter((one) => one !== state)
  const marked = state ? html`<strong>${STATE_NAMES[state]()}</strong>` : t('Mark as…')
  // A template, not JSX: every entry of a list ends with one.
  return html`<details class="mark-list"><summary>${marked}<span class="said"> <bdi>${work.title}</bdi></span></summary>
<p class="actions">${others.map((one) => button(one, STATE_DEEDS[one]()))}${state ? button('none', t('Take the mark off')) : ''}</p></details>`
}
