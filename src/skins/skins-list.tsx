import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { Layout } from '../web/layout.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { SkinListed } from './read-skins.ts'
import type { SkinStanding } from './tables.ts'

export const STANDINGS: Readonly<Record<SkinStanding, () => string>> = {
  own: () => t('only yours'),
  offered: () => t('offered, waits for a moderator'),
  approved: () => t('for everybody'),
}

interface ListsProps {
  readonly page: Page
  readonly site: readonly SkinListed[]
  readonly work: readonly SkinListed[]
}

/** Everybody's. */
export const SkinsPage = ({ page, site, work }: ListsProps) => (
  <Layout page={page} title={t('Skins')}>
    <div class="page-head">
      <h2 class="heading">{t('Skins')}</h2>
      <p>{t('Looks for all pages, and styles for works, that members made for everybody.')}</p>
    </div>
    {page.actor.type === 'member' && (
      <p>
        <a href={href(routes.ownSkins, { name: page.actor.name })}>{t('Your own skins')}</a>
      </p>
    )}
    {part(t('Site skins'), <List skins={site} none={t('None yet.')} />)}
    {part(t('Work skins'), <List skins={work} none={t('None yet.')} />)}
  </Layout>
)

const part = (title: string, children: Child) => (
  <section class="part">
    <h3 class="ruled">{title}</h3>
    {children}
  </section>
)

const List = ({ skins, none }: { readonly skins: readonly SkinListed[]; readonly none: string }) =>
  skins.length === 0 ? <p>{none}</p> : <ul class="skins">{skins.map((skin) => Entry({ skin }))}</ul>

/** The page on which a skin is seen at work; for guests, too. */
export const previewHref = ({ id, kind }: Pick<SkinListed, 'id' | 'kind'>): string =>
  href(routes.skin, { skinId: id }, kind === 'site' ? { site_skin: id } : {})

const Entry = ({ skin }: { readonly skin: SkinListed }) => (
  <li>
    <h4>
      <a href={href(routes.skin, { skinId: skin.id })}>
        <bdi>{skin.title}</bdi>
      </a>
    </h4>
    <p class="kind">
      {skin.kind === 'work' ? t('Work skin') : t('Site skin')} · {STANDINGS[skin.standing]()}
    </p>
    {skin.about && (
      <p class="skin-about" dir="auto">
        {skin.about}
      </p>
    )}
    <p class="actions">
      <a class="button" href={previewHref(skin)} rel="nofollow">
        {t('Preview')}
        <span class="said">
          {' '}
          <bdi>{skin.title}</bdi>
        </span>
      </a>
    </p>
  </li>
)

/** One's own. */
export const OwnSkinsPage = ({ page, site, work }: ListsProps) => (
  <OwnPage
    page={page}
    title={t('Skins')}
    lead={sayWith('Looks for all pages, and styles for your works. There are {others}, too.', {
      others: <a href={routes.skins}>{t('those that are everybody’s')}</a>,
    })}
  >
    {part(
      t('Site skins'),
      <>
        <List skins={site} none={t('You have none yet.')} />
        <p class="actions">
          <a class="button" href={href(routes.newSkin, {}, { kind: 'site' })}>
            {t('A new site skin')}
          </a>
        </p>
      </>,
    )}
    {part(
      t('Work skins'),
      <>
        <List skins={work} none={t('You have none yet.')} />
        <p class="actions">
          <a class="button" href={href(routes.newSkin, {}, { kind: 'work' })}>
            {t('A new work skin')}
          </a>
        </p>
      </>,
    )}
  </OwnPage>
)
