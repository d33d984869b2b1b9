import type { Pasted } from './pasted.ts'

/** Word 365 on a desktop: its own namespaces, a style sheet, conditional comments, lines wrapped where they happen to be. */
const word = (body: string): string => `<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/ada/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:12.0pt;}
-->
</style>
</head>

<body lang=EN-GB style='tab-interval:36.0pt;word-wrap:break-word'>
<!--StartFragment-->
${body}
<!--EndFragment-->
</body>

</html>`

const item = (level: number, mark: string, words: string): string =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:${36 * level}.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:Symbol'><span
style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>${words}<o:p></o:p></p>`

export const WORD: readonly Pasted[] = [
  {
    name: 'Word: two paragraphs, wrapped in its source, with an italic',
    html: word(`<p class=MsoNormal><span lang=EN-US>The bees do not sleep in winter. I had <i>supposed</i>
that they did, and <i style='mso-bidi-font-style:normal'>said</i> so.<o:p></o:p></span></p>

<p class=MsoNormal><span lang=EN-US>“They make a ball,” said Holmes.<o:p></o:p></span></p>`),
    becomes:
      '<p>The bees do not sleep in winter. I had <em>supposed</em> that they did, and <em>said</em> so.</p>\n<p>“They make a ball,” said Holmes.</p>',
  },
  {
    name: 'Word: an empty paragraph between all others parts nothing twice',
    html: word(`<p class=MsoNormal>One.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Two.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Three.<o:p></o:p></p>`),
    becomes: '<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>',
  },
  {
    name: 'Word: one empty paragraph among many is a pause',
    html: word(`<p class=MsoNormal>One.</p><p class=MsoNormal>Two.</p><p class=MsoNormal>Three.</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Four.</p>`),
    becomes: '<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>\n<p>&nbsp;</p>\n<p>Four.</p>',
  },
  {
    name: 'Word: a run that is cut without a reason is one again',
    html: word(
      `<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Snow</b><b style='mso-bidi-font-weight:normal'><span style='mso-spacerun:yes'> </span>fell</b><span style='mso-spacerun:yes'>  </span>on.</p>`,
    ),
    becomes: '<p><strong>Snow fell</strong> on.</p>',
  },
  {
    name: 'Word: a list of points, one of them deeper',
    html: word(item(1, '·', 'bees') + item(2, 'o', 'drones') + item(1, '·', 'straw')),
    becomes: '<ul><li>bees<ul><li>drones</li></ul></li><li>straw</li></ul>',
  },
  {
    name: 'Word: a numbered list, and a paragraph after it',
    html: word(
      `${item(1, '1.', 'Wrap the hives.')}${item(1, '2.', 'Wait.')}<p class=MsoNormal>That is all.</p>`,
    ),
    becomes: '<ol><li>Wrap the hives.</li><li>Wait.</li></ol>\n<p>That is all.</p>',
  },
  {
    name: 'Word: tracked changes are taken as made, and comments stay in Word',
    html: word(`<p class=MsoNormal>The <del cite="mailto:Ada" datetime="2026-11-02T09:00">old </del><ins
cite="mailto:Ada" datetime="2026-11-02T09:00">new </ins>hive<a style='mso-comment-reference:A_1;mso-comment-date:20261102T0900'>stands</a><span
class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a class=msocomanchor
id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[A1]</a><![endif]></span></span> there.</p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1" class=msocomtxt>
<p class=MsoCommentText>Too much?</p></div></div></div>`),
    becomes: '<p>The new hivestands there.</p>',
  },
  {
    name: 'Word: three stars, centred, are a scene break',
    html: word(`<p class=MsoNormal>One.</p>
<p class=MsoNormal align=center style='text-align:center'>* * *<o:p></o:p></p>
<p class=MsoNormal>Two.</p>`),
    becomes: '<p>One.</p>\n<hr>\n<p>Two.</p>',
  },
  {
    name: 'Word: a centred line stays centred, a heading a heading',
    html: word(`<h1>Winter<o:p></o:p></h1>
<p class=MsoNormal align=center style='text-align:center'><b>The End</b></p>`),
    becomes: '<h1>Winter</h1>\n<p class="align-center"><strong>The End</strong></p>',
  },
  {
    name: 'Word: footnotes lead there and back',
    html: word(`<p class=MsoNormal>They shiver.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"
title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference><span style='font-size:12.0pt'>[1]</span></span><![endif]></span></span></a></p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a>
All of them, in turns.</p></div></div>`),
    becomes:
      '<p>They shiver.<sup><a href="#text-note-1" id="text-ref-1" rel="nofollow">1</a></sup></p>\n<div class="footnotes"><p><a href="#text-ref-1" id="text-note-1" rel="nofollow">1</a> All of them, in turns.</p></div>',
  },
  {
    name: 'Word: a picture of the writer’s own disk is left out, its paragraph too',
    html: word(`<p class=MsoNormal>One.</p><p class=MsoNormal><!--[if gte vml 1]><v:shape id="p1"/><![endif]--><![if !vml]><img width=100 height=80
src="file:///C:/Users/ada/clip_image001.png" v:shapes="p1"><![endif]></p><p class=MsoNormal>Two.</p>`),
    becomes: '<p>One.</p>\n<p>Two.</p>',
  },
  {
    name: 'Word online: runs and ends of paragraphs',
    html: `<div class="OutlineElement Ltr SCXW1 BCX0" style="margin:0;padding:0;direction:ltr"><p class="Paragraph SCXW1 BCX0" xml:lang="EN-GB" lang="EN-GB" paraid="1" style="margin:0;vertical-align:baseline;text-align:left"><span data-contrast="auto" xml:lang="EN-GB" lang="EN-GB" class="TextRun SCXW1 BCX0" style="font-size:12pt;font-family:Aptos"><span class="NormalTextRun SCXW1 BCX0">I had </span></span><span data-contrast="auto" class="TextRun SCXW1 BCX0" style="font-style:italic;font-size:12pt"><span class="NormalTextRun SCXW1 BCX0">supposed</span></span><span data-contrast="auto" class="TextRun SCXW1 BCX0"><span class="NormalTextRun SCXW1 BCX0"> so.</span></span><span class="EOP SCXW1 BCX0" data-ccp-props="{}">&nbsp;</span></p></div><div class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1 BCX0"><span class="EOP SCXW1 BCX0">&nbsp;</span></p></div><div class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1 BCX0"><span class="TextRun SCXW1 BCX0" style="font-weight:bold">No.</span><span class="EOP SCXW1 BCX0">&nbsp;</span></p></div>`,
    becomes: '<p>I had <em>supposed</em> so.</p>\n<p><strong>No.</strong></p>',
  },
  {
    name: 'Word online: every item is a list of its own',
    html: `<div class="ListContainerWrapper SCXW1 BCX0"><ul class="BulletListStyle1 SCXW1 BCX0" role="list"><li data-leveltext="●" data-font="Symbol" data-listid="1" class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1 BCX0"><span class="TextRun SCXW1 BCX0">bees</span><span class="EOP SCXW1 BCX0">&nbsp;</span></p></li></ul></div><div class="ListContainerWrapper SCXW1 BCX0"><ul class="BulletListStyle1 SCXW1 BCX0" role="list"><li class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1 BCX0"><span class="TextRun SCXW1 BCX0">straw</span><span class="EOP SCXW1 BCX0">&nbsp;</span></p></li></ul></div>`,
    becomes: '<ul><li>bees</li><li>straw</li></ul>',
  },
]
