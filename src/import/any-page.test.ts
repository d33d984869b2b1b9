import { describe, expect, test } from 'vitest'
import { readAnyPage } from './any-page.ts'
import { bareTitle } from './page-journal.ts'
import { readLabelLines } from './page-labels.ts'
import { categoryFrom, dayFrom, ratingFrom, warningFrom } from './page-values.ts'

const OWN_TABLE = '<table><tbody><tr><td>Mood of the sea</td><td>grey</td></tr></tbody></table>'
const STORY = `<p>It began with rain.</p>${OWN_TABLE}<p><img src="https://pics.example/map.png" alt="a map"></p><p>It ended with rain.</p>`

const journal = (title: string, entry: string): string =>
  `<html><head><title>${title}</title></head><body>
  <div id="header"><a href="/">Home</a> <img src="https://l-stat.livejournal.net/img/logo.gif" alt="LiveJournal"></div>
  ${entry}<div id="comments"><div class="comment">First!</div></div></body></html>`

const STORY_ONLY = /^<p>It began with rain\.<\/p>.*<p>It ended with rain\.<\/p>$/s

describe('[I-017] of a journal’s saved page only the story is kept', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    [
      'with a table of mood, music and place',
      journal(
        'some_user: [Fic] The Rain',
        `<div class="entry-text"><table><tr><td>Current Mood:</td><td>calm</td></tr><tr><td>Current Music:</td><td>rain</td></tr><tr><td>Entry tags:</td><td><a href="/t">fic</a></td></tr></table>${STORY}</div>`,
      ),
      undefined,
    ],
    [
      'with the facts in elements of their own, and buttons',
      journal(
        '[sticky post] [R] The Rain - LiveJournal',
        `<div class="entry-content"><a href="/prev"><img src="https://stat.livejournal.com/img/btn_prev.gif" alt="Previous Entry"></a><ul class="currents"><li>Mood: calm</li></ul>${STORY}<p>Location: <a href="/x">here</a></p><p>Tags: <a href="/t/fic">fic</a></p><div class="ljtags">Tags: fic</div></div>`,
      ),
      undefined,
    ],
    [
      'with the facts on lines between breaks, of a name with underscores',
      journal(
        'some_long_user: The Rain',
        `<div class="asset-body"><b>Current Mood:</b> calm<br>Music: rain<br>Tags: <a href="/t">fic</a><br>${STORY}</div>`,
      ),
      'https://some_long_user.livejournal.com/1234.html',
    ],
    [
      'of a newer LiveJournal',
      journal(
        'The Rain: some_user — LiveJournal',
        `<h1 class="aentry-post__title">[Fic] The Rain</h1><div class="aentry-post__text">${STORY}</div>`,
      ),
      undefined,
    ],
    [
      'of Dreamwidth, without any facts',
      journal(
        'someone | The Rain',
        `<h3 class="entry-title"><a href="/1.html">The Rain</a></h3><div class="entry-content">${STORY}</div>`,
      ),
      'https://some-one.dreamwidth.org/1.html',
    ],
    [
      'by the id of its entry',
      journal(
        '[personal_log] [WIP] The Rain',
        `<div id="entry">${STORY}<img src="//p-stat.livejournal.com/img/x.gif"></div>`,
      ),
      undefined,
    ],
  ]

  test.each(cases)('%s', (_name, html, address) => {
    const page = readAnyPage(html, address)
    expect(page?.title).toBe('The Rain')
    expect(page?.kind).toBe('journal')
    expect(page?.html).toMatch(STORY_ONLY)
    expect(page?.html).toContain('Mood of the sea')
    expect(page?.html).toContain('https://pics.example/map.png')
    expect(page?.html).not.toMatch(/calm|Music|Tags|livejournal|Location|Previous/)
  })

  test('a title that is all brackets, or has a colon of its own, stays', () => {
    expect(bareTitle('[Rain]')).toBe('[Rain]')
    expect(bareTitle('Rain: A Story')).toBe('Rain: A Story')
  })
})

describe('[I-018] of an art site’s page', () => {
  const head = `<meta property="og:site_name" content="DeviantArt"><meta property="og:title" content="The Lamp by ada on DeviantArt">
    <meta property="og:image" content="https://images.example/full/lamp.jpg">`
  const page = readAnyPage(
    `<html><head><title>x</title>${head}</head><body><nav>Browse Shop</nav>
    <div class="dev-description">Fandom: Hearthside. Ink on paper.</div>
    <div class="dev-about-cat-cc"><a href="/c">Traditional Art</a> / <a href="/d">Drawings</a></div>
    <time datetime="2009-08-07T10:00:00Z">Aug 7, 2009</time><footer>About us</footer></body></html>`,
    'https://www.deviantart.com/ada/art/Lamp-1',
  )

  test('the picture, what is said of it, its categories and its date are kept, the rest is not', () => {
    expect(page).toMatchObject({ kind: 'art', title: 'The Lamp', filed: ['Traditional Art', 'Drawings'] })
    expect(page?.html).toBe('<p><img src="https://images.example/full/lamp.jpg" alt="The Lamp"></p>')
    expect(page?.beside).toContain('Ink on paper')
    expect(dayFrom(page?.labels.date ?? '')).toBe('2009-08-07')
    expect(`${page?.html}${page?.beside}`).not.toMatch(/Shop|About us/)
  })

  test('a gallery is no work', () => {
    const gallery = `<html><head>${head}</head><body><a href="/1">One</a> <a href="/2">Two</a></body></html>`
    expect(readAnyPage(gallery, 'https://www.deviantart.com/ada/gallery')).toBeUndefined()
    expect(readAnyPage('<html><head></head><body><p></p></body></html>')).toBeUndefined()
  })
})

describe('of any other page the story is found', () => {
  const words = '<p>It began with rain, as it always did in that town, and went on.</p>'.repeat(8)

  test.each([
    ['in its article', `<main><nav>Menu</nav><article><h1>The Rain</h1>${words}</article></main>`],
    ['in its largest block', `<div><div>Links and notices</div><div>${words}</div><div>Bottom</div></div>`],
    ['in paragraphs that are divs', `<div><div class="menu">M</div>${words.replaceAll('p>', 'div>')}</div>`],
    ['in a table cell', `<table><tr><td><a href="/">Home</a></td><td>${words}</td></tr></table>`],
    ['straight in the body', `<h1>The Rain</h1>${words}`],
  ])('%s', (_name, body) => {
    const page = readAnyPage(
      `<html><head><title>The Rain | My Site</title></head><body>${body}</body></html>`,
    )
    expect(page?.words).toBe(8 * 14)
    expect(page?.html).not.toMatch(/Menu|Links|Bottom|Home|<h1>/)
  })

  test('its scripts and forms are not in it', () => {
    const page = readAnyPage('<body><p onclick="x()">Words<script>bad()</script></p></body>')
    expect(page?.html).toBe('<p>Words</p>')
  })
})

test('labels end where the story begins', () => {
  expect(
    readLabelLines(['Title: A', 'Disclaimer: not mine', 'Summary:', 'It rained.', '', 'Words.']),
  ).toEqual({
    title: 'A',
    summary: 'It rained.',
  })
  const late = [...Array.from({ length: 30 }, (_, n) => `Line ${n} of the story.`), 'Rating: G']
  expect(readLabelLines(late)).toEqual({})
})

test('writers’ own words for ratings, warnings, categories and days', () => {
  expect(['NC-17', 'PG-13', 'R', 'PG', 'G', 'M', 'unrated', 'purple'].map(ratingFrom)).toEqual([
    ...['Explicit', 'Teen And Up Audiences', 'Mature', 'General Audiences', 'General Audiences', 'Mature'],
    ...['Not Rated', undefined],
  ])
  expect(['none', 'character death', 'noncon', 'fluff'].map(warningFrom)).toEqual([
    ...['No Archive Warnings Apply', 'Major Character Death', 'Rape/Non-Con', undefined],
  ])
  expect(['slash', 'femslash', 'het', 'gen', 'M/F'].map(categoryFrom)).toEqual([
    'M/M',
    'F/F',
    'F/M',
    'Gen',
    'F/M',
  ])
  expect(
    [
      '2004-03-09',
      '9 March 2004',
      'Mar. 9th, 2004',
      '3/9/2004',
      '9.3.2004',
      '25/12/2004',
      'soon',
      '2004-02-31',
    ].map(dayFrom),
  ).toEqual([...Array<string>(5).fill('2004-03-09'), '2004-12-25', undefined, undefined])
})

describe('a page made to exhaust its reader is read all the same', () => {
  const TAGS = 200_000
  const entry = (inside: string): string =>
    journal('The Rain', `<div class="entry-text">It rained.<br>${inside}</div>`)

  test('with more buttons side by side than an argument list may be long', () => {
    const page = readAnyPage(entry('<img alt="next" src="/b.gif">'.repeat(TAGS)), undefined)
    expect(page?.html).toBe('<p>It rained.</p>')
  })

  test('with a fact of its own, in tables and boxes nested as deep as may be', () => {
    const deep = `${'<table><tr><td>'.repeat(90)}${'<i>It poured.</i> '.repeat(2_000)}`
    const page = readAnyPage(entry(`<b>Mood</b>: wet<br>${'<div>'.repeat(40)}${deep}`), undefined)
    expect(page?.html).toContain('It poured.')
    expect(page?.html).not.toContain('Mood')
  })

  test('with boxes for a story that hold nothing, one in another, before the one that holds it', () => {
    const empty = `${'<div class="story"> <i></i>'.repeat(400)}${'</div>'.repeat(400)}`
    const page = readAnyPage(`<body>${empty}<div class="story">It rained.</div>`, undefined)
    expect(page?.html).toBe('<p>It rained.</p>')
  })
})
