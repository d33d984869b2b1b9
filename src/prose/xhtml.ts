import { html as names, parseFragment } from 'parse5'
import { isElement, isText, type Node } from './dom.ts'

/** STAND-IN until prose's own is merged. */
const VOID = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'source', 'track', 'wbr'])
export function toXhtml(html: string): string {
  return parseFragment(html).childNodes.map(write).join('')
}
function write(node: Node): string {
  if (isText(node)) return escape(node.value)
  if (!isElement(node) || node.namespaceURI !== names.NS.HTML) return ''
  const attributes = node.attrs
    .filter((a) => /^[a-z_][a-z0-9_-]*$/.test(a.name))
    .map((a) => ` ${a.name}="${escape(a.value).replaceAll('"', '&quot;')}"`)
  const open = `<${node.tagName}${attributes.join('')}`
  return VOID.has(node.tagName)
    ? `${open}/>`
    : `${open}>${node.childNodes.map(write).join('')}</${node.tagName}>`
}
const escape = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
