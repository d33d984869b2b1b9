import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { routes } from '../routes.ts'
import { assetHref } from './assets.ts'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { LeavingBar } from './leaving-bar.tsx'
import { LinkPreview } from './link-preview.tsx'
import { NoticeBar } from './notice.tsx'
import { type Page, type ReadingSettings, USUAL_SETTINGS } from './page.ts'
import { LOCALES, locale, t } from './say.ts'

export type Section =
  | 'fandoms'
  | 'works'
  | 'import'
  | 'post'
  | 'search'
  | 'library'
  | 'you'
  | 'login'
  | 'join'
  | 'settings'

interface LayoutProps {
  readonly page: Page
  /** Of this page alone; the archive's name is put after it. Empty on the front page. */
  readonly title: string
  readonly children: Child
  /** More for `<head>`: `<Script>`, feeds, descriptions. */
  readonly head?: Child
  /** Of the page, when it is not the interface's: rare; mark parts of a page with their own `lang`. */
  readonly lang?: string
  /** Up to the window's edges, for tables and ledgers. */
  readonly wide?: boolean
  readonly active?: Section
}

/** The paper's colour (tokens.css), for the bars round an installed archive. */
const THEMES = [
  ['light', '#fbfbf7'],
  ['dark', '#15191e'],
] as const

/** An entire document. Send it with `render`. */
export function Layout({ page, title, children, head, lang, wide, active }: LayoutProps) {
  const spoken = LOCALES.find((one) => one.code === (lang ?? locale()))
  return (
    <html
      lang={lang ?? locale()}
      dir={spoken?.dir ?? 'ltr'}
      data-account={page.actor.type === 'member' ? page.actor.name : undefined}
      data-skin={page.skin ? String(page.skin.id) : undefined}
      {...settingsData(page.settings)}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title ? `${title} | ${page.archive}` : page.archive}</title>
        <meta name="color-scheme" content={scheme(page.settings)} />
        {!page.robots && <meta name="robots" content="noindex" />}
        {!page.openToMachines && <Reserved />}
        <LinkPreview page={page} title={title} />
        {page.skin?.replaces ? <Look name="plain.css" /> : <OurLook />}
        {page.skin && <link rel="stylesheet" href={page.skin.href} />}
        <link rel="icon" href={assetHref('emblem.svg')} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={assetHref('icon-apple.png')} />
        <link rel="manifest" href={routes.manifest} />
        {THEMES.map(([scheme, color]) => (
          <meta name="theme-color" media={`(prefers-color-scheme: ${scheme})`} content={color} />
        ))}
        {page.actor.type === 'member' && <Script name="keep-typing.js" />}
        {head}
      </head>
      <body class={wide ? 'wide-page' : undefined}>
        <a class="skip" href="#main">
          {t('Skip to the page')}
        </a>
        <Header page={page} active={active} />
        <main id="main" tabindex={-1}>
          <LeavingBar page={page} />
          <NoticeBar notice={page.notice} />
          {children}
        </main>
        <Footer page={page} />
      </body>
    </html>
  )
}

/** The document as text, ready to send. */
export function render(document: JSX.Element): string {
  return `<!DOCTYPE html>${String(document)}`
}

/** One of our small browser scripts: `<Layout head={<Script name="import.js" />}>`. */
export function Script({ name }: { readonly name: string }) {
  return <script type="module" src={assetHref(name)} />
}

/** What the headers say, for whoever has the page without them. */
const Reserved = () => (
  <>
    <meta name="tdm-reservation" content="1" />
    <meta name="robots" content="noai, noimageai" />
  </>
)

const Look = ({ name }: { readonly name: string }) => <link rel="stylesheet" href={assetHref(name)} />

const OurLook = () => (
  <>
    <Fonts />
    <Look name="look.css" />
  </>
)

/** The two faces of every first view; the others come when a page uses them. */
function Fonts() {
  const faces = ['alegreya-latin-wght-normal.woff2', 'ysabeau-office-latin-wght-normal.woff2']
  return (
    <>
      {faces.map((face) => (
        <link rel="preload" as="font" type="font/woff2" href={assetHref(`fonts/${face}`)} crossorigin="" />
      ))}
    </>
  )
}

/** What of a reader's settings is not the usual, as data attributes for settings.css. */
function settingsData(settings: ReadingSettings): Record<string, string> {
  const data: Record<string, string> = {}
  if (settings.theme !== USUAL_SETTINGS.theme) data['data-theme'] = settings.theme
  if (settings.face !== USUAL_SETTINGS.face) data['data-face'] = settings.face
  if (settings.size !== USUAL_SETTINGS.size) data['data-size'] = String(settings.size)
  if (settings.width !== USUAL_SETTINGS.width) data['data-width'] = settings.width
  if (settings.spacing !== USUAL_SETTINGS.spacing) data['data-spacing'] = settings.spacing
  if (settings.paragraphs !== USUAL_SETTINGS.paragraphs) data['data-paragraphs'] = settings.paragraphs
  if (settings.align !== USUAL_SETTINGS.align) data['data-align'] = settings.align
  if (settings.hyphens !== USUAL_SETTINGS.hyphens) data['data-hyphens'] = settings.hyphens
  if (settings.swipe !== USUAL_SETTINGS.swipe) data['data-swipe'] = settings.swipe
  return data
}

/** For the moment before the style sheet is there: no white flash in the dark. */
function scheme({ theme }: ReadingSettings): string {
  if (theme === 'auto') return 'light dark'
  return theme === 'dark' ? 'dark' : 'light'
}
