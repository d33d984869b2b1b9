import { xmlText } from '../epub/index.ts'
import type { ChapterRecord } from '../works/index.ts'
import { byline } from './byline.ts'
import { type DownloadInput, isBlank } from './download-input.ts'
import { type Frame, link, quote } from './frame.ts'
import { chapterHeading } from './work-facts.ts'

/** What stands inside `div#chapters` when the work is one undivided text: its title, hidden, and the text. */
export const onlyChapter = ({ record }: DownloadInput, chapter: ChapterRecord, frame: Frame): string =>
  `<h2 class="toc-heading">${xmlText(record.title)}</h2>
<div class="userstuff">${frame.prose(chapter.html)}</div>`

/** One chapter of several: siblings without a wrapper, between comments that exporters' readers look for. */
export function chapterOfMany(input: DownloadInput, chapter: ChapterRecord, frame: Frame): string {
  return `<div class="meta group">
<h2 class="heading">${xmlText(chapterHeading(chapter.position, chapter.title))}</h2>
${chapterByline(input, chapter)}${summary(chapter, frame)}${notes(chapter, frame)}</div>
<!--chapter content-->
<div class="userstuff">${frame.prose(chapter.html)}</div>
<!--/chapter content-->
${endNotes(chapter, frame)}`
}

function chapterByline(input: DownloadInput, { creators }: ChapterRecord): string {
  const { anonymous, creators: all } = input.record
  if (anonymous || !creators || creators.length === 0) return ''
  if (creators.join('\n') === all.join('\n')) return ''
  return `<p class="byline">Chapter by ${byline(input, creators)}</p>\n`
}

const summary = (chapter: ChapterRecord, frame: Frame): string =>
  isBlank(chapter.summary) ? '' : `<p>Chapter Summary</p>\n${quote(frame, chapter.summary)}\n`

function notes(chapter: ChapterRecord, frame: Frame): string {
  const opening = !isBlank(chapter.notes)
  const end = !isBlank(chapter.endNotes)
  if (!opening && !end) return ''
  const pointer = `<div class="endnote-link">
See the end of the chapter for ${link(`#endnotes${chapter.position}`, opening ? 'more notes' : 'notes')}
</div>
`
  return `<p>Chapter Notes</p>\n${opening ? `${quote(frame, chapter.notes)}\n` : ''}${end ? pointer : ''}`
}

function endNotes(chapter: ChapterRecord, frame: Frame): string {
  if (isBlank(chapter.endNotes)) return ''
  return `<div class="meta" id="endnotes${chapter.position}">
<p>Chapter End Notes</p>
${quote(frame, chapter.endNotes)}
</div>
`
}
