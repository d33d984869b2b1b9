import { trimEnd, trimStart } from './characters.ts'
import { BARRED, IMPLIED, type Inside, MODELS, PARENTS } from './models.ts'
import { TooTangled } from './parse.ts'
import { type Attrs, append, attribute, isTag, type Kid, type Tag, tag } from './tree.ts'

/*
 * Writes a valid tree from the openings, texts and closings of an invalid one.
 *
 * Only blocks stand on the stack. Phrases (em, a, span…) are remembered and written when something needs them,
 * inside whatever block is open then: so a block inside a phrase pushes the phrase inside, a paragraph that is
 * split carries its phrases over, and an empty one is never written. Paragraphs are written late as well.
 *
 *   given                             written
 *   one \n two                        <p>one<br>two</p>                   one line end, or one <br>
 *   one \n\n two                      <p>one</p><p>two</p>                two
 *   one \n\n\n two                    <p>one</p><p>&nbsp;</p><p>two</p>   three or more
 *   <em>one <p>two</p></em>           <p><em>one</em></p><p><em>two</em></p>
 *   <ul>one <li>two</ul>              <ul><li>one</li><li>two</li></ul>
 *
 * Where AO3 leaves text alone (lists, tables, headings, links…) line ends stay line ends.
 */
const MOST_BLOCKS = 60
const MOST_PHRASES = 40

interface Frame {
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

interface Phrase {
  readonly name: string
  readonly attrs: Attrs
  used: boolean
}

type Opened =
  | { readonly as: 'nothing' }
  | { readonly as: 'line' }
  | { readonly as: 'phrase' }
  | { readonly as: 'frame'; readonly frame: Frame }
  | { readonly as: 'paragraph'; readonly frame: Frame; readonly before: number }

export interface Composer {
  open(name: string, attrs: Attrs): void
  close(): void
  text(value: string): void
  /** A line ends here: a block is unwrapped. */
  line(): void
  finish(): Tag
}

/** A phrase round many blocks is written in each: `room` is how many characters of that there may be. */
export function composer(room: number): Composer {
  let left = room
  const root = frameOf(tag('#root'), 'paragraphs', { alone: false, base: 0, implied: false })
  const frames: Frame[] = [root]
  const phrases: Phrase[] = []
  const opened: Opened[] = []
  const top = (): Frame => frames.at(-1) ?? root
  const within = (names: readonly string[]): boolean => frames.some(({ node }) => names.includes(node.name))
  const inLink = (): boolean => phrases.some(({ attrs }) => attribute(attrs, 'href') !== undefined)

  function push(node: Tag, inside: Inside, base: number, implied = false): Frame {
    const { alone } = top()
    const frame = frameOf(node, alone && inside === 'paragraphs' ? 'flow' : inside, {
      alone: alone || inside !== 'paragraphs',
      base,
      implied,
    })
    frames.push(frame)
    return frame
  }

  function pop(): void {
    top().breaks = 0
    endLine(top())
    if (frames.length > 1) frames.pop()
  }

  function block(name: string, attrs: Attrs, implied = false): Frame {
    endLine(top())
    const node = tag(name, attrs)
    top().node.kids.push(node)
    return push(node, MODELS.get(name)?.inside ?? 'flow', top().base, implied)
  }

  /** Ends implied parents that will not have this child, and opens those it needs. */
  function makeRoomFor(name: string): void {
    while (top().implied && !accepts(top(), name)) pop()
    const list = LISTS[name]
    if (list && !accepts(top(), name)) {
      makeRoomFor(list)
      block(list, [], true)
    }
    for (
      let child = IMPLIED[top().node.name];
      child && !accepts(top(), name);
      child = IMPLIED[top().node.name]
    ) {
      const last = top().node.kids.at(-1)
      if ((name === 'ul' || name === 'ol') && isTag(last, 'li')) push(last, 'flow', top().base, true)
      else block(child, [], true)
    }
  }

  function openBlock(name: string, attrs: Attrs): Opened {
    if (top().inside === 'phrases') return unwrapped()
    if (name === 'div' && top().node.name === 'dl') return { as: 'nothing' }
    if (frames.length >= MOST_BLOCKS && !(PARENTS[name] && accepts(top(), name))) return unwrapped()
    if (name === 'summary' && !wantsSummary(top().node)) return openBlock('p', attrs)
    if (name === 'figcaption' && top().node.name !== 'figure') return openBlock('div', attrs)
    if (within(BARRED[name] ?? [])) return name.startsWith('h') ? openBlock('p', attrs) : unwrapped()
    if (name === 'p') return openParagraph(attrs)
    makeRoomFor(name)
    if (!accepts(top(), name)) return unwrapped()
    const frame = block(name, attrs)
    if (frame.inside !== 'nothing') return { as: 'frame', frame }
    pop()
    return { as: 'nothing' }
  }

  function openParagraph(given: Attrs): Opened {
    makeRoomFor('p')
    const frame = top()
    endLine(frame)
    frame.given = given
    return { as: 'paragraph', frame, before: frame.node.kids.length }
  }

  function unwrapped(): Opened {
    endOrBreakLine()
    return { as: 'line' }
  }

  function endOrBreakLine(): void {
    if (top().inside === 'phrases') top().apart = top().filled
    else endLine(top())
  }

  function openPhrase(name: string, attrs: Attrs): Opened {
    const again = (name === 'a' || name === 'dfn') && phrases.some((phrase) => phrase.name === name)
    if (again || phrases.length >= MOST_PHRASES) return { as: 'nothing' }
    phrases.push({ name, attrs, used: false })
    return { as: 'phrase' }
  }

  function openObject(name: string, attrs: Attrs): Opened {
    if (name === 'br') return lineBreak(attrs)
    if (name === 'source' || name === 'track') return openSource(name, attrs)
    if (name === 'rt' || name === 'rp') return openAnnotation(name, attrs)
    if (name === 'img') return openImage(attrs)
    if (frames.length >= MOST_BLOCKS || within([name, 'audio', 'video', 'rt', 'rp'])) return { as: 'nothing' }
    const node = tag(name, attrs)
    const link = phrases.findIndex((phrase) => phrase.name === 'a')
    const plays = name === 'audio' || name === 'video'
    if (plays && link >= 0 && link < top().base) return { as: 'nothing' }
    place(node, plays && link >= 0 ? link : phrases.length)
    if (isNamed(top().inside)) return { as: 'nothing' }
    return { as: 'frame', frame: push(node, 'phrases', phrases.length) }
  }

  function openImage(attrs: Attrs): Opened {
    place(tag('img', attrs))
    return { as: 'nothing' }
  }

  function openSource(name: string, attrs: Attrs): Opened {
    const { node } = top()
    if (node.name === 'audio' || node.name === 'video') node.kids.push(tag(name, attrs))
    return { as: 'nothing' }
  }

  function openAnnotation(name: string, attrs: Attrs): Opened {
    const ruby = top()
    if (ruby.node.name !== 'ruby') return { as: 'nothing' }
    ruby.shown = []
    const node = tag(name, attrs)
    ruby.node.kids.push(node)
    return { as: 'frame', frame: push(node, 'phrases', ruby.base) }
  }

  function lineBreak(attrs: Attrs): Opened {
    if (isNamed(top().inside)) return { as: 'nothing' }
    if (top().alone || inLink()) place(tag('br', attrs))
    else top().breaks++
    return { as: 'nothing' }
  }

  /** Writes something at the end of the line, inside `depth` of the open phrases; or only the phrases. */
  function place(kid: Kid | undefined, depth = phrases.length): void {
    makeRoomFor('#text')
    const frame = top()
    if (isNamed(frame.inside)) return
    settleBreaks(frame)
    frame.shown.length = Math.min(frame.shown.length, depth - frame.base)
    const parent = here(frame, depth)
    if (kid !== undefined) append(parent, kid)
    frame.filled = true
  }

  function here(frame: Frame, depth: number): Tag {
    if (!frame.paragraph && (frame.inside === 'paragraphs' || frame.given)) {
      frame.paragraph = tag('p', frame.given ?? [])
      frame.node.kids.push(frame.paragraph)
    }
    let at = frame.shown.at(-1) ?? frame.paragraph ?? frame.node
    for (const phrase of phrases.slice(frame.base + frame.shown.length, depth)) {
      if (phrase.used) left -= lengthOf(phrase)
      if (left < 0) throw new TooTangled()
      const written = phrase.used ? writeAgain(phrase) : tag(phrase.name, phrase.attrs)
      phrase.used = true
      at.kids.push(written)
      frame.shown.push(written)
      at = written
    }
    return at
  }

  function settleBreaks(frame: Frame): void {
    const runs = frame.breaks || frame.lineEnds
    frame.breaks = 0
    frame.lineEnds = 0
    if (frame.apart && frame.filled) append(frame.shown.at(-1) ?? frame.node, lineIn(frame.node))
    frame.apart = false
    if (runs === 0) return
    if (runs >= 3) leaveBlank(frame)
    else if (frame.filled && runs === 2) endLine(frame)
    else if (frame.filled || frame.given) append(frame.shown.at(-1) ?? here(frame, frame.base), tag('br'))
  }

  function text(value: string): void {
    if (value === '' || (isNamed(top().inside) && trimStart(value) === '')) return
    makeRoomFor('#text')
    const frame = top()
    if (isVerbatim(frame.node)) place(value)
    else if (frame.alone || inLink()) placeText(frame, value)
    else readLines(frame, value)
  }

  /** Text whose line ends are breaks. */
  function readLines(frame: Frame, value: string): void {
    const lines = value.split('\n')
    for (const [at, line] of lines.entries()) {
      if (at > 0 && frame.filled) frame.lineEnds++
      placeText(frame, at < lines.length - 1 ? trimEnd(line) : line)
    }
  }

  function placeText(frame: Frame, value: string): void {
    const starts = !frame.filled || frame.breaks > 0 || frame.lineEnds > 0 || frame.apart
    const rest = starts ? trimStart(value) : value
    if (rest !== '') place(rest)
  }

  function close(): void {
    const last = opened.pop()
    if (last?.as === 'line') endOrBreakLine()
    else if (last?.as === 'phrase') closePhrase()
    else if (last?.as === 'frame') closeFrame(last.frame)
    else if (last?.as === 'paragraph') closeParagraph(last.frame, last.before)
  }

  function closePhrase(): void {
    const phrase = phrases.at(-1)
    // An empty phrase with a class may be an ornament, one with an id a target.
    if (phrase && !phrase.used && phrase.attrs.some(([name]) => name === 'class' || name === 'id'))
      place(undefined)
    phrases.pop()
    const frame = top()
    frame.shown.length = Math.min(frame.shown.length, Math.max(0, phrases.length - frame.base))
  }

  function closeFrame(frame: Frame): void {
    while (top() !== frame && frames.includes(frame)) pop()
    if (top() === frame) pop()
  }

  function closeParagraph(frame: Frame, before: number): void {
    while (top() !== frame && frames.includes(frame)) pop()
    if (frame.breaks > 0 && frame.node.kids.length === before) frame.node.kids.push(blank())
    endLine(frame)
    frame.given = undefined
  }

  return {
    open(name, attrs) {
      const model = MODELS.get(name)
      if (model?.role === 'block') opened.push(openBlock(name, attrs))
      else if (model?.role === 'phrase') opened.push(openPhrase(name, attrs))
      else opened.push(openObject(name, attrs))
    },
    close,
    text,
    line: endOrBreakLine,
    finish() {
      while (frames.length > 1) pop()
      pop()
      return root.node
    },
  }
}

function frameOf(node: Tag, inside: Inside, more: Pick<Frame, 'alone' | 'base' | 'implied'>): Frame {
  const line = { filled: false, breaks: 0, lineEnds: 0, apart: false }
  return { node, inside, ...more, ...line, given: undefined, paragraph: undefined, shown: [] }
}

const LISTS: Readonly<Record<string, string>> = { li: 'ul', dd: 'dl', dt: 'dl' }

const isNamed = (inside: Inside): inside is readonly string[] => typeof inside === 'object'

function accepts({ node, inside }: Frame, name: string): boolean {
  const parents = PARENTS[name]
  if (parents) return parents.includes(node.name)
  return inside === 'paragraphs' || inside === 'flow' || (inside === 'phrases' && name === '#text')
}

const wantsSummary = ({ name, kids }: Tag): boolean =>
  name === 'details' && !kids.some((kid) => isTag(kid, 'summary'))

const isVerbatim = ({ name }: Tag): boolean => name === 'pre' || MODELS.get(name)?.role === 'object'

/** What parts two blocks that were unwrapped where only phrases may stand. */
const lineIn = (node: Tag): Kid => (node.name === 'pre' ? '\n' : isVerbatim(node) ? ' ' : tag('br'))

const blank = (): Tag => tag('p', [], ['\u00a0'])

function leaveBlank(frame: Frame): void {
  endLine(frame)
  frame.node.kids.push(blank())
}

function endLine(frame: Frame): void {
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

const lengthOf = ({ name, attrs }: Phrase): number =>
  attrs.reduce((sum, [key, value]) => sum + key.length + value.length, 2 * name.length + 5)

/** A phrase carried over into another block is no target again. */
function writeAgain({ name, attrs }: Phrase): Tag {
  const rest = attrs.filter(([key]) => key !== 'id')
  return name === 'a' && rest.length === 0 ? tag('span') : tag(name, rest)
}
