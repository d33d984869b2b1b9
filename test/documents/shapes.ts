import { centred, docx, line, PAGE, para, run, styled } from './docx-made.ts'
import { epub } from './epub-made.ts'
import { fodt, h, odt, odtStyle, p, span } from './odt-made.ts'

/** A document of each shape that programs write, and what is to become of it. The prose is of no book. */
export interface Shape {
  readonly what: string
  readonly name: string
  readonly given: string | Uint8Array
  readonly title?: string
  /** Titles of the chapters, those left out in brackets. */
  readonly chapters: readonly string[]
  readonly says?: readonly string[]
  readonly hides?: readonly string[]
  readonly remarks?: readonly string[]
  readonly language?: string
}

const SEA = 'The sea lay still, and the gulls were asleep on it.'
const LAND = 'On land a dog barked once and thought better of it.'

const note = (id: string, text: string): string =>
  `<w:footnote w:id="${id}"><w:p>${run(text)}</w:p></w:footnote>`
const ref = (kind: 'footnote' | 'endnote', id: string): string =>
  `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:${kind}Reference w:id="${id}"/></w:r>`

export const WORD: readonly Shape[] = [
  {
    what: 'Word: a title, and chapters under headings',
    name: 'sea.docx',
    given: docx({
      core: 'Of the Sea',
      body: [
        styled('Title', 'Of the Sea'),
        styled('Heading1', 'Chapter 1: Still'),
        line(SEA),
        styled('Heading1', 'Chapter 2'),
        line(LAND),
      ].join(''),
    }),
    title: 'Of the Sea',
    chapters: ['Still', ''],
    says: [`<p>${SEA}</p>`],
    language: 'en-GB',
  },
  {
    what: 'Word in German, whose styles have German ids',
    name: 'meer.docx',
    given: docx({
      styles:
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Kapitelkopf"><w:name w:val="Kapitelkopf"/><w:basedOn w:val="berschrift1"/></w:style>',
      body: [
        styled('berschrift1', 'Erstes Kapitel'),
        line(SEA),
        styled('Kapitelkopf', 'Zweites Kapitel: Land'),
        line(LAND),
      ].join(''),
    }),
    chapters: ['', 'Land'],
  },
  {
    what: 'Word: italics, bold, small letters raised and lowered, struck out, underlined, small capitals',
    name: 'looks.docx',
    given: docx({
      body: para(
        [
          run('i', '<w:i/>'),
          run('b', '<w:b/>'),
          run('up', '<w:vertAlign w:val="superscript"/>'),
          run('down', '<w:vertAlign w:val="subscript"/>'),
          run('gone', '<w:strike/>'),
          run('under', '<w:u w:val="single"/>'),
          run('caps', '<w:smallCaps/>'),
          run('not', '<w:i w:val="0"/>'),
          run('emph', '<w:rStyle w:val="Emphasis"/>'),
          run('strong', '<w:rStyle w:val="Strong"/>'),
        ].join(' '),
      ),
    }),
    chapters: [''],
    says: [
      '<em>i</em>',
      '<strong>b</strong>',
      '<sup>up</sup>',
      '<sub>down</sub>',
      '<s>gone</s>',
      '<u>under</u>',
      '<span class="small-caps">caps</span>',
      '<em>emph</em>',
      '<strong>strong</strong>',
    ],
    hides: ['<em>not'],
  },
  {
    what: 'Word: footnotes and endnotes, each with its chapter',
    name: 'notes.docx',
    given: docx({
      footnotes: note('1', 'The first note.') + note('2', 'The second note.'),
      endnotes: '<w:endnote w:id="1"><w:p><w:r><w:t>The last note.</w:t></w:r></w:p></w:endnote>',
      body: [
        styled('Heading1', 'One'),
        para(run('Here') + ref('footnote', '1')),
        styled('Heading1', 'Two'),
        para(run('There') + ref('footnote', '2') + run(' and so on') + ref('endnote', '1')),
      ].join(''),
    }),
    chapters: ['One', 'Two'],
    says: [
      'Here<sup><a href="#text-note-1" id="text-ref-1" rel="nofollow">1</a></sup>',
      '<a href="#text-ref-1" id="text-note-1" rel="nofollow">1</a>. The first note.',
      'There<sup><a href="#text-note-1" id="text-ref-1"',
      '<a href="#text-ref-2" id="text-note-2" rel="nofollow">2</a>. The last note.',
    ],
  },
  {
    what: 'Word: tracked changes are accepted and comments left out',
    name: 'edited.docx',
    given: docx({
      comments: '<w:comment w:id="1" w:author="B"><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment>',
      body: para(
        `${run('Kept ')}<w:ins w:id="5" w:author="B"><w:r><w:t xml:space="preserve">added </w:t></w:r></w:ins><w:del w:id="6" w:author="B"><w:r><w:delText>removed</w:delText></w:r></w:del><w:moveFrom w:id="7"><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:commentRangeStart w:id="1"/>${run('end.')}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`,
      ),
    }),
    chapters: [''],
    says: ['<p>Kept added end.</p>'],
    hides: ['removed', 'Really', 'moved'],
    remarks: ['changes-accepted', 'comments'],
  },
  {
    what: 'Word: scene breaks of stars, of a centred empty line, of a drawn line',
    name: 'scenes.docx',
    given: docx({
      body: [
        line('a'),
        centred('* * *'),
        line('b'),
        centred(''),
        line('c'),
        line('###'),
        line('d'),
        para('<w:r><w:pict><v:rect o:hr="t" o:hrstd="t" style="width:0;height:1.5pt"/></w:pict></w:r>'),
        line('e'),
        line('~~~~~'),
        line('f'),
        line(''),
        line('g'),
      ].join(''),
    }),
    chapters: [''],
    says: [
      '<p>a</p>\n<hr>\n<p>b</p>\n<hr>\n<p>c</p>\n<hr>\n<p>d</p>\n<hr>\n<p>e</p>\n<hr>\n<p>f</p>\n<p>g</p>',
    ],
  },
  {
    what: 'Word: lists, a table, a quotation, a link',
    name: 'things.docx',
    given: docx({
      numbering:
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
      links: { rId9: 'https://example.org/a?b=1&c=2' },
      body: [
        ...['salt', 'rope'].map((text) =>
          line(text, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        ),
        line('first', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'),
        '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>north</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>south</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
        styled('Quote', 'As they say.'),
        para(`<w:hyperlink r:id="rId9">${run('a link')}</w:hyperlink>`),
      ].join(''),
    }),
    chapters: [''],
    says: [
      '<li>salt</li>',
      '<ol>',
      'north',
      '<td>',
      '<blockquote>',
      'href="https://example.org/a?b=1&amp;c=2"',
    ],
  },
  {
    what: 'Word: Arabic from right to left',
    name: 'arabic.docx',
    given: docx({
      body: [
        line('الفصل الأول', '<w:pStyle w:val="Heading1"/><w:bidi/>'),
        para(
          '<w:r><w:rPr><w:rtl/><w:lang w:bidi="ar-EG"/></w:rPr><w:t>كان البحر ساكنا</w:t></w:r>',
          '<w:bidi/><w:jc w:val="right"/>',
        ),
        line('الفصل الثاني: البر', '<w:pStyle w:val="Heading1"/><w:bidi/>'),
        line('نبح كلب', '<w:bidi/>'),
      ].join(''),
    }),
    chapters: ['', 'البر'],
    says: ['<p dir="rtl">كان البحر ساكنا</p>'],
    language: 'ar-EG',
  },
  {
    what: 'Word: sections on new pages, and no headings at all',
    name: 'pages.docx',
    given: docx({
      body: [
        line('One page.'),
        PAGE,
        line('Another page.'),
        line('A third.', '<w:pageBreakBefore/>'),
        line('Still the third.', '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'),
        line('The fourth.'),
      ].join(''),
    }),
    chapters: ['', '', '', ''],
  },
  {
    what: 'Word: a table of contents, hidden words, a text box, a picture, a formula',
    name: 'more.docx',
    given: docx({
      body: [
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>One ..... 1</w:t></w:r></w:p></w:sdtContent></w:sdt>',
        para(run('Seen.') + run('Unseen.', '<w:vanish/>')),
        para(
          '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>',
        ),
        para(
          '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="A gull"/></wp:inline></w:drawing></w:r>',
        ),
        para('<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>'),
      ].join(''),
    }),
    chapters: [''],
    says: ['Seen.', 'In a box.', 'x=2'],
    hides: ['Unseen', '.....'],
    remarks: ['contents', 'hidden', 'pictures', 'formulas'],
  },
  {
    what: 'Google Docs: every run says what it is not, headings carry colours, the title is a style',
    name: 'docs.docx',
    given: docx({
      body: [
        line('Tides', '<w:pStyle w:val="Title"/><w:rPr/>'),
        para(
          `<w:bookmarkStart w:id="0" w:name="_abc"/><w:bookmarkEnd w:id="0"/>${run('Chapter One', '<w:rtl w:val="0"/>')}`,
          '<w:pStyle w:val="Heading1"/><w:rPr/>',
        ),
        para(
          run('Water ', '<w:rtl w:val="0"/>') +
            run('everywhere', '<w:i w:val="1"/><w:rtl w:val="0"/>') +
            run('.', '<w:i w:val="0"/><w:rtl w:val="0"/>'),
          '<w:ind w:firstLine="720"/><w:rPr/>',
        ),
        para(run('Chapter Two', '<w:rtl w:val="0"/>'), '<w:pStyle w:val="Heading1"/>'),
        para(run(LAND, '<w:rtl w:val="0"/>')),
      ].join(''),
    }),
    title: 'Tides',
    chapters: ['', ''],
    says: ['<p>Water <em>everywhere</em>.</p>'],
    hides: ['dir="rtl"'],
  },
  {
    what: 'LibreOffice’s DOCX: headings named in lower case, soft page breaks',
    name: 'lo.docx',
    given: docx({
      styles:
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="Heading 1"/><w:basedOn w:val="Heading"/></w:style><w:style w:type="paragraph" w:styleId="Heading"><w:name w:val="Heading"/></w:style><w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>',
      body: [
        styled('Heading1', 'Kapitel Eins'),
        para(
          `<w:r><w:lastRenderedPageBreak/></w:r>${run('Wasser', '<w:rStyle w:val="Emphasis"/><w:i/><w:iCs/>')}`,
        ),
        styled('Heading1', 'Kapitel Zwei'),
        line(LAND),
      ].join(''),
    }),
    chapters: ['', ''],
    says: ['<p><em>Wasser</em></p>'],
  },
  {
    what: 'Scrivener’s DOCX: centred lines without styles, a page for each chapter',
    name: 'scrivener.docx',
    given: docx({
      body: [
        centred('TIDES'),
        centred('by Somebody'),
        PAGE,
        centred('Chapter One'),
        line(SEA),
        centred('#'),
        line('More of it.'),
        PAGE,
        centred('Chapter Two'),
        line(LAND),
      ].join(''),
    }),
    chapters: ['(TIDES)', '', ''],
    says: ['<hr>'],
  },
  {
    what: 'strict OOXML, with prefixes of its own',
    name: 'strict.docx',
    given: docx({
      body: '',
      whole: `<?xml version="1.0"?><x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:rPr><x:i/></x:rPr><x:t>${SEA}</x:t></x:r></x:p></x:body></x:document>`,
    }),
    chapters: [''],
    says: [`<em>${SEA}</em>`],
  },
]

const FOOT = (id: string, text: string): string =>
  `<text:note text:id="ftn${id}" text:note-class="footnote"><text:note-citation>${id}</text:note-citation><text:note-body><text:p text:style-name="Footnote">${text}</text:p></text:note-body></text:note>`

export const OPEN: readonly Shape[] = [
  {
    what: 'LibreOffice’s ODT: headings, spans, a footnote, a break of the page',
    name: 'tide.odt',
    given: odt({
      title: 'Ebbe',
      automatic:
        odtStyle('T1', 'text', 'fo:font-style="italic"') +
        odtStyle('T2', 'text', 'fo:font-variant="small-caps"') +
        odtStyle('P1', 'paragraph', 'fo:text-align="center"', ' style:parent-style-name="Standard"'),
      body: [
        p('Ebbe', 'Title'),
        h('Kapitel 1: Früh'),
        p(`Es war ${span('T1', 'hell')} und ${span('T2', 'still')}.${FOOT('1', 'Eine Fußnote.')}`),
        p('', 'P1'),
        p('Danach<text:s text:c="2"/>kam<text:line-break/>nichts.'),
        h('Kapitel 2: Spät'),
        p(LAND),
      ].join(''),
    }),
    title: 'Ebbe',
    chapters: ['Früh', 'Spät'],
    says: ['<em>hell</em>', '<span class="small-caps">still</span>', 'Eine Fußnote.', '<hr>', 'kam<br'],
    language: 'de-DE',
  },
  {
    what: 'ODT: changes, comments, an index, a list, a table, a picture, a quotation, right to left',
    name: 'more.odt',
    given: odt({
      automatic: odtStyle('P2', 'paragraph', 'style:writing-mode="rl-tb"'),
      body: `<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes><text:table-of-content><text:index-body>${p('Eins 1')}</text:index-body></text:table-of-content>${p('Hier<office:annotation><dc:creator>B</dc:creator><text:p>Wirklich?</text:p></office:annotation> ist es.')}<text:list text:style-name="L1"><text:list-item>${p('Salz')}</text:list-item></text:list><table:table><table:table-row><table:table-cell table:number-columns-spanned="2">${p('Nord')}</table:table-cell><table:covered-table-cell/></table:table-row></table:table>${p('<draw:frame draw:name="Bild1"><draw:image xlink:href="Pictures/1.png"/><svg:desc>Eine Möwe</svg:desc></draw:frame>')}${p('Wie man sagt.', 'Quotations')}${p('שלום', 'P2')}`,
    }),
    chapters: [''],
    says: ['Hier ist es.', '<li>', 'Salz', 'Nord', '<blockquote>', '<p dir="rtl">שלום</p>'],
    hides: ['weg', 'Wirklich', 'Eins 1'],
    remarks: ['changes-accepted', 'comments', 'contents', 'pictures'],
  },
  {
    what: 'a flat ODT, in one XML file',
    name: 'flat.fodt',
    given: fodt({ title: 'Flach', body: h('Kapitel 1') + p(SEA) + h('Kapitel 2') + p(LAND) }),
    title: 'Flach',
    chapters: ['', ''],
  },
]

export const BOOKS: readonly Shape[] = [
  {
    what: 'an EPUB: a page a chapter, looks in its style sheet, notes on a page of their own',
    name: 'mer.epub',
    given: epub({
      title: 'La mer',
      css: '.it { font-style: italic } p.c { text-align: center }',
      pages: {
        'nav.xhtml': '<nav epub:type="toc"><ol><li><a href="c1.xhtml">Un</a></li></ol></nav>',
        'c1.xhtml':
          '<section><h1>Chapitre 1 : Le calme</h1><p>La mer <span class="it">calme</span>.<a epub:type="noteref" id="r1" href="notes.xhtml#n1">1</a></p><p class="c">***</p><p>Fin.</p></section>',
        'c2.xhtml':
          '<section><h1>Chapitre 2 : La terre</h1><p>Un chien aboya.</p><img src="../gull.png" alt="une mouette"/></section>',
        'notes.xhtml':
          '<aside id="n1" epub:type="footnote"><p><a href="c1.xhtml#r1">1</a> Très calme.</p></aside>',
      },
    }),
    title: 'La mer',
    chapters: ['Le calme', 'La terre'],
    says: ['<em>calme</em>', '<hr>', 'Très calme.'],
    remarks: ['contents', 'pictures'],
    language: 'fr',
  },
  {
    what: 'an EPUB without headings: its pages part it',
    name: 'pages.epub',
    given: epub({ title: 'Deux', pages: { 'a.xhtml': '<p>Un.</p>', 'b.xhtml': '<p>Deux.</p>' } }),
    title: 'Deux',
    chapters: ['', ''],
  },
]
