import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html } from 'parse5'
import { escapeText } from '../../prose/index.ts'
import { unstyled } from './unstyled.ts'

/*
 * Stands in for src/prose/parse.ts when the editor is bundled (web/bundle.ts): the browser has a parser already, so
 * the cleaner reads the tree that it builds. Nothing here runs or loads: the document has no window.
 */
export class TooTangled extends Error {
  constructor() {
    super('reading HTML: its tags are nested deeper, or repeated more often, than any writer would')
  }
}

export function parseCarefully(markup: string): DefaultTreeAdapterTypes.DocumentFragment {
  const fragment = defaultTreeAdapter.createDocumentFragment()
  copyInside(fragment, parsed(markup))
  return fragment
}

/** A text is judged where it is kept, and not while it is written. */
export const parseWritten = parseCarefully

export const wordsOnly = (markup: string): string => escapeText(parsed(markup).textContent ?? '')

function parsed(markup: string): HTMLElement {
  const page = document.implementation.createHTMLDocument('').createElement('div')
  page.innerHTML = unstyled(markup)
  return page
}

/** Calls itself no deeper than the browser's cap. */
function copyInside(to: DefaultTreeAdapterTypes.ParentNode, from: Node): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) defaultTreeAdapter.insertText(to, node.nodeValue ?? '')
    else if (isElement(node)) {
      const attrs = [...node.attributes].map(({ name, value }) => ({ name, value }))
      const made = defaultTreeAdapter.createElement(node.localName, html.NS.HTML, attrs)
      defaultTreeAdapter.appendChild(to, made)
      copyInside(made, node)
    }
  }
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE
