import type { ListedBook, NamedSection, Section } from './book.ts'
import { COVER_PAGE, hasCover } from './cover-page.ts'
import { named, page } from './page.ts'
import { xmlAttribute } from './xml.ts'

/** EPUB 3's table of contents, with the landmarks reading systems look for. */
export function navigationPage(book: ListedBook): string {
  const items = groupsOf(book.sections)
    .map((group) => (group.part === undefined ? entries(book, group.sections) : partEntry(book, group)))
    .join('\n')
  const body = `<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">
<h1 id="contents">Contents</h1>
<ol>
${items}
</ol>
</nav>${landmarks(book)}`
  return page(book, { title: 'Contents', language: 'en', direction: 'ltr' }, '', body)
}

interface Group {
  readonly part: string | undefined
  readonly sections: readonly PlacedSection[]
}

/** A section, and the how manieth of the book it is. */
interface PlacedSection {
  readonly section: NamedSection
  readonly place: number
}

/** Sections of one part, one after another, are a group. */
function groupsOf(sections: readonly NamedSection[]): readonly Group[] {
  const groups: { part: string | undefined; sections: PlacedSection[] }[] = []
  for (const [at, section] of sections.entries()) {
    const placed = { section, place: at + 1 }
    const last = groups.at(-1)
    if (last && last.part === section.part) last.sections.push(placed)
    else groups.push({ part: section.part, sections: [placed] })
  }
  return groups
}

const entries = (book: ListedBook, sections: readonly PlacedSection[]): string =>
  sections.map(({ section }) => `<li>${link(book, section)}</li>`).join('\n')

function partEntry(book: ListedBook, { part = '', sections }: Group): string {
  const [first] = sections
  const heading = first ? link(book, { ...first.section, ...partFace(sections), title: part }) : ''
  return `<li>${heading}
<ol>
${entries(book, sections)}
</ol></li>`
}

/** A part is named in the language of its chapters, whatever its first page is in. */
function partFace(sections: readonly PlacedSection[]): Pick<Section, 'language' | 'direction'> {
  const chapter = sections.find(({ section }) => section.kind === 'chapter')?.section
  return {
    ...(chapter?.language ? { language: chapter.language } : {}),
    ...(chapter?.direction ? { direction: chapter.direction } : {}),
  }
}

/** The cover, and where the text starts. The contents are no landmark: they are not in the reading order themselves. */
function landmarks(book: ListedBook): string {
  const first = book.sections.find((section) => section.kind === 'chapter')
  const places = [
    ...(hasCover(book) ? [`<li><a epub:type="cover" href="${COVER_PAGE}">Cover</a></li>`] : []),
    ...(first ? [`<li><a epub:type="bodymatter" href="${first.file}">Start of the text</a></li>`] : []),
  ]
  if (places.length === 0) return ''
  return `
<nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden">
<ol>
${places.join('\n')}
</ol>
</nav>`
}

/** Chapter titles are in the work's language, not in the page's. */
function link(book: ListedBook, section: NamedSection): string {
  const lang = xmlAttribute(section.language ?? book.language)
  const dir = section.direction ?? book.direction
  return `<a href="${section.file}" lang="${lang}" xml:lang="${lang}" dir="${dir}">${named(section.title)}</a>`
}

/** EPUB 2's table of contents, for readers that know no other. */
export function ncx(book: ListedBook): string {
  const groups = groupsOf(book.sections)
  const points = groups.map(({ part, sections }, n) => {
    const within = sections.map(({ section, place }) => point(section, `${place}`, place)).join('\n')
    const [first] = sections
    if (part === undefined || !first) return within
    return point({ ...first.section, title: part }, `part${n + 1}`, first.place, `\n${within}`)
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${xmlAttribute(book.language)}">
<head>
<meta name="dtb:uid" content="${xmlAttribute(book.identifier)}"/>
<meta name="dtb:depth" content="${groups.some(({ part }) => part !== undefined) ? 2 : 1}"/>
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

/** Two points that lead to one place have its one number. */
const point = ({ title, file }: NamedSection, id: string, place: number, within = ''): string =>
  `<navPoint id="point${id}" playOrder="${place}">
<navLabel><text>${named(title)}</text></navLabel>
<content src="${file}"/>${within}
</navPoint>`
