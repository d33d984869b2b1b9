import { buildZip, type ZipItem } from '../zip.ts'

/** DOCX files as programs write them, made in code: each a list of paragraphs in WordprocessingML. */
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

export interface DocxMade {
  readonly body: string
  readonly styles?: string
  readonly numbering?: string
  readonly footnotes?: string
  readonly endnotes?: string
  readonly comments?: string
  readonly core?: string
  readonly links?: Readonly<Record<string, string>>
  readonly more?: readonly ZipItem[]
  /** Pictures by the ids that the text has for them: where they are in the folder of the document. */
  readonly images?: Readonly<Record<string, string>>
  /** Instead of the document, as it lies in the file. */
  readonly whole?: string
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const run = (text: string, look = ''): string =>
  `<w:r>${look ? `<w:rPr>${look}</w:rPr>` : ''}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`

/** A paragraph: its properties, and its runs as they are. */
export const para = (runs: string, properties = ''): string =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${runs}</w:p>`

export const line = (text: string, properties = ''): string => para(run(text), properties)
export const styled = (style: string, text: string): string => line(text, `<w:pStyle w:val="${style}"/>`)
export const centred = (text: string): string =>
  text ? line(text, '<w:jc w:val="center"/>') : para('', '<w:jc w:val="center"/>')
export const PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

const style = (id: string, name: string, rest = '', kind = 'paragraph'): string =>
  `<w:style w:type="${kind}" w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`

/** Word's own, as far as texts use them. */
export const WORD_STYLES = [
  '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>',
  style('Normal', 'Normal'),
  style('Title', 'Title', '<w:basedOn w:val="Normal"/>'),
  style('Subtitle', 'Subtitle', '<w:basedOn w:val="Normal"/>'),
  ...[1, 2, 3].map((n) =>
    style(
      `Heading${n}`,
      `heading ${n}`,
      `<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="${n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr>`,
    ),
  ),
  style('Quote', 'Quote', '<w:rPr><w:i/></w:rPr>'),
  style('Emphasis', 'Emphasis', '<w:rPr><w:i/></w:rPr>', 'character'),
  style('Strong', 'Strong', '<w:rPr><w:b/></w:rPr>', 'character'),
  style(
    'FootnoteReference',
    'footnote reference',
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
    'character',
  ),
  style('FootnoteText', 'footnote text'),
].join('')

export function docx(made: DocxMade): Uint8Array<ArrayBuffer> {
  const parts = [
    ['document', made.whole ?? root('document', `<w:body>${made.body}<w:sectPr/></w:body>`), 'document.main'],
    ['styles', root('styles', made.styles ?? WORD_STYLES), 'styles'],
    ['numbering', made.numbering && root('numbering', made.numbering), 'numbering'],
    ['footnotes', made.footnotes && root('footnotes', made.footnotes), 'footnotes'],
    ['endnotes', made.endnotes && root('endnotes', made.endnotes), 'endnotes'],
    ['comments', made.comments && root('comments', made.comments), 'comments'],
  ] as const
  const there = parts.flatMap(([name, text, type]) => (text ? [{ name, text, type }] : []))
  const types = there.map(
    ({ name, type }) => `<Override PartName="/word/${name}.xml" ContentType="${OFFICE}.${type}+xml"/>`,
  )
  const links = there
    .slice(1)
    .map(({ name }) => `<Relationship Id="r-${name}" Type="${R}/${name}" Target="${name}.xml"/>`)
  const outside = Object.entries(made.links ?? {}).map(
    ([id, target]) =>
      `<Relationship Id="${id}" Type="${R}/hyperlink" Target="${escaped(target)}" TargetMode="External"/>`,
  )
  const images = Object.entries(made.images ?? {}).map(
    ([id, target]) => `<Relationship Id="${id}" Type="${R}/image" Target="${target}"/>`,
  )
  const rels = (inside: string): string =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${inside}</Relationships>`
  const items: ZipItem[] = [
    {
      name: '[Content_Types].xml',
      data: `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      data: rels(`<Relationship Id="rId1" Type="${R}/officeDocument" Target="word/document.xml"/>`),
    },
    { name: 'word/_rels/document.xml.rels', data: rels([...links, ...outside, ...images].join('')) },
    ...there.map(({ name, text }) => ({ name: `word/${name}.xml`, data: text })),
    ...(made.core ? [{ name: 'docProps/core.xml', data: coreOf(made.core) }] : []),
    ...(made.more ?? []),
  ]
  return new Uint8Array(buildZip(items.map((item) => ({ deflate: true, ...item }))))
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const root = (name: string, inside: string): string =>
  `${XML}<w:${name} xmlns:w="${W}" xmlns:r="${R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${inside}</w:${name}>`
const coreOf = (title: string): string =>
  `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:creator>Somebody</dc:creator></cp:coreProperties>`

/** A picture in a line, as Word has it. */
export const drawing = (id: string, alt = ''): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"${alt ? ` descr="${escaped(alt)}"` : ''}/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
