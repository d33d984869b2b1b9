import { escapeText } from '../text-html.ts'
import { NOTHING_ABOUT, NotRead, type ReadDocument, type Remark, type RemarkKind } from './document.ts'
import { type FoundPicture, pictureHtml } from './pictures.ts'
import {
  NO_PICTURES,
  newPicture,
  type PictureText,
  pictureFound,
  pictureText,
  pictureWord,
  type RtfPicture,
} from './rtf-pictures.ts'
import { type RtfToken, rtfTokens } from './rtf-tokens.ts'

/** Looks of letters: what a group of RTF turns on and off. */
interface Looks {
  readonly em: boolean
  readonly strong: boolean
  readonly u: boolean
  readonly s: boolean
  readonly caps: boolean
  readonly raised: '' | 'sup' | 'sub'
  readonly out: boolean
}

interface Paragraph {
  readonly align: string
  readonly rtl: boolean
  readonly level: number
  readonly title: boolean
}

const PLAIN: Looks = { em: false, strong: false, u: false, s: false, caps: false, raised: '', out: false }
const USUAL: Paragraph = { align: '', rtl: false, level: 0, title: false }

/** Groups that hold no text of the document. */
const ASIDE: ReadonlySet<string> = new Set(
  'fonttbl colortbl info object header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable rsidtbl generator themedata datastore latentstyles xmlnstbl fldinst bkmkstart bkmkend atnid atnauthor annotation listtext pntext pn filetbl revtbl userprops mmathPr nonshppict shpinst falt panose ftnsep ftnsepc aftnsep aftnsepc'.split(
    ' ',
  ),
)

interface Group {
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

/** Rich Text Format, as far as a text needs it: TextEdit, WordPad, Scrivener, old Word. */
export function readRtf(source: string): ReadDocument {
  const reader = rtfReader()
  for (const token of rtfTokens(source)) reader.take(token)
  return reader.end()
}

const DEEPEST = 400

function rtfReader() {
  const groups: Group[] = [{ ...OUTERMOST }]
  const pictures: FoundPicture[] = []
  const flows: { html: string[]; line: string }[] = [{ html: [], line: '' }]
  const notes: string[] = []
  const counts = new Map<RemarkKind, number>()
  const heads = new Map<number, Paragraph>()
  let at: Paragraph = USUAL
  let skip = 0
  let styleNumber = 0
  let styleName = ''
  const group = (): Group => groups.at(-1) ?? { ...OUTERMOST }
  const flow = () => flows.at(-1) ?? { html: [], line: '' }
  const count = (what: RemarkKind): void => void counts.set(what, (counts.get(what) ?? 0) + 1)

  const write = (text: string): void => {
    const { looks, aside, styles, picture, holds } = group()
    if (picture && holds) pictureText(picture, holds, text)
    if (styles) styleName += text
    if (!aside && !styles && !looks.out) flow().line += dressed(escapeText(text), looks)
  }
  const endParagraph = (): void => {
    const here = flow()
    const tag = at.title ? 'h1' : at.level > 0 ? `h${at.level}` : 'p'
    const about = `${at.title ? ' class="doc-title"' : ''}${at.rtl ? ' dir="rtl"' : ''}${at.align ? ` align="${at.align}"` : ''}`
    here.html.push(`<${tag}${about}>${here.line}</${tag}>`)
    here.line = ''
  }
  const page = (): void => {
    if (flow().line !== '') endParagraph()
    flow().html.push('<hr class="page-break">')
  }
  const endStyle = (): void => {
    const name = styleName.replace(/;.*$/s, '').trim().toLowerCase()
    const level = Number(/^heading ([1-6])$/.exec(name)?.[1] ?? 0)
    if (level || name === 'title') heads.set(styleNumber, { ...USUAL, level, title: name === 'title' })
    styleName = ''
    styleNumber = 0
  }
  const endPicture = ({ picture, looks }: Group): void => {
    if (!picture || looks.out) return
    const found = pictureFound(picture)
    pictures.push(found)
    flow().line += pictureHtml(found)
  }
  const open = (): void => {
    if (groups.length > DEEPEST) throw new NotRead('tangled')
    groups.push({ ...group(), note: false, holds: null })
  }
  const close = (): void => {
    const closed = groups.pop()
    if (closed?.picture && closed.picture !== group().picture && !closed.bare) endPicture(closed)
    if (closed?.styles) endStyle()
    if (closed?.note && flows.length > 1) {
      if (flow().line !== '') endParagraph()
      notes.push(flows.pop()?.html.join('') ?? '')
      flow().line += `<sup><a id="fnref-${notes.length}" href="#fn-${notes.length}">${notes.length}</a></sup>`
    }
  }
  const look = (changed: Partial<Looks>): void => {
    const here = group()
    here.looks = { ...here.looks, ...changed }
  }
  const control = (word: string, number: number | null): void => {
    const here = group()
    const on = number !== 0
    if (NO_PICTURES.has(word)) here.bare = true
    if (here.picture) here.holds = pictureWord(here.picture, word) ?? here.holds
    if (word === 'pict') {
      here.aside = true
      here.picture = newPicture()
      here.holds = 'data'
    } else if (ASIDE.has(word)) {
      if (word === 'annotation') count('comments')
      here.aside = true
    } else if (word === '*') here.aside = true
    else if (word === 'stylesheet') here.styles = true
    else if (word === 'footnote') {
      here.note = true
      here.aside = false
      flows.push({ html: [], line: '' })
    } else if (here.styles && (word === 's' || word === 'cs')) styleNumber = word === 's' ? (number ?? 0) : 0
    else if (word === 'uc') here.spare = number ?? 1
    else if (word === 'u') {
      write(letterOf(number ?? 0))
      skip = here.spare
    } else if (LETTERS[word] !== undefined) write(LETTERS[word])
    else if (here.aside || here.styles) return
    else if (word === 'par' || word === 'sect') {
      endParagraph()
      if (word === 'sect') page()
    } else if (word === 'cell' || word === 'row') endParagraph()
    else if (word === 'line') flow().line += '<br>'
    else if (word === 'page' || word === 'pagebb') page()
    else if (word === 'pard') at = USUAL
    else if (word === 'plain') look(PLAIN)
    else if (word === 's') at = heads.get(number ?? 0) ?? at
    else if (word === 'outlinelevel') at = { ...at, level: Math.min(6, (number ?? 0) + 1) }
    else if (word === 'qc' || word === 'qr') at = { ...at, align: word === 'qc' ? 'center' : 'right' }
    else if (word === 'ql' || word === 'qj') at = { ...at, align: '' }
    else if (word === 'rtlpar') at = { ...at, rtl: true }
    else if (word === 'deleted') {
      if (on) count('changes-accepted')
      look({ out: on })
    } else if (word === 'v') {
      if (on) count('hidden')
      look({ out: on })
    } else look(lookOf(word, on))
  }
  return {
    take: (token: RtfToken): void => {
      if (token.is === 'open') open()
      else if (token.is === 'close') close()
      else if (token.is === 'control') {
        skip = 0
        control(token.word, token.number)
      } else if (token.is === 'bytes') {
        const { picture } = group()
        if (picture) picture.bytes += token.bytes
      } else {
        const passed = Math.min(skip, token.text.length)
        skip -= passed
        if (token.text.length > passed) write(token.text.slice(passed))
      }
    },
    end: (): ReadDocument => {
      while (flows.length > 1) close()
      if (flow().line !== '') endParagraph()
      const under = notes.map(
        (note, n) => `<div id="fn-${n + 1}"><a href="#fnref-${n + 1}"></a>${note}</div>`,
      )
      const remarks: Remark[] = [...counts].map(([what, many]) => ({ what, many }))
      return { html: [...flow().html, ...under].join('\n'), about: NOTHING_ABOUT, remarks, pictures }
    },
  }
}

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

function lookOf(word: string, on: boolean): Partial<Looks> {
  if (word === 'i') return { em: on }
  if (word === 'b') return { strong: on }
  if (word === 'scaps') return { caps: on }
  if (word === 'strike' || word === 'striked') return { s: on }
  if (word === 'ulnone') return { u: false }
  if (/^ul(?:d|db|w|wave|dash)?$/.test(word)) return { u: on }
  if (word === 'super' || word === 'sub') return { raised: on ? (word === 'super' ? 'sup' : 'sub') : '' }
  return word === 'nosupersub' ? { raised: '' } : {}
}

const letterOf = (number: number): string => String.fromCharCode(number < 0 ? number + 65_536 : number)

function dressed(text: string, looks: Looks): string {
  const tags = [
    looks.strong && 'strong',
    looks.em && 'em',
    looks.u && 'u',
    looks.s && 's',
    looks.raised,
  ].flatMap((tag) => tag || [])
  const caps = looks.caps ? `<span class="small-caps">${text}</span>` : text
  return tags.reduceRight((inside, tag) => `<${tag}>${inside}</${tag}>`, caps)
}
