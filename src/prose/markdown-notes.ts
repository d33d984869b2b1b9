import type { StateInline } from 'markdown-it'
import { escapeText } from './write.ts'

/*
 * Footnotes of Markdown, as many programs read them:
 *
 *   The bees do not sleep.[^1]           the mark
 *   [^1]: They shiver.                   the note, in a line of its own
 *       A second line of it, indented.   and what belongs to it
 *
 * In HTML they are links there and back (web/editor/footnotes.ts writes the same), numbered in the order of the marks.
 * A note that nothing points to stays, after the others: nothing that was written is lost.
 */
type NotesFound = {
  readonly sources: ReadonlyMap<string, string>
  /** Labels in the order of their marks. */
  readonly marked: string[]
}

export function notesIn(written: string): { readonly text: string; readonly notes: NotesFound } {
  const sources = new Map<string, string>()
  const kept: string[] = []
  let note: string[] | undefined
  let fence: string | undefined
  for (const line of written.split('\n')) {
    const [, opened] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? []
    if (fence === undefined && !note) fence = opened
    else if (fence !== undefined && line.trim().startsWith(fence)) fence = undefined
    const [, label, first = ''] = (fence === undefined && /^\[\^([^\]\s]{1,100})\]:(.*)$/.exec(line)) || []
    if (note && (/^(?: {4}|\t)/.test(line) || (line.trim() === '' && note.at(-1) !== ''))) {
      note.push(line.replace(/^(?: {1,4}|\t)/, ''))
    } else {
      note = undefined
      if (label === undefined || sources.has(label)) kept.push(line)
      else {
        note = [first.trim()]
        sources.set(label, '')
      }
    }
    const [last] = note ? [...sources.keys()].slice(-1) : []
    if (note && last !== undefined) sources.set(last, note.join('\n'))
  }
  return { text: kept.join('\n'), notes: { sources, marked: [] } }
}

/** `[^1]` where a note of that name stands. */
export function readReference(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src.charCodeAt(pos) !== 91 || src.charCodeAt(pos + 1) !== 94) return false
  const end = src.indexOf(']', pos)
  const label = src.slice(pos + 2, end)
  const notes = areNotes(state.env) ? state.env : undefined
  if (end < 0 || !notes?.sources.has(label)) return false
  if (!silent) {
    const again = notes.marked.includes(label)
    if (!again) notes.marked.push(label)
    const number = notes.marked.indexOf(label) + 1
    const id = again ? '' : ` id="ref-${number}"`
    const token = state.push('html_inline', '', 0)
    token.content = `<sup><a href="#note-${number}"${id}>${number}</a></sup>`
  }
  state.pos = end + 1
  return true
}

const areNotes = (env: object): env is NotesFound => 'sources' in env && 'marked' in env

type Render = (source: string, notes: NotesFound) => string

export function withNotes(render: Render, text: string, notes: NotesFound): string {
  const html = render(text, notes)
  if (notes.sources.size === 0) return html
  const written: string[] = []
  const unmarked = [...notes.sources.keys()]
  // A note may have marks of its own, which come after.
  for (let at = 0; at < notes.sources.size; at++) {
    const label = notes.marked[at] ?? unmarked.find((one) => !notes.marked.includes(one))
    if (label === undefined) break
    if (at >= notes.marked.length) notes.marked.push(label)
    written.push(numbered(at + 1, render(notes.sources.get(label) ?? '', notes)))
  }
  return `${html}<div class="footnotes">${written.join('')}</div>`
}

function numbered(number: number, html: string): string {
  const link = `<a href="#ref-${number}" id="note-${number}">${escapeText(String(number))}</a>`
  return html.startsWith('<p>') ? `<p>${link} ${html.slice(3)}` : `<p>${link}</p>${html}`
}
