import type { Pasted } from './pasted.ts'

const libre = (body: string): string =>
  `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><meta name="generator" content="LibreOffice 24.8.2.1 (Linux)"/><style type="text/css">p { line-height: 115%; margin-bottom: 0.25cm }</style></head><body lang="en-GB" link="#000080" vlink="#800000" dir="ltr">${body}</body></html>`

/** Chromium writes the whole computed look of a page's elements beside them. */
const COMPUTED =
  'color: rgb(42, 42, 42); font-family: Georgia, serif; font-size: 15px; font-style: normal; font-variant-ligatures: normal; font-weight: 400; letter-spacing: normal; text-align: start; text-decoration-thickness: initial; white-space: normal; background-color: rgb(255, 255, 255);'

export const OTHERS: readonly Pasted[] = [
  {
    name: 'LibreOffice: paragraphs wrapped in their source, italics by tag and by font',
    html: libre(`<p style="line-height: 100%; margin-bottom: 0cm"><font face="Liberation Serif, serif"><font size="3">I
had <i>supposed</i> so, and <span style="font-style: italic">said</span> <b>so</b>.</font></font></p>
<p style="line-height: 100%; margin-bottom: 0cm"><br/>
</p>
<p style="line-height: 100%; margin-bottom: 0cm">“No.”</p>`),
    becomes: '<p>I had <em>supposed</em> so, and <em>said</em> <strong>so</strong>.</p>\n<p>“No.”</p>',
  },
  {
    name: 'LibreOffice: a list, and a centred scene break',
    html: libre(`<ul>
	<li><p style="margin-bottom: 0cm">bees</p></li>
	<li><p style="margin-bottom: 0cm">straw</p></li>
</ul>
<p align="center" style="margin-bottom: 0cm">~~~</p>
<p style="margin-bottom: 0cm">One.</p>`),
    becomes: '<ul><li>bees</li><li>straw</li></ul>\n<hr>\n<p>One.</p>',
  },
  {
    name: 'LibreOffice: footnotes, and a change that was tracked',
    html: libre(`<p>They <del cite="#" datetime="2026-11-02T09:00:00">sleep</del><ins datetime="2026-11-02T09:00:00">shiver</ins>.<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>All of them.</p></div>`),
    becomes:
      '<p>They shiver.<sup><a href="#text-note-1" id="text-ref-1" rel="nofollow">1</a></sup></p>\n<div class="footnotes"><p><a href="#text-ref-1" id="text-note-1" rel="nofollow">1</a> All of them.</p></div>',
  },
  {
    name: 'a page of AO3: the chapter’s text without the page’s own words and looks',
    html: `<meta charset='utf-8'><div class="userstuff module" role="article" style="${COMPUTED}"><h3 class="landmark heading" id="work" style="position: absolute">Chapter Text</h3><p style="box-sizing: border-box; ${COMPUTED}">I had<span> </span><em style="font-style: italic;">supposed</em><span> </span>so.</p><p style="${COMPUTED}">“No,” he said.</p><p align="center" style="text-align: center;">* * *</p><p style="${COMPUTED}">Snow.</p></div>`,
    becomes: '<p>I had <em>supposed</em> so.</p>\n<p>“No,” he said.</p>\n<hr>\n<p>Snow.</p>',
  },
  {
    name: 'a page of AO3: a quotation, lines, a struck word that is the story’s own',
    html: `<meta charset='utf-8'><blockquote style="${COMPUTED}"><p>Dear W.,<br>Come <del>at once</del> when you can.</p></blockquote><p style="${COMPUTED}">He came.</p>`,
    becomes:
      '<blockquote><p>Dear W.,<br>Come <del>at once</del> when you can.</p></blockquote>\n<p>He came.</p>',
  },
  {
    name: 'FanFiction.net: paragraphs in a div, a rule of the page',
    html: `<meta charset='utf-8'><div class="storytext xcontrast_txt nocopy" id="storytext" style="padding: 5px 10px; ${COMPUTED}"><p style="${COMPUTED}">I had<em style="font-style: italic;"> supposed</em> so.</p><hr size="1" noshade="" style="${COMPUTED}"><p style="${COMPUTED}"><strong>No.</strong></p></div>`,
    becomes: '<p>I had<em> supposed</em> so.</p>\n<hr>\n<p><strong>No.</strong></p>',
  },
  {
    name: 'Wattpad: numbered paragraphs with a spare break, a comment button beside each',
    html: `<meta charset='utf-8'><pre style="white-space: normal; ${COMPUTED}"><p data-p-id="0aa1" style="${COMPUTED}">I had <i>supposed</i> so.<span class="comment-marker"></span><button aria-label="3 comments">3</button></p><p data-p-id="0aa2" style="text-align: center;">***</p><p data-p-id="0aa3">“No.”<br></p></pre>`,
    becomes: '<p>I had <em>supposed</em> so.</p>\n<hr>\n<p>“No.”</p>',
  },
  {
    name: 'Apple Pages: spans of classes, a space that is none',
    html: `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd"><html><head><meta name="Generator" content="Cocoa HTML Writer"><style type="text/css">p.p1 {margin: 0.0px 0.0px 0.0px 0.0px; font: 12.0px Palatino}</style></head><body><p class="p1"><span class="s1">I had <i>supposed</i><span class="Apple-converted-space">&nbsp; </span>so.</span></p><p class="p2"><span class="s1"></span><br></p><p class="p1"><span class="s1"><b>No.</b></span></p></body></html>`,
    becomes: '<p>I had <em>supposed</em> so.</p>\n<p><strong>No.</strong></p>',
  },
  {
    name: 'Apple Notes: a div a line',
    html: `<html><head><meta name="Generator" content="Cocoa HTML Writer"></head><body><div><b><span style="font-size: 24px">Winter</span></b></div><div>I had <i>supposed</i> so.</div><div><br></div><div>Snow.</div><div><br></div><div>Straw.</div></body></html>`,
    becomes:
      '<p><strong>Winter</strong></p>\n<p>I had <em>supposed</em> so.</p>\n<p>Snow.</p>\n<p>Straw.</p>',
  },
  {
    name: 'a mail: unsafe addresses, scripts and a picture of one pixel’s letters are gone',
    html: `<meta charset='utf-8'><div><a href="javascript:alert(1)" onclick="x()">here</a><script>alert(1)</script><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="> and <a href="https://example.org/">there</a></div>`,
    becomes: '<p>here and <a href="https://example.org/" rel="nofollow">there</a></p>',
  },
  {
    name: 'a table keeps its cells',
    html: `<meta charset='utf-8'><table style="border-collapse: collapse"><tbody><tr style="height: 0pt"><td style="border: 1px solid"><p dir="ltr">hive</p></td><td><p dir="ltr">bees</p></td></tr></tbody></table>`,
    becomes: '<table><tbody><tr><td>hive</td><td>bees</td></tr></tbody></table>',
  },
  {
    name: 'right-to-left text keeps its direction',
    html: `<meta charset='utf-8'><p dir="rtl" style="direction: rtl; text-align: right;"><span lang="AR-SA">النحل لا ينام.</span></p>`,
    becomes: '<p dir="rtl">النحل لا ينام.</p>',
  },
  {
    name: 'plain text: empty lines part paragraphs, lines stay lines',
    text: 'One,\r\ntwo <3\r\n\r\nThree & “four”.\r\n\r\n***\r\n\r\nFive.',
    becomes: '<p>One,<br>two &lt;3</p>\n<p>Three &amp; “four”.</p>\n<hr>\n<p>Five.</p>',
  },
  {
    name: 'plain text without empty lines: every line is a paragraph',
    text: 'One.\nTwo.\n~~~\nThree.',
    becomes: '<p>One.</p>\n<p>Two.</p>\n<hr>\n<p>Three.</p>',
  },
]
