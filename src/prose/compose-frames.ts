import { accepts, endLine, type Frame, frameOf } from './frames.ts'
import { IMPLIED, type Inside, MODELS } from './models.ts'
import type { Phrase } from './phrases.ts'
import { type Attrs, attribute, isTag, type Tag, tag } from './tree.ts'

/** How far the tree is written: the blocks that stand open, the phrases that wait, and what each opening became. */
export interface Composing {
  /** So many characters may still be spent on phrases that are written again, in another block. */
  room: number
  readonly root: Frame
  readonly frames: Frame[]
  readonly phrases: Phrase[]
  readonly opened: Opened[]
}

export type Opened =
  | { readonly as: 'nothing' }
  | { readonly as: 'line' }
  | { readonly as: 'phrase' }
  | { readonly as: 'frame'; readonly frame: Frame }
  | { readonly as: 'paragraph'; readonly frame: Frame; readonly before: number }

export function begun(room: number): Composing {
  const root = frameOf(tag('#root'), 'paragraphs', { alone: false, base: 0, implied: false })
  return { room, root, frames: [root], phrases: [], opened: [] }
}

export const top = ({ frames, root }: Composing): Frame => frames.at(-1) ?? root

export const within = ({ frames }: Composing, names: readonly string[]): boolean =>
  frames.some(({ node }) => names.includes(node.name))

export const inLink = ({ phrases }: Composing): boolean =>
  phrases.some(({ attrs }) => attribute(attrs, 'href') !== undefined)

export function push(writing: Composing, node: Tag, inside: Inside, base: number, implied = false): Frame {
  const { alone } = top(writing)
  const frame = frameOf(node, alone && inside === 'paragraphs' ? 'flow' : inside, {
    alone: alone || inside !== 'paragraphs',
    base,
    implied,
  })
  writing.frames.push(frame)
  return frame
}

export function pop(writing: Composing): void {
  const frame = top(writing)
  frame.breaks = 0
  endLine(frame)
  if (writing.frames.length > 1) writing.frames.pop()
}

export function block(writing: Composing, name: string, attrs: Attrs, implied = false): Frame {
  const parent = top(writing)
  endLine(parent)
  const node = tag(name, attrs)
  parent.node.kids.push(node)
  return push(writing, node, MODELS.get(name)?.inside ?? 'flow', parent.base, implied)
}

/** Ends implied parents that will not have this child, and opens those it needs. */
export function makeRoomFor(writing: Composing, name: string): void {
  while (top(writing).implied && !accepts(top(writing), name)) pop(writing)
  const list = LISTS[name]
  if (list && !accepts(top(writing), name)) {
    makeRoomFor(writing, list)
    block(writing, list, [], true)
  }
  for (let child = missing(writing, name); child; child = missing(writing, name)) {
    const last = top(writing).node.kids.at(-1)
    if ((name === 'ul' || name === 'ol') && isTag(last, 'li'))
      push(writing, last, 'flow', top(writing).base, true)
    else block(writing, child, [], true)
  }
}

export function endOrBreakLine(writing: Composing): void {
  const frame = top(writing)
  if (frame.inside === 'phrases') frame.apart = frame.filled
  else endLine(frame)
}

/** What this child must stand in here, and does not yet. */
const missing = (writing: Composing, name: string): string | undefined => {
  const frame = top(writing)
  return accepts(frame, name) ? undefined : IMPLIED[frame.node.name]
}

const LISTS: Readonly<Record<string, string>> = { li: 'ul', dd: 'dl', dt: 'dl' }
