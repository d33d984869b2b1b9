import MarkdownIt from 'markdown-it'
import { notesIn, readReference, withNotes } from './markdown-notes.ts'
import { settledText } from './plain-or-html.ts'

/** How a text is written in a form: as HTML (plain text too: empty lines part paragraphs), or as Markdown. */
export const SPELLINGS = ['html', 'markdown'] as const
export type Spelling = (typeof SPELLINGS)[number]

const markdown = new MarkdownIt({ html: true, breaks: true })
markdown.inline.ruler.before('link', 'note', readReference)
// Addresses are the cleaner's to judge and to spell.
markdown.normalizeLink = (address) => address

/** What was written, as HTML that is not clean yet. */
export const htmlFrom = (written: string, spelling: Spelling): string =>
  spelling === 'markdown' ? htmlFromMarkdown(written) : settledText(written)

function htmlFromMarkdown(written: string): string {
  const { text, notes } = notesIn(written)
  return withNotes((source, found) => markdown.render(source, found), text, notes)
}
