import { LoginPage } from '../../src/accounts/login-page.tsx'
import { ImportPage } from '../../src/import/import-form.tsx'
import { ImportReportPage } from '../../src/import/import-report.tsx'
import { SettingsPage } from '../../src/reading/settings-page.tsx'
import { AboutPage } from '../../src/site/about-page.tsx'
import { HomePage } from '../../src/site/home-page.tsx'
import { SetupPage } from '../../src/site/setup-page.tsx'
import { AwayPage, ErrorPage, type ErrorStatus } from '../../src/web/error-page.tsx'
import { render } from '../../src/web/layout.tsx'
import type { Page, ReadingSettings } from '../../src/web/page.ts'
import { aboutView, emptyHome, homeView, member, owner, finishedRun, page, runningRun } from './made-up-site.ts'

/** A page as a reader with these settings gets it. */
export type Drawn = (settings: ReadingSettings) => string

const sent = { typed: {}, faults: {} }
const at = (settings: ReadingSettings, more: Partial<Page> = {}): Page => ({ ...page, settings, ...more })

const error =
  (status: ErrorStatus, more: Partial<Page> = {}): Drawn =>
  (settings) =>
    render(<ErrorPage page={at(settings, more)} status={status} mark={status === 500 ? 'k3f9-20' : undefined} />)

/** Every page of the archive around its works: front page, set-up, accounts, import, settings, errors. */
export const SITE_PAGES: Readonly<Record<string, Drawn>> = {
  home: (s) => render(<HomePage page={at(s)} view={homeView} />),
  'home-member': (s) =>
    render(
      <HomePage
        page={at(s, { actor: member, notice: { kind: 'ok', text: 'You are logged in.' } })}
        view={homeView}
      />,
    ),
  empty: (s) => render(<HomePage page={at(s, { actor: owner })} view={emptyHome} />),
  'empty-guest': (s) => render(<HomePage page={at(s)} view={emptyHome} />),
  setup: (s) =>
    render(
      <SetupPage
        page={at(s, { ready: false, path: '/setup', archive: 'Palimpsest' })}
        sent={sent}
        token="t"
        folder="/home/irene/palimpsest/data"
      />,
    ),
  'setup-faults': (s) =>
    render(
      <SetupPage
        page={at(s, { ready: false, path: '/setup', archive: 'Palimpsest' })}
        sent={{
          typed: { name: 'The Lamplighters', about: 'Old stories told again', login: 'irene', email: 'irene', token: 'abc', seed: 'sample' },
          faults: {
            token: 'This is not the key that the program wrote; look for the last line that begins with “Set up”.',
            email: 'An e-mail address has an @ in it, for example irene@example.org.',
            password: 'This passphrase has nine letters; twelve is the least.',
          },
        }}
        token={null}
        folder="/home/irene/palimpsest/data"
      />,
    ),
  login: (s) => render(<LoginPage page={at(s, { path: '/users/login' })} sent={sent} back="/" />),
  'login-fault': (s) =>
    render(
      <LoginPage
        page={at(s, { path: '/users/login' })}
        sent={{ typed: { login: 'irene_a' }, faults: { login: 'Name and passphrase do not belong together.' } }}
        back="/"
      />,
    ),
  about: (s) => render(<AboutPage page={at(s)} view={aboutView} />),
  import: (s) => render(<ImportPage page={at(s, { actor: member, path: '/works/import' })} sent={sent} />),
  'import-faults': (s) =>
    render(
      <ImportPage
        page={at(s, { actor: member, path: '/works/import' })}
        sent={{ typed: { whose: 'mine' }, faults: { files: 'No file came. Choose at least one.' } }}
      />,
    ),
  running: (s) => render(<ImportReportPage page={at(s, { actor: member })} run={runningRun} />),
  finished: (s) => render(<ImportReportPage page={at(s, { actor: member })} run={finishedRun} />),
  settings: (s) => render(<SettingsPage page={at(s, { path: '/settings/reading' })} back="/works?tag=Bees" />),
  '403': error(403),
  '403-member': error(403, { actor: member }),
  '404': error(404),
  '413': error(413, { actor: member }),
  '422': error(422),
  '500': error(500),
  '503': (s) => render(<AwayPage archive="The Lamplighters" settings={s} path="/works?tag=Bees" />),
}
