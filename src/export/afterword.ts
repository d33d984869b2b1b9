import { xmlText } from '../epub/index.ts'
import { type DownloadInput, isBlank } from './download-input.ts'
import { type Frame, link, quote } from './frame.ts'
import { relatedInAfterword } from './related-works.ts'

/** What stands inside `div#afterword`. */
export function afterword(input: DownloadInput, frame: Frame): string {
  const { record, archive, commentUrl } = input
  const inspired = relatedInAfterword(input)
  const notes = isBlank(record.endNotes)
    ? ''
    : `<div id="endnotes">\n<p>End Notes</p>\n${quote(frame, record.endNotes)}\n</div>\n`
  const meta = notes || inspired ? `<div class="meta">\n${notes}${inspired}</div>\n` : ''
  return `<h2 class="toc-heading">Afterword</h2>
${meta}<p class="message">Did this stay with you? Please ${link(commentUrl, 'drop by the Archive and comment')}: a word to its creator at ${xmlText(archive.name)} is always welcome.</p>`
}
