import { trimEnd } from './characters.ts'
import { type Inside, MODELS, PARENTS } from './models.ts'
import { type Attrs, attribute, isTag, type Kid, type Tag, tag } from './tree.ts'

/** A block being written, and the line at its end. */
export interface Frame {
  readonly node: Tag
  readonly inside: Inside
  /** Line ends and breaks are left as they came. */
  readonly alone: boolean
  /** How many phrases were open outside: an object (ruby, audio) stands inside them already. */
  readonly base: number
  readonly implied: boolean
  /** The attributes of the <p> being read. */
  given: Attrs | undefined
  /** The <p> being written. */
  paragraph: Tag | undefined
  /** The open phrases already written here. */
  shown: Tag[]
  /** Whether this line has anything yet. */
  filled: boolean
  breaks: number
  lineEnds: number
  /** A block was unwrapped: whatever comes next starts a line. */
  apart: boolean
}

export function frameOf(node: Tag, inside: Inside, more: Pick<Frame, 'alone' | 'base' | 'implied'>): Frame {
  const line = { filled: false, breaks: 0, lineEnds: 0, apart: false }
  return { node, inside, ...more, ...line, given: undefined, paragraph: undefined, shown: [] }
}

export const isNamed = (inside: Inside): inside is readonly string[] => typeof inside === 'object'

export function accepts({ node, inside }: Frame, name: string): boolean {
  const parents = PARENTS[name]
  if (parents) return parents.includes(node.name)
  return inside === 'paragraphs' || inside === 'flow' || (inside === 'phrases' && name === '#text')
}

export const isVerbatim = ({ name }: Tag): boolean => name === 'pre' || MODELS.get(name)?.role === 'object'

/** What parts two blocks that were unwrapped where only phrases may stand. */
export const lineIn = (node: Tag): Kid => (node.name === 'pre' ? '\n' : isVerbatim(node) ? ' ' : tag('br'))

export const blank = (): Tag => tag('p', [], ['\u00a0'])

export function leaveBlank(frame: Frame): void {
  endLine(frame)
  frame.node.kids.push(blank())
}

export function endLine(frame: Frame): void {
  if (frame.filled && !isVerbatim(frame.node)) trimTail(frame.paragraph ?? frame.node)
  if (frame.breaks >= 3) frame.node.kids.push(blank())
  Object.assign(frame, {
    paragraph: undefined,
    shown: [],
    filled: false,
    breaks: 0,
    lineEnds: 0,
    apart: false,
  })
}

/** Takes white space from the end of a line, and phrases that held nothing else. */
function trimTail(parent: Tag): void {
  for (let last = parent.kids.pop(); last !== undefined; last = parent.kids.pop()) {
    if (typeof last === 'string') last = trimEnd(last)
    else if (MODELS.get(last.name)?.role === 'phrase') trimTail(last)
    if (last === '' || (isTag(last) && isHollow(last))) continue
    parent.kids.push(last)
    return
  }
}

const isHollow = ({ name, attrs, kids }: Tag): boolean =>
  kids.length === 0 &&
  MODELS.get(name)?.role === 'phrase' &&
  attribute(attrs, 'class') === undefined &&
  attribute(attrs, 'id') === undefined
