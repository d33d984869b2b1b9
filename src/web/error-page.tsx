import type { Child } from 'hono/jsx'
import { GUEST } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { SearchBox } from './header.tsx'
import { Rulings } from './icons.tsx'
import { type GivenFields, isWriting } from './kept-typing.ts'
import { TypedAgain } from './kept-typing-form.tsx'
import { Layout } from './layout.tsx'
import type { Page, ReadingSettings } from './page.ts'
import { t } from './say.ts'

export type ErrorStatus = 403 | 404 | 409 | 413 | 422 | 500 | 503 | 507

export interface Instead {
  readonly href: string
  readonly label: string
}

interface ErrorPageProps {
  readonly page: Page
  readonly status: ErrorStatus
  /** What exactly was refused and why, when it is known: replaces the general sentence. */
  readonly said?: string | undefined
  /** Where to go from here, when that is known: replaces the general one. */
  readonly instead?: Instead | undefined
  /** Under which a keeper finds the fault in the log. */
  readonly mark?: string
  /** What was typed and could not be taken: given back, to be sent again. */
  readonly typed?: GivenFields | undefined
}

/** What happened, and one thing to do. */
export function ErrorPage({ page, status, said, instead, mark, typed }: ErrorPageProps) {
  const loggedOut = typed !== undefined && status === 403 && page.actor.type === 'guest'
  const { title, text, deed } = typed && status === 403 ? NOT_YET(loggedOut) : faults[status](page)
  return (
    <Layout page={page} title={title}>
      <div class="blank">
        <div>
          <h2 class="heading">{title}</h2>
          <p>{loggedOut ? text : (said ?? text)}</p>
          {typed && !loggedOut && <p>{t('What you typed is here, all of it.')}</p>}
          {typed ? (
            <TypedAgain page={page} fields={typed} loggedOut={loggedOut} />
          ) : instead ? (
            <Deed to={instead.href}>{instead.label}</Deed>
          ) : (
            deed
          )}
          <p class="hint">
            {t('Error {status}.', { status: String(status) })}{' '}
            {mark && t('The keepers find it in the log under {mark}.', { mark })}
          </p>
        </div>
        <Rulings />
      </div>
    </Layout>
  )
}

/** For when the database does not answer: needs nothing but what the program knows by itself. */
export function AwayPage(props: {
  readonly archive: string
  readonly settings: ReadingSettings
  readonly path: string
  readonly csrf?: string
  readonly typed?: GivenFields | undefined
}) {
  const { typed, csrf = '', ...known } = props
  const page: Page = { ...known, csrf, actor: GUEST, ready: false, robots: false }
  return <ErrorPage page={page} status={503} typed={typed} />
}

/** What was typed is whole, and needs one more step. */
const NOT_YET = (loggedOut: boolean): Fault => ({
  title: t('This could not be saved yet'),
  text: loggedOut
    ? t(
        'You are not logged in any more. What you typed is here, all of it: log in in another tab, come back to this one, and send it again.',
      )
    : t('The page it was typed on was too old, or this is not yours to change.'),
  deed: null,
})

interface Fault {
  readonly title: string
  readonly text: string
  readonly deed: Child
}

/** Functions, because the language is known only while a page is made. */
const faults: Readonly<Record<ErrorStatus, (page: Page) => Fault>> = {
  403: (page) => ({
    title: t('This is not open to you'),
    text:
      page.actor.type === 'guest'
        ? t('What stands at this address is for members, or for one of them. If that is you, log in.')
        : t(
            'What stands at this address belongs to somebody else, or only the owner of the archive may do it.',
          ),
    deed:
      page.actor.type === 'guest' ? (
        <Deed to={href(routes.login, {}, { back: page.path })}>{t('Log in')}</Deed>
      ) : (
        <Deed to={href(routes.user, { name: page.actor.name })}>{t('Your own page')}</Deed>
      ),
  }),
  404: () => ({
    title: t('Nothing is written here'),
    text: t(
      'There is no page at this address. A work may have been deleted by its writer, or be open to fewer readers now, or the address may have lost a figure on its way to you.',
    ),
    deed: (
      <>
        <SearchBox id="q-again" label={t('Search for it')} plain />
        <ul class="actions">
          <li>
            <a href={routes.works}>{t('Newest works')}</a>
          </li>
          <li>
            <a href={routes.media}>{t('Fandoms')}</a>
          </li>
        </ul>
      </>
    ),
  }),
  409: (page) => ({
    title: t('Saved elsewhere in between'),
    text: t('What you sent meets something that was saved since, so nothing was changed.'),
    deed: <Deed to={page.path}>{t('Load the page anew')}</Deed>,
  }),
  413: (page) => ({
    title: t('That was too much at once'),
    text: isWriting(page.path)
      ? t(
          'What you sent is larger than this archive takes in one go, so none of it was kept. Go back one page: your browser still has it. Then save it in parts, a chapter at a time.',
        )
      : t(
          'What you sent is larger than this archive takes in one go, so none of it was kept. Send fewer files at a time.',
        ),
    deed: <Deed to={routes.importForm}>{t('Back to the import')}</Deed>,
  }),
  422: (page) => ({
    title: t('That could not be taken'),
    text: t(
      'What was sent does not make sense here, so nothing was changed. Go back, load the page anew and try once more.',
    ),
    deed: <Deed to={page.path}>{t('Load the page anew')}</Deed>,
  }),
  500: () => ({
    title: t('The archive made a mistake'),
    text: t(
      'It is ours, not yours, and it has been written down for the keepers. What you typed may still be there if you go back one page.',
    ),
    deed: <Deed to={routes.home}>{t('To the front page')}</Deed>,
  }),
  503: (page) => ({
    title: t('The shelves are out of reach'),
    text: t(
      'The archive is running, but its database does not answer just now. Nothing is lost. It tries again by itself; so can you, in a minute.',
    ),
    deed: <Deed to={page.path}>{t('Try again')}</Deed>,
  }),
  507: () => ({
    title: t('There is no room left'),
    text: t(
      'The disk of the archive is full, so what you sent could not be kept. Nothing that was here is lost. The keepers have been told; try again later.',
    ),
    deed: <Deed to={routes.home}>{t('To the front page')}</Deed>,
  }),
}

function Deed({ to, children }: { readonly to: string; readonly children: Child }) {
  return (
    <div class="actions">
      <a class="button first" href={to}>
        {children}
      </a>
    </div>
  )
}
