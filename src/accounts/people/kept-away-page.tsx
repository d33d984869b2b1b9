import { href, routes } from '../../routes.ts'
import { Csrf, Field, type Sent } from '../../web/form.tsx'
import { Layout } from '../../web/layout.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { moment, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { Distance } from './keep-away.ts'
import type { KeptAway } from './kept-away.ts'

interface KeptAwayPageProps {
  readonly page: Page
  readonly how: Distance
  readonly list: KeptAway
  readonly timeZone: string
  readonly sent: Sent<'name'>
}

/** One's own list; or another's, which a moderator reads. */
export function KeptAwayPage(props: KeptAwayPageProps) {
  const { page, how, list } = props
  if (list.readOnly) return <ReadByModerator {...props} />
  const title = how === 'block' ? t('Blocked people') : t('Muted people')
  return (
    <OwnPage page={page} title={title} lead={how === 'block' ? whatBlocking() : whatMuting()}>
      <Add {...props} />
      {list.all === 0 ? <Nobody how={how} /> : <People {...props} />}
    </OwnPage>
  )
}

const whatBlocking = () =>
  t('They cannot leave you kudos or comments, answer you or give you works. They are never told.')
const whatMuting = () =>
  t('Their works leave every list, count and search of yours, and nobody else’s. They are never told.')

function ReadByModerator(props: KeptAwayPageProps) {
  const { page, how, list } = props
  const { name } = list.of
  const title = how === 'block' ? t('Blocked by {name}', { name }) : t('Muted by {name}', { name })
  return (
    <Layout page={{ ...page, robots: false }} title={title}>
      <div class="page-head">
        <h2 class="heading">{title}</h2>
        <p>{t('You may read this list as a moderator. Only they can change it.')}</p>
      </div>
      {list.all === 0 ? <p>{t('Nobody.')}</p> : <People {...props} />}
    </Layout>
  )
}

function Add({ list, how, sent }: KeptAwayPageProps) {
  const { name } = list.of
  const [action, field] =
    how === 'block'
      ? [href(routes.blockPerson, { name }), 'blocked_id']
      : [href(routes.mutePerson, { name }), 'muted_id']
  return (
    <form class="keep-away" action={action}>
      <Field
        name={field}
        label={t('Name of the account')}
        value={sent.typed.name}
        fault={sent.faults.name}
        needed="of-course"
        autocomplete="off"
      />
      <p class="actions">
        <button type="submit">{how === 'block' ? t('Block') : t('Mute')}</button>
      </p>
    </form>
  )
}

function People({ page, how, list, timeZone }: KeptAwayPageProps) {
  const at = how === 'block' ? routes.blocked : routes.muted
  const path = href(at, { name: list.of.name })
  return (
    <>
      <ul class="kept-away">
        {list.people.map(({ name, since }) => (
          <li>
            <span class="name">
              <a href={href(routes.user, { name })}>
                <bdi>{name}</bdi>
              </a>
              <time datetime={since.toISOString()}>{sinceWhen(how, moment(since, timeZone))}</time>
            </span>
            {!list.readOnly && <TakeOff page={page} how={how} path={path} name={name} />}
          </li>
        ))}
      </ul>
      <Steps list={list} path={path} />
    </>
  )
}

const sinceWhen = (how: Distance, when: string): string =>
  how === 'block' ? t('Blocked {when}', { when }) : t('Muted {when}', { when })

interface TakeOffProps {
  readonly page: Page
  readonly how: Distance
  readonly path: string
  readonly name: string
}

const TakeOff = ({ page, how, path, name }: TakeOffProps) => (
  <form method="post" action={path}>
    <Csrf page={page} />
    <button type="submit" name="remove" value={name}>
      {how === 'block' ? t('Unblock') : t('Unmute')}
      <span class="said">
        {' '}
        <bdi>{name}</bdi>
      </span>
    </button>
  </form>
)

function Steps({ list: { page, pages }, path }: { readonly list: KeptAway; readonly path: string }) {
  if (pages < 2) return null
  return (
    <nav class="steps" aria-label={t('Pages')}>
      <p class="actions">
        {page > 1 && (
          <a class="button" href={href(path, {}, { page: page - 1 })} rel="prev">
            {t('Newer')}
          </a>
        )}
        <span>{sayWith('Page {page} of {pages}', { page: String(page), pages: String(pages) })}</span>
        {page < pages && (
          <a class="button" href={href(path, {}, { page: page + 1 })} rel="next">
            {t('Older')}
          </a>
        )}
      </p>
    </nav>
  )
}

const Nobody = ({ how }: { readonly how: Distance }) => (
  <p>{how === 'block' ? t('You block nobody.') : t('You mute nobody.')}</p>
)
