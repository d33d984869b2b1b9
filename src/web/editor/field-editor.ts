import type { Editor } from '@tiptap/core'
import { countWords, type Field } from '../../prose/index.ts'
import type { Action, Asking } from './actions.ts'
import { askForLink, askForRuby } from './asking.ts'
import { showShortcuts } from './dialogs.ts'
import { editorOf, setText } from './editor.ts'
import { element, freshId } from './elements.ts'
import { askForPicture, type GivenPicture, insertPicture } from './pictures.ts'
import type { EditorSettings } from './said.ts'
import { type Toolbar, toolbarOf } from './toolbar.ts'
import { respelled, spellingOf, type Way, type Ways, waysOf } from './ways.ts'
import { htmlOf } from './write.ts'
import { write } from './write-back.ts'

/** One field of a form with everything round it. */
interface Desk {
  readonly settings: EditorSettings
  readonly area: HTMLTextAreaElement
  readonly field: Field
  readonly frame: HTMLElement
  readonly page: HTMLElement
  readonly status: HTMLElement
  readonly words: HTMLElement
  way: Way
  /** What this editor last put into the field, or took from it. */
  known: string
  waiting: number
}

const PAUSE_MS = 250

export function editField(area: HTMLTextAreaElement, settings: EditorSettings): void {
  const desk = deskOf(area, settings)
  const { page, frame } = desk
  area.before(frame)
  const attributes = attributesOf(area)
  const toolbar = toolbarOf({
    ...{ said: settings.said, full: desk.field === 'content', controls: attributes.id ?? '' },
    run: (action) => perform(desk, editor, action),
  })
  const editor = editorOf({
    host: page,
    field: desk.field,
    text: desk.way === 'rich' ? area.value : '',
    attributes,
    onPictures:
      desk.field === 'content' && settings.images ? (files) => eachPicture(desk, editor, files) : null,
    onAsking: (asking) => does(desk, editor, asking),
    onChange: () => later(desk, editor),
    onMove: (state) => toolbar.show(state),
    onLeave: (to) => leave(desk, toolbar, to),
  })
  const ways = waysOf({
    ...{ said: settings.said, markdown: spellingField(area) !== undefined, chosen: desk.way },
    onChoose: (way) => void change({ desk, editor, ways, way }),
  })
  build(desk, toolbar, ways)
  hideChoice(area)
  toolbar.show(editor.state)
  listen(desk, editor)
  show(desk)
}

function deskOf(area: HTMLTextAreaElement, settings: EditorSettings): Desk {
  const field = fieldOf(area)
  const status = element('span', { role: 'status', class: 'state' })
  const parts = {
    page: element('div', { class: 'sheet' }),
    words: element('span', { class: 'count-of-words' }),
  }
  const frame = element('div', { class: `editor ${field === 'content' ? 'large' : 'small'}` })
  const way: Way = spellingField(area)?.value === 'markdown' ? 'markdown' : preferred()
  return { settings, area, field, frame, status, ...parts, way, known: area.value, waiting: 0 }
}

const fieldOf = ({ dataset }: HTMLTextAreaElement): Field =>
  dataset.editor === 'notes' || dataset.editor === 'summary' ? dataset.editor : 'content'

const PREFERENCE = 'palimpsest-editor'
const preferred = (): Way => (localStorage.getItem(PREFERENCE) === 'html' ? 'html' : 'rich')

/** The form's word for how its text is written; of the text alone, summaries and notes are always HTML. */
function spellingField(
  area: HTMLTextAreaElement,
): HTMLInputElement | HTMLSelectElement | RadioNodeList | undefined {
  if (area.name !== 'body') return undefined
  const found = area.form?.elements.namedItem('spelling')
  const isField =
    found instanceof HTMLInputElement || found instanceof HTMLSelectElement || found instanceof RadioNodeList
  return isField ? found : undefined
}

/** What is said of the field is said of the text that stands for it. */
function attributesOf(area: HTMLTextAreaElement): Record<string, string> {
  const label = area.labels[0]
  if (label && !label.id) label.id = freshId('label')
  const given: Record<string, string | null | undefined> = {
    id: freshId('text'),
    class: 'userstuff',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-labelledby': label?.id,
    'aria-label': label ? undefined : area.getAttribute('aria-label'),
    'aria-describedby': area.getAttribute('aria-describedby'),
    'aria-invalid': area.getAttribute('aria-invalid'),
    'aria-required': area.required ? 'true' : undefined,
    dir: area.getAttribute('dir') ?? 'auto',
    lang: area.getAttribute('lang'),
    spellcheck: 'true',
  }
  const kept = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return Object.fromEntries(kept)
}

function build({ frame, page, area, words, status }: Desk, { bar }: Toolbar, { group }: Ways): void {
  const foot = element('div', { class: 'foot' }, words, status)
  frame.append(element('div', { class: 'tools' }, group, bar), page, area, foot)
}

function listen(desk: Desk, editor: Editor): void {
  const { area, frame } = desk
  area.labels[0]?.addEventListener('click', (event) => {
    if (desk.way !== 'rich') return
    event.preventDefault()
    editor.commands.focus()
  })
  // Whoever reads the form reads the text as it is now, and whoever puts a text back is shown.
  area.form?.addEventListener('submit', () => flush(desk, editor), { capture: true })
  area.form?.addEventListener('formdata', ({ formData }) => {
    flush(desk, editor)
    if (area.name && formData.has(area.name)) formData.set(area.name, area.value)
  })
  addEventListener('pagehide', () => flush(desk, editor))
  area.addEventListener('input', () => taken(desk, editor))
  area.addEventListener('change', () => taken(desk, editor))
  area.form?.addEventListener('reset', () => setTimeout(() => taken(desk, editor)))
  editor.on('blur', () => flush(desk, editor))
  frame.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && frame.classList.contains('whole'))
      whole(desk, false)
  })
}

/** Somebody else wrote into the field: a restored text, or the writer by hand. */
function taken(desk: Desk, editor: Editor): void {
  const { area, way } = desk
  if (way === 'rich' && area.value !== desk.known) setText(editor, area.value, desk.field)
  desk.known = area.value
  countUp(desk)
}

function later(desk: Desk, editor: Editor): void {
  clearTimeout(desk.waiting)
  desk.waiting = window.setTimeout(() => flush(desk, editor), PAUSE_MS)
}

function flush(desk: Desk, editor: Editor): void {
  if (desk.waiting === 0) return
  clearTimeout(desk.waiting)
  desk.waiting = 0
  if (desk.way !== 'rich') return
  desk.known = htmlOf(editor.state.doc)
  write(desk.area, desk.known)
  countUp(desk)
}

function countUp({ area, words, settings: { said } }: Desk): void {
  const many = countWords(area.value)
  const { lang } = document.documentElement
  const kind = new Intl.PluralRules(lang).select(many)
  const phrase = said.words[kind] ?? said.words.other ?? '#'
  words.textContent = phrase.replace('#', new Intl.NumberFormat(lang).format(many))
}

function perform(desk: Desk, editor: Editor, { run }: Action): void {
  if (typeof run !== 'function') does(desk, editor, run)
  else {
    run(editor.state, editor.view.dispatch)
    editor.view.focus()
  }
}

function does(desk: Desk, editor: Editor, asking: Asking): void {
  const { said } = desk.settings
  if (asking === 'whole') whole(desk, !desk.frame.classList.contains('whole'))
  else if (asking === 'shortcuts') showShortcuts(said)
  else if (asking === 'picture') picture(desk, editor, {})
  else if (asking === 'link') askForLink(editor, said)
  else askForRuby(editor, said)
}

/** One after the other: each has words of its own. One that is cancelled leaves the others. */
function eachPicture(desk: Desk, editor: Editor, files: readonly File[], at = 0): void {
  const file = files[at]
  if (!file) return
  const among = files.length > 1 ? ` (${at + 1}/${files.length})` : ''
  picture(desk, editor, { file, among, closed: () => eachPicture(desk, editor, files, at + 1) })
}

function picture({ settings, area }: Desk, editor: Editor, given: GivenPicture): void {
  const csrf = area.form?.elements.namedItem('csrf')
  askForPicture({
    settings,
    csrf: csrf instanceof HTMLInputElement ? csrf.value : '',
    ...given,
    insert: (made) => insertPicture(made)(editor.state, editor.view.dispatch),
  })
}

function whole({ frame }: Desk, on: boolean): void {
  frame.classList.toggle('whole', on)
  document.documentElement.classList.toggle('editor-whole', on)
  const button = frame.querySelector('[data-action=whole]')
  button?.setAttribute('aria-pressed', String(on))
}

function leave(desk: Desk, toolbar: Toolbar, to: 'bar' | 'page'): boolean {
  if (to === 'bar') toolbar.focus()
  else if (!desk.frame.classList.contains('whole')) return false
  else whole(desk, false)
  return true
}

interface Change {
  readonly desk: Desk
  readonly editor: Editor
  readonly ways: Ways
  readonly way: Way
}

/** From one way of writing to another: where the spelling differs, by the server. */
async function change({ desk, editor, ways, way }: Change): Promise<void> {
  const { area, settings } = desk
  flush(desk, editor)
  const spelling = { from: spellingOf(desk.way), to: spellingOf(way) }
  let text: string | undefined = area.value
  if (spelling.from !== spelling.to && text.trim() !== '') {
    area.readOnly = true
    const csrf = new FormData(area.form ?? undefined).get('csrf')
    text = await respelled({ to: settings.respell, csrf: String(csrf), text, spelling, field: desk.field })
    area.readOnly = false
  }
  desk.status.textContent = text === undefined ? settings.said.notRespelled : ''
  if (text === undefined) return ways.show(desk.way)
  desk.way = way
  const written = spellingField(area)
  if (written) written.value = spelling.to
  if (way === 'rich') setText(editor, text, desk.field)
  desk.known = text
  if (text !== area.value) write(area, text)
  if (way !== 'markdown') localStorage.setItem(PREFERENCE, way)
  show(desk)
}

/** The form's own choice of spelling is made above the text now. */
function hideChoice(area: HTMLTextAreaElement): void {
  const written = spellingField(area)
  if (!(written instanceof RadioNodeList)) return
  const [first] = written
  const choice = first instanceof Element ? first.closest<HTMLElement>('fieldset') : null
  if (choice && !choice.contains(area)) choice.hidden = true
}

function show(desk: Desk): void {
  const { frame, area, page, way } = desk
  frame.dataset.way = way
  page.hidden = way !== 'rich'
  area.hidden = way === 'rich'
  // A hidden field that is needed would stop the form without a word: the server asks for it.
  if (way === 'rich') area.required = false
  countUp(desk)
}
