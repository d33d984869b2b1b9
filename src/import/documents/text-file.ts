import { escapeText } from '../text-html.ts'
import { layoutOf, paragraphsOf } from '../text-layout.ts'
import { notTooManyLines } from '../too-much.ts'
import { NOTHING_ABOUT, type ReadDocument } from './document.ts'

/** Plain text: paragraphs by its own manner of parting them, `*stress*` and `_stress_` as people type it. */
export function readText(text: string): ReadDocument {
  const pages = notTooManyLines(text).split('\f')
  const layout = layoutOf(pages.join('\n').split('\n'))
  const html = pages.map((page) =>
    paragraphsOf(page.split('\n'), layout)
      .map((lines) => `<p${dirOf(lines[0] ?? '')}>${lines.map(stressed).join('<br>')}</p>`)
      .join('\n'),
  )
  return { html: html.join('\n<hr class="page-break">\n'), about: NOTHING_ABOUT, remarks: [] }
}

const STRONG = /(?<![\p{L}\p{N}*])\*\*(?=\S)([^*\n]+)(?<=\S)\*\*(?![\p{L}\p{N}*])/gu
const STAR = /(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*(?![\p{L}\p{N}*])/gu
const LINE = /(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]+)(?<=[^\s_])_(?![\p{L}\p{N}_])/gu

const stressed = (line: string): string =>
  escapeText(line)
    .replace(STRONG, '<strong>$1</strong>')
    .replace(STAR, '<em>$1</em>')
    .replace(LINE, '<em>$1</em>')

/** By the first letter that has a direction. */
const dirOf = (line: string): string => {
  const first = /\p{L}/u.exec(line)?.[0]
  return first && /[\p{sc=Arabic}\p{sc=Hebrew}]/u.test(first) ? ' dir="rtl"' : ''
}
