import type { Mark, MarkType, Node, ResolvedPos } from '@tiptap/pm/model'
import type { Command, EditorState } from '@tiptap/pm/state'
import { type Attrs, attribute } from '../../prose/index.ts'
import { attrsOf } from './schema.ts'

/** Turns a phrase on or off; the first name is written, the others are of its kind: `<i>` is italic too. */
export const togglePhrase =
  (...names: readonly string[]): Command =>
  (state, dispatch) => {
    const types = typesOf(state, names)
    const [first] = types
    if (!first || (state.selection.empty && !state.selection.$from.parent.inlineContent)) return false
    const on = hasPhrase(state, names)
    const tr = state.tr
    if (state.selection.empty) {
      for (const type of types) tr.removeStoredMark(type)
      if (!on) tr.addStoredMark(first.create())
    } else {
      for (const { $from, $to } of state.selection.ranges) {
        for (const type of types) tr.removeMark($from.pos, $to.pos, type)
        if (!on) tr.addMark($from.pos, $to.pos, first.create())
      }
    }
    dispatch?.(tr.scrollIntoView())
    return true
  }

const typesOf = ({ schema }: EditorState, names: readonly string[]): MarkType[] =>
  names.flatMap((name) => schema.marks[name] ?? [])

/** Whether all that is chosen, or what is typed next, is such a phrase. */
export function hasPhrase(state: EditorState, names: readonly string[]): boolean {
  const { empty, $from, from, to } = state.selection
  const isOne = (marks: readonly Mark[]): boolean => marks.some(({ type }) => names.includes(type.name))
  if (empty) return isOne(state.storedMarks ?? $from.marks())
  let all = false
  let none = false
  state.doc.nodesBetween(from, to, (node) => {
    if (!node.isInline) return
    if (isOne(node.marks)) all = true
    else if (!node.isText || node.text?.trim()) none = true
  })
  return all && !none
}

/** A block keeps its own words and loses every phrase, and every attribute. */
export const clearFormatting: Command = (state, dispatch) => {
  const { from, to } = state.selection
  const tr = state.tr.removeMark(from, to)
  tr.setStoredMarks([])
  const { p } = state.schema.nodes
  state.doc.nodesBetween(from, to, (node, at) => {
    if (node.isTextblock && node.type.name !== 'loose' && p) tr.setNodeMarkup(at, changeable(node, p), {})
  })
  dispatch?.(tr.scrollIntoView())
  return true
}

const changeable = <T>(node: Node, to: T): T | undefined => (node.type.name === 'summary' ? undefined : to)

interface LinkAt {
  readonly from: number
  readonly to: number
  readonly href: string
}

/** The link at the cursor, or the first of what is chosen, from its beginning to its end. */
export function linkAt(state: EditorState): LinkAt | undefined {
  const $link = placeOfLink(state)
  const mark = $link && ($link.nodeAfter?.marks.find(isLink) ?? $link.marks().find(isLink))
  if (!$link || !mark) return undefined
  const start = $link.start()
  let found: LinkAt | undefined
  $link.parent.forEach((node, offset) => {
    const [from, to] = [start + offset, start + offset + node.nodeSize]
    if (!mark.isInSet(node.marks)) return
    if (found && found.to === from) found = { ...found, to }
    else if (!found || found.to < $link.pos) found = { from, to, href: hrefOf(mark) ?? '' }
  })
  return found
}

const hrefOf = (mark: Mark): string | undefined => attribute(attrsOf(mark), 'href')
const isLink = (mark: Mark): boolean => mark.type.name === 'a' && hrefOf(mark) !== undefined

function placeOfLink({ doc, selection }: EditorState): ResolvedPos | undefined {
  const { $from, from, to, empty } = selection
  if (empty) return $from.marks().some(isLink) || $from.nodeAfter?.marks.some(isLink) ? $from : undefined
  let found: number | undefined
  doc.nodesBetween(from, to, (node, at) => {
    if (found === undefined && node.marks.some(isLink)) found = Math.max(at, from)
  })
  return found === undefined ? undefined : doc.resolve(found)
}

/** Makes a link of what is chosen, or of the address itself. */
export const setLink =
  (href: string, words: string): Command =>
  (state, dispatch) => {
    const { a } = state.schema.marks
    if (!a) return false
    const attrs: Attrs = [['href', href]]
    const there = linkAt(state)
    const { from, to, empty } = there && state.selection.empty ? { ...there, empty: false } : state.selection
    const tr = state.tr
    if (empty)
      tr.insert(
        from,
        state.schema.text(words || href, [a.create({ attrs }), ...state.selection.$from.marks()]),
      )
    else tr.removeMark(from, to, a).addMark(from, to, a.create({ attrs }))
    dispatch?.(tr.scrollIntoView())
    return true
  }

export const removeLink: Command = (state, dispatch) => {
  const there = linkAt(state)
  if (!there) return false
  const { from, to, empty } = state.selection
  const whole = empty ? there : { from: Math.min(from, there.from), to: Math.max(to, there.to) }
  dispatch?.(state.tr.removeMark(whole.from, whole.to, state.schema.marks.a))
  return true
}
