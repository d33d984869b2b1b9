import type { Child } from 'hono/jsx'
import type { PenName } from '../../accounts/index.ts'
import { href, routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import { Layout } from '../../web/layout.tsx'
import { NoticeBox } from '../../web/notice.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { Creators } from '../../works/index.ts'
import type { PenWorks } from './pen-works.ts'

interface AskProps {
  readonly page: Page
  readonly account: string
  readonly pen: PenName
  readonly about: PenWorks
  readonly fault?: string | undefined
}

/** Before a pen name is deleted: what happens to what it signed. */
export function DeletePenPage({ usual, ...props }: AskProps & { readonly usual: string }) {
  const { pen, about, account } = props
  const signs = { pen: usual, account }
  return (
    <AskPage {...props} title={t('Delete this pen name?')} deed={t('Delete it')} word="delete">
      {about.works > 0 ? (
        <p>
          {sayWith('{n, plural, one {# work is} other {# works are}} then signed with {name}.', {
            n: about.works,
            name: (
              <Creators
                creators={[{ name: signs.pen, href: href(routes.pseud, { name: account, pseud: usual }) }]}
              />
            ),
          })}
        </p>
      ) : (
        <p>{t('It signs nothing.')}</p>
      )}
      {pen.unlinked && about.works > 0 && (
        <p>
          <strong>
            {t('That name is shown with your account: everybody then sees that these works are yours.')}
          </strong>
        </p>
      )}
      <p>{t('Its description and picture are gone for good.')}</p>
    </AskPage>
  )
}

/** Before a pen name is kept apart from the account: what that does, and what it cannot do. */
export const UnlinkPenPage = (props: AskProps) => (
  <AskPage
    {...props}
    title={t('Keep this name apart from your account?')}
    deed={t('Keep it apart')}
    word="unlink"
  >
    <p>
      {t(
        'Nothing public then ties it to your account: it has a page of its own with its works, and your page, its numbers and its feeds leave them out. You and the archive still know.',
      )}
    </p>
    <p>
      {t(
        'What people have read, saved or downloaded before cannot be taken back. Pictures and words that your names share may tell, too.',
      )}
    </p>
    <Tells about={props.about} />
  </AskPage>
)

const Tells = ({ about: { mixedSeries, besideOwn } }: Pick<AskProps, 'about'>) => (
  <>
    {mixedSeries.length > 0 && (
      <>
        <p>{t('These series hold works under this name and under another of yours; readers may guess:')}</p>
        <Links of={mixedSeries} />
      </>
    )}
    {besideOwn.length > 0 && (
      <>
        <p>{t('These works are signed with this name and with another of yours:')}</p>
        <Links of={besideOwn} />
      </>
    )}
  </>
)

const Links = ({ of }: { readonly of: PenWorks['mixedSeries'] }) => (
  <ul class="telling">
    {of.map((one) => (
      <li>
        <a href={one.href}>
          <bdi>{one.title}</bdi>
        </a>
      </li>
    ))}
  </ul>
)

export const LinkPenPage = (props: AskProps) => (
  <AskPage {...props} title={t('Show this name as yours again?')} deed={t('Show it as mine')} word="link">
    <p>
      {t(
        'Everybody then sees that it is yours, on every work it signs. What people have seen once cannot be taken back.',
      )}
    </p>
  </AskPage>
)

interface AskPageProps extends AskProps {
  readonly title: string
  readonly deed: string
  readonly word: 'delete' | 'link' | 'unlink'
  readonly children: Child
}

/** One question, one deed, one way back. */
function AskPage({ page, account, pen, title, deed, word, fault, children }: AskPageProps) {
  return (
    <Layout page={{ ...page, robots: false }} title={title} active="you">
      <div class="page-head">
        <p class="kind">
          {t('Pen name')} <bdi>{pen.name}</bdi>
        </p>
        <h2 class="heading">{title}</h2>
      </div>
      {fault && (
        <NoticeBox kind="error">
          <p>{fault}</p>
        </NoticeBox>
      )}
      <form class="asking" method="post">
        <Csrf page={page} />
        {children}
        <p class="actions">
          {!fault && (
            <button type="submit" name="deed" value={word} class="first">
              {deed}
            </button>
          )}
          <a class="button" href={href(routes.editPseud, { name: account, pseud: pen.name })}>
            {t('Leave it as it is')}
          </a>
        </p>
      </form>
    </Layout>
  )
}
