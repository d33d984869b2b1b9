import { isElement, isText, type Parent, parseDocument } from '../src/prose/index.ts'

/** What a converter leaves of a page: its text, a line for each block, `gap` blank lines between paragraphs. */
export function strippedText(html: string, gap: number): string {
  const lines: string[] = ['']
  const end = (blank: number): void => {
    if (lines.at(-1) !== '') lines.push(...Array<string>(blank).fill(''), '')
  }
  const walk = (parent: Parent): void => {
    for (const node of parent.childNodes) {
      if (isText(node))
        lines[lines.length - 1] = `${lines.at(-1)}${node.value.replace(/\s+/g, ' ')}`.trimStart()
      else if (isElement(node)) {
        const block = BLOCKS.has(node.tagName)
        if (block) end(gap)
        if (node.tagName === 'br') end(0)
        if (node.tagName === 'hr') lines.push('* * *', '')
        walk(node)
        if (block) end(gap)
      }
    }
  }
  walk(parseDocument(html))
  return lines.join('\n')
}

const BLOCKS = new Set(
  'address article blockquote body dd div dl dt h1 h2 h3 h4 h5 h6 head li ol p pre section style title ul'.split(
    ' ',
  ),
)
