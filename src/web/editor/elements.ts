/** Small makers of elements. No markup is ever read from text here. */
type Attributes = Readonly<Record<string, string | null | undefined>>

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value)
  }
  made.append(...inside)
  return made
}

const SVG = 'http://www.w3.org/2000/svg'

/** One stroke on a grid of 20, as all signs of the archive. */
export function icon(path: string): SVGElement {
  const made = document.createElementNS(SVG, 'svg')
  const settings = { class: 'icon', width: '20', height: '20', viewBox: '0 0 20 20', 'aria-hidden': 'true' }
  for (const [key, value] of Object.entries(settings)) made.setAttribute(key, value)
  const drawn = document.createElementNS(SVG, 'path')
  drawn.setAttribute('d', path)
  made.append(drawn)
  return made
}

export const spoken = (text: string): HTMLElement => element('span', { class: 'said' }, text)

let made = 0
/** An id that nothing else on the page has. */
export const freshId = (what: string): string => `editor-${what}-${++made}`
