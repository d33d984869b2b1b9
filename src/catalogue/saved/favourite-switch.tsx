import type { TagId } from '../../core/ids.ts'
import { Icon } from '../../web/icons.tsx'
import { t } from '../../web/say.ts'

/** On a canonical tag's pages, for members: onto the front page, or off it. */
export interface FavouriteSwitchView {
  /** Where the form goes. */
  readonly at: string
  readonly csrf: string
  readonly back: string
  /** To keep it by: kind and name. */
  readonly keep: string
  /** To take it off by; null: it is not kept. */
  readonly drop: TagId | null
}

export const FavouriteSwitch = ({ favourite }: { readonly favourite: FavouriteSwitchView | undefined }) =>
  favourite ? (
    <form class="hide-switch" method="post" action={favourite.at}>
      <input type="hidden" name="csrf" value={favourite.csrf} />
      <input type="hidden" name="back" value={favourite.back} />
      <p class="actions">
        {favourite.drop === null ? (
          <button type="submit" name="keep" value={favourite.keep}>
            <Icon name="bookmark" />
            {t('Add to my favourite tags')}
          </button>
        ) : (
          <button type="submit" name="drop" value={favourite.drop}>
            <Icon name="check" />
            {t('One of my favourite tags: take it off')}
          </button>
        )}
      </p>
    </form>
  ) : null
