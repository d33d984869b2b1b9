import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { SkinKind } from './clean/css-fault.ts'
import type { Skin } from './read-skins.ts'
import { sheetHref } from './sheets.ts'
import { SiteSample } from './site-sample.tsx'
import { SkinForm, type SkinFormView } from './skin-form.tsx'
import { SkinSample } from './skin-sample.tsx'
import { previewHref, STANDINGS } from './skins-list.tsx'

const NEW: Readonly<Record<SkinKind, () => string>> = {
  work: () => t('A new work skin'),
  site: () => t('A new site skin'),
}

/** What is in the form, tried on: by the sample of a work, or by this very page. */
const Trial = ({ view }: { readonly view: SkinFormView }) =>
  view.tried ? (
    <>
      <NoticeBox kind="note">
        <p>
          <strong>{t('This is a preview.')}</strong> {t('Nobody sees it, and nothing is saved yet.')}
        </p>
      </NoticeBox>
      {view.kind === 'work' && <SkinSample />}
    </>
  ) : null

const TrialSheet = ({ view }: { readonly view: SkinFormView }) =>
  view.tried && view.kind === 'work' ? <link rel="stylesheet" href={view.tried} /> : null

export const NewSkinPage = ({ view }: { readonly view: SkinFormView }) => (
  <OwnPage
    page={view.page}
    head={<TrialSheet view={view} />}
    title={NEW[view.kind]()}
    lead={
      view.kind === 'work'
        ? t('A style for works of yours. Readers may turn it off.')
        : t('Another look for all pages. Only you see it, unless you offer it to everybody.')
    }
  >
    <Trial view={view} />
    <SkinForm view={view} save={t('Save')} />
  </OwnPage>
)

export const EditSkinPage = ({ view, skin }: { readonly view: SkinFormView; readonly skin: Skin }) => (
  <OwnPage
    page={view.page}
    head={<TrialSheet view={view} />}
    title={t('Edit {title}', { title: skin.title })}
    heading={sayWith('Edit {title}', {
      title: (
        <a href={href(routes.skin, { skinId: skin.id })}>
          <bdi>{skin.title}</bdi>
        </a>
      ),
    })}
    lead={t('What wears it changes as soon as you save.')}
  >
    <Trial view={view} />
    <SkinForm view={view} save={t('Save')} />
  </OwnPage>
)

export const DeleteSkinPage = ({ page, skin }: { readonly page: Page; readonly skin: Skin }) => (
  <OwnPage
    page={page}
    title={t('Delete this skin?')}
    heading={sayWith('Delete {title}?', { title: <bdi>{skin.title}</bdi> })}
  >
    <form class="asking" method="post">
      <Csrf page={page} />
      <p>
        {t('What wears it goes back to the usual look: works, and everybody’s pages. This cannot be undone.')}
      </p>
      <p class="actions">
        <button type="submit" class="first">
          {t('Delete')}
        </button>
        <a class="button" href={href(routes.skin, { skinId: skin.id })}>
          {t('Keep it')}
        </a>
      </p>
    </form>
  </OwnPage>
)

interface SkinPageProps {
  readonly page: Page
  readonly skin: Skin
  /** It is what the reader's pages wear on all devices. */
  readonly worn: boolean
}

/** A skin: what it is, how it looks, and what can be done with it. */
export const SkinPage = ({ page, skin, worn }: SkinPageProps) => (
  <Layout
    page={{ ...page, robots: false }}
    title={skin.title}
    head={skin.kind === 'work' && <link rel="stylesheet" href={sheetHref(skin.id, skin.stamp)} />}
  >
    <div class="page-head">
      <p class="kind">
        {skin.kind === 'work' ? t('Work skin') : t('Site skin')} · {STANDINGS[skin.standing]()}
      </p>
      <h2 class="heading">
        <bdi>{skin.title}</bdi>
      </h2>
    </div>
    {skin.about && (
      <p class="skin-about" dir="auto">
        {skin.about}
      </p>
    )}
    <Actions page={page} skin={skin} worn={worn} />
    <div id="skin-sample">
      {skin.kind === 'work' ? <SkinSample /> : <SitePreview page={page} skin={skin} />}
    </div>
    {skin.given && (
      <details class="more">
        <summary>{t('Its CSS')}</summary>
        <pre class="skin-css" dir="ltr" tabindex={0}>
          {skin.given}
        </pre>
      </details>
    )}
    {skin.parents.length > 0 && (
      <p class="hint">
        {t('It builds on:')} {skin.parents.map(({ title }) => title).join(', ')}
      </p>
    )}
  </Layout>
)

/** A site skin is seen on a page that wears it: this one, when its address says so. */
const SitePreview = ({ page, skin }: Omit<SkinPageProps, 'worn'>) =>
  page.skin?.id === skin.id ? (
    <>
      <p class="hint">
        {t('This page wears it, whatever your own pages wear.')}{' '}
        <a href={href(routes.skin, { skinId: skin.id })}>{t('Look at it without')}</a>
      </p>
      <SiteSample />
    </>
  ) : (
    <p class="actions">
      <a class="button first" href={previewHref(skin)} rel="nofollow">
        {t('Preview')}
      </a>
    </p>
  )

function Actions({ page, skin, worn }: SkinPageProps) {
  const at = { skinId: skin.id }
  return (
    <div class="skin-actions">
      {skin.kind === 'site' && (
        <a class="button" href={href(routes.works, {}, { site_skin: skin.id })} rel="nofollow">
          {t('Look at it on a page')}
        </a>
      )}
      {skin.kind === 'site' && (skin.own || skin.standing === 'approved') && (
        <Wearing page={page} skin={skin} worn={worn} />
      )}
      {skin.own && skin.standing !== 'approved' && (
        <a class="button" href={href(routes.editSkin, at)}>
          {t('Edit')}
        </a>
      )}
      {skin.own && skin.standing !== 'approved' && (
        <Deed page={page} skin={skin} {...OFFERS[skin.standing]} />
      )}
      {skin.own && (
        <a class="button" href={href(routes.deleteSkin, at)}>
          {t('Delete')}
        </a>
      )}
    </div>
  )
}

function Wearing({ page, skin, worn }: SkinPageProps) {
  if (page.actor.type === 'member')
    return worn ? (
      <Deed page={page} skin={skin} deed="leave" says={() => t('Take it off')} />
    ) : (
      <Deed page={page} skin={skin} deed="wear" says={() => t('Wear it on all my devices')} />
    )
  return (
    <form method="post" action={routes.skins}>
      <Csrf page={page} />
      <input type="hidden" name="back" value={page.path} />
      <button type="submit" name="skin" value={String(skin.id)}>
        {t('Wear it for now')}
      </button>
    </form>
  )
}

const OFFERS = {
  own: { deed: 'offer', says: () => t('Offer it to everybody') },
  offered: { deed: 'keep', says: () => t('Do not offer it any more') },
} as const

interface DeedProps {
  readonly page: Page
  readonly skin: Skin
  readonly deed: string
  readonly says: () => string
}

const Deed = ({ page, skin, deed, says }: DeedProps) => (
  <form method="post" action={href(routes.skin, { skinId: skin.id })}>
    <Csrf page={page} />
    <button type="submit" name="deed" value={deed}>
      {says()}
    </button>
  </form>
)
