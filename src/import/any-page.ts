import {
  cleanHtml,
  countWords,
  type Element,
  find,
  findAll,
  innerHtml,
  isComment,
  type Node,
  type Parent,
  parseDocument,
  plain,
  tidyName,
} from '../prose/index.ts'
import { artPage, isArtSite } from './page-art.ts'
import { chaptersListed, type ListedChapter } from './page-chapters.ts'
import { journalEntry } from './page-journal.ts'
import { type Labels, labelCount, readLabelLines } from './page-labels.ts'
import { dropHeading, storyOf } from './page-story.ts'
import { linesOf, metaOf } from './page-tree.ts'
import { escapeText, textHtml } from './text-html.ts'
import { layoutOf } from './text-layout.ts'
import { notTooLong } from './too-much.ts'

/** A page as a work's text and what it says of itself, before anyone decides which of that counts. */
export interface AnyPage {
  /** From its title or heading; empty when it has neither. A labelled title is among the labels. */
  readonly title: string
  readonly labels: Labels
  /** Tags the site filed it under. */
  readonly filed: readonly string[]
  /** What its maker said of it beside the labels, clean HTML. */
  readonly beside: string
  /** Clean. */
  readonly html: string
  readonly words: number
  /** All chapters of the work this page is one of, where it lists them. */
  readonly chapters: readonly ListedChapter[]
  readonly kind: 'page' | 'journal' | 'art' | 'text'
  /** HTML as it was before cleaning changed it. */
  readonly given: ReadonlyMap<string, string>
}

/** Undefined when there is no work on it: no words, no picture. */
export function readAnyPage(text: string, address?: string): AnyPage | undefined {
  return looksLikeMarkup(text) ? readPage(text, address) : readPlainText(text)
}

const looksLikeMarkup = (text: string): boolean =>
  /<(?:!doctype|html|head|body|title|meta|div|p|br|h[1-6]|center|table|font|span|i|em|b|img|hr)\b[^<>]*>/i.test(
    text.slice(0, 100_000),
  )

function readPlainText(text: string): AnyPage | undefined {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const { html } = textHtml(lines, layoutOf(lines), 'content')
  if (html.trim() === '') return undefined
  return {
    ...NOTHING,
    labels: readLabelLines(lines.slice(0, 400)),
    html,
    words: countWords(html),
    kind: 'text',
  }
}

const NOTHING = { title: '', filed: [], chapters: [], beside: '', given: new Map<string, string>() } as const

function readPage(text: string, address: string | undefined): AnyPage | undefined {
  const document = parseDocument(text)
  const hidden = labelsInComments(document)
  if (isArtSite(document, address)) return readArt(document, address, hidden)
  const chapters = chaptersListed(document, address)
  const journal = journalEntry(document, address)
  const title = journal?.title ?? titleOf(document)
  const story = journal?.story ?? storyOf(document)
  if (!story) return undefined
  const labels = { ...dateLabel(journal?.date), ...readLabelLines(linesOf(story)), ...hidden }
  dropHeading(story, labels.title ?? title)
  dropHeading(story, title)
  const page = written(innerHtml(story), address)
  if (page.words === 0 && !/<(?:img|audio|video)\b/.test(page.html)) return readArt(document, address, hidden)
  return { ...NOTHING, ...page, title, labels, chapters, kind: journal ? 'journal' : 'page' }
}

const dateLabel = (date: string | undefined): Labels => (date ? { date } : {})

function written(source: string, address: string | undefined) {
  const html = cleanHtml(notTooLong(source.trim()), 'content', address).trim()
  const given = new Map(html && html !== source.trim() ? [[html, source.trim()]] : [])
  return { html, words: countWords(html), given }
}

function readArt(document: Parent, address: string | undefined, hidden: Labels): AnyPage | undefined {
  const art = artPage(document, address)
  if (!art) return undefined
  const alt = escapeText(art.title).replaceAll('"', '&quot;')
  const image = `<p><img src="${escapeText(art.image).replaceAll('"', '&quot;')}" alt="${alt}"></p>`
  const page = written(image, address)
  if (!page.html.includes('<img')) return undefined
  const said = art.description.split('\n')
  const labels = { ...dateLabel(art.date), ...readLabelLines(said), ...hidden }
  const beside = art.description ? textHtml(said, layoutOf(said), 'notes').html : ''
  return {
    ...NOTHING,
    ...page,
    title: tidyName(art.title),
    labels,
    filed: art.categories,
    beside,
    kind: 'art',
  }
}

/** A `story-info` comment, or any other that is a list of labelled lines. */
function labelsInComments(document: Parent): Labels {
  const comments: string[] = []
  const waiting: Node[] = [...document.childNodes].reverse()
  for (let node = waiting.pop(); node && comments.length < 200; node = waiting.pop()) {
    if (isComment(node)) comments.push(node.data.slice(0, 20_000))
    else if ('childNodes' in node) for (const child of node.childNodes.toReversed()) waiting.push(child)
  }
  const named = comments.filter((comment) => /^\s*story-info\b/i.test(comment))
  for (const comment of [...named, ...comments]) {
    const labels = readLabelLines(comment.replace(/^\s*story-info\b:?/i, '').split(/\r?\n/), true)
    if (labelCount(labels) >= (named.includes(comment) ? 1 : 2)) return labels
  }
  return {}
}

/** `<title>` often adds the site's name to what the heading says alone. */
function titleOf(document: Parent): string {
  const titled = find(document, ({ tagName }) => tagName === 'title')
  const said = tidyName(titled ? plain(titled) : (metaOf(document, 'og:title') ?? ''))
  const headings = findAll(document, ({ tagName }: Element) => tagName === 'h1').map((one) =>
    tidyName(plain(one)),
  )
  const inTitle = headings.find(
    (one) => one !== '' && one !== said && said.toLowerCase().startsWith(one.toLowerCase()),
  )
  return inTitle ?? (said || headings.find(Boolean) || '')
}
