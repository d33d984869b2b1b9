import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { docx, line, para, run } from '../../../test/documents/docx-made.ts'
import { epub } from '../../../test/documents/epub-made.ts'
import { fodt, odt, p } from '../../../test/documents/odt-made.ts'
import { bytesOf, outcomeOf, readWork } from '../../../test/documents/reading.ts'
import { buildZip } from '../../../test/zip.ts'
import type { NotReadWhy } from './document.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const bytes = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))))
const deep = (n: number): string =>
  `${'<w:sdt><w:sdtContent>'.repeat(n)}<w:p/>${'</w:sdtContent></w:sdt>'.repeat(n)}`
const LAUGHS = `<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`
const OUTSIDE = `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>`
const ole = (inside: string): Uint8Array =>
  bytes(
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
      .split('')
      .reduce((all, one) => bytes(all, new Uint8Array([one.charCodeAt(0)])), bytes('')),
    new Uint8Array(600),
    Buffer.from(inside, 'utf16le'),
  )
const whole = docx({ body: line('Once upon a time.') })

const REFUSED: readonly (readonly [
  what: string,
  name: string,
  given: string | Uint8Array,
  why: NotReadWhy,
])[] = [
  ['nothing', 'a.docx', '', 'empty'],
  ['a document without words', 'a.docx', docx({ body: '<w:p/>' }), 'empty'],
  ['white space', 'a.txt', ' \n\t\n', 'empty'],
  [
    'a DOCX that unpacks to two hundred times itself',
    'bomb.docx',
    docx({
      body: line('x'),
      more: [{ name: 'word/styles2.xml', data: 'a' }],
      whole: `<w:document ${W}><w:body>${' '.repeat(40 * 1024 * 1024)}</w:body></w:document>`,
    }),
    'bomb',
  ],
  [
    'a DOCX whose directory lies about a size',
    'lies.docx',
    buildZip([
      { name: '[Content_Types].xml', data: '' },
      { name: 'word/document.xml', raw: deflateRawSync(Buffer.alloc(5_000_000)), method: 8, size: 10 },
    ]),
    'too-large',
  ],
  [
    'more files in a zip than any document has',
    'many.docx',
    buildZip(Array.from({ length: 20_001 }, (_, at) => ({ name: `word/${at}.xml`, data: '' }))),
    'too-large',
  ],
  ['a name that climbs out', 'slip.docx', buildZip([{ name: '../../etc/passwd', data: 'x' }]), 'damaged'],
  [
    'a laugh of entities in a DOCX',
    'laughs.docx',
    docx({
      body: '',
      whole: `<?xml version="1.0"?>${LAUGHS}<w:document ${W}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>`,
    }),
    'entities',
  ],
  [
    'an entity from outside in a DOCX',
    'xxe.docx',
    docx({
      body: '',
      whole: `<?xml version="1.0"?>${OUTSIDE}<w:document ${W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>`,
    }),
    'entities',
  ],
  [
    'an entity in a part that only mammoth reads',
    'rels.docx',
    docx({
      body: line('x'),
      numbering: '',
      more: [{ name: 'word/_rels/footnotes.xml.rels', data: `${OUTSIDE}<Relationships/>` }],
    }),
    'entities',
  ],
  [
    'a laugh of entities in an ODT',
    'laughs.odt',
    odt({ body: '', content: `<?xml version="1.0"?>${LAUGHS}<x>&c;</x>` }),
    'entities',
  ],
  [
    'an entity from outside in a flat ODT',
    'xxe.fodt',
    `<?xml version="1.0"?>\n${OUTSIDE}${fodt({ body: p('&x;') }).replace(/^<\?xml[^>]*>\n/, '')}`,
    'entities',
  ],
  ['elements nested ten thousand deep', 'deep.docx', docx({ body: deep(10_000) }), 'tangled'],
  ['groups of RTF nested ten thousand deep', 'deep.rtf', `{\\rtf1 ${'{'.repeat(10_000)}x`, 'tangled'],
  ['a zip cut off in the middle', 'cut.docx', whole.slice(0, whole.length / 2), 'damaged'],
  [
    'XML cut off in the middle',
    'half.docx',
    docx({ body: '', whole: `<w:document ${W}><w:body><w:p><w:r><w:t>Once` }),
    'damaged',
  ],
  [
    'a DOCX without its text',
    'no.docx',
    buildZip([
      { name: '[Content_Types].xml', data: '' },
      { name: 'word/styles.xml', data: '' },
    ]),
    'damaged',
  ],
  ['a DOCX with a password', 'locked.docx', ole('EncryptedPackage'), 'locked'],
  [
    'an ODT with a password',
    'locked.odt',
    odt({
      body: p('x'),
      manifest:
        '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
    }),
    'locked',
  ],
  [
    'an EPUB with a lock',
    'locked.epub',
    epub({
      title: 'x',
      pages: { 'a.xhtml': '<p>x</p>' },
      more: [
        {
          name: 'META-INF/encryption.xml',
          data: '<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></EncryptedData></encryption>',
        },
      ],
    }),
    'locked',
  ],
  ['Word’s old kind', 'old.doc', ole('WordDocument'), 'old-word'],
  ['Word’s old kind under a new name', 'old.docx', ole('WordDocument'), 'old-word'],
  ['a document of Pages', 'a.pages', buildZip([{ name: 'Index/Document.iwa', data: 'x' }]), 'pages'],
  ['a PDF called a DOCX', 'a.docx', '%PDF-1.7\n%âãÏÓ\n', 'pdf'],
  ['a picture called a text', 'a.txt', bytes(new Uint8Array([0x89]), 'PNG\r\n\x1a\n'), 'picture'],
  [
    'a table',
    'a.xlsx',
    buildZip([
      { name: '[Content_Types].xml', data: '' },
      { name: 'xl/workbook.xml', data: '' },
    ]),
    'sheet',
  ],
  ['a book for a Kindle', 'a.mobi', bytes(new Uint8Array(60), 'BOOKMOBI'), 'ebook'],
  ['a packed folder', 'a.zip', buildZip([{ name: 'one.txt', data: 'x' }]), 'zip'],
  ['letters of no text', 'a.txt', new Uint8Array(3_000).map((_, at) => (at * 7) % 31), 'not-recognised'],
]

describe('[A-36] a file that is no document is refused by name', () => {
  test.each(REFUSED)('%s', async (_what, name, given, why) => {
    const begun = Date.now()
    expect(await outcomeOf(name, given)).toEqual({ name, why })
    expect(Date.now() - begun).toBeLessThan(20_000)
  })
})

describe('a document made to hurt, but read, hurts nobody', () => {
  test('scripts, handlers and addresses that run are gone from every kind', async () => {
    const bad =
      '<p onclick="alert(1)">Fine.</p><script>alert(1)</script><a href="javascript:alert(1)">go</a><iframe src="https://evil.example"></iframe>'
    const all = [
      await readWork('a.html', bad),
      await readWork('a.md', `# One\n\n${bad}`),
      await readWork('a.epub', epub({ title: 'x', pages: { 'a.xhtml': bad.replace(/<iframe.*$/, '') } })),
      await readWork(
        'a.docx',
        docx({
          links: { rId9: 'javascript:alert(1)' },
          body:
            para(`<w:hyperlink r:id="rId9">${run('go')}</w:hyperlink>`) + line('<script>alert(1)</script>'),
        }),
      ),
    ]
    for (const { chapters } of all) {
      const html = chapters.map((one) => one.html).join('')
      expect(html).not.toMatch(/<script|onclick|javascript:|<iframe/i)
      expect(html).toContain('go')
    }
  })

  test('a style map that the file embeds is not obeyed, and no file outside is read', async () => {
    const { chapters } = await readWork(
      'a.docx',
      docx({ body: line('Words.'), more: [{ name: 'mammoth/style-map', data: 'p => script' }] }),
    )
    expect(chapters[0]?.html).toBe('<p>Words.</p>')
  })

  test('a hundred thousand nested tags keep their words', async () => {
    const { chapters } = await readWork('a.html', `${'<div><b>'.repeat(100_000)}deep words`)
    expect(chapters[0]?.html).toContain('deep words')
  })

  test('front matter that multiplies itself is not expanded', async () => {
    const yaml = `---\na: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\ntitle: x\n---\n\nWords.\n`
    const { chapters } = await readWork('a.md', yaml)
    expect(chapters.at(-1)?.html).toContain('Words.')
  })

  test('styles that are based on one another in a ring end', async () => {
    const ring =
      '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    const { chapters } = await readWork(
      'a.docx',
      docx({ styles: ring, body: line('Words.', '<w:pStyle w:val="A"/>') }),
    )
    expect(chapters[0]?.html).toBe('<p>Words.</p>')
  })

  test('lone surrogates, zeros and noncharacters are not kept', async () => {
    const { chapters } = await readWork(
      'a.docx',
      docx({ body: para('<w:r><w:t>a&#xD800;b\uFDD0c&#0;d</w:t></w:r>') }),
    )
    expect(chapters[0]?.html).toBe('<p>abcd</p>')
    expect(bytesOf('x').length).toBe(1)
  })
})
