import { cleanHtml, htmlFrom, innerHtml, isText, type Node, parseHtml, SPELLINGS } from '../prose/index.ts'
import type { Typed } from '../works/index.ts'
import { valueIn } from './manuscript-fields.ts'

/** The text of a form as it would be stored, paragraph by paragraph: each a block of clean HTML. */
export function blocksOf(fields: Typed): readonly string[] {
  const spelling = SPELLINGS.find((one) => one === valueIn(fields, 'spelling')) ?? 'html'
  const html = cleanHtml(htmlFrom(valueIn(fields, 'body'), spelling), 'content')
  return parseHtml(html)
    .childNodes.filter((node) => !isText(node) || node.value.trim() !== '')
    .map(markupOf)
}

function markupOf(node: Node): string {
  const alone = parseHtml('')
  alone.childNodes = [node]
  return innerHtml(alone).trim()
}

/** As it is put into a text area: a line between each. */
export const textOfBlocks = (blocks: readonly string[]): string => blocks.join('\n\n')
