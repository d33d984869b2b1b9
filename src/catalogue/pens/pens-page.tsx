import { type Icon, IconPicture, type PenName } from '../../accounts/index.ts'
import { href, routes } from '../../routes.ts'
import { Layout } from '../../web/layout.tsx'
import { OwnMenu } from '../../web/own-menu.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { theirWords } from '../../works/index.ts'
import { Pager } from '../pager.tsx'
import type { PagerView } from '../works-view.ts'

export interface PensView {
  readonly account: string
  readonly own: boolean
  readonly all: number
  /** Number of the first one shown, from 1. */
  readonly from: number
  readonly pens: readonly PenShown[]
  readonly pager: PagerView
}

interface PenShown extends Pick<PenName, 'name' | 'about' | 'isDefault' | 'unlinked'> {
  readonly href: string
  readonly icon: Icon | null
  /** That this reader may find under the name. */
  readonly works: number
}

interface PensPageProps {
  readonly page: Page
  readonly view: PensView
}

/** Every pen name of an account that is shown to be theirs; to themselves, the others too, with a mark. */
export const PensPage = ({ page, view }: PensPageProps) => (
  <Layout
    page={page}
    title={t('Pen names of {name}', { name: view.account })}
    active={view.own ? 'you' : 'works'}
  >
    {view.own ? (
      <div class="own-page">
        <OwnMenu page={page} />
        <div class="own-main">
          <Pens view={view} />
        </div>
      </div>
    ) : (
      <Pens view={view} />
    )}
  </Layout>
)

const Pens = ({ view }: Pick<PensPageProps, 'view'>) => (
  <>
    <div class="page-head">
      <p class="kind">{t('Pen names')}</p>
      <h2 class="heading">
        <a href={href(routes.user, { name: view.account })}>
          <bdi>{view.account}</bdi>
        </a>
      </h2>
      <p class="facts">{t('{n, plural, one {# pen name} other {# pen names}}', { n: view.all })}</p>
      {view.own && (
        <p class="actions">
          <a class="button first" href={href(routes.newPseud, { name: view.account })}>
            {t('New pen name')}
          </a>
        </p>
      )}
    </div>
    <ol class="pen-list" start={view.from}>
      {view.pens.map((pen) => (
        <Pen
          pen={pen}
          edit={view.own ? href(routes.editPseud, { name: view.account, pseud: pen.name }) : null}
        />
      ))}
    </ol>
    <Pager pager={view.pager} />
  </>
)

const Pen = ({ pen, edit }: { readonly pen: PenShown; readonly edit: string | null }) => (
  <li>
    <div class="face">
      {pen.icon ? (
        <IconPicture icon={pen.icon} />
      ) : (
        <span class="no-face" aria-hidden="true">
          {[...pen.name][0]?.toUpperCase()}
        </span>
      )}
    </div>
    <div>
      <h3>
        <a href={pen.href}>
          <bdi>{pen.name}</bdi>
        </a>
      </h3>
      <p class="facts">
        {t('{n, plural, =0 {No works} one {# work} other {# works}}', { n: pen.works })}
        {edit && pen.isDefault && <span class="mark">{t('signs unless another is chosen')}</span>}
        {pen.unlinked && <span class="mark">{t('known only to you and the archive')}</span>}
      </p>
      {pen.about && (
        <div class="userstuff" dir="auto">
          {theirWords(pen.about, 3, pen.name)}
        </div>
      )}
    </div>
    {edit && (
      <p class="deed">
        <a class="button" href={edit}>
          {sayWith('Change{name}', {
            name: (
              <span class="said">
                {' '}
                <bdi>{pen.name}</bdi>
              </span>
            ),
          })}
        </a>
      </p>
    )}
  </li>
)
