import type { Member } from '../../core/actor.ts'
import { href, routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import { Icon } from '../../web/icons.tsx'
import type { Page } from '../../web/page.ts'
import { count, t } from '../../web/say.ts'
import type { FavouriteShown } from './favourites-view.ts'

interface FavouriteListProps {
  readonly page: Page
  readonly member: Member
  readonly favourites: readonly FavouriteShown[]
}

/** One form for every button of the list. */
const FORM = 'drop-favourite'

/** The tags a member keeps: how many works, how many new ones, the feed, and the way out. */
export const FavouriteList = ({ page, member, favourites }: FavouriteListProps) => (
  <>
    <form id={FORM} method="post" action={href(routes.favourites, { name: member.name })}>
      <Csrf page={page} />
      <input type="hidden" name="back" value={page.path} />
    </form>
    <ul class="tag-counts favourites">
      {favourites.map((favourite) => (
        <FavouriteItem favourite={favourite} />
      ))}
    </ul>
  </>
)

const FavouriteItem = ({ favourite }: { readonly favourite: FavouriteShown }) => (
  <li class={favourite.kind}>
    <span class="which">
      <a href={favourite.works}>
        <bdi>{favourite.name}</bdi>
      </a>
      {(favourite.fresh ?? 0) > 0 && (
        <span class="fresh">
          {t('{n, plural, =0 {No new work} one {# new work} other {# new works}}', {
            n: favourite.fresh ?? 0,
          })}
        </span>
      )}
    </span>
    {favourite.total !== null && (
      <span class="n">
        <span class="said">, </span>
        {count(favourite.total)}
        <span class="said"> {t('{n, plural, one {work} other {works}}', { n: favourite.total })}</span>
      </span>
    )}
    <span class="deeds">
      <a href={favourite.feed} type="application/atom+xml">
        <Icon name="feed" />
        <span class="said">
          {t('Feed of these works')} <bdi>{favourite.name}</bdi>
        </span>
      </a>
      <button class="quiet" type="submit" form={FORM} name="drop" value={favourite.id}>
        <Icon name="close" />
        <span class="said">
          {t('Take off my favourite tags:')} <bdi>{favourite.name}</bdi>
        </span>
      </button>
    </span>
  </li>
)
