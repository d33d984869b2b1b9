import MarkdownIt from 'markdown-it'
import { settledText } from './plain-or-html.ts'

/** How a text is written in a form: as HTML (plain text too: empty lines part paragraphs), or as Markdown. */
export const SPELLINGS = ['html', 'markdown'] as const
export type Spelling = (typeof SPELLINGS)[number]

const markdown = new MarkdownIt({ html: true, breaks: true })

/** What was written, as HTML that is not clean yet. */
export const htmlFrom = (written: string, spelling: Spelling): string =>
  spelling === 'markdown' ? markdown.render(written) : settledText(written)
