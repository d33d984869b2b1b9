import { allows } from './content-model.ts'
import type { MarkupElement, MarkupNode } from './markup.ts'
import { plainOf, xmlAttribute } from './xml.ts'

/** Where each id of the book is. */
export interface Places {
  readonly idsOf: ReadonlyMap<string, ReadonlySet<string>>
  /** The first file that has the id. */
  readonly fileOf: ReadonlyMap<string, string>
}

export function placesOf(files: Iterable<readonly [file: string, ids: ReadonlySet<string>]>): Places {
  const idsOf = new Map(files)
  const fileOf = new Map<string, string>()
  for (const [file, ids] of idsOf) for (const id of ids) if (!fileOf.has(id)) fileOf.set(id, file)
  return { idsOf, fileOf }
}

interface LinkContext {
  readonly file: string
  readonly places: Places
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

/** In the order given, so that undoing it gives the very same markup back. */
function cleanOne(node: MarkupElement, ids: Set<string>): void {
  if (node.tag === 'a' && !node.attributes.has('id')) takeNameForId(node, ids)
  const given = [...node.attributes]
  node.attributes.clear()
  for (const [name, value] of given) {
    if (name.startsWith('data-was')) node.attributes.set(name, value)
    else if (allows(node.tag, name, value) && !(name === 'id' && ids.has(value))) {
      node.attributes.set(name, value)
      if (name === 'id') ids.add(value)
      if (name === 'lang') node.attributes.set('xml:lang', value)
    } else if (/^[a-z]+$/.test(name)) node.attributes.set(`data-was-${name}`, value)
  }
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
    if (node.tag === 'a' && !node.attributes.has('href')) unlink(node)
    resolveLinks(node.nodes, context)
  }
}

function resolveOne(node: MarkupElement, written: string, context: LinkContext): void {
  const target = withinBook(plainOf(written), context) ?? outside(plainOf(written), context.base)
  const kept = target === undefined ? undefined : xmlAttribute(target)
  if (kept === written) return
  const given = [...node.attributes]
  node.attributes.clear()
  for (const [name, value] of given) {
    if (name !== 'href' || kept !== undefined)
      node.attributes.set(name, name === 'href' ? (kept ?? '') : value)
    if (name === 'href' && written.startsWith('#')) node.attributes.set('data-was-href', written)
  }
}

/** An `a` that leads nowhere may not say how it leads there. */
function unlink(node: MarkupElement): void {
  if (!node.attributes.has('rel') && !node.attributes.has('hreflang')) return
  const given = [...node.attributes]
  node.attributes.clear()
  for (const [name, value] of given) {
    node.attributes.set(name === 'rel' || name === 'hreflang' ? `data-was-${name}` : name, value)
  }
}

export function withinBook(
  href: string,
  { file, places }: Pick<LinkContext, 'file' | 'places'>,
): string | undefined {
  if (!href.startsWith('#')) {
    const [name = '', id] = href.split('#', 2)
    const known = places.idsOf.get(name)
    return known && (id === undefined || known.has(id)) ? href : undefined
  }
  const id = href.slice(1)
  if (places.idsOf.get(file)?.has(id)) return href
  const other = places.fileOf.get(id)
  return other === undefined ? undefined : `${other}${href}`
}

/** An absolute address that any reading system takes; undefined for dead fragments and other schemes. */
function outside(href: string, base: string): string | undefined {
  if (href.startsWith('#') || !URL.canParse(href, base)) return undefined
  const url = new URL(href, base)
  if (!/^(?:https?|mailto):$/.test(url.protocol) || url.host.startsWith('[')) return undefined
  return url.href.replace(/[[\]|\\^`{}"<> ]|%(?![0-9a-f]{2})/gi, (c) => encodeURIComponent(c))
}
