import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { aChapter, makeWorld, type World } from '../world.ts'

/**
 * What programs made for AO3 look for on its pages: FanFicFare's base for OTW archives, ao3downloader, ao3_api, user
 * scripts. Each line is a selector of theirs and what it has to find (docs/clients.md).
 */
let world: World
let site: Listening
let browser: Browser
let at: Reader
const works = { long: 0, short: 0, adult: 0 }
let series = 0

beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  browser = await openBrowser()
  at = await reader(browser, {})
  const writer = await world.known('writer')
  const chapters = ['The Road', 'The Inn', 'The Door'].map((title, n) =>
    aChapter({
      ...{ position: n + 1, title, html: `<p>Words of ${title}.</p>`, summary: `<p>About ${title}.</p>` },
      ...{
        notes: `<p>Before ${title}.</p>`,
        endNotes: `<p>After ${title}.</p>`,
        published: `2024-0${n + 1}-05`,
      },
    }),
  )
  works.long = await world.work(writer, {
    ...{
      title: 'A Far Country',
      fandoms: ['Qzland', 'Emma'],
      relationships: ['Ann/Bea'],
      characters: ['Ann'],
    },
    ...{ additionalTags: ['Fluff'], categories: ['F/F'], rating: 'Teen And Up Audiences', chapters },
    ...{ summary: '<p>They go.</p>', notes: '<p>For Bea.</p>', endNotes: '<p>The end.</p>' },
    ...{ series: [{ title: 'Roads', position: 2 }], chapterCount: { posted: 3, expected: 5 } },
    ...{ published: '2024-01-05', updated: '2024-03-05', completed: null },
  })
  works.short = await world.work(writer, { title: 'Short', chapterCount: { posted: 1, expected: 1 } })
  works.adult = await world.work(writer, { title: 'For Grown Readers', rating: 'Explicit' })
  series = (await world.pool.query("select id from series where title = 'Roads'")).rows[0].id
}, 60_000)
afterAll(async () => {
  await at?.close()
  await browser?.close()
  await site?.close()
  await world?.end()
})

type Found = readonly (readonly [selector: string, texts: readonly (string | RegExp)[]])[]

async function finds(path: string, found: Found): Promise<void> {
  await at.page.goto(site.url + path)
  for (const [selector, texts] of found) {
    const there = await at.page
      .locator(selector)
      .evaluateAll((all) => all.map((one) => one.textContent?.trim()))
    expect(there.length, `${path} ${selector}`).toBe(texts.length)
    for (const [n, text] of texts.entries()) expect(there[n], `${path} ${selector}`).toMatch(exactly(text))
  }
}

const exactly = (text: string | RegExp): RegExp =>
  typeof text === 'string' ? new RegExp(`^${text.replace(/[.?/()[\]]/g, '\\$&')}$`) : text

const addresses = (selector: string): Promise<(string | null)[]> =>
  at.page.locator(selector).evaluateAll((all) => all.map((one) => one.getAttribute('href')))

test('the page of a work', async () => {
  await finds(`/works/${works.long}`, [
    ['#main h2.title.heading', ['A Far Country']],
    ['div.preface.group h3.byline.heading a[rel=author]', ['writer']],
    ['dl.work.meta.group dd.rating.tags a.tag', ['Teen And Up Audiences']],
    ['dd.warning.tags a.tag', [/./]],
    ['dd.category.tags a.tag', ['F/F']],
    ['dd.fandom.tags ul.commas li a.tag', ['Qzland', 'Emma']],
    ['dd.relationship.tags a.tag', ['Ann/Bea']],
    ['dd.character.tags a.tag', ['Ann']],
    ['dd.freeform.tags a.tag', ['Fluff']],
    ['dd.language', ['English']],
    ['dd.series span.series span.position', ['Part 2 of Roads']],
    ['dl.stats dd.published', ['2024-01-05']],
    ['dl.stats dd.status', ['2024-03-05']],
    ['dl.stats dt.words', ['Words:']],
    ['dl.stats dd.words', [/^\d+$/]],
    ['dl.stats dt.chapters', ['Chapters:']],
    ['dl.stats dd.chapters', ['3/5']],
    ['div[class="preface group"] div.summary.module blockquote.userstuff', ['They go.']],
    ['div[class="preface group"] div[class="notes module"] blockquote.userstuff', ['For Bea.']],
    ['#workskin #chapters div.userstuff.module[role=article]', [/Words of The Road\.$/]],
    ['li.chapter.entire a', ['Entire work']],
    ['#chapter_index select#selected_id option', [/The Road/, /The Inn/, /The Door/]],
    ['li.download ul li a[href*=".epub"]', ['EPUB']],
  ])
  // Before the link, as a text of its own, stands the number that is read there.
  const before = await at.page
    .locator('dd.series a')
    .evaluate((link) => link.previousSibling?.textContent?.split(' ')[1])
  expect(before).toBe('2')
  for (const link of await addresses('li.download ul li a')) expect(link).toMatch(/^\/downloads\/\d+\//)
  expect(await addresses('dd.fandom.tags a.tag')).toEqual(['/tags/Qzland/works', '/tags/Emma/works'])
})

test('the index of its chapters, each with its date', async () => {
  await finds(`/works/${works.long}/navigate`, [
    ['ol.chapter.index.group > li > a', ['1. The Road', '2. The Inn', '3. The Door']],
    ['ol.chapter.index.group > li > span.datetime', ['(2024-01-05)', '(2024-02-05)', '(2024-03-05)']],
    [`a[href="/works/${works.long}"]`, ['A Far Country']],
  ])
  const links = await addresses('ol.chapter.index.group > li > a')
  for (const link of links) expect(link).toMatch(new RegExp(`^/works/${works.long}/chapters/\\d+$`))
  // A name is read from a node that holds it alone.
  const kids = await at.page
    .locator('ol.chapter.index li > a')
    .evaluateAll((all) => all.map((a) => a.childNodes.length))
  expect(kids).toEqual([1, 1, 1])
  const first = await at.page
    .locator('a')
    .evaluateAll(
      (all) => all.find((link) => /\/works\/\d+$/.test(link.getAttribute('href') ?? ''))?.textContent,
    )
  expect(first).toBe('A Far Country')
})

test('one chapter has its summary and notes by their ids; the entire work has each chapter by its number', async () => {
  await at.page.goto(`${site.url}/works/${works.long}/navigate`)
  const [, second = ''] = await addresses('ol.chapter.index li > a')
  await finds(`${second}`, [
    ['div#summary blockquote', ['About The Inn.']],
    ['div#notes blockquote', ['Before The Inn.']],
    ['div[class="userstuff module"]', [/Words of The Inn\.$/]],
    ['div[class="userstuff module"] h3[class="landmark heading"]', ['Chapter Text']],
    ['div[class="end notes module"] blockquote', ['After The Inn.']],
    ['div.chapter.preface.group h3.title', [/^Chapter 2:\s+The Inn$/]],
  ])
  await finds(`/works/${works.long}?view_full_work=true`, [
    [
      'div#chapter-1, div#chapter-2, div#chapter-3',
      [/Words of The Road/, /Words of The Inn/, /Words of The Door/],
    ],
    ['div[id^=chapter-] div[class="userstuff module"]', [/Road\.$/, /Inn\.$/, /Door\.$/]],
    ['div#work_endnotes blockquote', ['The end.']],
    ['li.bychapter', [/./]],
  ])
})

test('a work of one chapter is in the index of its own', async () => {
  await finds(`/works/${works.short}/navigate`, [['ol.chapter.index.group > li > a', [/^1\. /]]])
  await finds(`/works/${works.short}`, [
    ['dl.stats dd.chapters', ['1/1']],
    ['div[class="userstuff module"] h3.landmark', ['Work Text']],
  ])
})

test('what may be adult is asked in AO3’s words, and view_adult=true answers them', async () => {
  const SENTENCE =
    'This work could have adult content. If you continue, you have agreed that you are willing to see such content.'
  await finds(`/works/${works.adult}`, [['p.caution', [SENTENCE]]])
  expect(await at.page.content()).toContain(SENTENCE)
  expect(await at.page.locator('#chapters').count()).toBe(0)
  await finds(`/works/${works.adult}?view_adult=true`, [['#chapters div.userstuff.module', [/./]]])
})

test('lists: of a tag, of a series, of all', async () => {
  const [id] = [works.long]
  const blurb = `li#work_${id}.work.blurb.group.work-${id}`
  for (const path of ['/works?q=Far+Country', '/tags/Qzland/works?q=Far+Country', `/series/${series}`])
    await finds(path, [
      [`.index.group > ${blurb}`, [/./]],
      [`${blurb} h4.heading a[href="/works/${id}"]`, ['A Far Country']],
      [`${blurb} h4.heading a[rel=author]`, ['writer']],
      [`${blurb} h5.fandoms.heading a.tag`, ['Qzland', 'Emma']],
      [`${blurb} ul.required-tags span.rating`, ['Teen And Up Audiences']],
      [`${blurb} ul.required-tags span.category`, ['F/F']],
      [`${blurb} ul.required-tags span.iswip`, ['Work in Progress']],
      [`${blurb} ul.tags.commas li.warnings a.tag`, [/./]],
      [`${blurb} ul.tags.commas li.relationships a.tag`, ['Ann/Bea']],
      [`${blurb} ul.tags.commas li.characters a.tag`, ['Ann']],
      [`${blurb} ul.tags.commas li.freeforms a.tag`, ['Fluff']],
      [`${blurb} p.datetime`, ['5 Mar 2024']],
      [`${blurb} blockquote.userstuff.summary`, ['They go.']],
      [`${blurb} ul.series li a[href="/series/${series}"]`, ['Roads']],
      [`${blurb} dl.stats dd.words`, [/^\d+$/]],
      [`${blurb} dl.stats dd.chapters`, ['3/5']],
    ])
})
