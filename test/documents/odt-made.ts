import { buildZip, type ZipItem } from '../zip.ts'

/** ODT files as LibreOffice writes them, made in code. */
const SPACES = [
  ...['office', 'style', 'text', 'table', 'meta'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  ),
  'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ')
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n'

export interface OdtMade {
  readonly body: string
  readonly automatic?: string
  readonly title?: string
  readonly more?: readonly ZipItem[]
  readonly content?: string
  readonly manifest?: string
}

export const odtStyle = (name: string, family: 'text' | 'paragraph', properties: string, more = ''): string =>
  `<style:style style:name="${name}" style:family="${family}"${more}><style:${family}-properties ${properties}/></style:style>`

const NAMED = [
  '<style:default-style style:family="paragraph"><style:text-properties fo:language="de" fo:country="DE"/></style:default-style>',
  '<style:style style:name="Standard" style:family="paragraph"/>',
  '<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>',
  '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"><style:text-properties fo:font-weight="bold"/></style:style>',
  '<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard"/>',
  '<style:style style:name="Emphasis" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>',
].join('')

export const h = (text: string, level = 1): string =>
  `<text:h text:style-name="Heading_20_${level}" text:outline-level="${level}">${text}</text:h>`
export const p = (inside: string, style = 'Standard'): string =>
  `<text:p text:style-name="${style}">${inside}</text:p>`
export const span = (style: string, text: string): string =>
  `<text:span text:style-name="${style}">${text}</text:span>`

const automatic = (inside = ''): string => `<office:automatic-styles>${inside}</office:automatic-styles>`
const bodyOf = (inside: string): string => `<office:body><office:text>${inside}</office:text></office:body>`

export function odt(made: OdtMade): Uint8Array<ArrayBuffer> {
  const content = `${XML}<office:document-content ${SPACES} office:version="1.3">${automatic(made.automatic)}${bodyOf(made.body)}</office:document-content>`
  const manifest =
    made.manifest ??
    `${XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`
  const items: ZipItem[] = [
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', deflate: false },
    { name: 'content.xml', data: made.content ?? content },
    {
      name: 'styles.xml',
      data: `${XML}<office:document-styles ${SPACES}><office:styles>${NAMED}</office:styles></office:document-styles>`,
    },
    {
      name: 'meta.xml',
      data: `${XML}<office:document-meta ${SPACES}><office:meta><dc:title>${made.title ?? ''}</dc:title></office:meta></office:document-meta>`,
    },
    { name: 'META-INF/manifest.xml', data: manifest },
    ...(made.more ?? []),
  ]
  return new Uint8Array(buildZip(items.map((item) => ({ deflate: true, ...item }))))
}

/** The same in one file, as LibreOffice saves FODT. */
export const fodt = ({ body, automatic: styles, title = '' }: OdtMade): string =>
  `${XML}<office:document ${SPACES} office:mimetype="application/vnd.oasis.opendocument.text"><office:meta><dc:title>${title}</dc:title></office:meta><office:styles>${NAMED}</office:styles>${automatic(styles)}${bodyOf(body)}</office:document>`
