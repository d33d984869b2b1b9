import { allows } from './content-model.ts'
import type { MarkupElement, MarkupNode } from './markup.ts'
import { plainOf, xmlAttribute } from './xml.ts'

/** Where each id of the book is: its files in order, and within each the ids that stand once. */
export type IdsByFile = ReadonlyMap<string, ReadonlySet<string>>

export interface LinkContext {
  readonly file: string
  readonly ids: IdsByFile
  /** What relative links are relative to. */
  readonly base: string
}

/** Leaves only attributes the schema takes, keeps the first of equal ids, and reports the ids that stand. */
export function cleanAttributes(nodes: readonly MarkupNode[], ids: Set<string>): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    if (node.attributes.size > 0) cleanOne(node, ids)
    cleanAttributes(node.nodes, ids)
  }
}

function cleanOne(node: MarkupElement, ids: Set<string>): void {
  if (node.tag === 'a' && !node.attributes.has('id')) takeNameForId(node, ids)
  for (const [name, value] of [...node.attributes]) {
    if (name.startsWith('data-was')) continue
    const stands = allows(node.tag, name, value) && !(name === 'id' && ids.has(value))
    if (stands && name === 'id') ids.add(value)
    if (stands) continue
    node.attributes.delete(name)
    if (/^[a-z]+$/.test(name)) node.attributes.set(`data-was-${name}`, value)
  }
  const language = node.attributes.get('lang')
  if (language) node.attributes.set('xml:lang', language)
}

/** `<a name>` was how texts made a target before ids; the name still travels, as `data-was-name`. */
function takeNameForId(node: MarkupElement, ids: ReadonlySet<string>): void {
  const name = node.attributes.get('name')
  if (!name || !allows('a', 'id', name) || ids.has(name)) return
  node.attributes.set('id', name)
  node.attributes.set('data-was-id', '')
}

/** Points every link at something that is there: a place in the book, or an absolute address. */
export function resolveLinks(nodes: readonly MarkupNode[], context: LinkContext): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    const written = node.attributes.get('href')
    if (written !== undefined) resolveOne(node, written, context)
    resolveLinks(node.nodes, context)
  }
}

function resolveOne(node: MarkupElement, written: string, context: LinkContext): void {
  const target = withinBook(plainOf(written), context) ?? outside(plainOf(written), context.base)
  const kept = target === undefined ? undefined : xmlAttribute(target)
  if (kept === written) return
  if (kept === undefined) node.attributes.delete('href')
  else node.attributes.set('href', kept)
  if (written.startsWith('#')) node.attributes.set('data-was-href', written)
}

function withinBook(href: string, { file, ids }: LinkContext): string | undefined {
  if (!href.startsWith('#')) {
    const [name = '', id] = href.split('#', 2)
    const known = ids.get(name)
    return known && (id === undefined || known.has(id)) ? href : undefined
  }
  const id = href.slice(1)
  if (ids.get(file)?.has(id)) return href
  for (const [name, known] of ids) if (known.has(id)) return `${name}${href}`
  return undefined
}

/** An absolute address that any reading system takes; undefined for dead fragments and other schemes. */
function outside(href: string, base: string): string | undefined {
  if (href.startsWith('#') || !URL.canParse(href, base)) return undefined
  const url = new URL(href, base)
  if (!/^(?:https?|mailto):$/.test(url.protocol) || url.host.startsWith('[')) return undefined
  return url.href.replace(/[[\]|\\^`{}"<> ]/g, (c) => encodeURIComponent(c))
}
