import type { ListedBook } from './book.ts'
import { COVER_PAGE, hasCover } from './cover-page.ts'
import { named } from './page.ts'
import { xmlAttribute, xmlText } from './xml.ts'

/** content.opf: what the book is, what it is made of, and in which order. */
export function packageDocument(book: ListedBook): string {
  const language = xmlAttribute(book.language)
  const items = book.sections.map(
    ({ file }, n) => `<item id="section${n + 1}" href="${file}" media-type="application/xhtml+xml"/>`,
  )
  const pictures = (book.pictures ?? []).map(
    ({ file, type, cover }, n) =>
      `<item id="picture${n + 1}" href="${file}" media-type="${type}"${cover ? ' properties="cover-image"' : ''}/>`,
  )
  const cover = hasCover(book)
  const order = [
    ...(cover ? ['<itemref idref="cover-page"/>'] : []),
    ...book.sections.map((_, n) => `<itemref idref="section${n + 1}"/>`),
  ]
  const first = `<item id="cover-page" href="${COVER_PAGE}" media-type="application/xhtml+xml"/>`
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier"${book.usage ? TDM_PREFIX : ''} xml:lang="${language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${[...facts(book), ...people(book), ...series(book), ...coverIn(book), ...accessibility(book)].join('\n')}
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="css" href="style.css" media-type="text/css"/>
${[...(cover ? [first] : []), ...items, ...pictures].join('\n')}
</manifest>
<spine toc="ncx" page-progression-direction="${book.direction}">
${order.join('\n')}
</spine>
</package>
`
}

function facts(book: ListedBook): string[] {
  const one = (name: string, text: string): string[] =>
    xmlText(text).trim() ? [`<dc:${name}>${xmlText(text).trim()}</dc:${name}>`] : []
  return [
    `<dc:identifier id="identifier">${xmlText(book.identifier)}</dc:identifier>`,
    `<dc:title>${named(book.title)}</dc:title>`,
    `<dc:language>${xmlText(book.language)}</dc:language>`,
    `<meta property="dcterms:modified">${seconds(book.modified)}</meta>`,
    ...(book.published ? one('date', book.published) : []),
    ...one('publisher', book.publisher),
    ...one('source', book.source),
    ...one('description', book.description),
    ...one('rights', book.rights),
    ...usage(book),
    ...book.subjects.flatMap((subject) => one('subject', subject)),
  ]
}

/** TDMRep in EPUB: the prefix is its namespace; `schema:` is known to every reader. */
const TDM_PREFIX = ' prefix="tdm: http://www.w3.org/ns/tdmrep#"'

const usage = ({ usage }: ListedBook): string[] =>
  usage
    ? [
        `<meta property="tdm:reservation">${usage.reserved ? 1 : 0}</meta>`,
        `<meta property="schema:usageInfo">${xmlText(usage.url)}</meta>`,
      ]
    : []

function people(book: ListedBook): string[] {
  return book.creators.flatMap(({ name, fileAs }, n) => {
    const refines = `<meta refines="#creator${n + 1}"`
    return [
      `<dc:creator id="creator${n + 1}">${named(name)}</dc:creator>`,
      `${refines} property="role" scheme="marc:relators">aut</meta>`,
      ...(fileAs ? [`${refines} property="file-as">${named(fileAs, name)}</meta>`] : []),
    ]
  })
}

/** For readers of EPUB 2. */
function coverIn({ pictures = [] }: ListedBook): string[] {
  const place = pictures.findIndex(({ cover }) => cover)
  return place < 0 ? [] : [`<meta name="cover" content="picture${place + 1}"/>`]
}

/** Once in EPUB 3's words, for all of them, and once in calibre's, which knows one. */
function series(book: ListedBook): string[] {
  const [first] = book.series
  const all = book.series.flatMap(({ title, position }, n) => [
    `<meta property="belongs-to-collection" id="series${n + 1}">${named(title)}</meta>`,
    `<meta refines="#series${n + 1}" property="collection-type">series</meta>`,
    `<meta refines="#series${n + 1}" property="group-position">${position}</meta>`,
  ])
  if (!first) return all
  return [
    ...all,
    `<meta name="calibre:series" content="${xmlAttribute(first.title)}"/>`,
    `<meta name="calibre:series_index" content="${first.position}"/>`,
  ]
}

/**
 * What is true of every book written here: conformance is not claimed unchecked. Whether each picture has a description
 * is its creator's to say; a moving one may flash.
 */
function accessibility(book: ListedBook): string[] {
  const pictures = (book.pictures ?? []).filter(({ cover }) => !cover)
  const pictured = pictures.length > 0
  const moving = pictures.some(({ type }) => type === 'image/gif')
  const facts: readonly (readonly [string, string])[] = [
    ...(pictured ? ([['accessMode', 'visual']] as const) : []),
    ['accessMode', 'textual'],
    ['accessModeSufficient', pictured ? 'textual,visual' : 'textual'],
    ...FEATURES.map((feature) => ['accessibilityFeature', feature] as const),
    ['accessibilityHazard', moving ? 'unknown' : 'none'],
    ['accessibilitySummary', `${SUMMARY} ${pictured ? PICTURED : UNPICTURED}`],
  ]
  return facts.map(([property, value]) => `<meta property="schema:${property}">${value}</meta>`)
}

const FEATURES = [
  'tableOfContents',
  'structuralNavigation',
  'readingOrder',
  'displayTransformability',
  'unlocked',
]
const SUMMARY =
  'Text that adapts to any size, font and screen reader. Chapters are headed and listed in the contents;'
const PICTURED = 'pictures have the descriptions their creator gave them.'
const UNPICTURED = 'pictures are replaced by links with their descriptions.'

const seconds = (when: Date): string => `${when.toISOString().slice(0, 19)}Z`
