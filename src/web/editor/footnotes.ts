import type { Mark, Node, Schema } from '@tiptap/pm/model'
import { type Command, TextSelection, type Transaction } from '@tiptap/pm/state'
import { type Attrs, attribute } from '../../prose/index.ts'
import { attrsOf } from './schema.ts'

/*
 * A footnote is two links that lead to each other: a raised number in the text, and the same number before its note,
 * in a block of notes at the end. The names end in the number, and both are written anew when a note comes between.
 *
 *   <sup><a href="#text-note-1" id="text-ref-1">1</a></sup>
 *   <div class="footnotes"><p><a href="#text-ref-1" id="text-note-1">1</a> …</p></div>
 */
const NEW = 'new'

export const addFootnote: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  if (!$from.parent.inlineContent || notesOf(state.doc)?.holds($from.pos)) return false
  if (!dispatch) return true
  const tr = state.tr
  const { sup } = state.schema.marks
  const marks = [linkMark(state.schema, 'ref', NEW), ...(sup ? [sup.create({ depth: 0 })] : [])]
  tr.insert($to.pos, state.schema.text('0', marks))
  appendNote(tr, state.schema)
  const number = renumber(tr)
  const at = endOfNote(tr.doc, number)
  if (at !== undefined) tr.setSelection(TextSelection.create(tr.doc, at))
  tr.setStoredMarks([])
  dispatch(tr.scrollIntoView())
  return true
}

/** After notes were pasted: all stand at the end, and are numbered as their marks stand. */
export function settleNotes(tr: Transaction): Transaction {
  const boxes: { readonly node: Node; readonly at: number }[] = []
  tr.doc.descendants((node, at) => {
    if (isNotes(node)) boxes.push({ node, at })
    return !isNotes(node)
  })
  const { div } = tr.doc.type.schema.nodes
  if (!div || boxes.length === 0) return tr
  for (const { node, at } of boxes.toReversed()) tr.delete(at, at + node.nodeSize)
  const notes = boxes.flatMap(({ node }) => node.children)
  tr.insert(endOfText(tr), div.create({ attrs: [['class', 'footnotes']] }, notes))
  renumber(tr)
  return tr
}

/** The links of a note: `kind` is where the link stands. */
function attrsFor(kind: 'ref' | 'note', name: string): Attrs {
  const other = kind === 'ref' ? 'note' : 'ref'
  return [
    ['href', `#text-${other}-${name}`],
    ['id', `text-${kind}-${name}`],
  ]
}

function linkMark(schema: Schema, kind: 'ref' | 'note', name: string): Mark {
  const { a } = schema.marks
  if (!a) throw new Error("the editor's schema has no links")
  return a.create({ attrs: attrsFor(kind, name), depth: kind === 'ref' ? 1 : 0 })
}

interface Notes {
  readonly node: Node
  readonly at: number
  readonly holds: (position: number) => boolean
}

function notesOf(doc: Node): Notes | undefined {
  let found: Notes | undefined
  doc.forEach((node, at) => {
    const holds = (position: number): boolean => position > at && position < at + node.nodeSize
    if (isNotes(node)) found = { node, at, holds }
  })
  return found
}

const isNotes = (node: Node): boolean =>
  node.type.name === 'div' && (attribute(attrsOf(node), 'class') ?? '').split(' ').includes('footnotes')

/** Before the empty paragraph that waits below everything. */
function endOfText({ doc }: Transaction): number {
  const last = doc.lastChild
  const isSpare = last?.type.name === 'p' && last.content.size === 0 && doc.childCount > 1
  return doc.content.size - (isSpare ? last.nodeSize : 0)
}

function appendNote(tr: Transaction, schema: Schema): void {
  const { p, div } = schema.nodes
  if (!p || !div) return
  const note = p.create(null, [schema.text('0', [linkMark(schema, 'note', NEW)]), schema.text(' ')])
  const notes = notesOf(tr.doc)
  if (notes) tr.insert(notes.at + notes.node.nodeSize - 1, note)
  else tr.insert(endOfText(tr), div.create({ attrs: [['class', 'footnotes']] }, note))
}

interface NoteLink {
  readonly kind: 'ref' | 'note'
  readonly name: string
  readonly from: number
  readonly to: number
  readonly mark: Mark
}

function linksIn(doc: Node): NoteLink[] {
  const links: NoteLink[] = []
  doc.descendants((node, from) => {
    for (const mark of node.isText ? node.marks : []) {
      const [, kind, name = ''] = /^text-(ref|note)-(.+)$/.exec(attribute(attrsOf(mark), 'id') ?? '') ?? []
      if (kind === 'ref' || kind === 'note') links.push({ kind, name, from, to: from + node.nodeSize, mark })
    }
  })
  return links
}

/** Every note gets the number of its place in the text, and stands in that order; answers with the new one's. */
function renumber(tr: Transaction): string {
  const links = linksIn(tr.doc)
  const names = links.filter(({ kind }) => kind === 'ref').map(({ name }) => name)
  const numbers = new Map(names.map((name, at) => [name, String(at + 1)]))
  for (const { kind, name, from, to, mark } of links.toReversed()) {
    const number = numbers.get(name)
    if (number === undefined) continue
    const others = mark.removeFromSet(tr.doc.nodeAt(from)?.marks ?? [])
    const made = mark.type.create({ ...mark.attrs, attrs: attrsFor(kind, number) })
    tr.replaceWith(from, to, tr.doc.type.schema.text(number, made.addToSet(others)))
  }
  orderNotes(tr)
  return numbers.get(NEW) ?? ''
}

function orderNotes(tr: Transaction): void {
  const notes = notesOf(tr.doc)
  if (!notes) return
  let number = Number.MAX_SAFE_INTEGER
  const all = notes.node.children.map((node) => {
    number = numberOf(node) ?? number
    return { node, number }
  })
  const sorted = all.toSorted((one, other) => one.number - other.number)
  tr.replaceWith(
    notes.at + 1,
    notes.at + notes.node.nodeSize - 1,
    sorted.map(({ node }) => node),
  )
}

/** A paragraph without a number goes with the one before it. */
function numberOf(note: Node): number | undefined {
  const [first] = linksIn(note)
  return first?.kind === 'note' && /^\d{1,6}$/.test(first.name) ? Number(first.name) : undefined
}

function endOfNote(doc: Node, number: string): number | undefined {
  const link = linksIn(doc).find(({ kind, name }) => kind === 'note' && name === number)
  return link && doc.resolve(link.from).end()
}
