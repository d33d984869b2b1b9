import { NotRead } from './document.ts'

/*
 * The XML of office documents: elements, attributes, text. No document of theirs declares a type or entities of its own;
 * one that does was made to hurt, and is refused before anything is expanded.
 */
export interface XmlElement {
  readonly name: string
  readonly attrs: Readonly<Record<string, string>>
  readonly children: XmlNode[]
}
export type XmlNode = XmlElement | string

export const isXml = (node: XmlNode): node is XmlElement => typeof node !== 'string'
export const kids = (of: XmlElement): XmlElement[] => of.children.filter(isXml)
export const kid = (of: XmlElement | undefined, name: string): XmlElement | undefined =>
  of?.children.filter(isXml).find((one) => one.name === name)

const DEEPEST = 200
const MOST = 6_000_000

/** Throws NotRead: 'entities', 'tangled', 'damaged'. */
export function parseXml(text: string, prefixes: Readonly<Record<string, string>> = {}): XmlElement {
  const root: XmlElement = { name: '', attrs: {}, children: [] }
  const stack = [root]
  const names: Record<string, string> = {}
  let made = 0
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('<', at)
    if (open < 0) break
    const into = stack.at(-1) ?? root
    if (open > at && stack.length > 1) into.children.push(unescaped(text.slice(at, open)))
    const special = passSpecial(text, open, into)
    if (special > 0) {
      at = special
      continue
    }
    const end = endOfTag(text, open)
    if (text[open + 1] === '/') {
      if (stack.length > 1) stack.pop()
    } else {
      if (++made > MOST || stack.length > DEEPEST) throw new NotRead('tangled')
      const element = elementOf(text.slice(open + 1, end), names, prefixes)
      into.children.push(element)
      if (text[end - 1] !== '/') stack.push(element)
    }
    at = end + 1
  }
  const found = kids(root)[0]
  if (!found || stack.length > 1) throw new NotRead('damaged')
  return found
}

/** Past a comment, an instruction or CDATA; 0 where a tag begins. */
function passSpecial(text: string, at: number, into: XmlElement): number {
  if (text.startsWith('<?', at)) return past(text, '?>', at)
  if (text.startsWith('<!--', at)) return past(text, '-->', at + 4)
  if (text.startsWith('<![CDATA[', at)) {
    const end = past(text, ']]>', at)
    into.children.push(text.slice(at + 9, end - 3))
    return end
  }
  if (text.startsWith('<!', at)) throw new NotRead('entities')
  return 0
}

function past(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from)
  if (at < 0) throw new NotRead('damaged')
  return at + sign.length
}

function endOfTag(text: string, open: number): number {
  let quote = ''
  for (let at = open + 1; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (quote) quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at
  }
  throw new NotRead('damaged')
}

/** `name="value"`, one after the other; what is none ends them. */
function* attributesIn(text: string): Generator<readonly [name: string, value: string]> {
  for (let at = 0; at < text.length; ) {
    const sign = text.indexOf('=', at)
    if (sign < 0) return
    let open = sign + 1
    while (text[open]?.trim() === '') open++
    const quote = text[open] ?? ''
    const close = quote === '"' || quote === "'" ? text.indexOf(quote, open + 1) : -1
    if (close < 0) return
    yield [text.slice(at, sign).trim(), unescaped(text.slice(open + 1, close))]
    at = close + 1
  }
}

function elementOf(
  inside: string,
  names: Record<string, string>,
  prefixes: Readonly<Record<string, string>>,
): XmlElement {
  const name = /^[^\s/>]+/.exec(inside)?.[0] ?? ''
  const given: [string, string][] = []
  for (const [key, value] of attributesIn(inside.slice(name.length))) {
    // A prefix is only a nickname: whoever calls a namespace otherwise is read all the same.
    if (key === 'xmlns' || key.startsWith('xmlns:')) names[key.slice(6)] = prefixes[value] ?? key.slice(6)
    else given.push([key, value])
  }
  return {
    name: named(name, names, true),
    attrs: Object.fromEntries(given.map(([key, value]) => [named(key, names, false), value])),
    children: [],
  }
}

function named(name: string, names: Readonly<Record<string, string>>, isElement: boolean): string {
  const at = name.indexOf(':')
  if (at < 0) {
    const usual = isElement ? names[''] : undefined
    return usual ? `${usual}:${name}` : name
  }
  const prefix = names[name.slice(0, at)]
  return prefix ? `${prefix}:${name.slice(at + 1)}` : name
}

const KNOWN: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/gi, (all, hex, number, name) => {
    if (name !== undefined) return KNOWN[name] ?? all
    const code = hex ? Number.parseInt(hex, 16) : Number(number)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark)

/** The element as text again. */
export function writeXml(element: XmlElement): string {
  const out: string[] = []
  write(element, out)
  return out.join('')
}

function write({ name, attrs, children }: XmlElement, out: string[]): void {
  out.push('<', name)
  for (const [key, value] of Object.entries(attrs)) out.push(' ', key, '="', escapeXml(value), '"')
  out.push('>')
  for (const child of children) {
    if (isXml(child)) write(child, out)
    else out.push(escapeXml(child))
  }
  out.push('</', name, '>')
}

/** All words below, as they stand. */
export function wordsOf(element: XmlElement): string {
  return element.children.map((child) => (isXml(child) ? wordsOf(child) : child)).join('')
}

/** Every element below of this name, in order. */
export function* below(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of kids(element)) {
    if (child.name === name) yield child
    yield* below(child, name)
  }
}
