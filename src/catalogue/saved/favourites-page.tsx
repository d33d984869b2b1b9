import type { Member } from '../../core/actor.ts'
import { href, routes } from '../../routes.ts'
import { NoticeBox } from '../../web/notice.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { MOST_FAVOURITES } from './favourites.ts'
import { FavouriteList } from './favourites-list.tsx'
import type { FavouriteShown } from './favourites-view.ts'

/** A tag that was not kept, and why. */
export interface NotKept {
  readonly fault: 'too-many' | 'not-canonical'
  readonly name: string
}

interface FavouritesPageProps {
  readonly page: Page
  readonly member: Member
  readonly favourites: readonly FavouriteShown[]
  readonly notKept?: NotKept | undefined
}

export const FavouritesPage = ({ page, member, favourites, notKept }: FavouritesPageProps) => (
  <OwnPage
    page={page}
    title={t('Favourite tags')}
    lead={t('They stand on your front page, with what is new in each. Nobody else ever sees them.')}
  >
    {notKept && <NotKeptBox {...notKept} />}
    {favourites.length > 0 ? (
      <FavouriteList page={page} member={member} favourites={favourites} />
    ) : (
      <div class="blank">
        <div>
          <h3>{t('No favourite tag yet')}</h3>
          <p>
            {t(
              'On the page of any tag this archive files under, and over the list of its works, a button puts it here: up to {n} of them.',
              { n: MOST_FAVOURITES },
            )}
          </p>
          <div class="actions">
            <a class="button first" href={routes.media}>
              {t('Go to the fandoms')}
            </a>
          </div>
        </div>
      </div>
    )}
  </OwnPage>
)

const NotKeptBox = ({ fault, name }: NotKept) => {
  const tag = (
    <a class="tag" href={href(routes.tagWorks, { name })}>
      <bdi>{name}</bdi>
    </a>
  )
  return (
    <NoticeBox kind="error">
      <p>
        {fault === 'too-many'
          ? sayWith(
              '{tag} was not added: there are {n} favourite tags, and there can be no more. Take one off here, then add it.',
              { tag, n: MOST_FAVOURITES },
            )
          : sayWith(
              '{tag} was not added: only names this archive files under can be favourites, and this is a writer’s own.',
              { tag },
            )}
      </p>
    </NoticeBox>
  )
}
