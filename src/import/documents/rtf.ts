import { NOTHING_ABOUT, type ReadDocument } from './document.ts'
import {
  beginRtf,
  closeGroup,
  endNote,
  endParagraph,
  flowIn,
  groupIn,
  openGroup,
  type RtfState,
  write,
} from './rtf-state.ts'
import { type RtfToken, rtfTokens } from './rtf-tokens.ts'
import { controlWord } from './rtf-words.ts'

/** Rich Text Format, as far as a text needs it: TextEdit, WordPad, Scrivener, old Word. */
export function readRtf(source: string): ReadDocument {
  const state = beginRtf()
  for (const token of rtfTokens(source)) take(state, token)
  return endRtf(state)
}

function take(state: RtfState, token: RtfToken): void {
  if (token.is === 'open') openGroup(state)
  else if (token.is === 'close') closeGroup(state)
  else if (token.is === 'control') {
    state.skip = 0
    controlWord(state, token)
  } else if (token.is === 'bytes') {
    const { picture } = groupIn(state)
    if (picture) picture.bytes += token.bytes
  } else {
    const passed = Math.min(state.skip, token.text.length)
    state.skip -= passed
    if (token.text.length > passed) write(state, token.text.slice(passed))
  }
}

function endRtf(state: RtfState): ReadDocument {
  const { flows, groups, notes, counts, pictures } = state
  while (flows.length > 1 && groups.length > 0) closeGroup(state)
  // A file that says twice of one group that it is a note, or closes more groups than it opens.
  while (flows.length > 1) endNote(state)
  if (flowIn(state).line !== '') endParagraph(state)
  const under = notes.map((note, n) => `<div id="fn-${n + 1}"><a href="#fnref-${n + 1}"></a>${note}</div>`)
  const remarks = [...counts].map(([what, many]) => ({ what, many }))
  return { html: [...flowIn(state).html, ...under].join('\n'), about: NOTHING_ABOUT, remarks, pictures }
}
