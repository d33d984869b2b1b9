import { countWords, type Field } from '../prose/index.ts'
import { type ChapterRecord, type ImportReport, NOTHING_SAID, type WorkRecord } from '../works/index.ts'
import { originOf } from './addresses.ts'
import { type LabelledFields, readLabels } from './labels.ts'
import { LIMITS, type Reading, refused } from './source.ts'
import { type Afterword, readAfterword } from './text-afterword.ts'
import { readByline, type Signed } from './text-byline.ts'
import { eraOf } from './text-era.ts'
import { findHead, type TextHead } from './text-head.ts'
import { textHtml } from './text-html.ts'
import { isBlank, layoutOf } from './text-layout.ts'
import { looksCut } from './text-lists.ts'
import { divide, type Parts } from './text-parts.ts'
import type { ChapterSection } from './text-sections.ts'

/**
 * A download of AO3 as plain text: what is left of the HTML download when its tags are stripped, by whichever
 * converter. See text-head.ts for the title page, text-heads.ts for where chapters begin, text-layout.ts for
 * paragraphs. What the text cannot tell is said in the losses; no line of it is dropped.
 */
export function looksLikeAo3Text(text: string): boolean {
  const head = findHead(text.slice(0, 200_000))
  return head !== undefined && head.rows.length >= 2
}

export function readAo3Text(text: string): Reading {
  const given = evenLines(text)
  const head = findHead(given)
  if (!head) return refused('not-recognised', 'This text has no title page of a download.')
  const fields = readLabels(head.rows)
  if (fields.chapterCount.posted > LIMITS.chapters)
    return refused('too-many-chapters', `It says it has ${fields.chapterCount.posted} chapters.`)
  const afterword = readAfterword(head.rest)
  const signed = readByline(afterword.lines, head)
  if (signed.rest.every(isBlank)) return refused('no-chapters', 'There is no text after the title page.')
  const parts = divide(signed, fields, head)
  return { outcome: 'read', record: record({ head, fields, afterword, signed, parts }) }
}

const evenLines = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|[\f\v\u0085\u2028\u2029]/g, '\n')
    .replace(/[\0-\x08\x0e-\x1f]/g, '')

interface Found {
  readonly head: TextHead
  readonly fields: LabelledFields
  readonly afterword: Afterword
  readonly signed: Signed
  readonly parts: Parts
}

type ToHtml = (lines: readonly string[], field: Field) => string

function record(found: Found): WorkRecord {
  const { head, fields, afterword, signed, parts } = found
  const layout = layoutOf(signed.rest)
  let breaks = 0
  const toHtml: ToHtml = (lines, field) => {
    const made = textHtml(lines, layout, field)
    breaks += made.breaks
    return made.html
  }
  const chapters = parts.chapters.map((chapter, at) => chapterRecord(chapter, at, fields.published, toHtml))
  const { words, losses: _, chaptersStated: __, ...labelled } = fields
  return {
    title: signed.title,
    creators: signed.creators,
    origin: originOf(head.url, head.archive),
    ...labelled,
    recipients: [],
    summary: toHtml(parts.work.summary, 'summary'),
    notes: toHtml(parts.work.notes, 'notes'),
    endNotes: toHtml([...afterword.endNotes, ...paragraphsApart(afterword.trailing)], 'notes'),
    words: { stated: words, counted: chapters.reduce((sum, chapter) => sum + chapter.words, 0) },
    chapterCount: parts.chapterCount,
    permissions: NOTHING_SAID,
    audience: 'kept',
    anonymous: signed.anonymous,
    relatedWorks: [...parts.relatedWorks, ...afterword.inspired],
    chapters,
    import: report(found, breaks),
  }
}

function chapterRecord(
  found: ChapterSection,
  at: number,
  published: string | null,
  toHtml: ToHtml,
): ChapterRecord {
  const html = toHtml(found.body, 'content')
  return {
    position: at + 1,
    title: found.title,
    summary: toHtml(found.summary, 'summary'),
    notes: toHtml(found.notes, 'notes'),
    endNotes: toHtml(found.endNotes, 'notes'),
    words: countWords(html),
    published: at === 0 ? published : null,
    ...(found.creators.length > 0 ? { creators: found.creators } : {}),
    html,
  }
}

function report({ head, fields, afterword, signed, parts }: Found, breaks: number): ImportReport {
  const page = pageLosses(head, afterword, signed)
  return {
    format: 'ao3-text',
    era: eraOf(head, afterword, parts),
    losses: [...fields.losses, ...listLosses(fields), ...parts.losses, ...page],
    repairs: breaks > 0 ? [`restored ${breaks} paragraph ${breaks === 1 ? 'break' : 'breaks'}`] : [],
  }
}

const paragraphsApart = (lines: readonly string[]): string[] => lines.flatMap((line) => ['', line])

function listLosses(fields: LabelledFields): string[] {
  const lists = [fields.fandoms, fields.relationships, fields.characters, fields.additionalTags]
  if (lists.every((names) => names.length < 2)) return []
  const cut = lists.flatMap(looksCut).slice(0, 5)
  const doubt = cut.length > 0 ? `; perhaps cut in two: ${cut.map((name) => `“${name}”`).join(', ')}` : ''
  return [`tags were split at commas, as plain text does not show where one ends${doubt}`]
}

function pageLosses(head: TextHead, afterword: Afterword, signed: Signed): string[] {
  const losses: string[] = []
  const known = new Set(signed.rest.map((line) => line.trim()))
  const furniture = /^(?:Preface|Afterword|(?:Table of )?Contents)$/
  const left = head.front.slice(1).filter((line) => !known.has(line) && !furniture.test(line))
  if (left.length > 0)
    losses.push(`lines above the title page were left out: “${left.join(' / ').slice(0, 120)}”`)
  if (!signed.named) losses.push('the text does not show who made the work: kept as anonymous')
  if (!afterword.closed)
    losses.push('the closing line of the download is missing: the text may end too early')
  if (afterword.trailing.length > 0) losses.push('text after the closing line was kept in the end notes')
  return losses
}
