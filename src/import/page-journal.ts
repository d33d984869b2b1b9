import {
  attr,
  type Element,
  find,
  findAll,
  isElement,
  type Node,
  type Parent,
  plain,
} from '../prose/index.ts'
import { drop, dropAll, firstOf, isAny, metaOf, shortText } from './page-tree.ts'

/** Saved pages of LiveJournal, Dreamwidth and their relations: the entry, without what the site put round it. */
interface JournalEntry {
  readonly title: string
  readonly story: Element
  /** As printed. */
  readonly date: string
}

const ENTRY = [
  ...['.b-singlepost-body', '.aentry-post__text', '.entry-content', '.entry-text', '#entry', '.entry-body'],
  ...['.asset-body', '.entry_text', '.event'],
]
const HOSTS =
  /(?:^|\.)(?:livejournal\.com|dreamwidth\.org|insanejournal\.com|deadjournal\.com|journalfen\.net|greatestjournal\.com)$/i

const TITLE = ['.b-singlepost-title', '.aentry-post__title', '.entry-title', '.asset-name', '.subject']
const DATE = [
  ...[
    '.b-singlepost-about-date',
    '.aentry-head__date',
    '.datetime',
    '.entry-date',
    '.published',
    '.asset-meta',
  ],
  ...['.date', 'time'],
]

/** Undefined for a page that is no journal's. */
export function journalEntry(document: Parent, address: string | undefined): JournalEntry | undefined {
  const host = address && URL.canParse(address) ? new URL(address).hostname : ''
  if (!HOSTS.test(host) && !saysJournal(document)) return undefined
  const story = firstOf(document, ENTRY)
  if (!story) return undefined
  const title = journalTitle(document, story)
  const date = plain(firstOf(document, DATE) ?? story).slice(0, 200)
  tidyEntry(story)
  return { title, story, date }
}

function saysJournal(document: Parent): boolean {
  const made = `${metaOf(document, 'generator', 'og:site_name', 'application-name') ?? ''}`
  if (/journal|dreamwidth/i.test(made)) return true
  const marks = [
    '.currents',
    '.b-singlepost-body',
    '.aentry-post__text',
    '.entry-text',
    '.asset-body',
    '#entry',
  ]
  if (find(document, (element) => isAny(element, marks))) return true
  return (
    find(document, (e) => e.tagName === 'img' && FURNITURE_IMAGE.test(attr(e, 'src') ?? '')) !== undefined
  )
}

function journalTitle(document: Parent, story: Element): string {
  const heading = firstOf(document, TITLE)
  const titled = find(document, ({ tagName }) => tagName === 'title')
  const said = heading && heading !== story ? plain(heading) : titled ? plain(titled) : ''
  return bareTitle(said)
}

/** `some_user: [Fic] The Lamp - LiveJournal` is `The Lamp`. A title that is all brackets stays. */
export function bareTitle(said: string): string {
  const own = said
    .replace(/^\s*[\w-]{1,30}\s?:\s+/u, (name) => (/^[a-z0-9_-]+\s?:\s+$/.test(name) ? '' : name))
    .replace(
      /(?<!\s)\s+[-—–|:]+\s*(?:LiveJournal|Dreamwidth(?: Studios)?|InsaneJournal|DeadJournal|JournalFen)\W*$/i,
      '',
    )
    .replace(/(?<!\s)\s+[-—–|]\s+[\w-]+(?:['’]s (?:journal|livejournal))?\s*$/i, (tail) =>
      /_|journal/i.test(tail) ? '' : tail,
    )
  return own.replace(/^(?:\s*\[[^\]]{0,60}\])+\s*:?\s*/, '').trim() || own.trim()
}

const FURNITURE = [
  ...['script', 'style', 'noscript', 'form', 'iframe', 'nav'],
  ...[
    '.currents',
    '.lj-currents',
    '.entry-meta',
    '.entry-metadata',
    '.metadata',
    '.asset-meta',
    '.entrymeta',
  ],
  ...['.tag', '.tags', '.ljtags', '.entry-tags', '.asset-tags', '.b-singlepost-tags', '.aentry-tags'],
  ...['.entry-management-links', '.entry-interaction-links', '.entry-linkbar', '.ljlinkbar', '.lj-like'],
  ...[
    '.entry-nav',
    '.page-nav',
    '.comment-links',
    '.entry-links',
    '.quickreply',
    '.userpic',
    '.entry-userpic',
  ],
  ...['.entry-title', '.datetime', '#comments', '.comments', '.asset-entry-links', '.restrictions'],
]

function tidyEntry(story: Element): void {
  dropAll(story, (element) => isAny(element, FURNITURE))
  drop(
    findAll(story, isFurnitureImage).map((image) => {
      const link = image.parentNode
      return link && isElement(link) && link.tagName === 'a' ? link : image
    }),
  )
  dropAll(story, (element) => element.tagName === 'table' && isAllFacts(element))
  dropAll(story, (element) => BLOCKS.has(element.tagName) && isFactBlock(element))
  for (const parent of [story, ...findAll(story, () => true)]) dropFactLines(parent)
}

const BLOCKS = new Set(['p', 'div', 'li', 'dl', 'ul'])

/** Buttons of the site: previous entry, add to memories, share, next. A writer's own pictures lie elsewhere. */
const FURNITURE_IMAGE =
  /^(?:https?:)?\/\/(?:(?=[\w-]*stat)[\w-]+\.|www\.|p-)?(?:livejournal\.(?:com|net)|dreamwidth\.org|insanejournal\.com)\/+(?:img|palimg|stc)\b/i
const FURNITURE_ALT =
  /^(?:previous(?: entry)?|next(?: entry)?|add to memories|share(?: this(?: entry)?)?|tell a friend|track this|link|edit entry|flag this|profile)$/i

const isFurnitureImage = (element: Element): boolean =>
  element.tagName === 'img' &&
  (FURNITURE_IMAGE.test(attr(element, 'src') ?? '') || FURNITURE_ALT.test(attr(element, 'alt')?.trim() ?? ''))

const FACT = /^\s*(?:current\s+)?(?:mood|music|location)\s*[:：]/i
const FACT_OR_TAGS =
  /^\s*(?:(?:current\s+)?(?:mood|music|location)|(?:entry )?tags|security|crossposts?)\s*[:：]/i

/** Of tags there may be many. */
const LONGEST_FACTS = 5_000

/** A table of nothing but mood, music, place and tags. The writer's own tables have a row of something else. */
function isAllFacts(table: Element): boolean {
  if (shortText(table, LONGEST_FACTS) === undefined) return false
  const rows = findAll(table, ({ tagName }) => tagName === 'tr').filter((row) => plain(row) !== '')
  return rows.length > 0 && rows.every((row) => FACT_OR_TAGS.test(plain(row)))
}

function isFactBlock(element: Element): boolean {
  const text = shortText(element, 400)
  if (text === undefined) return false
  const links = findAll(element, ({ tagName }) => tagName === 'a').length > 0
  return FACT.test(text) || (links && FACT_OR_TAGS.test(text) && text.length < 300)
}

/** `<b>Current Mood:</b> tired<br>` between the writer's lines: from the label to the end of its line. */
function dropFactLines(parent: Parent): void {
  const lines: Node[][] = [[]]
  for (const node of parent.childNodes) {
    lines.at(-1)?.push(node)
    if (isElement(node) && node.tagName === 'br') lines.push([])
  }
  if (lines.length < 2) return
  const kept = lines.filter((line) => !isFactLine(line))
  if (kept.length < lines.length) parent.childNodes = kept.flat()
}

function isFactLine(line: readonly Node[]): boolean {
  if (line.some((node) => isElement(node) && BLOCKS.has(node.tagName))) return false
  const said = line.map((node) => shortText(node, 300))
  const text = said.join(' ').trim()
  if (said.includes(undefined) || text.length > 300) return false
  const linked = line.some((node) => isElement(node) && node.tagName === 'a')
  return FACT.test(text) || (linked && FACT_OR_TAGS.test(text))
}
