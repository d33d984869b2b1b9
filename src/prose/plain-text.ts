import { foldSpace } from './characters.ts'
import { attr, type Element, isElement, isText, type Parent } from './dom.ts'
import { BLOCKS, REMOVED } from './models.ts'
import { parseCarefully } from './parse.ts'

/**
 * The text of clean HTML: a line for each block and after each <br>, a blank line for <hr>, the description for a
 * picture, a tab between cells, an annotation in brackets.
 */
export function plainText(html: string): string {
  const page: Page = { lines: [''], lineIsSet: false }
  readInside(page, parseCarefully(html), false)
  return page.lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd()
}

interface Page {
  readonly lines: string[]
  /** The last line is whole: what comes next starts another. */
  lineIsSet: boolean
}

function readInside(page: Page, parent: Parent, asTyped: boolean): void {
  for (const node of parent.childNodes) {
    if (isText(node)) write(page, node.value, asTyped)
    else if (isElement(node) && !REMOVED.has(node.tagName)) readElement(page, node, asTyped)
  }
}

function readElement(page: Page, element: Element, asTyped: boolean): void {
  const name = element.tagName
  const isCell = name === 'td' || name === 'th'
  const ends = BLOCKS.has(name) && !isCell
  if (isCell && lastOf(page) !== '' && !page.lineIsSet) page.lines.push(`${page.lines.pop() ?? ''}\t`)
  if (ends) page.lineIsSet = true
  if (name === 'br') startLine(page)
  else if (name === 'hr') leaveBlank(page)
  else if (name === 'img') write(page, attr(element, 'alt') ?? '', false)
  else if (name === 'rt') annotate(page, element)
  else if (name !== 'rp') readInside(page, element, asTyped || name === 'pre')
  if (ends) page.lineIsSet = true
}

function annotate(page: Page, element: Element): void {
  write(page, '(', false)
  readInside(page, element, false)
  write(page, ')', false)
}

function write(page: Page, text: string, asTyped: boolean): void {
  if (asTyped) {
    for (const [at, line] of text.split('\n').entries()) {
      if (at > 0) startLine(page)
      add(page, line, true)
    }
  } else add(page, foldSpace(text), false)
}

function add(page: Page, text: string, asTyped: boolean): void {
  if (text === '' || (text === ' ' && page.lineIsSet)) return
  if (page.lineIsSet && lastOf(page) !== '') page.lines.push('')
  page.lineIsSet = false
  const line = lastOf(page)
  const spaced = !asTyped && text.startsWith(' ') && (line === '' || line.endsWith(' '))
  const joined = spaced ? text.slice(1) : text
  page.lines[page.lines.length - 1] = line + joined.replaceAll('\u00a0', ' ')
}

function leaveBlank(page: Page): void {
  if (lastOf(page) !== '') page.lines.push('', '')
}

function startLine(page: Page): void {
  if (page.lineIsSet && lastOf(page) !== '') page.lines.push('')
  page.lineIsSet = false
  page.lines.push('')
}

const lastOf = (page: Page): string => page.lines.at(-1) ?? ''
