import { routes } from '../routes.ts'
import { Rulings } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { day, isoDay, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'

interface MysteryPageProps {
  readonly page: Page
  /** The gathering that will reveal it, as far as that is known: title and day. */
  readonly collection: { readonly title: string; readonly reveals: Date | null } | null
}

/** A work that is posted but not revealed: nothing of it may be told, not even its title. */
export const MysteryPage = ({ page, collection }: MysteryPageProps) => (
  <Layout page={page} title={t('Mystery work')} active="works">
    <div class="blank">
      <div>
        <h2 class="heading">{t('A work that is not revealed yet')}</h2>
        <p>
          {collection
            ? sayWith('It is part of {collection}, and will be here when that is revealed.', {
                collection: <bdi>{collection.title}</bdi>,
              })
            : t('It will be here when it is revealed. Until then nothing of it is shown.')}
          {collection?.reveals && (
            <>
              {' '}
              {sayWith('That is planned for {date}.', {
                date: <time datetime={isoDay(collection.reveals)}>{day(collection.reveals)}</time>,
              })}
            </>
          )}
        </p>
        <div class="actions">
          <a class="button" href={routes.works}>
            {t('Look through the newest works')}
          </a>
        </div>
      </div>
      <Rulings />
    </div>
  </Layout>
)
