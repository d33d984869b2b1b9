/** The value of one property as it is written on an element: nothing is computed in a document that is not shown. */
export function styleOf(one: Element, property: string): string {
  const written = one.getAttribute('data-style') ?? ''
  let value = ''
  for (const declaration of written.split(';')) {
    const colon = declaration.indexOf(':')
    if (declaration.slice(0, colon).trim().toLowerCase() === property)
      value = declaration
        .slice(colon + 1)
        .replace(/!important/i, '')
        .trim()
        .toLowerCase()
  }
  return value
}

export function rename(element: Element, name: string): Element {
  const made = element.ownerDocument.createElement(name)
  for (const { name: key, value } of element.attributes) made.setAttribute(key, value)
  made.append(...element.childNodes)
  element.replaceWith(made)
  return made
}

type Look = readonly [name: string, has: (one: Element) => boolean]

const weight = (one: Element): number => {
  const written = styleOf(one, 'font-weight')
  return written.startsWith('bold') ? 700 : written === 'normal' ? 400 : Number(written) || 0
}
const decoration = (one: Element): string =>
  `${styleOf(one, 'text-decoration')} ${styleOf(one, 'text-decoration-line')}`

const LOOKS: readonly Look[] = [
  ['strong', (one) => weight(one) >= 600 && !one.closest('h1, h2, h3, h4, h5, h6, th')],
  ['em', (one) => /^(italic|oblique)/.test(styleOf(one, 'font-style'))],
  ['u', (one) => decoration(one).includes('underline') && !one.closest('a') && !one.querySelector('a')],
  ['s', (one) => decoration(one).includes('line-through')],
  ['sup', (one) => styleOf(one, 'vertical-align') === 'super' && !one.closest('sup')],
  ['sub', (one) => styleOf(one, 'vertical-align') === 'sub' && !one.closest('sub')],
]

const BLOCKS = /^(p|div|h[1-6]|li|td|th|blockquote|dd|dt|center|section|article)$/

export function tagStyles(body: HTMLElement): void {
  for (const one of body.querySelectorAll('b, strong, i, em')) {
    const upright = /^(b|strong)$/.test(one.localName)
      ? weight(one) > 0 && weight(one) < 600
      : styleOf(one, 'font-style') === 'normal'
    if (upright) rename(one, 'span')
    else if (one.localName === 'b') rename(one, 'strong')
    else if (one.localName === 'i') rename(one, 'em')
  }
  for (const one of body.querySelectorAll('[data-style], [align]')) {
    if (BLOCKS.test(one.localName)) placeBlock(one)
    if (one.localName === 'ul' || one.localName === 'ol' || holdsBlocks(one)) continue
    for (const [name, has] of LOOKS) if (has(one) && !isAlready(one, name)) wrapInside(one, name)
  }
}

const holdsBlocks = (one: Element): boolean =>
  one.querySelector('p, div, ul, ol, table, h1, h2, h3, h4, h5, h6, blockquote') !== null

const isAlready = (one: Element, name: string): boolean =>
  one.localName === name ||
  one.parentElement?.closest(name) !== null ||
  one.querySelector(`:scope > ${name}:only-child`)?.textContent === one.textContent

function wrapInside(one: Element, name: string): void {
  if (!one.textContent?.trim()) return
  const made = one.ownerDocument.createElement(name)
  made.append(...one.childNodes)
  one.append(made)
}

/** Centred, at the end, from right to left: that is said; how far from the margin is not. */
function placeBlock(one: Element): void {
  const side = styleOf(one, 'text-align') || one.getAttribute('align')?.toLowerCase()
  const rightToLeft = styleOf(one, 'direction') === 'rtl' || one.getAttribute('dir') === 'rtl'
  if (rightToLeft) one.setAttribute('dir', 'rtl')
  if (side === 'center') one.classList.add('align-center')
  else if ((side === 'right' || side === 'end') && !rightToLeft) one.classList.add('align-right')
}

/** Word cuts a sentence into runs where nothing changes: they are joined again. */
export function joinRuns(body: HTMLElement): void {
  body.normalize()
  for (const one of body.querySelectorAll('em, strong, u, s, sub, sup, small, i, b')) {
    for (let next = one.nextSibling; isSame(one, next); next = one.nextSibling) {
      one.append(...next.childNodes)
      next.remove()
    }
    if (one.textContent === '' && !one.querySelector('img, br')) one.remove()
  }
  body.normalize()
}

const isSame = (one: Element, next: ChildNode | null): next is HTMLElement =>
  next !== null &&
  next.nodeName === one.nodeName &&
  'attributes' in next &&
  one.attributes.length === 0 &&
  one.nextElementSibling?.attributes.length === 0
