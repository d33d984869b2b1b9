import { settledText } from '../../prose/index.ts'

/*
 * Footnotes in plain text, as Markdown has them: `[^1]` where the mark is, `[^1]: …` in a line of its own for the note,
 * and lines that are indented below it.
 */
const DEFINED = /^\[\^([^\]\s]{1,100})\]:(.*)$/

/** The text without its notes, and these; undefined where it has none that is pointed to. */
export function notesApart(text: string): {
  readonly text: string
  readonly notes: ReadonlyMap<string, string>
} {
  const notes = new Map<string, string>()
  const kept: string[] = []
  let open: string | undefined
  for (const line of text.split('\n')) {
    const [, label, first = ''] = DEFINED.exec(line) ?? []
    if (label !== undefined && text.includes(`[^${label}]`) && !notes.has(label)) {
      open = label
      notes.set(label, first.trim())
    } else if (open !== undefined && /^(?: {2,}|\t)\S/.test(line))
      notes.set(open, `${notes.get(open) ?? ''}\n${line.trim()}`)
    else {
      if (line.trim() !== '') open = undefined
      kept.push(line)
    }
  }
  return { text: kept.join('\n').trim(), notes }
}

/** The marks in the text's HTML as links, and the notes below it; one that nothing points to stays, too. */
export function withNotes(html: string, notes: ReadonlyMap<string, string>): string {
  if (notes.size === 0) return html
  const order: string[] = []
  const marked = html.replace(/\[\^([^\]\s<>]{1,100})\]/g, (written, label: string) => {
    if (!notes.has(label) || order.includes(label)) return written
    const number = order.push(label)
    return `<sup><a href="#note-${number}" id="ref-${number}">${number}</a></sup>`
  })
  const below = order.map((label, at) => {
    const link = `<a href="#ref-${at + 1}" id="note-${at + 1}">${at + 1}</a> `
    return plainHtml(notes.get(label) ?? '').replace('<p>', `<p>${link}`)
  })
  const rest = [...notes].filter(([label]) => !order.includes(label)).map(([, note]) => plainHtml(note))
  return `${marked}${rest.join('')}<div class="footnotes">${below.join('')}</div>`
}

const plainHtml = (text: string): string =>
  settledText(text.replaceAll('<', '‹lt›')).replaceAll('‹lt›', '&lt;')
