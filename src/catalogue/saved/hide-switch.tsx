import { routes } from '../../routes.ts'
import { t } from '../../web/say.ts'

/** On the page of a tag or a creator: out of this reader's lists, or back again. */
export interface HideSwitchView {
  readonly csrf: string
  readonly back: string
  readonly things: readonly Hideable[]
}

export interface Hideable {
  /** Its address: to hide it by. */
  readonly at: string
  /** To show it again by; null: it is not hidden. */
  readonly key: string | null
  /** Said where there are several. */
  readonly name: string | null
}

export function HideSwitch({ hide }: { readonly hide: HideSwitchView | undefined }) {
  if (!hide?.things.length) return null
  return (
    <form class="hide-switch" method="post" action={routes.hidden}>
      <input type="hidden" name="csrf" value={hide.csrf} />
      <input type="hidden" name="back" value={hide.back} />
      <p class="actions">{hide.things.map(hideable)}</p>
    </form>
  )
}

const hideable = ({ at, key, name }: Hideable) =>
  key === null ? (
    <button type="submit" name="hide" value={at}>
      {name ? t('Hide all by {name}', { name }) : t('Hide from my lists')}
    </button>
  ) : (
    <button type="submit" name="show" value={key}>
      {name ? t('Hidden: show {name} again', { name }) : t('Hidden: show again')}
    </button>
  )
