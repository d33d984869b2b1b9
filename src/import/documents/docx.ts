import mammoth from 'mammoth'
import type { Entries } from '../epub-package.ts'
import { NOTHING_ABOUT, NotRead, type ReadDocument, type Remark } from './document.ts'
import { settleMarks, settlePictures } from './docx-marks.ts'
import { wordStyles } from './docx-styles.ts'
import { markWords, type Seen } from './docx-words.ts'
import { storedZip, textOfPart, xmlOfPart } from './parts.ts'
import { foundPicture, pictureHtml } from './pictures.ts'
import { kid, kids, wordsOf, writeXml, type XmlElement } from './xml.ts'

/** The prefixes that everybody uses, and the namespaces they stand for: transitional and strict. */
const NAMESPACES = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  v: 'urn:schemas-microsoft-com:vml',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
  dc: 'http://purl.org/dc/elements/1.1/',
} as const
const PREFIXES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(NAMESPACES).map(([prefix, uri]) => [uri, prefix])),
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
}

const STYLE_MAP = [
  'u => u',
  'strike => s',
  'small-caps => span.small-caps',
  "br[type='page'] => hr.page-break",
  "br[type='column'] => br",
]

/** Word's own, and what Google Docs, LibreOffice, Scrivener and Pages write in its name. */
export async function readDocx(entries: Entries): Promise<ReadDocument> {
  const main = await mainPart(entries)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const seen: Omit<Seen, 'files'> = { counts: new Map(), pictures: [], languages: new Map(), found: [] }
  const styleSheet = await xmlOfPart(entries, `${folder}styles.xml`, PREFIXES)
  const styles = wordStyles(styleSheet)
  const texts = [main, `${folder}footnotes.xml`, `${folder}endnotes.xml`]
  const parts: [string, string][] = []
  for (const path of entries.keys()) {
    if (texts.includes(path) || !isWanted(path, folder)) continue
    const text = (await textOfPart(entries, path)) ?? ''
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new NotRead('entities')
    parts.push([path, text.replace(/^<\?xml[^>]*\?>/, '')])
  }
  for (const path of texts) {
    const part = await xmlOfPart(entries, path, PREFIXES)
    const files = part ? await filesOf(entries, path) : new Map()
    if (part) parts.push([path, writeXml(withNamespaces(markWords(part, styles, { ...seen, files })))])
  }
  const { value } = await mammoth.convertToHtml(
    { buffer: storedZip(parts) },
    { styleMap: STYLE_MAP, includeEmbeddedStyleMap: false, externalFileAccess: false, idPrefix: 'w' },
  )
  const pictures = seen.found.map(({ file, alt }) =>
    foundPicture({
      alt,
      name: file.slice(file.lastIndexOf('/') + 1),
      bytes: async () => entries.get(file)?.(),
    }),
  )
  const placed = settlePictures(value, (at) => (pictures[at] ? pictureHtml(pictures[at]) : ''))
  return {
    html: settleMarks(placed),
    about: await aboutOf(entries, seen, styleSheet),
    remarks: remarksOf(seen),
    pictures,
  }
}

/** The pictures that a part names, where they are in the file; one that is elsewhere is not fetched. */
async function filesOf(entries: Entries, path: string): Promise<ReadonlyMap<string, string>> {
  const at = path.lastIndexOf('/') + 1
  const links = await xmlOfPart(entries, `${path.slice(0, at)}_rels/${path.slice(at)}.rels`, {})
  return new Map(
    (links ? kids(links) : [])
      .filter(({ attrs }) => attrs.TargetMode !== 'External' && (attrs.Type ?? '').endsWith('/image'))
      .flatMap(({ attrs: { Id = '', Target = '' } }) =>
        URL.canParse(Target, `file:///${path}`) ? [[Id, pathOf(Target, path)] as const] : [],
      )
      .filter(([, file]) => entries.has(file)),
  )
}

/** What mammoth needs beside the text: never what the file embeds. */
const isWanted = (path: string, folder: string): boolean =>
  path === '[Content_Types].xml' ||
  path === '_rels/.rels' ||
  path === `${folder}styles.xml` ||
  path === `${folder}numbering.xml` ||
  (path.startsWith(`${folder}_rels/`) && path.endsWith('.rels'))

async function mainPart(entries: Entries): Promise<string> {
  const links = await xmlOfPart(entries, '_rels/.rels', {})
  const main = (links ? kids(links) : []).find((one) => /\/officeDocument$/.test(one.attrs.Type ?? ''))
  const path = (main?.attrs.Target ?? '').replace(/^\//, '')
  const found = entries.has(path) ? path : 'word/document.xml'
  if (!entries.has(found)) throw new NotRead('damaged')
  return found
}

const withNamespaces = ({ name, attrs, children }: XmlElement): XmlElement => ({
  name,
  attrs: {
    ...attrs,
    ...Object.fromEntries(Object.entries(NAMESPACES).map(([prefix, uri]) => [`xmlns:${prefix}`, uri])),
  },
  children,
})

function pathOf(target: string, path: string): string {
  const { pathname } = new URL(target, `file:///${path}`)
  return /%(?![0-9a-f]{2})/i.test(pathname) ? pathname.slice(1) : decodeURIComponent(pathname.slice(1))
}

async function aboutOf(
  entries: Entries,
  { languages }: Pick<Seen, 'languages'>,
  styles: XmlElement | undefined,
) {
  const core = await xmlOfPart(entries, 'docProps/core.xml', PREFIXES)
  const title = kid(core, 'dc:title')
  const usual = kid(kid(kid(kid(styles, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr'), 'w:lang')
  const [language = usual?.attrs['w:val'] ?? ''] = [...languages].sort((a, b) => b[1] - a[1])[0] ?? []
  return { ...NOTHING_ABOUT, title: title ? wordsOf(title) : '', language }
}

const remarksOf = ({ counts, pictures }: Pick<Seen, 'counts' | 'pictures'>): Remark[] => [
  ...[...counts].map(([what, many]) => ({ what, many })),
  ...(pictures.length ? [{ what: 'pictures' as const, many: pictures.length, names: pictures }] : []),
]
