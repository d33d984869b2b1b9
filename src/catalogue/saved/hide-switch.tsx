import { routes } from '../../routes.ts'
import { t } from '../../web/say.ts'

/** On the page of a tag or a creator: out of this reader's lists, or back again. */
export interface HideSwitchView {
  readonly csrf: string
  readonly back: string
  readonly things: readonly Hideable[]
}

interface Hideable {
  /** Its address: to hide it by. */
  readonly at: string
  /** To show it again by; null: it is not hidden. */
  readonly key: string | null
  /** Said where there are several. */
  readonly name: string | null
  /** Whose account this is, for members: hiding all that somebody writes is muting them. */
  readonly person?: string
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

const hideable = (thing: Hideable) =>
  thing.key === null ? (
    <button type="submit" name="hide" value={thing.at}>
      {hideSaid(thing)}
    </button>
  ) : (
    <button type="submit" name="show" value={thing.key}>
      {showSaid(thing)}
    </button>
  )

function hideSaid({ name, person }: Hideable): string {
  if (person) return t('Mute {name}', { name: person })
  return name ? t('Hide all by {name}', { name }) : t('Hide from my lists')
}

function showSaid({ name, person }: Hideable): string {
  if (person) return t('Unmute {name}', { name: person })
  return name ? t('Hidden: show {name} again', { name }) : t('Hidden: show again')
}
