import { direction } from '../core/languages.ts'
import { xmlAttribute, xmlText } from '../epub/index.ts'
import { surelyClean, toXhtml } from '../prose/index.ts'
import { afterword } from './afterword.ts'
import { chapterOfMany, onlyChapter } from './chapter.ts'
import { type DownloadInput, isChaptered } from './download-input.ts'
import { type Frame, withoutFrameIds } from './frame.ts'
import { ownAddresses, withPictures } from './own-pictures.ts'
import { permissionsText } from './permissions-text.ts'
import { preface } from './preface.ts'
import { carry } from './record-carrier.ts'
import { pageTitle } from './work-facts.ts'

/** The work as one file in the shape AO3's own HTML downloads have, element for element. */
export function htmlDownload(input: DownloadInput): string {
  const { record, version } = input
  const language = languageAttributes(record.language)
  const frame: Frame = {
    prose: (html) => withPictures(toXhtml(ownAddresses(withoutFrameIds(surelyClean(html)), input)), input),
    endNotes: '#endnotes',
    language,
  }
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="palimpsest:version" content="${xmlAttribute(version)}"/>
<meta name="palimpsest:record" content="${xmlAttribute(carry(record, input.draft))}"/>
${rights(record)}
<title>${xmlText(pageTitle(record))}</title>
<style type="text/css">
${STYLE}</style>
</head>
<body>
<div id="preface">
${preface(input, frame)}
</div>
<div id="chapters" class="userstuff"${language}>
${chapters(input, frame)}
</div>
<div id="afterword">
${afterword(input, frame)}
</div>
</body>
</html>
`
}

/** What the creator allows, in words, and for crawlers that find the file somewhere (TDMRep). */
function rights({ permissions }: DownloadInput['record']): string {
  const open = permissions.machines === 'yes'
  return [
    `<meta name="dcterms.rights" content="${xmlAttribute(permissionsText(permissions))}"/>`,
    `<meta name="tdm-reservation" content="${open ? 0 : 1}"/>`,
    ...(open ? [] : ['<meta name="robots" content="noai, noimageai"/>']),
  ].join('\n')
}

function chapters(input: DownloadInput, frame: Frame): string {
  const { chapters } = input.record
  const [only] = chapters
  if (only && !isChaptered(input.record)) return onlyChapter(input, only, frame)
  return chapters.map((chapter) => chapterOfMany(input, chapter, frame)).join('\n')
}

/** Our labels are English; the creator's words among them are in the work's language. */
export function languageAttributes(code: string): string {
  if (code === 'en') return ''
  const lang = xmlAttribute(code)
  return ` lang="${lang}" xml:lang="${lang}" dir="${direction(code)}"`
}

const STYLE = `body { max-width: 42em; margin: 0 auto; padding: 1em; line-height: 1.6; font-family: Georgia, "Palatino Linotype", serif; }
.toc-heading { display: none; }
h1, h2, .byline, .message { text-align: center; }
.byline, .message { margin: 1em 0; }
dl.tags { display: grid; grid-template-columns: max-content 1fr; gap: .25em 1em; padding: .75em 1em; border: 1px solid #888; font-size: .9em; }
dl.tags dt { font-weight: bold; }
dl.tags dd { margin: 0; overflow-wrap: anywhere; }
.meta > p:not(.byline), #endnotes > p { font-weight: bold; }
.meta blockquote { margin: .5em 0 1em; padding: 0 1em; border-inline-start: .2em solid #aaa; }
.endnote-link { margin: .5em 1em; font-size: .9em; }
.userstuff img { max-width: 100%; height: auto; }
@media print { .meta.group { break-before: page; } }
`
