import type { Shape } from './shapes.ts'

const SEA = 'The sea lay still, and the gulls were asleep on it.'
const LAND = 'On land a dog barked once and thought better of it.'
const utf16 = (text: string): Uint8Array => new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')])
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

export const TEXTS: readonly Shape[] = [
  {
    what: 'Markdown of Obsidian: front matter, tags, a comment, links in brackets',
    name: 'tide.md',
    given: `---\ntitle: "Low Tide"\ntags: [gulls, "slow burn"]\nsummary: A *quiet* day.\nfandom: Songs of the Sea\n---\n\n## Chapter 1: Still\n\n${SEA} %%fix this%%\n\n***\n\nThe [[harbour|old harbour]] *slept*.\n\n## Chapter 2: Land\n\n${LAND}\n`,
    title: 'Low Tide',
    chapters: ['Still', 'Land'],
    says: ['<hr>', 'The old harbour <em>slept</em>.'],
    hides: ['fix this', 'tags:'],
  },
  {
    what: 'Markdown with footnotes, lists, a quotation, strong and struck words',
    name: 'notes.md',
    given:
      'One[^a] and **two**[^2].\n\n> Said.\n\n- salt\n- rope\n\n[^a]: The *first*.\n[^2]: The second.\n    It goes on.\n',
    chapters: [''],
    says: [
      '<strong>two</strong>',
      'id="text-note-1"',
      'The <em>first</em>.',
      'The second.',
      '<blockquote>',
      '<li>salt</li>',
    ],
    hides: ['[^'],
  },
  {
    what: 'Markdown that Google Docs exports: marks escaped',
    name: 'docs.md',
    given: `# **Tides**\n\n## **Chapter One**\n\nWait\\! It is 5 \\- 3\\.\n\n## **Chapter Two**\n\n${LAND}\n`,
    title: 'Tides',
    chapters: ['', ''],
    says: ['Wait! It is 5 - 3.'],
  },
  {
    what: 'HTML that Google Docs exports: looks in classes, notes under a line',
    name: 'docs.html',
    given: `<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">.c1{font-style:italic}.c2{font-weight:700}.c0{color:#000}.c5{text-align:center}</style></head><body class="doc-content"><h1 class="c0"><span class="c0">Chapter 1</span></h1><p class="c3"><span class="c0">Water </span><span class="c1">everywhere</span><span class="c2">!</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><p class="c5"><span>* * *</span></p><h1><span>Chapter 2</span></h1><p><span>Land.</span></p><hr class="c7"><div><p class="c3"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Salt.</span></p></div></body></html>`,
    chapters: ['', ''],
    says: [
      '<p>Water <em>everywhere</em><strong>!</strong><sup><a href="#text-note-1" id="text-ref-1"',
      'Salt.',
      '<hr>',
    ],
    hides: ['class="c', '[1]'],
  },
  {
    what: 'a page Word saved: notes, empty paragraphs, its own title',
    name: 'word.htm',
    given: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Tides</title><style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=EN-GB><div class=WordSection1><p class=MsoTitle>Tides</p><h1>Chapter 1<o:p></o:p></h1><p class=MsoNormal>Water <i style='mso-bidi-font-style:normal'>everywhere</i>.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><h1>Chapter 2</h1><p class=MsoNormal>Land.</p></div><div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Salt.</p></div></div></body></html>`,
    title: 'Tides',
    chapters: ['', ''],
    says: ['<i>everywhere</i>', '1</a>. Salt.'],
    hides: ['MsoNormal', '[1]'],
  },
  {
    what: 'HTML as it is typed for an archive: no page around it, notes by hand kept as they are',
    name: 'typed.html',
    given: `<p>One.</p>\n<p align="center">~*~</p>\n<p>Two <em>and</em> <b>three</b>.</p>`,
    chapters: [''],
    says: ['<hr>', '<em>and</em>'],
  },
  {
    what: 'plain text: chapters on lines of their own, stress by stars and lines',
    name: 'tide.txt',
    given: `Chapter 1: Still\n\n${SEA}\n\n***\n\nIt was *so* _very_ still.\n\nChapter 2: Land\n\n${LAND}\n\nChapter two was his favourite.\n`,
    chapters: ['Still', 'Land'],
    says: ['<em>so</em>', '<em>very</em>', '<hr>', 'Chapter two was his favourite.'],
  },
  {
    what: 'plain text cut at a column, as old mail programs did',
    name: 'wrapped.txt',
    given: `${Array.from({ length: 4 }, () => 'The sea lay still, and the gulls were asleep on it, and nobody\nin the whole of the harbour had anything to say about the thing\nwhich had come up with the tide.').join('\n\n')}\n`,
    chapters: [''],
    says: ['asleep on it, and nobody in the whole of the harbour'],
  },
  {
    what: 'plain text in Windows-1252, with its own dashes and quotes',
    name: 'old.txt',
    given: latin1(
      'Prologue\n\n\x93Well,\x94 she said \x97 and caf\xe9s closed.\n\nChapter 1\n\nOn it went.\n\nEpilogue\n\nDone.\n',
    ),
    chapters: ['Prologue', 'Chapter 1', 'Epilogue'],
    says: ['“Well,” she said — and cafés closed.'],
    remarks: ['encoding'],
  },
  {
    what: 'plain text in UTF-16 with a mark',
    name: 'wide.txt',
    given: utf16('Глава 1\r\n\r\nМоре.\r\n\r\nГлава 2: Земля\r\n\r\nПёс.\r\n'),
    chapters: ['', 'Земля'],
  },
  {
    what: 'plain text in Chinese',
    name: 'zh.txt',
    given: '第一章 海\n\n海很平静。\n\n第二章 陆地\n\n狗叫了一声。\n',
    chapters: ['海', '陆地'],
  },
  {
    what: 'plain text in Hebrew, right to left',
    name: 'he.txt',
    given: 'פרק 1\n\nהים היה שקט.\n\nפרק 2\n\nכלב נבח.\n',
    chapters: ['', ''],
    says: ['dir="rtl"'],
  },
  {
    what: 'French and Spanish numbers in words',
    name: 'fr.txt',
    given: 'Chapitre premier\n\nLa mer.\n\nCapítulo dos\n\nLa tierra.\n',
    chapters: ['', ''],
  },
  {
    what: 'German ordinals, and a title on the next line',
    name: 'de.md',
    given: '# Erstes Kapitel\n\nDas Meer.\n\n# Zweites Kapitel: Das Land\n\nEin Hund.\n',
    chapters: ['', 'Das Land'],
  },
  {
    what: 'numbers that do not fit the places stay as they were written',
    name: 'late.txt',
    given: 'Chapter 7: Ebb\n\nThe sea.\n\nChapter 8: Flow\n\nThe land.\n',
    chapters: ['Chapter 7: Ebb', 'Chapter 8: Flow'],
  },
  {
    what: 'parts over chapters: the chapter names it, the part stays in the text',
    name: 'parts.md',
    given:
      '# Part One\n\n## Chapter 1: Ebb\n\nThe sea.\n\n## Chapter 2: Flow\n\nMore.\n\n# Part Two\n\n## Chapter 3: Land\n\nA dog.\n',
    chapters: ['Ebb', 'Flow', 'Land'],
    says: ['<h1>Part One</h1>', '<h1>Part Two</h1>'],
  },
  {
    what: 'RTF as TextEdit and Word write it: stress, letters of a code page and of Unicode, a note, headings',
    name: 'tide.rtf',
    given: String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil Times;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}}{\info{\title Tides}}
\pard\s1\b Chapter 1: Still\b0\par
\pard\plain It was \i so\i0  very \'93still\'94 \u8212? caf\'e9.{\super\chftn{\footnote\pard\plain {\super\chftn} Salt.}}\par
\pard\qc * * *\par
\pard\ql {\scaps Caps} and \ul under\ulnone .\par
\page
\pard\s1 Chapter 2: Land\par
\pard\plain\rtlpar \u1588?\u1575?\u1591?\u1574?\par
}`,
    chapters: ['Still', 'Land'],
    says: [
      'It was <em>so</em> very “still” — café.',
      '<hr>',
      '<span class="small-caps">Caps</span>',
      '<u>under</u>',
      'Salt.',
      '<p dir="rtl">شاطئ</p>',
    ],
    hides: ['Times', 'Normal'],
  },
]
