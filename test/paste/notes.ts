import type { Pasted } from './pasted.ts'

const mark = (n: number): string =>
  `<sup><a href="#text-note-${n}" id="text-ref-${n}" rel="nofollow">${n}</a></sup>`
const note = (n: number, words: string): string =>
  `<p><a href="#text-ref-${n}" id="text-note-${n}" rel="nofollow">${n}</a> ${words}</p>`
const notes = (...all: readonly string[]): string => `<div class="footnotes">${all.join('')}</div>`

/** Footnotes as programs and pages write them. */
export const NOTES: readonly Pasted[] = [
  {
    name: 'notes: a page lists them at the end, each with an arrow back; its address stands before the links',
    html: `<meta charset='utf-8'><p>They shiver.<sup id="fnref1"><a href="https://example.org/bees#fn1">1</a></sup> All night.<sup id="fnref2"><a href="https://example.org/bees#fn2">2</a></sup></p><section class="footnotes"><hr><ol><li id="fn1"><p>In turns. <a href="https://example.org/bees#fnref1">↩</a></p></li><li id="fn2">Till <em>March</em>. <a href="https://example.org/bees#fnref2">↩</a></li></ol></section>`,
    becomes: `<p>They shiver.${mark(1)} All night.${mark(2)}</p>\n${notes(note(1, 'In turns.'), note(2, 'Till <em>March</em>.'))}`,
  },
  {
    name: 'notes: Word has a footnote and an endnote that are both the first',
    html: `<p class=MsoNormal>One<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a> two<a style='mso-endnote-id:edn1' href="#_edn1" name="_ednref1"><span class=MsoEndnoteReference>[i]</span></a>.</p><div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> of one</p></div></div><div style='mso-element:endnote-list'><div style='mso-element:endnote' id=edn1><p class=MsoEndnoteText><a href="#_ednref1" name="_edn1">[i]</a> of two</p><p class=MsoEndnoteText>and more</p></div></div>`,
    becomes: `<p>One${mark(1)} two${mark(2)}.</p>\n${notes(note(1, 'of one'), note(2, 'of two'), '<p>and more</p>')}`,
  },
  {
    name: 'notes: Google Docs, as a page of it is copied',
    html: `<meta charset='utf-8'><b id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">They shiver.</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr><div><p dir="ltr"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span style="font-weight:400"> All of them.</span></p></div></b>`,
    becomes: `<p>They shiver.${mark(1)}</p>\n<hr>\n${notes(note(1, 'All of them.'))}`,
  },
  {
    name: 'notes: Markdown as plain text',
    text: 'They shiver.[^b] All <night>.[^a]\n\n[^a]: Till March.\n[^b]: In turns,\n    one by one.\n\nSnow.',
    becomes: `<p>They shiver.${mark(1)} All &lt;night&gt;.${mark(2)}</p>\n<p>Snow.</p>\n${notes(note(1, 'In turns,<br>one by one.'), note(2, 'Till March.'))}`,
  },
  {
    name: 'notes: a mark that was copied without its note stays a number',
    html: `<meta charset='utf-8'><p>They shiver.<sup><a href="#text-note-3" id="text-ref-3">3</a></sup></p>`,
    becomes: '<p>They shiver.<sup>3</sup></p>',
  },
]
