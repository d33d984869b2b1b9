import { cleanHtml, type Field } from '../prose/index.ts'
import { unglue } from './text-glue.ts'
import { type Layout, paragraphsOf } from './text-layout.ts'
import { notTooLong } from './too-much.ts'

/** Lines of plain text as clean HTML: paragraphs, line breaks, scene breaks. Says how many paragraphs it parted. */
export function textHtml(
  lines: readonly string[],
  layout: Layout,
  field: Field,
): { html: string; breaks: number } {
  const { paragraphs, breaks } = unglue(paragraphsOf(lines, layout))
  return { html: cleanHtml(notTooLong(paragraphs.map(block).join('\n')), field), breaks }
}

const SCENE_BREAK = /^(?:[*~#•⁂§✦✧☆★◇◆○●❖♦]|[-_=—–](?=[\s\-_=—–*~]))[\s*~#•⁂§✦✧☆★◇◆○●❖♦\-_=—–]*$/u
export const isSceneBreak = (line: string): boolean => SCENE_BREAK.test(line.trim())

const block = (lines: readonly string[]): string =>
  lines.length === 1 && isSceneBreak(lines[0] ?? '') ? '<hr>' : `<p>${lines.map(escapeText).join('<br>')}</p>`

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
export const escapeText = (text: string): string => text.replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? mark)
