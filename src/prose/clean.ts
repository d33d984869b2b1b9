import { cleanAttributes, type Field, type Place } from './attributes.ts'
import { tidyCharacters } from './characters.ts'
import { type Composer, composer } from './compose.ts'
import { attr, type Element, elementsIn, find, isElement, isText, type Parent } from './dom.ts'
import { cleanMedia } from './links.ts'
import { BLOCKS, HEIRS, MODELS, REMOVED } from './models.ts'
import { parseCarefully, parseWritten, TooTangled, wordsOnly } from './parse.ts'
import { settle } from './settle.ts'
import { type Attrs, attribute, type Tag } from './tree.ts'
import { writeHtml } from './write.ts'

export type { Field } from './attributes.ts'

/** Raise it when the rules change: a text cleaned by an older version is cleaned again. */
export const CLEANER_VERSION = 1

/**
 * Any text at all → the HTML we serve. The given tree is read as a browser would build it, and a new one is
 * written that holds only what is allowed, where HTML allows it. Cleaning what is clean changes nothing.
 * Relative pictures need `base`, the page they came from; without it they become their descriptions.
 */
export const cleanHtml = (given: string, field: Field, base?: string): string =>
  writeHtml(cleanTree(given, field, base))

/** The same before it is written down: for the editor, which makes its document of it. */
export function cleanTree(given: string, field: Field, base?: string): Tag {
  const html = tidyCharacters(given)
  try {
    return rewrite(html, { field, base })
  } catch (error) {
    if (!(error instanceof TooTangled)) throw error
    return rewrite(wordsOnly(html), { field, base })
  }
}

/**
 * The same of a tree that a reader with limits has built already (parseDocument, parseHtml): what is inside of it.
 * `given` is how that is written down. A file's text is parsed once so, which is a tenth of the time of an import.
 */
export function cleanParsed(parsed: Parent, given: string, field: Field): string {
  if (tidyCharacters(given) !== given) return cleanHtml(given, field)
  try {
    return writeHtml(rewrite(given, { field, base: undefined }, () => parsed))
  } catch (error) {
    if (!(error instanceof TooTangled)) throw error
    return cleanHtml(given, field)
  }
}

/** The same for a text that is being written: undefined where it is so tangled that its tags would be lost. */
export function cleanWritten(given: string, field: Field): string | undefined {
  const html = tidyCharacters(given)
  try {
    return writeHtml(rewrite(html, { field, base: undefined }, parseWritten))
  } catch (error) {
    if (!(error instanceof TooTangled)) throw error
    return undefined
  }
}

/** How much longer than its source a text may get by phrases that are carried from block to block. */
const ROOM = 200_000
const ROOM_PER_CHARACTER = 2

function rewrite(html: string, place: Place, parse: (html: string) => Parent = parseCarefully): Tag {
  const page = composer(ROOM + ROOM_PER_CHARACTER * html.length)
  readInside({ page, place, anchors: new Set() }, parse(html))
  return settle(page.finish())
}

interface Reading {
  readonly page: Composer
  readonly place: Place
  /** Targets of links met so far: a second of the same name would be none. */
  readonly anchors: Set<string>
}

/** Calls itself through the elements, no deeper than the parser's cap. */
function readInside(reading: Reading, parent: Parent): void {
  for (const node of parent.childNodes) {
    if (isText(node)) reading.page.text(tidyCharacters(node.value))
    else if (isElement(node)) readElement(reading, node)
  }
}

function readElement(reading: Reading, element: Element): void {
  const [name, className] = HEIRS.get(element.tagName) ?? [element.tagName]
  if (EMBEDS.has(name)) readEmbed(reading, element)
  else if (REMOVED.has(name)) return
  else if (name === 'img') readImage(reading, element)
  else if (PLAYED.has(name) && !plays(reading, element)) readUnplayed(reading, element)
  else if (MODELS.has(name)) readAllowed(reading, element, name, className)
  else unwrap(reading, element)
}

function readAllowed(reading: Reading, element: Element, name: string, className?: string): void {
  const attrs = onceAnchored(reading, cleanAttributes(element, name, reading.place, className))
  if (isPointless(element, name, attrs)) unwrap(reading, element)
  else {
    reading.page.open(name, attrs)
    readInside(reading, element)
    reading.page.close()
  }
}

/** A link to nowhere, a ruby without annotation, a source without address. */
function isPointless(element: Element, name: string, attrs: Attrs): boolean {
  if (name === 'a') return attrs.length === 0
  if (name === 'ruby') return find(element, ({ tagName }) => tagName === 'rt') === undefined
  return (name === 'source' || name === 'track') && attribute(attrs, 'src') === undefined
}

/** An element we do not know loses its tags and keeps its words. */
function unwrap(reading: Reading, element: Element): void {
  const ends = BLOCKS.has(element.tagName)
  if (ends) reading.page.line()
  readInside(reading, element)
  if (ends) reading.page.line()
}

function onceAnchored({ anchors }: Reading, attrs: Attrs): Attrs {
  const id = attribute(attrs, 'id')
  if (id === undefined) return attrs
  if (anchors.has(id)) return attrs.filter(([name]) => name !== 'id')
  anchors.add(id)
  return attrs
}

/** A picture; or its description, where pictures may not stand or it has no address. */
function readImage({ page, place }: Reading, element: Element): void {
  const attrs = cleanAttributes(element, 'img', place)
  const src = place.field === 'summary' ? undefined : attribute(attrs, 'src')
  if (src === undefined) page.text(attribute(attrs, 'alt') ?? '')
  else {
    page.open('img', attrs)
    page.close()
  }
}

const EMBEDS: ReadonlySet<string> = new Set(['embed', 'iframe', 'object'])

/** Another site's page in ours is not served; a link to it is, so that the reader knows what was there. */
function readEmbed(reading: Reading, element: Element): void {
  const address = cleanMedia(attr(element, 'src') ?? attr(element, 'data') ?? '', reading.place.base)
  if (address !== undefined) leaveLink(reading, address)
  else if (element.tagName === 'object') readInside(reading, element)
}

function leaveLink({ page }: Reading, address: string): void {
  page.open('a', [
    ['href', address],
    ['rel', 'nofollow'],
  ])
  page.text(`[embedded: ${new URL(address).host}]`)
  page.close()
}

const PLAYED: ReadonlySet<string> = new Set(['audio', 'video'])

const sourceOf = ({ place }: Reading, element: Element): string | undefined =>
  [element, ...elementsIn(element).filter(({ tagName }) => tagName === 'source')]
    .map((source) => cleanMedia(attr(source, 'src') ?? '', place.base))
    .find((address) => address !== undefined)

const plays = (reading: Reading, element: Element): boolean =>
  reading.place.field === 'content' && sourceOf(reading, element) !== undefined

function readUnplayed(reading: Reading, element: Element): void {
  const address = sourceOf(reading, element)
  if (address === undefined) unwrap(reading, element)
  else leaveLink(reading, address)
}
