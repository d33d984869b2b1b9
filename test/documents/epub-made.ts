import { buildZip, type ZipItem } from '../zip.ts'

interface EpubMade {
  readonly title: string
  readonly pages: Readonly<Record<string, string>>
  readonly css?: string
  readonly more?: readonly ZipItem[]
}

/** An EPUB as Scrivener, Pandoc or calibre compile one: a page a file, a style sheet beside them. */
export function epub({ title, pages, css = '', more = [] }: EpubMade): Uint8Array<ArrayBuffer> {
  const names = Object.keys(pages)
  const items = names.map(
    (name, at) => `<item id="i${at}" href="text/${name}" media-type="application/xhtml+xml"/>`,
  )
  const refs = names.map((_, at) => `<itemref idref="i${at}"/>`)
  const files: ZipItem[] = [
    { name: 'mimetype', data: 'application/epub+zip', deflate: false },
    {
      name: 'META-INF/container.xml',
      data: '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    },
    {
      name: 'OEBPS/content.opf',
      data: `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title><dc:language>fr</dc:language><dc:subject>sea</dc:subject></metadata><manifest>${items.join('')}</manifest><spine>${refs.join('')}</spine></package>`,
    },
    { name: 'OEBPS/style.css', data: css },
    ...Object.entries(pages).map(([name, body]) => ({
      name: `OEBPS/text/${name}`,
      data: `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><link rel="stylesheet" type="text/css" href="../style.css"/></head><body>${body}</body></html>`,
    })),
    ...more,
  ]
  return new Uint8Array(buildZip(files.map((file) => ({ deflate: true, ...file }))))
}
