import { lift, setBlockType, wrapIn } from '@tiptap/pm/commands'
import type { Node, NodeType } from '@tiptap/pm/model'
import { liftListItem, wrapInList } from '@tiptap/pm/schema-list'
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { Attrs } from '../../prose/index.ts'
import { attrsOf } from './schema.ts'

const type = (state: EditorState, name: string): NodeType => {
  const found = state.schema.nodes[name]
  if (!found) throw new Error(`the editor's schema has no ${name}`)
  return found
}

/** The nearest element of one of these names that the cursor is in, and where it begins. */
export function around(
  { selection: { $from } }: EditorState,
  ...names: readonly string[]
): { readonly node: Node; readonly at: number } | undefined {
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (names.includes(node.type.name)) return { node, at: $from.before(depth) }
  }
  return undefined
}

export const toggleHeading: Command = (state, dispatch) => {
  const name = around(state, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6') ? 'p' : 'h3'
  return setBlockType(type(state, name))(state, dispatch)
}

export const toggleQuotation: Command = (state, dispatch) =>
  around(state, 'blockquote') ? lift(state, dispatch) : wrapIn(type(state, 'blockquote'))(state, dispatch)

/** A list of what is chosen; the other kind of list, where it is one; and no list, where it is this one. */
export const toggleList =
  (name: 'ul' | 'ol'): Command =>
  (state, dispatch) => {
    const there = around(state, 'ul', 'ol')
    if (there?.node.type.name === name) return liftListItem(type(state, 'li'))(state, dispatch)
    if (there) {
      dispatch?.(state.tr.setNodeMarkup(there.at, type(state, name), { attrs: [] }))
      return true
    }
    return wrapInList(type(state, name))(state, dispatch && ((tr) => dispatch(loosened(tr, state))))
  }

/** A paragraph alone in an item stands there without a tag of its own, as people write lists. */
function loosened(tr: EditorState['tr'], state: EditorState): EditorState['tr'] {
  const { from, to } = tr.selection
  tr.doc.nodesBetween(from, to, (node, at, parent) => {
    if (node.type.name === 'p' && parent?.type.name === 'li' && attrsOf(node).length === 0)
      tr.setNodeMarkup(at, type(state, 'loose'))
  })
  return tr
}

/** A line between two scenes, and a place to write on after it. */
export const sceneBreak: Command = (state, dispatch) => {
  if (state.selection.$from.depth === 0) return false
  dispatch?.(breakScene(state.tr))
  return true
}

export function breakScene(tr: Transaction): Transaction {
  const { $from } = tr.selection
  const { hr, p } = tr.doc.type.schema.nodes
  if (!hr || !p) throw new Error("the editor's schema has no lines or no paragraphs")
  const isEmpty = $from.parent.content.size === 0
  const [from, to] = isEmpty ? [$from.before(), $from.after()] : [$from.after(), $from.after()]
  const after = from + 1
  tr.replaceWith(from, to, hr.create())
  if (!tr.doc.resolve(after).nodeAfter?.isTextblock) tr.insert(after, p.create())
  return tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView()
}

export type Side = 'left' | 'center' | 'right' | 'justify'

/** How the chosen blocks stand; the same again, and they stand as they come. */
export const align =
  (side: Side): Command =>
  (state, dispatch) => {
    const off = isAligned(state, side)
    return eachBlock(state, dispatch, (attrs) => {
      const kept = classesOf(attrs).filter((name) => !/^align-(?:left|center|right|justify)$/.test(name))
      return withAttr(attrs, 'class', (off ? kept : [...kept, `align-${side}`]).join(' '))
    })
  }

export const isAligned = (state: EditorState, side: Side): boolean =>
  classesOf(attrsOf(state.selection.$from.parent)).includes(`align-${side}`)

export const toggleRightToLeft: Command = (state, dispatch) => {
  const off = isRightToLeft(state)
  return eachBlock(state, dispatch, (attrs) => withAttr(attrs, 'dir', off ? '' : 'rtl'))
}

export const isRightToLeft = (state: EditorState): boolean =>
  attrsOf(state.selection.$from.parent).some(([name, value]) => name === 'dir' && value === 'rtl')

const classesOf = (attrs: Attrs): readonly string[] =>
  (attrs.find(([name]) => name === 'class')?.[1] ?? '').split(' ').filter(Boolean)

/** In the cleaner's order: class, direction, and what else there is. */
function withAttr(attrs: Attrs, name: 'class' | 'dir', value: string): Attrs {
  const rest = attrs.filter(([key]) => key !== name)
  if (value === '') return rest
  const at = name === 'dir' && rest[0]?.[0] === 'class' ? 1 : 0
  return [...rest.slice(0, at), [name, value], ...rest.slice(at)]
}

function eachBlock(
  state: EditorState,
  dispatch: Parameters<Command>[1],
  change: (attrs: Attrs) => Attrs,
): boolean {
  const tr = state.tr
  const { from, to } = state.selection
  state.doc.nodesBetween(from, to, (node, at) => {
    if (!node.isTextblock) return
    const to_ = node.type.name === 'loose' ? type(state, 'p') : undefined
    tr.setNodeMarkup(at, to_, { attrs: change(attrsOf(node)) })
  })
  if (!tr.docChanged) return false
  dispatch?.(tr.scrollIntoView())
  return true
}
