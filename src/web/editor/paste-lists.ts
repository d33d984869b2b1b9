import { styleOf } from './paste-styles.ts'

/*
 * Word writes an item as a paragraph: `<p class="MsoListParagraph" style="mso-list:l0 level2 lfo1">`, with its mark
 * and some spaces in a span that says `mso-list:Ignore`. Word online writes every item as a list of its own.
 */
export function readLists(body: HTMLElement): void {
  let open: Element[] = []
  for (const paragraph of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const level = levelOf(paragraph)
    if (level === 0) continue
    const before = paragraph.previousElementSibling
    if (!before || before !== open[0]) open = []
    open = place(paragraph, level, open)
  }
  joinLists(body)
}

function levelOf(paragraph: Element): number {
  const [, level] = /\blevel([1-9])\b/.exec(styleOf(paragraph, 'mso-list')) ?? []
  return level ? Number(level) : 0
}

/** Puts the paragraph into the list of its level; answers with the lists that are open then, outermost first. */
function place(paragraph: Element, level: number, open: readonly Element[]): Element[] {
  const page = paragraph.ownerDocument
  const { name, start } = takeMark(paragraph)
  const lists = open.slice(0, level)
  const item = page.createElement('li')
  item.append(...paragraph.childNodes)
  if (lists.length === level && lists.at(-1)?.localName !== name) lists.pop()
  if (lists.length === 0 && level > 0) paragraph.before(listOf(page, name, start, lists))
  while (lists.length < level) {
    const parent = lists.at(-1)
    const list = listOf(page, name, start, lists)
    ;(parent?.lastElementChild ?? parent)?.append(list)
  }
  lists.at(-1)?.append(item)
  paragraph.remove()
  return lists
}

function listOf(page: Document, name: string, start: string | undefined, lists: Element[]): Element {
  const list = page.createElement(name)
  if (start && name === 'ol' && start !== '1') list.setAttribute('start', start)
  lists.push(list)
  return list
}

interface MarkOfItem {
  readonly name: 'ol' | 'ul'
  readonly start?: string
}

function takeMark(paragraph: Element): MarkOfItem {
  const mark = [...paragraph.querySelectorAll('span')].find((span) => styleOf(span, 'mso-list') === 'ignore')
  const text = mark?.textContent?.replaceAll('\u00a0', ' ').trim() ?? ''
  mark?.remove()
  const [, number] = /^\(?(\d{1,4}|[a-z]{1,4})[.)]$/i.exec(text) ?? []
  if (number === undefined) return { name: 'ul' }
  return /^\d/.test(number) ? { name: 'ol', start: number } : { name: 'ol' }
}

function joinLists(body: HTMLElement): void {
  for (const wrapper of body.querySelectorAll('.ListContainerWrapper'))
    wrapper.replaceWith(...wrapper.childNodes)
  for (const list of body.querySelectorAll('ul[class*="ListStyle"], ol[class*="ListStyle"]')) {
    const before = list.previousElementSibling
    if (before?.localName !== list.localName || !/ListStyle/.test(before.className)) continue
    before.append(...list.childNodes)
    list.remove()
  }
}
