import { type StdioOptions, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

/**
 * Programs that tests need and npm does not bring: Chromium, Java, EPUBCheck. Looked for first, then fetched where
 * that is possible without asking. What cannot be had is said, and the tests that need it fail.
 */
export interface Tools {
  readonly chromium: string | undefined
  readonly java: string | undefined
  readonly epubcheckJar: string | undefined
}

type Say = (line: string) => void

export function fetchTools(say: Say): Tools {
  const chromium = findChromium() ?? fetchChromium(say)
  const epubcheckJar = findEpubcheck() ?? (debian('epubcheck', say) ? findEpubcheck() : undefined)
  const java = onPath('java') ?? (debian('default-jre-headless', say) ? onPath('java') : undefined)
  if (chromium) say(`Chromium: ${chromium}`)
  else say('Chromium is missing. Install it and set CHROMIUM to its path; the browser tests fail until then.')
  if (epubcheckJar) say(`EPUBCheck: ${epubcheckJar}`)
  else
    say('EPUBCheck is missing. Set EPUBCHECK_JAR to its epubcheck.jar; the tests of books fail until then.')
  if (java) say(`Java, for EPUBCheck and the HTML checker: ${java}`)
  else say('Java is missing. Install any Java from 11 on; the tests of books and of HTML fail until then.')
  const jing = onPath('jing') ?? (debian('jing', say) ? onPath('jing') : undefined)
  if (!jing) say('jing is missing: the test of catalogues by their grammar fails until it is on the path.')
  const feedparser = hasFeedparser() || (debian('python3-feedparser', say) && hasFeedparser())
  if (!feedparser) say('Python’s feedparser is missing: the test of feeds fails until it is there.')
  const calibre = onPath('ebook-convert') ?? (debian('calibre', say) ? onPath('ebook-convert') : undefined)
  if (!calibre) say('Calibre is missing: the tests that open our books with it fail until it is there.')
  const poppler = onPath('pdftotext') ?? (debian('poppler-utils', say) ? onPath('pdftotext') : undefined)
  if (!poppler) say('Poppler is missing: the tests of PDFs fail until pdftotext and pdfinfo are on the path.')
  fetchFonts(say)
  const parsers = fetchParsers(say)
  if (!parsers)
    say('The parsers of test/clients are missing: the tests of catalogues fail until they are there.')
  return { chromium, java, epubcheckJar }
}

/** Letters of scripts that typst has not. Without them the tests see that a PDF is refused, not what is in it. */
function fetchFonts(say: Say): void {
  const folder = '/usr/share/fonts/truetype'
  if (!existsSync('/usr/share/fonts')) return
  if (!existsSync(join(folder, 'noto'))) debian('fonts-noto-core', say)
  if (!existsSync(join(folder, 'droid'))) debian('fonts-droid-fallback', say)
}

/** Debian's own Python, whichever stands first on the path. */
const hasFeedparser = (): boolean =>
  spawnSync('/usr/bin/python3', ['-c', 'import feedparser'], { stdio: 'ignore' }).status === 0

/** What reading programs parse with, in a folder of its own: nobody who runs an archive needs it. */
function fetchParsers(say: Say): boolean {
  const folder = join(import.meta.dirname, 'clients')
  const wanted = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  const mark = join(folder, 'node_modules/.installed')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return true
  say('Installing what test/clients/package-lock.json names (once) …')
  const asked = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    ...QUIET,
    cwd: folder,
  })
  if (asked.status === 0) writeFileSync(mark, wanted)
  else say(asked.stderr.trim())
  return asked.status === 0
}

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

/** A Chromium that runs: the one CHROMIUM names, Playwright's own, or one of this machine. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM
  if (given) return given
  const places = [playwrightChromium(), ...CHROMIUMS.map(onPath), ...MAC]
  return places.find((place) => place && existsSync(place) && runs(place))
}

const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A downloaded Chromium may lack libraries of the system, and then does not even say its version. */
const runs = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0

function playwrightChromium(): string | undefined {
  const { chromium } = createRequire(import.meta.url)('playwright-core') as typeof import('playwright-core')
  return chromium.executablePath() || undefined
}

function fetchChromium(say: Say): string | undefined {
  say('No Chromium here: asking Playwright for its own (once) …')
  const cli = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '../cli.js')
  const asked = spawnSync(process.execPath, [cli, 'install', 'chromium', '--no-progress'], QUIET)
  const own = playwrightChromium()
  if (asked.status === 0 && own && runs(own)) return own
  say(asked.status === 0 ? 'It came, but does not run on this system.' : 'That download was refused.')
  return debian('chromium', say) ? findChromium() : undefined
}

export function findEpubcheck(): string | undefined {
  const jar = process.env.EPUBCHECK_JAR ?? '/usr/share/java/epubcheck.jar'
  return existsSync(jar) ? jar : undefined
}

const OUTPUT: StdioOptions = ['ignore', 'pipe', 'pipe']
const QUIET = { stdio: OUTPUT, encoding: 'utf8', maxBuffer: 64 << 20 } as const
const APT = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }

/** Debian's package, where there is apt-get and we may use it. */
function debian(name: string, say: Say): boolean {
  if (!onPath('apt-get')) return false
  if (process.getuid?.() !== 0) {
    say(`Debian has it, but only root may install it: apt-get install --no-install-recommends ${name}`)
    return false
  }
  say(`Installing ${name} from this system's packages (once) …`)
  const install = ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', name]
  for (const words of [['update'], install]) {
    const { status, stderr } = spawnSync('apt-get', words, { ...QUIET, env: APT })
    if (status === 0) continue
    say(`apt-get ${words[0]} failed: ${stderr?.trim().split('\n').at(-1) ?? 'it did not start'}`)
    return false
  }
  return true
}

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
