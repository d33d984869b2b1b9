import {
  attr,
  type Element,
  find,
  findAll,
  innerHtml,
  isElement,
  isText,
  type Node,
  type Parent,
  plain,
} from '../../prose/index.ts'

/**
 * Footnotes, whoever wrote them: a link to a place that links back. Each is taken out of the text and kept by a number
 * of its own, which its reference then names: so it goes wherever its reference goes when chapters are parted.
 */
export function liftNotes(root: Parent): Record<string, string> {
  const targets = new Map<string, Element>()
  const links = findAll(root, (one) => {
    for (const name of [attr(one, 'id'), one.tagName === 'a' ? attr(one, 'name') : undefined])
      if (name && !targets.has(name)) targets.set(name, one)
    return one.tagName === 'a' && (attr(one, 'href') ?? '').includes('#')
  })
  const notes: Record<string, string> = {}
  const taken = new Set<Element>()
  for (const link of links) {
    if (taken.has(link)) continue
    const target = targets.get(nameIn(link))
    const note = target && noteAt(target, link, links)
    if (!note) continue
    for (const one of note.back) taken.add(one)
    const key = String(Object.keys(notes).length + 1)
    for (const back of note.back) remove(back)
    notes[key] = innerHtml(note.holder)
    removeWithHusks(note.holder)
    refer(link, key)
  }
  return notes
}

const nameIn = (link: Element): string => {
  const href = attr(link, 'href') ?? ''
  const name = href.slice(href.indexOf('#') + 1)
  return /%(?![0-9a-f]{2})/i.test(name) ? name : decodeURIComponent(name)
}

interface Note {
  readonly holder: Element
  /** Links in it that lead back to where it is referred to. */
  readonly back: readonly Element[]
}

const HOLDERS: ReadonlySet<string> = new Set(['li', 'aside', 'p', 'div', 'dd'])

/** The note that stands at a target, where it has a link back to this reference. */
function noteAt(target: Element, link: Element, links: readonly Element[]): Note | undefined {
  const names = namesOf(link)
  let holder = HOLDERS.has(target.tagName) ? target : closest(target, HOLDERS)
  if (!holder || contains(holder, link)) return undefined
  const backIn = (one: Element): Element[] =>
    findAll(one, (inner) => inner.tagName === 'a' && names.has(nameIn(inner)))
  const back = backIn(holder)
  if (!back.length || names.size === 0) return undefined
  // A note of several paragraphs: the box around them, if it holds this one note and little else.
  for (let around = holder.parentNode; around && isElement(around); around = around.parentNode) {
    if (!HOLDERS.has(around.tagName) || contains(around, link) || find(around, isPart)) break
    const others = findAll(around, (one) => one.tagName === 'a' && !back.includes(one) && links.includes(one))
    if (others.length || backIn(around).length !== back.length) break
    holder = around
  }
  return { holder, back }
}

const isPart = ({ tagName }: Element): boolean => /^(?:hr|h[1-6])$/.test(tagName)

/** Names under which a reference may be linked to: its own, or of what is right around it. */
function namesOf(link: Element): Set<string> {
  const near = [link, link.parentNode, ...link.childNodes].filter((one) => one && isElement(one))
  return new Set(
    near
      .flatMap((one) => (one && isElement(one) ? [attr(one, 'id') ?? '', attr(one, 'name') ?? ''] : []))
      .filter(Boolean),
  )
}

function closest(from: Element, names: ReadonlySet<string>): Element | undefined {
  for (let at = from.parentNode; at && isElement(at); at = at.parentNode) if (names.has(at.tagName)) return at
  return undefined
}

function contains(holder: Element, inner: Element): boolean {
  for (let at: Parent | null = inner; at; at = 'parentNode' in at ? at.parentNode : null)
    if (at === holder) return true
  return false
}

function remove(node: Element): void {
  const around = node.parentNode
  if (around) around.childNodes.splice(around.childNodes.indexOf(node), 1)
}

/** Also the list or box that held nothing else, and the line above it. */
function removeWithHusks(holder: Element): void {
  for (let one: Element | undefined = holder; one; ) {
    const around: Parent | null = one.parentNode
    remove(one)
    if (!around || !isElement(around) || !HUSKS.has(around.tagName) || plain(around) !== '') return
    one = around
  }
}
const HUSKS: ReadonlySet<string> = new Set([
  'ol',
  'ul',
  'div',
  'section',
  'aside',
  'footer',
  'dl',
  'li',
  'p',
  'sup',
])

/** `<sup><a href="#note-3">3</a></sup>`, whatever stood there. */
function refer(link: Element, key: string): void {
  link.attrs = [{ name: 'href', value: `#note-${key}` }]
  const text: Node | undefined = link.childNodes.find(isText) ?? findText(link)
  if (!text || !isText(text)) return
  text.value = key
  text.parentNode = link
  link.childNodes = [text]
  const around = link.parentNode
  if (!around || (isElement(around) && around.tagName === 'sup')) return
  const raised: Element = {
    ...link,
    nodeName: 'sup',
    tagName: 'sup',
    attrs: [],
    childNodes: [link],
    parentNode: around,
  }
  around.childNodes.splice(around.childNodes.indexOf(link), 1, raised)
  link.parentNode = raised
}

function findText(parent: Parent): Node | undefined {
  for (const child of parent.childNodes) {
    const found = isText(child) ? child : 'childNodes' in child ? findText(child) : undefined
    if (found) return found
  }
  return undefined
}
