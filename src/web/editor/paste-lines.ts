/*
 * Writers part paragraphs by empty ones, since their program shows no space between them; ours does. So the usual
 * number of empty lines between paragraphs means nothing, and more than the usual is a pause: one blank line.
 */
export function settleLines(body: HTMLElement): void {
  for (const list of [body, ...body.querySelectorAll('blockquote, td')]) {
    dropLooseBreaks(list)
    markScenes(list)
    settleBlanks(list)
  }
}

const BLOCK = /^(p|h[1-6]|ul|ol|dl|table|blockquote|hr|pre|div|figure|details)$/

const isBlock = (node: Node | null): node is Element =>
  node !== null && 'localName' in node && BLOCK.test(String(node.localName))

/** Docs puts a <br> between its paragraphs: an empty line. */
function dropLooseBreaks(parent: Element): void {
  if (![...parent.childNodes].some(isBlock)) return
  for (const child of [...parent.childNodes]) {
    if (child.nodeType === Node.TEXT_NODE && !child.nodeValue?.trim()) child.remove()
    else if (child.nodeName === 'BR') child.replaceWith(parent.ownerDocument.createElement('p'))
  }
}

/** Three or more of one sign on a line of their own, spaces between them or not; the printers' three stars. */
const SCENE = /^(?:([*~_=#•·–—-])(?:\s*\1){2,}|⁂|[-–—~*]+\s*[xo0]{1,3}\s*[-–—~*]+)$/iu

export const isSceneBreak = (text: string): boolean => SCENE.test(text.replaceAll('\u00a0', ' ').trim())

function markScenes(parent: Element): void {
  for (const child of [...parent.children]) {
    if (!/^(p|h[1-6])$/.test(child.localName) || child.querySelector('img, a, table')) continue
    if (isSceneBreak(child.textContent ?? '')) child.replaceWith(parent.ownerDocument.createElement('hr'))
  }
}

const isEmpty = (one: Element): boolean =>
  one.localName === 'p' && !one.textContent?.trim() && !one.querySelector('img, hr, audio, video, [id]')

function settleBlanks(parent: Element): void {
  const gaps: Element[][] = []
  let gap: Element[] = []
  let begun = false
  for (const child of [...parent.children]) {
    if (isEmpty(child)) gap.push(child)
    else {
      if (begun) gaps.push(gap)
      else for (const one of gap) one.remove()
      begun = true
      gap = []
    }
  }
  for (const one of gap) one.remove()
  const usual = usualOf(gaps)
  for (const blanks of gaps) settleGap(blanks, usual)
}

function settleGap(blanks: readonly Element[], usual: number): void {
  const [first] = blanks
  const beside = first && [first.previousElementSibling, blanks.at(-1)?.nextElementSibling]
  const isPause = blanks.length > usual && !beside?.some((one) => one && /^(hr|h[1-6])$/.test(one.localName))
  for (const [at, one] of blanks.entries()) {
    if (at === 0 && isPause) one.replaceChildren('\u00a0')
    else one.remove()
  }
}

/** The most common number of empty lines between two blocks; of two as common, the larger. */
function usualOf(gaps: readonly (readonly Element[])[]): number {
  const counts = new Map<number, number>()
  for (const { length } of gaps) counts.set(length, (counts.get(length) ?? 0) + 1)
  let usual = 0
  for (const [length, times] of counts) {
    const most = counts.get(usual) ?? 0
    if (times > most || (times === most && length > usual)) usual = length
  }
  return usual
}
