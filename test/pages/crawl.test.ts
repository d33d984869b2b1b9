import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { openCatalogue } from '../../src/catalogue/index.ts'
import { runImport } from '../../src/import/index.ts'
import { openPool } from '../../src/storage/open.ts'
import { kyselyOn } from '../kysely-on.ts'
import { type Listening, listen, sendFiles } from '../listen.ts'
import { nuErrors } from '../nu.ts'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../world.ts'
import { type Crawl, type CrawledPage, crawl, lostFragments, textOf, titleOf } from './crawler.ts'

/** The whole sample site, link by link, as each kind of reader; and the pages no link leads to. */
const READERS = [null, 'reader', 'writer', 'moderator'] as const

let world: World
let empty: World
let site: Listening
const crawls = new Map<string | null, Crawl>()
const others: CrawledPage[] = []

beforeAll(async () => {
  world = await makeWorld('sample')
  empty = await makeWorld()
  site = await listen(world)
  const writer = await world.known('writer')
  await world.work(writer, { title: 'A Draft on a Shelf', additionalTags: ['Tag of a draft'] }, 'draft')
  await world.work(
    await world.known('reader'),
    {
      title: 'A Kept Copy',
      creators: ['someone far'],
      additionalTags: ['Tag of a copy'],
      series: [{ title: 'Kept in a row', position: 2 }],
    },
    'kept',
  )
  const mature = await world.work(writer, {
    title: 'For Grown Readers',
    rating: 'Explicit',
    chapters: [aChapter(), aChapter({ position: 2 })],
  })
  const mystery = await world.work(writer, { title: 'Not Revealed' })
  await world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [mystery])
  // Each reader begins anew: the words of a page may differ, its links may not.
  for (const who of READERS) crawls.set(who, await crawl(world, who, who === null ? 40 : 15))
  const other = async (
    kind: string,
    path: string,
    who: string | null = null,
    from = world,
  ): Promise<void> => {
    const answer = await from.get(path, who)
    others.push({ kind, path, status: answer.status, html: await answer.text() })
  }
  await other('adult', `/works/${mature}`)
  await other('mystery', `/works/${mystery}`)
  await other('not-found', '/no/such/page')
  await other('nothing-found', '/works?q=zyzzyva&tag=nothing&language=xx&words=x&page=9')
  await other('found', '/works?q=lamp+door')
  await other('last-page', '/works?page=99')
  await other('import', '/works/import', 'reader')
  await other('import-pages', '/works/import/pages', 'reader')
  const draft = await world.work(await world.known('reader'), { title: 'Not Posted Yet' }, 'draft')
  await other('draft', `/works/${draft}`, 'reader')
  for (const language of ['de', 'ar']) {
    for (const path of [
      '/',
      '/works?q=lamp',
      '/media',
      '/works/1',
      '/works/1/navigate',
      '/tags/Fluff',
      '/settings/reading',
      '/users/login',
      '/no/such/page',
      '/users/writer',
      '/series/1',
      '/works/search',
      '/about',
    ]) {
      await other(language, `${path}${path.includes('?') ? '&' : '?'}ui=${language}`)
    }
    await other(language, `/works/import?ui=${language}`, 'reader')
    await other(language, `/works/import/pages?ui=${language}`, 'reader')
  }
  await other('setup', '/setup', null, empty)
  await other('setup-with-key', '/setup?token=the-key', null, empty)
  await addImportReport(other)
  await addRefusals()
  await addEmptyArchive(other)
}, 900_000)
afterAll(async () => {
  await site.close()
  await world.end()
  await empty.end()
})

type Other = (kind: string, path: string, who?: string | null, from?: World) => Promise<void>

async function addImportReport(other: Other): Promise<void> {
  const fixture = (name: string): string =>
    readFileSync(join(import.meta.dirname, '../fixtures/import', name), 'utf8')
  const files = Object.fromEntries(
    [
      'html-2026-one.html',
      'html-2026-related.html',
      'html-2010-12-many.html',
      'refused-login-wall.html',
      'page-entire.html',
    ].map((name) => [name, fixture(name)]),
  )
  const answer = await sendFiles(site, { world, as: 'reader', files })
  const path = answer.headers.get('location') ?? ''
  await other('import-waiting', path, 'reader')
  await runImport(
    { archive: async () => 'The Lamplighters', db: world.db, baseUrl: BASE_URL, now: () => NOW },
    path.split('/').at(-1) ?? '',
  )
  await other('import-report', path, 'reader')
  await other('library', '/users/reader/library', 'reader')
  const refused = await sendFiles(site, { world, as: 'reader', files: {} })
  others.push({
    kind: 'import-fault',
    path: '/works/import',
    status: refused.status,
    html: await refused.text(),
  })
}

async function addRefusals(): Promise<void> {
  const keep = async (kind: string, path: string, answer: Response): Promise<void> => {
    others.push({ kind, path, status: answer.status, html: await answer.text() })
  }
  await keep(
    'login-fault',
    '/users/login',
    await world.post('/users/login', { login: 'writer', password: 'wrong one' }),
  )
  await keep('forbidden', '/users/login', await world.post('/users/login', { csrf: 'wrong' }))
  await keep(
    'forbidden-member',
    '/settings/reading',
    await world.post('/settings/reading', { csrf: 'wrong' }, 'reader'),
  )
  await keep(
    'too-large',
    '/settings/reading',
    await world.post('/settings/reading', { x: 'y'.repeat(7_000_000) }),
  )
  await keep('setup-fault', '/setup', await empty.post('/setup', { token: 'the-key', login: 'x' }))
  const broken = await makeWorld('sample')
  await broken.get('/')
  await broken.pool.query('alter table works rename to gone')
  await keep('fault', '/works', await broken.get('/works'))
  await broken.end()
  const away = appWithoutDatabase()
  await keep('away', '/tags/a%20b', await away.request(`${BASE_URL}/tags/a%20b`))
}

/** The site over a port where no database listens. */
function appWithoutDatabase(): World['app'] {
  const log = pino({ level: 'silent' })
  const db = kyselyOn(openPool({ host: '127.0.0.1', port: 9 }, 1, log))
  const place = { dataDir: world.dataDir, folder: world.dataDir, baseUrl: BASE_URL }
  const catalogue = openCatalogue({ db, dataDir: world.dataDir, log, look: null })
  return createApp({
    db,
    catalogue,
    log,
    ...place,
    secret: 'x',
    now: () => NOW,
    setupKey: 'x',
    version: '0',
  })
}

async function addEmptyArchive(other: Other): Promise<void> {
  await empty.post('/setup', {
    token: 'the-key',
    name: 'Bare <Shelves> & “Co”',
    about: 'A "sentence" & <more>',
    login: 'keeper',
    email: 'k@example.org',
    password: 'a lamp in the window',
  })
  for (const path of [
    '/',
    '/works',
    '/media',
    '/about',
    '/works/search',
    '/users/keeper',
    '/users/keeper/library',
    '/users/login',
  ]) {
    await other('empty', path, null, empty)
    await other('empty-owner', path, 'keeper', empty)
  }
}

const every = (): CrawledPage[] => [...[...crawls.values()].flatMap(({ pages }) => pages), ...others]

describe.each(READERS)('as %s', (who) => {
  test('no link is dead', () => {
    const dead = [...(crawls.get(who)?.links ?? [])].filter(([, { status }]) => status >= 400)
    expect(dead.map(([path, { status, from }]) => `${status} ${path} on ${from}`)).toEqual([])
  })

  test('every kind of page is reached by links alone', () => {
    const kinds = new Set(crawls.get(who)?.pages.map((page) => page.kind))
    const wanted = [
      'home',
      'about',
      'works',
      'work',
      'chapter',
      'navigate',
      'tag',
      'tagWorks',
      'media',
      'series',
      'search',
      'settings',
      'pseud',
    ]
    if (who) wanted.push('user', 'library', 'importForm')
    else wanted.push('login')
    expect(wanted.filter((kind) => !kinds.has(kind))).toEqual([])
  })
})

test('the pages no link leads to answer as they should', () => {
  const expected: Readonly<Record<string, number>> = {
    ...{ 'not-found': 404, 'import-fault': 422, 'login-fault': 422, 'setup-fault': 422 },
    ...{ forbidden: 403, 'forbidden-member': 403, 'too-large': 413, fault: 500, away: 503 },
  }
  const wrong = others.filter(
    ({ kind, path, status }) =>
      status !== (expected[kind] ?? (/no\/such/.test(path) ? 404 : 200)) &&
      !(path.endsWith('/library') && status === 303) &&
      !(path === '/users/login' && status === 303),
  )
  expect(wrong.map(({ kind, path, status }) => `${kind} ${path} ${status}`)).toEqual([])
})

test('every page is valid HTML', () => {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-pages-'))
  const written = new Map<string, string>()
  const files = every()
    .filter(({ html }) => html)
    .map(({ html, path, kind }, at) => {
      const name = `${at}-${kind}.html`
      written.set(name, path)
      writeFileSync(join(folder, name), html)
      return join(folder, name)
    })
  expect(files.length).toBeGreaterThan(250)
  const faults = nuErrors(files).map((line) => `${written.get(line.split(':')[0] ?? '')} ${line}`)
  rmSync(folder, { recursive: true })
  expect([...new Set(faults.map((line) => line.slice(0, 400)))]).toEqual([])
})

test('no page shows the workings: no placeholder, no undefined, no empty name', () => {
  const workings = every().flatMap(({ path, kind, html }) => {
    // What is to be copied from the page of sharing is markup, and stands there as markup.
    const said = textOf(html.replace(/<textarea\b[^>]*\breadonly\b.*?<\/textarea>/gs, ' '))
    const found =
      /\{[a-z][A-Za-z]*(?:, ?[a-z]+)?[,}]|\bundefined\b|\[object |\bNaN\b|Invalid Date|\bnull\b|\uE000|&amp;(?:amp|lt|gt|quot|#39);/.exec(
        said,
      )
    return found ? [`${kind} ${path}: …${said.slice(Math.max(0, found.index - 60), found.index + 60)}…`] : []
  })
  expect(workings).toEqual([])
})

test('a link into its own page leads somewhere', () => {
  expect(every().flatMap(lostFragments)).toEqual([])
})

test('titles tell pages apart', () => {
  const twice: string[] = []
  for (const [kind, pages] of Map.groupBy(crawls.get(null)?.pages ?? [], (page) => page.kind)) {
    if (!['work', 'chapter', 'navigate', 'tag', 'tagWorks', 'series', 'pseud'].includes(kind)) continue
    const byPath = new Map(
      pages.filter(({ path }) => !path.includes('?')).map((page) => [page.path, titleOf(page.html)]),
    )
    for (const [title, same] of Map.groupBy([...byPath], ([, title]) => title)) {
      if (same.length > 1 || !title) twice.push(`${kind} “${title}”: ${same.map(([path]) => path).join(' ')}`)
    }
  }
  expect(twice).toEqual([])
  for (const { html, kind } of every().filter((page) => page.html))
    expect(titleOf(html).trim(), kind).not.toBe('')
})
