import { escapeText } from '../text-html.ts'
import { NotRead, type RemarkKind } from './document.ts'
import { type FoundPicture, pictureHtml } from './pictures.ts'
import { dressed, type Looks, PLAIN } from './rtf-looks.ts'
import { type PictureText, pictureFound, pictureText, type RtfPicture } from './rtf-pictures.ts'

export interface Paragraph {
  readonly align: string
  readonly rtl: boolean
  readonly level: number
  readonly title: boolean
}

export const USUAL: Paragraph = { align: '', rtl: false, level: 0, title: false }

export interface Group {
  looks: Looks
  /** `\uc`: letters that stand for one that older programs do not know. */
  spare: number
  aside: boolean
  styles: boolean
  note: boolean
  /** No picture of the text stands in here. */
  bare: boolean
  picture: RtfPicture | null
  /** What its own text is, not that of the groups within. */
  holds: PictureText | null
}

const OUTERMOST: Group = {
  ...{ looks: PLAIN, spare: 1, aside: false, styles: false, note: false },
  ...{ bare: false, picture: null, holds: null },
}

/** The text, or a note within it: whole paragraphs, and the one that is being read. */
interface Flow {
  readonly html: string[]
  line: string
}

/** How far a file was read. */
export interface RtfState {
  readonly groups: Group[]
  readonly flows: Flow[]
  readonly notes: string[]
  readonly pictures: FoundPicture[]
  readonly counts: Map<RemarkKind, number>
  /** Headings by the number of their style. */
  readonly heads: Map<number, Paragraph>
  at: Paragraph
  /** Letters still to be passed over: they stand for one that was written already. */
  skip: number
  styleNumber: number
  styleName: string
}

export const beginRtf = (): RtfState => ({
  ...{ groups: [{ ...OUTERMOST }], flows: [newFlow()], notes: [], pictures: [] },
  ...{ counts: new Map(), heads: new Map(), at: USUAL, skip: 0, styleNumber: 0, styleName: '' },
})

export const newFlow = (): Flow => ({ html: [], line: '' })

export const groupIn = ({ groups }: RtfState): Group => groups.at(-1) ?? { ...OUTERMOST }
export const flowIn = ({ flows }: RtfState): Flow => flows.at(-1) ?? newFlow()

export const count = ({ counts }: RtfState, what: RemarkKind): void =>
  void counts.set(what, (counts.get(what) ?? 0) + 1)

const DEEPEST = 400

export function openGroup(state: RtfState): void {
  if (state.groups.length > DEEPEST) throw new NotRead('tangled')
  state.groups.push({ ...groupIn(state), note: false, holds: null })
}

export function closeGroup(state: RtfState): void {
  const closed = state.groups.pop()
  const isOwn = closed?.picture && closed.picture !== groupIn(state).picture
  if (isOwn && !closed.bare) endPicture(state, closed)
  if (closed?.styles) endStyle(state)
  if (closed?.note && state.flows.length > 1) endNote(state)
}

function endPicture(state: RtfState, { picture, looks }: Group): void {
  if (!picture || looks.out) return
  const found = pictureFound(picture)
  state.pictures.push(found)
  flowIn(state).line += pictureHtml(found)
}

function endStyle(state: RtfState): void {
  const name = state.styleName.replace(/;.*$/s, '').trim().toLowerCase()
  const level = Number(/^heading ([1-6])$/.exec(name)?.[1] ?? 0)
  const title = name === 'title'
  if (level || title) state.heads.set(state.styleNumber, { ...USUAL, level, title })
  state.styleName = ''
  state.styleNumber = 0
}

export function endNote(state: RtfState): void {
  const { flows, notes } = state
  if (flowIn(state).line !== '') endParagraph(state)
  notes.push(flows.pop()?.html.join('') ?? '')
  flowIn(state).line +=
    `<sup><a id="fnref-${notes.length}" href="#fn-${notes.length}">${notes.length}</a></sup>`
}

export function write(state: RtfState, text: string): void {
  const { looks, aside, styles, picture, holds } = groupIn(state)
  if (picture && holds) pictureText(picture, holds, text)
  if (styles) state.styleName += text
  if (!aside && !styles && !looks.out) flowIn(state).line += dressed(escapeText(text), looks)
}

export function endParagraph(state: RtfState): void {
  const here = flowIn(state)
  const { title, level, rtl, align } = state.at
  const tag = title ? 'h1' : level > 0 ? `h${level}` : 'p'
  const about = `${title ? ' class="doc-title"' : ''}${rtl ? ' dir="rtl"' : ''}${align ? ` align="${align}"` : ''}`
  here.html.push(`<${tag}${about}>${here.line}</${tag}>`)
  here.line = ''
}

export function newPage(state: RtfState): void {
  if (flowIn(state).line !== '') endParagraph(state)
  flowIn(state).html.push('<hr class="page-break">')
}
