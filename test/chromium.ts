import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium: $CHROMIUM, or where systems keep it. A test that needs one fails where there is none. */
export function openBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM
  const found = named ? (existsSync(named) ? named : undefined) : PLACES.find((place) => existsSync(place))
  if (!found) {
    throw new Error(
      named
        ? `CHROMIUM names ${named}, which is not there.`
        : `No Chromium here (looked at ${PLACES.join(', ')}). Install it, or name it: CHROMIUM=/path/to/chromium`,
    )
  }
  return chromium.launch({ executablePath: found, args: ARGS })
}

export interface Reader {
  readonly page: Page
  /** What the console called an error, with refused scripts and styles; and faults in scripts. */
  readonly complaints: string[]
  readonly close: () => Promise<void>
}

/** A reader at a window of their own, with nothing remembered. */
export async function reader(browser: Browser, options: BrowserContextOptions = {}): Promise<Reader> {
  const context = await browser.newContext({ locale: 'en', ...options })
  // Nothing may leave this machine: works name pictures elsewhere.
  await context.route(/^https?:\/\/(?!127\.0\.0\.1|localhost:)/, (route) => route.abort())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (fault) => complaints.push(`${page.url()}: ${fault.message}`))
  page.on('console', (message) => {
    const text = message.text()
    const expected =
      /Failed to load resource: (net::ERR_FAILED|the server responded with a status of (4\d\d|5\d\d))/.test(
        text,
      )
    if (message.type() === 'error' && !expected) complaints.push(`${page.url()}: ${text}`)
  })
  return { page, complaints, close: () => context.close() }
}

/** Puts a session of the world's into a window. */
export async function logInAs({ page }: Reader, url: string, cookie: string): Promise<void> {
  const cookies = cookie
    .split('; ')
    .filter(Boolean)
    .map((part) => {
      const at = part.indexOf('=')
      return { name: part.slice(0, at), value: part.slice(at + 1), url }
    })
  await page.context().addCookies(cookies)
}
