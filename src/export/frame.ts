import { xmlAttribute, xmlText } from '../epub/index.ts'

/**
 * What the HTML file and the book say differently; their markup is one. The HTML file is one page of XHTML;
 * in the book the afterword is a file of its own.
 */
export interface Frame {
  /** A creator's clean HTML, as this file needs it. */
  readonly prose: (html: string) => string
  /** Where the work's end notes are. */
  readonly endNotes: string
  /** `lang` and `dir` for the creator's words among ours, with a leading space, or nothing. */
  readonly language: string
}

export const link = (href: string, text: string): string =>
  `<a href="${xmlAttribute(href)}">${xmlText(text)}</a>`

export const authorLink = (href: string, name: string): string =>
  `<a rel="author" href="${xmlAttribute(href)}">${xmlText(name)}</a>`

export const quote = (frame: Frame, html: string): string =>
  `<blockquote class="userstuff"${frame.language}>${frame.prose(html)}</blockquote>`

const FRAME_ID = /(<[a-z][^<>]*\s)(id="(?:preface|chapters|afterword|endnotes\d*)")/gi

/** A creator's own `id="endnotes"` would catch our links: it travels as `data-was-id`, which `undoFit` knows. */
export const withoutFrameIds = (html: string): string =>
  html.includes('id="') ? html.replace(FRAME_ID, '$1data-was-$2') : html
