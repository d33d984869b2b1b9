import { cleanHtml } from '../../prose/index.ts'

type Notes = Readonly<Record<string, string>>

const REFERENCE = /<a href="#text-note-(\d{1,6})"[^<>]*>[^<]*<\/a>/g

/** A chapter's text: its blocks, and under them the notes they refer to, numbered anew, each linked both ways. */
export function chapterHtml(blocks: readonly string[], notes: Notes): string {
  const order: string[] = []
  const text = blocks.join('\n').replace(REFERENCE, (_, key: string) => {
    if (!order.includes(key)) order.push(key)
    const number = order.indexOf(key) + 1
    return `<a id="ref-${number}" href="#note-${number}">${number}</a>`
  })
  const under = order.flatMap((key, at) => (notes[key] === undefined ? [] : [noteHtml(notes[key], at + 1)]))
  const box = under.length ? `\n<hr>\n<div class="footnotes">\n${under.join('\n')}\n</div>` : ''
  return cleanHtml(text + box, 'content')
}

function noteHtml(note: string, number: number): string {
  const back = `<a id="note-${number}" href="#ref-${number}">${number}</a>. `
  return note.startsWith('<p') ? note.replace(/^<p[^<>]*>/, (open) => open + back) : `<p>${back}</p>${note}`
}
