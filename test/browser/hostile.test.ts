import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runImport } from '../../src/import/index.ts'
import { logInAs, openBrowser, reader } from '../chromium.ts'
import { type Listening, listen, sendFiles } from '../listen.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../world.ts'

/** Text that wants to run, in every place people can write: brought in by the front door, as a file. */
const RUNS = [
  '<script>window.__pwned=1</script>',
  '<img src=x onerror="window.__pwned=1">',
  '<svg onload="window.__pwned=1"><animate onbegin="window.__pwned=1" attributeName=x dur=1s></svg>',
  '<a href="javascript:window.__pwned=1">press me</a>',
  '<a href="java&#9;script:window.__pwned=1">press me too</a>',
  '<details open ontoggle="window.__pwned=1"><summary>x</summary></details>',
  '<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>',
  '<style>@import "javascript:window.__pwned=1"; body{display:none}</style>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=window.__pwned=1&gt;">--></mglyph></table></mtext></math>',
  '"><script>window.__pwned=1</script>',
  '<form action="https://evil.example"><button autofocus onfocus="window.__pwned=1">x</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<p style="background:url(javascript:window.__pwned=1)" onclick="window.__pwned=1">styled</p>',
]
const ALL = RUNS.join('\n')
/** Where HTML itself is read; what hides in MathML takes the text after it along. */
const IN_FILE = RUNS.filter((text) => !text.startsWith('<math')).join('\n')
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

let world: World
let site: Listening
let browser: Browser
let paths: string[]

beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  browser = await openBrowser()
  const answer = await sendFiles(site, {
    world,
    as: 'writer',
    files: { '<img src=x onerror=window.__pwned=1>.html': hostileFile() },
    whose: 'mine',
  })
  const run = answer.headers.get('location') ?? ''
  await runImport(
    { archive: async () => 'The Lamplighters', db: world.db, baseUrl: BASE_URL, now: () => NOW },
    run.split('/').at(-1) ?? '',
  )
  // The same words straight into the records, where the importer would have made them harmless.
  const title = RUNS[0] ?? ''
  const id = await world.work(await world.known('writer'), {
    title: `Hostile ${title}`,
    creators: ['writer', `Pen ${RUNS[1]}`],
    fandoms: [`Fandom ${RUNS[0]}`],
    characters: [`Who ${RUNS[9]}`],
    relationships: [`A${RUNS[1]}/B`],
    additionalTags: RUNS.map((text) => text.slice(0, 140)),
    series: [{ title: `Series ${RUNS[9]}`, position: 1 }],
    collections: [`Collection ${RUNS[0]}`],
    recipients: [`Gift ${RUNS[1]}`],
    origin: { url: 'https://example.org/"onclick="window.__pwned=1', archive: `Archive ${RUNS[0]}` },
    relatedWorks: [
      {
        relation: 'inspired-by',
        title: `Source ${RUNS[0]}`,
        creators: [RUNS[1] ?? ''],
        url: 'javascript:window.__pwned=1',
        language: 'en',
      },
    ],
    chapters: [1, 2].map((position) => ({
      position,
      title: `Chapter ${RUNS[9]}`,
      summary: '',
      notes: '',
      endNotes: '',
      words: 3,
      published: null,
      html: `<p>quince ${escaped(ALL)}</p>`,
    })),
  })
  const { rows } = await world.pool.query<{ id: number }>(
    "select id from works where title like '%Brought in%'",
  )
  const brought = rows[0]?.id ?? 0
  const { rows: series } = await world.pool.query<{ id: number }>(
    'select series_id as id from series_works where work_id = $1',
    [id],
  )
  paths = [
    '/',
    '/works',
    '/works?q=quince',
    '/media',
    `/works?q=${encodeURIComponent(ALL)}`,
    `/works?tag=${encodeURIComponent(RUNS[0] ?? '')}`,
    `/works/search?q=${encodeURIComponent(ALL)}&tag=${encodeURIComponent(ALL)}`,
    `/users/login?back=${encodeURIComponent('javascript:window.__pwned=1')}`,
    `/no/such/${encodeURIComponent(RUNS[0] ?? '')}?x=${encodeURIComponent(RUNS[9] ?? '')}`,
    `/works?ui=${encodeURIComponent(RUNS[9] ?? '')}`,
    run,
    `/series/${series[0]?.id}`,
    '/users/writer',
    ...[id, brought].flatMap((work) => [
      `/works/${work}`,
      `/works/${work}?view_full_work=true`,
      `/works/${work}/navigate`,
      `/tags/${encodeURIComponent(`Fandom ${RUNS[0]}`.replaceAll('/', '*s*'))}/works`,
    ]),
  ]
  const report = await (await world.get(run, 'writer')).text()
  expect(brought, /<tbody>.*<\/tbody>/s.exec(report)?.[0]).toBeGreaterThan(0)
})
afterAll(async () => {
  await browser?.close()
  await site.close()
  await world.end()
})

/** A download as AO3 makes them, with everything in it that HTML can hide. */
const hostileFile =
  (): string => `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Brought in ${escaped(ALL)} - writer - Sherlock Holmes</title></head><body>
<div id="preface"><p class="message"><b>Brought in ${escaped(RUNS[0] ?? '')}</b><br/>Posted originally on the <a href="http://archiveofourown.org/">Archive of Our Own</a> at <a href="http://archiveofourown.org/works/424242">http://archiveofourown.org/works/424242</a>.</p>
<div class="meta"><dl class="tags"><dt>Rating:</dt><dd><a href="x">General Audiences</a></dd><dt>Archive Warning:</dt><dd><a href="x">No Archive Warnings Apply</a></dd><dt>Fandom:</dt><dd><a href="x">Sherlock Holmes ${escaped(RUNS[0] ?? '')}</a></dd><dt>Additional Tags:</dt><dd><a href="x">${escaped(RUNS[1] ?? '')}</a></dd><dt>Language:</dt><dd>English</dd><dt>Stats:</dt><dd>Published: 2024-01-01 Words: 20 Chapters: 1/1</dd></dl>
<h1>Brought in ${escaped(RUNS[0] ?? '')}</h1><div class="byline">by <a rel="author" href="http://archiveofourown.org/users/writer/pseuds/writer">writer</a></div>
<p>Summary</p><blockquote class="userstuff">${IN_FILE}<p>A summary.</p></blockquote><p>Notes</p><blockquote class="userstuff">${IN_FILE}<p>Notes.</p></blockquote></div></div>
<div id="chapters" class="userstuff">${IN_FILE}<p>The quince text itself.</p>${IN_FILE}</div>
<div id="afterword"><div class="meta"><div id="endnotes"><p>End Notes</p><blockquote class="userstuff">${IN_FILE}<p>End notes.</p></blockquote></div></div><p class="message">Please drop by the archive and comment to let the author know if you enjoyed their work!</p></div></body></html>`

test.each([
  ['a guest', null],
  ['its writer', 'writer'],
])('nothing that is written here runs in the browser of %s', async (_who, who) => {
  const at = await reader(browser)
  const { page } = at
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await logInAs(at, site.url, await world.cookie(who))
  for (const path of paths) {
    await page.goto(`${site.url}${path}`)
    expect(new URL(page.url()).origin, path).toBe(site.url)
    const links = await page.evaluate<string[]>(
      "[...document.querySelectorAll('[href], [src], [action], [formaction]')].map((one) => one.href?.baseVal ?? one.href ?? one.src ?? one.action ?? '').filter((to) => /^\\s*(javascript|data|vbscript):/i.test(to))",
    )
    expect(links, path).toEqual([])
    const handlers = await page.evaluate<string[]>(
      "[...document.querySelectorAll('*')].flatMap((one) => [...one.attributes].filter(({ name }) => name.startsWith('on') || name === 'srcdoc').map(({ name }) => one.tagName + ' ' + name))",
    )
    expect(handlers, path).toEqual([])
    expect(
      await page
        .locator(
          'iframe, object, embed, base, meta[http-equiv="refresh"], main style, main script:not([src^="/assets/"])',
        )
        .count(),
      path,
    ).toBe(0)
    for (const link of await page.getByText('press me').all())
      if (await link.isVisible()) await link.click({ noWaitAfter: true })
    for (const text of await page.getByText('styled', { exact: true }).all())
      if (await text.isVisible()) await text.click()
    expect(await page.evaluate('window.__pwned'), path).toBeUndefined()
  }
  expect(dialogs).toEqual([])
  expect(at.complaints).toEqual([])
  await at.close()
})

test('the text that is not hostile is still there, and a passage shows hostile words as words', async () => {
  const page = await (await world.get('/works?q=quince')).text()
  expect(page).toContain('<mark>quince</mark>')
  expect(page).toContain('&lt;script&gt;window.__pwned')
  const { rows } = await world.pool.query<{ id: number }>(
    "select id from works where title like '%Brought in%'",
  )
  const work = await (await world.get(`/works/${rows[0]?.id}`)).text()
  for (const words of ['A summary.', 'Notes.', 'The quince text itself.', 'End notes.'])
    expect(work).toContain(words)
})

test('a download of such a work holds nothing that runs', async () => {
  const { rows } = await world.pool.query<{ id: number }>(
    "select id from works where title ~ 'Brought in|Hostile'",
  )
  for (const { id } of rows) {
    const at = await reader(browser)
    const file = await (await world.get(`/downloads/${id}/x.html`)).text()
    await at.page.setContent(file)
    expect(await at.page.evaluate('window.__pwned')).toBeUndefined()
    expect(await at.page.locator('script, iframe, [onerror], [onload], [onclick]').count()).toBe(0)
    const links = await at.page.evaluate<string[]>(
      "[...document.querySelectorAll('a')].map((one) => one.href).filter((to) => /^\\s*javascript:/i.test(to))",
    )
    expect(links).toEqual([])
    await at.close()
  }
})
