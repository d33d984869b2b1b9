import { trimEnd, trimStart } from './characters.ts'
import {
  accepts,
  blank,
  endLine,
  type Frame,
  frameOf,
  isNamed,
  isVerbatim,
  leaveBlank,
  lineIn,
} from './frames.ts'
import { BARRED, IMPLIED, type Inside, MODELS, PARENTS } from './models.ts'
import { TooTangled } from './parse.ts'
import { lengthOf, type Phrase, standsEmpty, writePhrase } from './phrases.ts'
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

type Opened =
  | { readonly as: 'nothing' }
  | { readonly as: 'line' }
  | { readonly as: 'phrase' }
  | { readonly as: 'frame'; readonly frame: Frame }
  | { readonly as: 'paragraph'; readonly frame: Frame; readonly before: number }

const NOTHING: Opened = { as: 'nothing' }

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
    for (let child = missing(name); child; child = missing(name)) {
      const last = top().node.kids.at(-1)
      if ((name === 'ul' || name === 'ol') && isTag(last, 'li')) push(last, 'flow', top().base, true)
      else block(child, [], true)
    }
  }

  const missing = (name: string): string | undefined =>
    accepts(top(), name) ? undefined : IMPLIED[top().node.name]

  function openBlock(name: string, attrs: Attrs): Opened {
    if (top().inside === 'phrases') return unwrapped()
    if (name === 'div' && top().node.name === 'dl') return NOTHING
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
    return NOTHING
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
    if (again || phrases.length >= MOST_PHRASES) return NOTHING
    phrases.push({ name, attrs, used: false })
    return { as: 'phrase' }
  }

  function openObject(name: string, attrs: Attrs): Opened {
    if (name === 'br' || name === 'img') return openVoid(name, attrs)
    if (name === 'source' || name === 'track') return openSource(name, attrs)
    if (name === 'rt' || name === 'rp') return openAnnotation(name, attrs)
    if (frames.length >= MOST_BLOCKS || within([name, 'audio', 'video', 'rt', 'rp'])) return NOTHING
    const node = tag(name, attrs)
    const link = phrases.findIndex((phrase) => phrase.name === 'a')
    const plays = name === 'audio' || name === 'video'
    if (plays && link >= 0 && link < top().base) return NOTHING
    place(node, plays && link >= 0 ? link : phrases.length)
    if (isNamed(top().inside)) return NOTHING
    return { as: 'frame', frame: push(node, 'phrases', phrases.length) }
  }

  function openSource(name: string, attrs: Attrs): Opened {
    const { node } = top()
    if (node.name === 'audio' || node.name === 'video') node.kids.push(tag(name, attrs))
    return NOTHING
  }

  function openAnnotation(name: string, attrs: Attrs): Opened {
    const ruby = top()
    if (ruby.node.name !== 'ruby') return NOTHING
    ruby.shown = []
    const node = tag(name, attrs)
    ruby.node.kids.push(node)
    return { as: 'frame', frame: push(node, 'phrases', ruby.base) }
  }

  function openVoid(name: string, attrs: Attrs): Opened {
    const isText = name === 'img' || top().alone || inLink()
    if (isText && !(name === 'br' && isNamed(top().inside))) place(tag(name, attrs))
    else if (!isText) top().breaks++
    return NOTHING
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
      const written = writePhrase(phrase)
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
    if (phrase && standsEmpty(phrase)) place(undefined)
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

const LISTS: Readonly<Record<string, string>> = { li: 'ul', dd: 'dl', dt: 'dl' }

const wantsSummary = ({ name, kids }: Tag): boolean =>
  name === 'details' && !kids.some((kid) => isTag(kid, 'summary'))
