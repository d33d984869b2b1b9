import type { Book, Section } from './book.ts'
import { named, page } from './page.ts'
import { xmlAttribute } from './xml.ts'

/** EPUB 3's table of contents, with the landmarks reading systems look for. */
export function navigationPage(book: Book): string {
  const items = book.sections.map((section) => `<li>${link(book, section)}</li>`).join('\n')
  const body = `<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">
<h1 id="contents">Contents</h1>
<ol>
${items}
</ol>
</nav>${landmarks(book)}`
  return page(book, { title: 'Contents', language: 'en', direction: 'ltr' }, '', body)
}

/** Where the text starts. The contents are no landmark: they are not in the reading order themselves. */
function landmarks(book: Book): string {
  const first = book.sections.find((section) => section.kind === 'chapter')
  if (!first) return ''
  return `
<nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden">
<ol>
<li><a epub:type="bodymatter" href="${first.file}">Start of the text</a></li>
</ol>
</nav>`
}

/** Chapter titles are in the work's language, not in the page's. */
function link(book: Book, section: Section): string {
  const lang = xmlAttribute(section.language ?? book.language)
  const dir = section.direction ?? book.direction
  return `<a href="${section.file}" lang="${lang}" xml:lang="${lang}" dir="${dir}">${named(section.title)}</a>`
}

/** EPUB 2's table of contents, for readers that know no other. */
export function ncx(book: Book): string {
  const points = book.sections.map(
    (section, n) => `<navPoint id="point${n + 1}" playOrder="${n + 1}">
<navLabel><text>${named(section.title)}</text></navLabel>
<content src="${section.file}"/>
</navPoint>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${xmlAttribute(book.language)}">
<head>
<meta name="dtb:uid" content="${xmlAttribute(book.identifier)}"/>
<meta name="dtb:depth" content="1"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>${named(book.title)}</text></docTitle>
<navMap>
${points.join('\n')}
</navMap>
</ncx>
`
}
