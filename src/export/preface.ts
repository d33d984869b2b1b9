import { xmlText } from '../epub/index.ts'
import { byline } from './byline.ts'
import { type DownloadInput, isBlank, namedCreators } from './download-input.ts'
import { type Frame, link, quote } from './frame.ts'
import { relatedInPreface } from './related-works.ts'
import { tagRows } from './tag-rows.ts'

/** What stands inside `div#preface`. */
export function preface(input: DownloadInput, frame: Frame): string {
  const { record } = input
  return `<h2 class="toc-heading">Preface</h2>
<p class="message">
<b${frame.language}>${xmlText(record.title)}</b><br/>
${posted(input)}
</p>
<div class="meta">
${tagRows(input)}
<h1${frame.language}>${xmlText(record.title)}</h1>
<div class="byline">by ${byline(input, namedCreators(record))}</div>
${isBlank(record.summary) ? '' : `<p>Summary</p>\n${quote(frame, record.summary)}\n`}${notes(input, frame)}${relatedInPreface(input)}</div>`
}

/** A work first posted elsewhere says so there, in the place and words that name an AO3 work's home. */
function posted({ record, archive, workUrl }: DownloadInput): string {
  const here = (url: string): string => link(url, url)
  const { origin } = record
  if (!origin) return `Posted originally on the ${link(archive.url, archive.name)} at ${here(workUrl)}.`
  const root = URL.canParse(origin.url) ? new URL('/', origin.url).href : origin.url
  return `Posted originally on the ${link(root, origin.archive)} at ${here(origin.url)}.<br/>
Downloaded from ${link(archive.url, archive.name)} at ${here(workUrl)}.`
}

function notes({ record }: DownloadInput, frame: Frame): string {
  const opening = !isBlank(record.notes)
  const end = !isBlank(record.endNotes)
  if (!opening && !end) return ''
  const pointer = `<div class="endnote-link">
See the end of the work for ${link(frame.endNotes, opening ? 'more notes' : 'notes')}
</div>
`
  return `<p>Notes</p>\n${opening ? `${quote(frame, record.notes)}\n` : ''}${end ? pointer : ''}`
}
