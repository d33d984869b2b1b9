import { attr, type Element, elementsIn, findAll, plain } from '../prose/index.ts'
import type { LabelRow } from './labels.ts'

/** `dt`/`dd` pairs. A tag's name may hold a comma, so values are split at links and nowhere else. */
export function tagRows(list: Element): LabelRow[] {
  const rows: LabelRow[] = []
  let label = ''
  for (const element of elementsIn(list)) {
    if (element.tagName === 'dt') label = plain(element).replace(/(?:(?<!\s)\s+)?:$/, '')
    if (element.tagName === 'dd') rows.push(rowOf(label, element))
  }
  return rows
}

export function rowOf(label: string, value: Element): LabelRow {
  const links = findAll(value, (e) => e.tagName === 'a' && plain(e) !== '')
  const text = plain(value)
  return {
    label,
    values: links.length > 0 ? links.map(plain) : [text].filter(Boolean),
    text,
    hrefs: links.map((link) => attr(link, 'href') ?? ''),
  }
}
