import { element, type MarkupElement, writeMarkup } from './markup.ts'
import { plainOf, xmlAttribute, xmlText } from './xml.ts'

const NAMES: ReadonlyMap<string, string> = new Map([
  ['img', 'Image'],
  ['picture', 'Image'],
  ['audio', 'Audio'],
  ['video', 'Video'],
])

/** Files of the book, by the address the markup names them with. */
export type Within = ReadonlyMap<string, string>

/** A picture that is in the book stays one; its address travels as `data-was-src`. */
export function pictureWithin(given: MarkupElement, within: Within): MarkupElement | undefined {
  const source = given.attributes.get('src') ?? ''
  const file = given.tag === 'img' ? within.get(source) : undefined
  if (file === undefined) return undefined
  const kept = element('img')
  for (const [name, value] of given.attributes) {
    kept.attributes.set(name, name === 'src' ? xmlAttribute(file) : value)
    if (name === 'src') kept.attributes.set('data-was-src', source)
  }
  if (!kept.attributes.has('alt')) kept.attributes.set('alt', '')
  return kept
}

/**
 * A book may not fetch: a picture, a sound, a film becomes a link to it that says what it was, its description
 * kept. All its attributes travel as `data-was-…`, what was inside it as `data-was-inside`.
 */
export function picture(given: MarkupElement, inLink: boolean): MarkupElement {
  const source = given.attributes.get('src') ?? innerSource(given)
  const about = given.attributes.get('alt')?.trim() || given.attributes.get('title')?.trim()
  const name = NAMES.get(given.tag) ?? 'Media'
  const label = about ? `[${name}: ${about}]` : `[${name}]`
  const link = element(inLink || !source ? 'span' : 'a', [], [xmlText(plainOf(label))])
  if (link.tag === 'a' && source) link.attributes.set('href', source)
  link.attributes.set('data-was', given.tag)
  for (const [attribute, value] of given.attributes) {
    if (/^[a-z]+$/.test(attribute)) link.attributes.set(`data-was-${attribute}`, value)
  }
  if (given.nodes.length > 0) {
    link.attributes.set('data-was-inside', xmlAttribute(writeMarkup(given.nodes)))
  }
  return link
}

function innerSource(given: MarkupElement): string | undefined {
  for (const node of given.nodes) {
    const source = typeof node === 'string' ? undefined : node.attributes.get('src')
    if (source) return source
  }
  return given.attributes.get('data')
}
