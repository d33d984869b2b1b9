import { trimEnd, trimStart } from './characters.ts'
import { type Composing, inLink, makeRoomFor, top } from './compose-frames.ts'
import { endLine, type Frame, isNamed, isVerbatim, leaveBlank, lineIn } from './frames.ts'
import { TooTangled } from './parse.ts'
import { lengthOf, writePhrase } from './phrases.ts'
import { append, type Kid, type Tag, tag } from './tree.ts'

/** Text as it was given: its line ends are breaks, but for where a phrase or a list keeps it together. */
export function text(writing: Composing, value: string): void {
  if (value === '' || (isNamed(top(writing).inside) && trimStart(value) === '')) return
  makeRoomFor(writing, '#text')
  const frame = top(writing)
  if (isVerbatim(frame.node)) place(writing, value)
  else if (frame.alone || inLink(writing)) placeText(writing, frame, value)
  else readLines(writing, frame, value)
}

/** Text whose line ends are breaks. */
function readLines(writing: Composing, frame: Frame, value: string): void {
  const lines = value.split('\n')
  for (const [at, line] of lines.entries()) {
    if (at > 0 && frame.filled) frame.lineEnds++
    placeText(writing, frame, at < lines.length - 1 ? trimEnd(line) : line)
  }
}

function placeText(writing: Composing, frame: Frame, value: string): void {
  const starts = !frame.filled || frame.breaks > 0 || frame.lineEnds > 0 || frame.apart
  const rest = starts ? trimStart(value) : value
  if (rest !== '') place(writing, rest)
}

/** Writes something at the end of the line, inside `depth` of the open phrases; or only the phrases. */
export function place(writing: Composing, kid: Kid | undefined, depth = writing.phrases.length): void {
  makeRoomFor(writing, '#text')
  const frame = top(writing)
  if (isNamed(frame.inside)) return
  settleBreaks(writing, frame)
  frame.shown.length = Math.min(frame.shown.length, depth - frame.base)
  const parent = here(writing, frame, depth)
  if (kid !== undefined) append(parent, kid)
  frame.filled = true
}

function here(writing: Composing, frame: Frame, depth: number): Tag {
  if (!frame.paragraph && (frame.inside === 'paragraphs' || frame.given)) {
    frame.paragraph = tag('p', frame.given ?? [])
    frame.node.kids.push(frame.paragraph)
  }
  let at = frame.shown.at(-1) ?? frame.paragraph ?? frame.node
  for (const phrase of writing.phrases.slice(frame.base + frame.shown.length, depth)) {
    if (phrase.used) writing.room -= lengthOf(phrase)
    if (writing.room < 0) throw new TooTangled()
    const written = writePhrase(phrase)
    at.kids.push(written)
    frame.shown.push(written)
    at = written
  }
  return at
}

function settleBreaks(writing: Composing, frame: Frame): void {
  const runs = frame.breaks || frame.lineEnds
  frame.breaks = 0
  frame.lineEnds = 0
  if (frame.apart && frame.filled) append(frame.shown.at(-1) ?? frame.node, lineIn(frame.node))
  frame.apart = false
  if (runs === 0) return
  if (runs >= 3) leaveBlank(frame)
  else if (frame.filled && runs === 2) endLine(frame)
  else if (frame.filled || frame.given)
    append(frame.shown.at(-1) ?? here(writing, frame, frame.base), tag('br'))
}
