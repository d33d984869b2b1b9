import { begun, type Composing, endOrBreakLine, pop, top } from './compose-frames.ts'
import { openedAs } from './compose-open.ts'
import { place, text } from './compose-text.ts'
import { blank, endLine, type Frame } from './frames.ts'
import { standsEmpty } from './phrases.ts'
import type { Attrs, Tag } from './tree.ts'

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
  const writing = begun(room)
  return {
    open: (name, attrs) => void writing.opened.push(openedAs(writing, name, attrs)),
    close: () => close(writing),
    text: (value) => text(writing, value),
    line: () => endOrBreakLine(writing),
    finish: () => finish(writing),
  }
}

function close(writing: Composing): void {
  const last = writing.opened.pop()
  if (last?.as === 'line') endOrBreakLine(writing)
  else if (last?.as === 'phrase') closePhrase(writing)
  else if (last?.as === 'frame') closeFrame(writing, last.frame)
  else if (last?.as === 'paragraph') closeParagraph(writing, last.frame, last.before)
}

function closePhrase(writing: Composing): void {
  const phrase = writing.phrases.at(-1)
  if (phrase && standsEmpty(phrase)) place(writing, undefined)
  writing.phrases.pop()
  const frame = top(writing)
  frame.shown.length = Math.min(frame.shown.length, Math.max(0, writing.phrases.length - frame.base))
}

function closeFrame(writing: Composing, frame: Frame): void {
  while (top(writing) !== frame && writing.frames.includes(frame)) pop(writing)
  if (top(writing) === frame) pop(writing)
}

function closeParagraph(writing: Composing, frame: Frame, before: number): void {
  while (top(writing) !== frame && writing.frames.includes(frame)) pop(writing)
  if (frame.breaks > 0 && frame.node.kids.length === before) frame.node.kids.push(blank())
  endLine(frame)
  frame.given = undefined
}

function finish(writing: Composing): Tag {
  while (writing.frames.length > 1) pop(writing)
  pop(writing)
  return writing.root.node
}
