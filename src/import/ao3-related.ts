import { languageOf } from '../core/languages.ts'
import { attr, type Element, find, findAll, isElement, isText, type Node, plain } from '../prose/index.ts'
import type { RelatedWork } from '../works/index.ts'
import { canonicalAddress } from './addresses.ts'
import { bylineNames } from './bylines.ts'

/**
 * Lines about other works, as the preface, the afterword and work pages print them:
 *
 *   Translation into <span lang="fr">Français</span> available: WORK
 *   A translation of WORK   ·   Inspired by WORK   ·   WORK (below "Works inspired by this one")
 *   WORK = <a>Title</a> by BYLINE | Title by BYLINE (our own downloads, of a work without an address) | [Restricted Work] by BYLINE | a work in an unrevealed collection | a deleted work
 *
 * Before 2019 one line held several, comma between. Undefined when the line says something else.
 */
export function relatedWorks(line: Element, under?: 'inspired' | 'inspired-by'): RelatedWork[] | undefined {
  const text = plain(line)
  const relation = under ?? relationOf(text)
  if (!relation) return undefined
  const about = { relation, language: relation === 'translated-as' ? languageIn(line, text) : null }
  const linked = linkedWorks(line, about)
  if (linked.length > 0) return linked
  const unlinked = unlinkedWork(line, about)
  if (unlinked) return [unlinked]
  const state = stateOf(text)
  if (!state) return undefined
  const signed = /\[Restricted Work\]\s+by\s+(.*)$/s.exec(text)
  const creators = state === 'restricted' && signed ? restrictedBy(line, signed[1] ?? '') : []
  return [{ relation, title: '', creators, url: null, language: about.language, state }]
}

type About = Pick<RelatedWork, 'relation' | 'language'>

function relationOf(text: string): RelatedWork['relation'] | undefined {
  if (/^Translation (?:into .{0,80}? )?available:/i.test(text)) return 'translated-as'
  if (/^A translation of\b/i.test(text)) return 'translation-of'
  return /^Inspired by\b/i.test(text) ? 'inspired-by' : undefined
}

function stateOf(text: string): RelatedWork['state'] {
  if (text.includes('[Restricted Work]')) return 'restricted'
  if (/\bunrevealed collection\b/i.test(text)) return 'unrevealed'
  return /\bdeleted work\b/i.test(text) ? 'deleted' : undefined
}

function languageIn(line: Element, text: string): string | null {
  const span = find(line, (e) => e.tagName === 'span' && attr(e, 'lang') !== undefined)
  const named = /^Translation into (.{1,80}?) available:/i.exec(text)?.[1] ?? ''
  return (languageOf(named) ?? languageOf(span ? (attr(span, 'lang') ?? '') : ''))?.code ?? null
}

const isAuthor = (link: Element): boolean =>
  attr(link, 'rel') === 'author' ||
  /^(?:https?:\/\/[^/]+)?\/(?:users|creators|pens)\//.test(attr(link, 'href') ?? '')

/** Each link that is no creator's begins a work; what follows, up to the next, is its byline. */
function linkedWorks(line: Element, about: About): RelatedWork[] {
  const works: RelatedWork[] = []
  let link: Element | undefined
  let signed: Node[] = []
  const close = (): void => {
    if (link) works.push(workOf(link, signed, about))
    signed = []
  }
  for (const node of line.childNodes) {
    if (isElement(node) && node.tagName === 'a' && !isAuthor(node)) {
      close()
      link = node
    } else if (link) signed.push(node)
  }
  close()
  return works
}

function workOf(link: Element, signed: readonly Node[], about: About): RelatedWork {
  const url = canonicalAddress(attr(link, 'href') ?? '') ?? null
  return {
    relation: about.relation,
    title: plain(link),
    creators: bylineNames(signed),
    url,
    language: about.language,
  }
}

/** A title that leads nowhere, before the links of its creators. */
function unlinkedWork(line: Element, about: About): RelatedWork | undefined {
  const by = line.childNodes.findIndex((node) => isElement(node) && node.tagName === 'a' && isAuthor(node))
  const before = line.childNodes.slice(0, Math.max(by, 0)).map(plainOf).join('').trim()
  if (before.includes('[Restricted Work]') || !before.endsWith(' by')) return undefined
  const title = before.slice(0, -' by'.length).replace(LABEL, '').trim()
  const creators = bylineNames(line.childNodes.slice(by))
  return title ? { ...about, title, creators, url: null } : undefined
}

const LABEL = /^(?:Translation (?:into .{0,80}? )?available:|A translation of|Inspired by)/i

const plainOf = (node: Node): string => (isText(node) ? node.value : isElement(node) ? plain(node) : '')

function restrictedBy(line: Element, text: string): string[] {
  const links = findAll(line, (e) => e.tagName === 'a' && isAuthor(e))
  const from = line.childNodes.findIndex((node) => isText(node) && node.value.includes('[Restricted Work]'))
  if (links.length === 0 || from < 0) return [unended(text)].filter(notAnonymous)
  return bylineNames(line.childNodes.slice(from + 1))
}

/** Without `. Log in to view.` and any stops before it. */
function unended(text: string): string {
  const asked = text.trimEnd().replace(/Log in to view\.?$/, '')
  let end = asked.length
  while (end > 0 && /[.\s]/.test(asked.charAt(end - 1))) end--
  return asked.slice(0, end)
}

const notAnonymous = (name: string): boolean => name !== '' && name !== 'Anonymous'
