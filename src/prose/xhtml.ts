import { tidyCharacters } from './characters.ts'
import { type Element, isElement, isText, type Parent } from './dom.ts'
import { parseCarefully } from './parse.ts'
import { SWITCHES, VOID } from './write.ts'

/** The same tree as clean HTML, written as a well-formed piece of XML 1.0, for e-books. */
export function toXhtml(cleanHtml: string): string {
  return writeInside(parseCarefully(cleanHtml))
}

/** Calls itself no deeper than the parser's cap. */
function writeInside(parent: Parent): string {
  let written = ''
  for (const node of parent.childNodes) {
    if (isText(node)) written += escapeXml(node.value)
    else if (isElement(node)) written += writeElement(node)
  }
  return written
}

/** HTML allows names that XML does not; clean HTML has none, but a careless caller's might. */
const NAME = /^[a-z][a-z0-9-]*$/

function writeElement(element: Element): string {
  const name = element.tagName
  if (!NAME.test(name)) return writeInside(element)
  const start = `<${name}${writeAttributes(element)}`
  if (VOID.has(name)) return `${start} />`
  return `${start}>${writeInside(element)}</${name}>`
}

function writeAttributes({ attrs }: Element): string {
  let written = ''
  for (const { name, value } of attrs) {
    if (!NAME.test(name)) continue
    const full = SWITCHES.has(name) ? name : value
    written += ` ${name}="${escapeXmlValue(full)}"`
    if (name === 'lang') written += ` xml:lang="${escapeXmlValue(full)}"`
  }
  return written
}

const escapeXml = (text: string): string =>
  tidyCharacters(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&#160;')

const escapeXmlValue = (value: string): string =>
  escapeXml(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
