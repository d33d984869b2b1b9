import { attr, type Element, elementsIn, find, findAll, isElement, type Node, plain } from '../prose/index.ts'
import type { Origin, RelatedWork } from '../works/index.ts'
import { originOf } from './addresses.ts'
import { opened } from './ao3-parts.ts'
import { relatedWorks } from './ao3-related.ts'
import { authored, type Findings } from './authored.ts'
import { bylineNames, isAnonymous } from './bylines.ts'
import type { LabelRow } from './labels.ts'
import { tagRows } from './tag-rows.ts'

export interface Preface {
  readonly title: string
  readonly creators: readonly string[]
  readonly anonymous: boolean
  readonly origin: Origin | null
  readonly rows: readonly LabelRow[]
  readonly summary: string
  readonly notes: string
  readonly related: readonly RelatedWork[]
  /** The byline's links had no host: before September 2017. */
  readonly relativeAuthors: boolean
}

/** The labelled rows, the title, who wrote it, summary, notes, and the works it is related to. */
export function readPreface(nodes: readonly Node[], found: Findings): Preface {
  const elements = opened(nodes).filter(isElement)
  const lists = elements.filter((e) => e.tagName === 'dl')
  const tags = lists.find((list) => !isInspiredBy(list))
  const byline = elements.find((e) => e.tagName === 'div' && /^by\b/.test(plain(e)))
  const message = elements.find((e) => e.tagName === 'p' && plain(e).includes('Posted originally on the'))
  return {
    title: titleIn(elements, message),
    creators: byline ? bylineNames(byline.childNodes) : [],
    anonymous: byline ? isAnonymous(plain(byline)) : false,
    origin: message ? originIn(message) : null,
    rows: tags ? tagRows(tags) : [],
    summary: labelled(elements, 'Summary', 'summary', found),
    notes: labelled(elements, 'Notes', 'notes', found),
    related: related(elements, found),
    relativeAuthors: byline ? /^\/users\//.test(firstHref(byline)) : false,
  }
}

const isInspiredBy = (list: Element): boolean => /^This work was inspired by/.test(plain(list))

const firstHref = (element: Element): string =>
  attr(find(element, (e) => e.tagName === 'a') ?? element, 'href') ?? ''

function titleIn(elements: readonly Element[], message: Element | undefined): string {
  const heading =
    elements.find((e) => e.tagName === 'h1') ?? (message && find(message, (e) => e.tagName === 'b'))
  return heading ? plain(heading) : ''
}

function originIn(message: Element): Origin | null {
  const [archive, ...links] = findAll(message, (e) => e.tagName === 'a')
  const work = links.findLast((link) => /\/works\/\d+/.test(attr(link, 'href') ?? '')) ?? archive
  return originOf((work && attr(work, 'href')) ?? '', archive ? plain(archive) : '')
}

/**
 * The blockquote after a paragraph that is nothing but this label, or its pieces, when calibre cut it at a
 * heading inside. People write only inside blockquotes.
 */
export function labelled(
  elements: readonly Element[],
  label: string,
  field: 'summary' | 'notes',
  found: Findings,
): string {
  const at = elements.findIndex((e) => e.tagName === 'p' && plain(e) === label)
  const after = at < 0 ? [] : elements.slice(at + 1)
  const end = after.findIndex((e) => e.tagName !== 'blockquote')
  return authored(end < 0 ? after : after.slice(0, end), field, found)
}

function related(elements: readonly Element[], found: Findings): RelatedWork[] {
  const works: RelatedWork[] = []
  for (const list of elements) {
    const lines =
      list.tagName === 'ul' || (list.tagName === 'dl' && isInspiredBy(list))
        ? elementsIn(list).filter((e) => e.tagName === 'li' || e.tagName === 'dd')
        : []
    for (const line of lines) {
      const said = relatedWorks(line, line.tagName === 'dd' ? 'inspired-by' : undefined)
      for (const work of said ?? []) works.push(work)
      if (!said)
        found.losses.push(`a line about a related work was not understood: ${plain(line).slice(0, 80)}`)
    }
  }
  return works
}
