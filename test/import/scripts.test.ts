import { afterAll, beforeAll, expect, test } from 'vitest'
import { descendants, parseHtml } from '../../src/prose/index.ts'
import type { WorkRecord } from '../../src/works/index.ts'
import { makeWorld, type World } from '../world.ts'
import { buildZip } from '../zip.ts'
import { download } from './downloads.ts'
import { brought, fixture, recordOf } from './importing.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.person('owner', 'owner')
})
afterAll(() => world.end())

const SCRIPT = `<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><a xlink:href="javascript:alert(1)">y</a></svg><a href="javascript:alert(1)" onclick=alert(1)>x</a><iframe src="javascript:alert(1)"></iframe><a href="java&#10;script:alert(1)">z</a><form action="javascript:alert(1)"><button formaction="javascript:alert(1)">w</button></form><style>*{background:url(javascript:alert(1))}</style><p style="background:url(javascript:alert(1))">v</p>`
const ESCAPED = '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;'
const BAD_LINK = '<a href="javascript:alert(1)">'

/** Everything a stranger may write, in a download's every place. */
const everywhere = (text: string): string =>
  download({
    // A block would end the paragraph that says where it was posted: no AO3 title could.
    title: `Title ${text.replace(/<(form|p)\b.*$/, '')}`,
    by: `<a rel="author" href="javascript:alert(1)">Wick ${text}</a>`,
    summary: `<p>Summary</p>${text}`,
    rows: {
      'Additional Tags': `${BAD_LINK}Tag ${text}</a>`,
      Fandom: `${BAD_LINK}Fandom ${text}</a>`,
      Characters: `${BAD_LINK}Character ${text}</a>`,
      Series: `Part 1 of ${BAD_LINK}Series ${text}</a>`,
      Collections: `${BAD_LINK}Collection ${text}</a>`,
      Language: text,
      [`Odd ${text}`]: text,
    },
    preface: `<ul><li>Inspired by ${BAD_LINK}Related ${text}</a> by <a rel="author" href="javascript:alert(1)">${text}</a></li></ul><p>Notes</p><blockquote class="userstuff"><p>Notes</p>${text}</blockquote>`,
    stats: 'Published: 2026-01-02 Chapters: 1/2',
    chapters: `<div class="meta group"><h2 class="heading">Chapter 1: ${text}</h2><p>Chapter Summary</p><blockquote class="userstuff">${text}</blockquote><p>Chapter Notes</p><blockquote class="userstuff">${text}</blockquote></div><div class="userstuff"><p>Text</p>${text}</div><div id="endnotes1"><p>Chapter End Notes</p><blockquote class="userstuff">${text}</blockquote></div>`,
    afterword: `<div id="endnotes"><p>End Notes</p><blockquote class="userstuff">${text}</blockquote></div><dl><dt>Works inspired by this one:</dt><dd>${BAD_LINK}Inspired ${text}</a> by <a rel="author" href="javascript:alert(1)">${text}</a></dd></dl>`,
  })

const carried = (text: string): string => {
  const url = 'javascript:alert(1)//https://archiveofourown.org/works/1'
  const json = JSON.stringify({
    origin: { url, archive: text },
    series: [{ title: text, position: 1, url }],
    relatedWorks: [{ relation: 'inspired-by', title: text, creators: [text], url, language: text }],
    recipients: [text],
    collections: [text],
    permissions: { words: text },
    onlyChapter: { title: text, summary: text, notes: text, endNotes: text, creators: [text] },
    import: { losses: [text], repairs: [text] },
  })
  return json.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
const own = (text: string): string =>
  everywhere(text).replace('<head>', `<head><meta name="palimpsest:record" content="${carried(text)}">`)

const epub = (page: string, meta = ''): Uint8Array =>
  buildZip([
    { name: 'mimetype', data: 'application/epub+zip' },
    {
      name: 'META-INF/container.xml',
      data: '<container><rootfiles><rootfile full-path="content.opf"/></rootfiles></container>',
    },
    {
      name: 'content.opf',
      data: `<package><metadata>${meta}<dc:language>en</dc:language></metadata><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>`,
    },
    { name: 'a.xhtml', data: page, deflate: true },
  ])

const saved = (text: string): string =>
  fixture('page-entire.html')
    .replace(/(<h2 class="title heading">)/, `$1${text}`)
    .replace(/(<blockquote class="userstuff">)/g, `$1${text}`)
    .replace(/(<h3 class="title">)/g, `$1${text}`)
    .replace(/(<div class="userstuff[^>]*>)/g, `$1${text}`)
    .replace(/(<a class="tag"[^>]*>)/g, `$1${text}`)
    .replace(/href="[^"]*\/(?:series|users|works\/[1-9])[^"]*"/g, 'href="javascript:alert(1)"')

const FILES: readonly (readonly [string, (text: string) => string | Uint8Array])[] = [
  ['an AO3 download', everywhere],
  ['our own download', own],
  ['an AO3 EPUB', (text) => epub(everywhere(text))],
  [
    'our own EPUB',
    (text) => epub(everywhere(text), `<meta name="palimpsest:record" content="${carried(text)}"/>`),
  ],
  ['a saved page', saved],
]

const WRITTEN = [
  ['tags', SCRIPT],
  ['text', ESCAPED],
] as const

test.each(FILES.flatMap(([what, made]) => WRITTEN.map(([as, text]) => [what, as, made, text] as const)))(
  'nothing that runs is stored from %s with scripts as %s in every place',
  async (what, _, made, text) => {
    const person = await world.person(`p${what.replace(/\W/g, '')}${text.length}`)
    const report = await brought(world, person, made(text), 'mine')
    const record = await recordOf(world, person, report.workId)
    for (const html of htmlOf(record)) expectHarmless(html)
    for (const url of urlsOf(record)) expect(url).toMatch(/^https?:\/\//)
    const stored = await world.db.selectFrom('series').select('origin_url').execute()
    for (const { origin_url: url } of stored) expect(url ?? 'https://').toMatch(/^https?:/)
    const page = await (await world.get(`/works/${report.workId}`, person.name)).text()
    for (const element of descendants(parseHtml(page.replace(/^[\s\S]*<main/, '<main')))) {
      if (element.tagName === 'script') expect(element.attrs.map(({ name }) => name)).toContain('src')
      for (const { name, value } of element.attrs) {
        expect(name).not.toMatch(/^on/)
        if (/^(?:href|src|action|formaction|cite|data)$/.test(name))
          expect(value).not.toMatch(/^\s*(?:java|vb|data:)/i)
      }
    }
  },
)

const htmlOf = (record: WorkRecord): string[] => [
  ...[record.summary, record.notes, record.endNotes],
  ...record.chapters.flatMap(({ summary, notes, endNotes, html }) => [summary, notes, endNotes, html]),
]

const urlsOf = ({ origin, series, relatedWorks }: WorkRecord): string[] =>
  [origin?.url, ...series.map(({ url }) => url), ...relatedWorks.map(({ url }) => url)].filter(
    (url) => url !== undefined && url !== null,
  )

const ALLOWED = new Set(
  'a abbr acronym address b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var audio video source track'.split(
    ' ',
  ),
)

function expectHarmless(html: string): void {
  for (const { tagName, attrs } of descendants(parseHtml(html))) {
    expect(ALLOWED).toContain(tagName)
    for (const { name, value } of attrs) {
      expect(name).toMatch(
        /^(?:href|rel|src|alt|title|class|id|lang|dir|cite|width|height|colspan|rowspan|controls|preload|crossorigin|open|start|type)$/,
      )
      if (/^(?:href|src|cite)$/.test(name))
        expect(new URL(value, 'https://archive.example/').protocol).toMatch(/^(?:https?|ftp|mailto):$/)
    }
  }
}

test('[A-17] tags, names and titles of a hostile file are text: they hold no tags where a page writes them', async () => {
  const person = await world.person('texts')
  const report = await brought(world, person, everywhere(ESCAPED).replace('works/4711', 'works/4712'), 'mine')
  const record = await recordOf(world, person, report.workId)
  expect(record.title).toContain('<script>')
  const page = await (await world.get(`/works/${report.workId}`, 'texts')).text()
  expect(page).not.toMatch(/<script>alert|<img src=x/)
  for (const path of ['/works', '/media', '/users/texts']) {
    const list = await (await world.get(path)).text()
    expect(list).not.toMatch(/<script>alert|<img src=x/)
  }
  for (const format of ['html', 'epub']) {
    const file = await world.get(`/downloads/${report.workId}/x.${format}`, 'texts')
    expect(file.status).toBe(200)
    if (format === 'html') expect(await file.text()).not.toMatch(/<script>alert|<img src=x/)
  }
})
