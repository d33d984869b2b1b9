import { lookOf, PLAIN } from './rtf-looks.ts'
import { NO_PICTURES, newPicture, pictureWord } from './rtf-pictures.ts'
import {
  count,
  endParagraph,
  flowIn,
  type Group,
  groupIn,
  newFlow,
  newPage,
  type Paragraph,
  type RtfState,
  USUAL,
  write,
} from './rtf-state.ts'

/** A control word, and the number after it: `\outlinelevel1`. */
interface Control {
  readonly word: string
  readonly number: number | null
}

/** Does what a control word says: each kind of them is asked in turn, until one knows it. */
export function controlWord(state: RtfState, control: Control): void {
  const here = groupIn(state)
  if (NO_PICTURES.has(control.word)) here.bare = true
  if (here.picture) here.holds = pictureWord(here.picture, control.word) ?? here.holds
  if (groupWord(state, here, control) || letterWord(state, here, control)) return
  if (here.aside || here.styles) return
  if (breakWord(state, control) || paragraphWord(state, control)) return
  lookWord(state, here, control)
}

/** What the group around it is. */
function groupWord(state: RtfState, here: Group, { word, number }: Control): boolean {
  if (word === 'pict') {
    here.aside = true
    here.picture = newPicture()
    here.holds = 'data'
  } else if (ASIDE.has(word)) {
    if (word === 'annotation') count(state, 'comments')
    here.aside = true
  } else if (word === '*') here.aside = true
  else if (word === 'stylesheet') here.styles = true
  else if (word === 'footnote') {
    here.note = true
    here.aside = false
    state.flows.push(newFlow())
  } else if (here.styles && (word === 's' || word === 'cs'))
    state.styleNumber = word === 's' ? (number ?? 0) : 0
  else return false
  return true
}

/** Groups that hold no text of the document. */
const ASIDE: ReadonlySet<string> = new Set(
  'fonttbl colortbl info object header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable rsidtbl generator themedata datastore latentstyles xmlnstbl fldinst bkmkstart bkmkend atnid atnauthor annotation listtext pntext pn filetbl revtbl userprops mmathPr nonshppict shpinst falt panose ftnsep ftnsepc aftnsep aftnsepc'.split(
    ' ',
  ),
)

/** Letters that have a word or a number for a name. */
function letterWord(state: RtfState, here: Group, { word, number }: Control): boolean {
  if (word === 'uc') here.spare = number ?? 1
  else if (word === 'u') {
    write(state, letterOf(number ?? 0))
    state.skip = here.spare
  } else if (LETTERS[word] !== undefined) write(state, LETTERS[word])
  else return false
  return true
}

const letterOf = (number: number): string => String.fromCharCode(number < 0 ? number + 65_536 : number)

const LETTERS: Readonly<Record<string, string>> = {
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  tab: ' ',
  '~': '\u00a0',
  _: '\u2011',
  '-': '',
  emspace: ' ',
  enspace: ' ',
}

/** Where a line, a paragraph or a page ends. */
function breakWord(state: RtfState, { word }: Control): boolean {
  if (word === 'par' || word === 'sect') {
    endParagraph(state)
    if (word === 'sect') newPage(state)
  } else if (word === 'cell' || word === 'row') endParagraph(state)
  else if (word === 'line') flowIn(state).line += '<br>'
  else if (word === 'page' || word === 'pagebb') newPage(state)
  else return false
  return true
}

/** What the paragraph is. */
function paragraphWord(state: RtfState, { word, number }: Control): boolean {
  const changed = ((): Paragraph | undefined => {
    if (word === 'pard') return USUAL
    if (word === 's') return state.heads.get(number ?? 0) ?? state.at
    if (word === 'outlinelevel') return { ...state.at, level: Math.min(6, (number ?? 0) + 1) }
    if (word === 'qc' || word === 'qr') return { ...state.at, align: word === 'qc' ? 'center' : 'right' }
    if (word === 'ql' || word === 'qj') return { ...state.at, align: '' }
    return word === 'rtlpar' ? { ...state.at, rtl: true } : undefined
  })()
  state.at = changed ?? state.at
  return changed !== undefined
}

/** How the letters after it look, and whether they are left out. */
function lookWord(state: RtfState, here: Group, { word, number }: Control): void {
  const on = number !== 0
  const isOut = word === 'deleted' || word === 'v'
  if (isOut && on) count(state, word === 'deleted' ? 'changes-accepted' : 'hidden')
  here.looks = { ...here.looks, ...(isOut ? { out: on } : word === 'plain' ? PLAIN : lookOf(word, on)) }
}
