import type { Pasted } from './pasted.ts'

/** Google Docs: all of it in a <b> that is not bold, every run a span with its whole look. */
const docs = (body: string): string =>
  `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0aa11bb2-7fff-1234-5678-9abcdef01234">${body}</b><br class="Apple-interchange-newline">`

const LOOK = 'font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent'
const run = (words: string, { weight = '400', style = 'normal', line = 'none', more = '' } = {}): string =>
  `<span style="${LOOK};font-weight:${weight};font-style:${style};font-variant:normal;text-decoration:${line};vertical-align:baseline;white-space:pre;white-space:pre-wrap;${more}">${words}</span>`
const line = (inside: string, more = ''): string =>
  `<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;${more}">${inside}</p>`

export const DOCS: readonly Pasted[] = [
  {
    name: 'Docs: upright, italic, bold, and a <b> round it all that is none of these',
    html: docs(
      line(
        run('I had ') +
          run('supposed', { style: 'italic' }) +
          run(' so, and ') +
          run('said', { weight: '700' }) +
          run(' so.'),
      ),
    ),
    becomes: '<p>I had <em>supposed</em> so, and <strong>said</strong> so.</p>',
  },
  {
    name: 'Docs: a break between all paragraphs',
    html: docs(`${line(run('One.'))}<br />${line(run('Two.'))}<br />${line(run('Three.'))}`),
    becomes: '<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>',
  },
  {
    name: 'Docs: two breaks where all others have one are a pause',
    html: docs(
      `${line(run('One.'))}<br>${line(run('Two.'))}<br>${line(run('Three.'))}<br><br>${line(run('Four.'))}`,
    ),
    becomes: '<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>\n<p>&nbsp;</p>\n<p>Four.</p>',
  },
  {
    name: 'Docs: lines in one paragraph stay lines',
    html: docs(line(`${run('Snow on the straw,')}<br>${run('and the bees below.')}`)),
    becomes: '<p>Snow on the straw,<br>and the bees below.</p>',
  },
  {
    name: 'Docs: two breaks in one paragraph part it',
    html: docs(line(run('One.<br><br>Two.'))),
    becomes: '<p>One.</p>\n<p>Two.</p>',
  },
  {
    name: 'Docs: struck out, underlined, raised; a link that leads past Google',
    html: docs(
      line(
        run('no', { line: 'line-through' }) +
          run(' ') +
          run('yes', { line: 'underline' }) +
          `<span style="${LOOK};font-weight:400;vertical-align:super">2</span> <a href="https://www.google.com/url?q=https://example.org/bees%3Fa%3D1&amp;sa=D&amp;source=editors&amp;ust=1" style="text-decoration:none;">${run('bees', { line: 'underline' })}</a>`,
      ),
    ),
    becomes:
      '<p><s>no</s> <u>yes</u><sup>2</sup> <a href="https://example.org/bees?a=1" rel="nofollow">bees</a></p>',
  },
  {
    name: 'Docs: a list in a list',
    html: docs(
      `<ul style="margin-top:0;margin-bottom:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:disc;${LOOK};font-weight:400" aria-level="1"><p dir="ltr" style="line-height:1.38" role="presentation">${run('bees')}</p></li><ul style="margin-top:0"><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation">${run('drones', { style: 'italic' })}</p></li></ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation">${run('straw')}</p></li></ul>`,
    ),
    becomes: '<ul><li>bees<ul><li><em>drones</em></li></ul></li><li>straw</li></ul>',
  },
  {
    name: 'Docs: a heading, a centred line, stars, a rule',
    html: docs(
      `<h2 dir="ltr" style="line-height:1.38">${run('Winter')}</h2>${line(run('for W.', { style: 'italic' }), 'text-align: center;')}${line(run('***'), 'text-align: center;')}${line(run('One.'))}<p><hr /></p>${line(run('Two.'))}`,
    ),
    becomes:
      '<h2>Winter</h2>\n<p class="align-center"><em>for W.</em></p>\n<hr>\n<p>One.</p>\n<hr>\n<p>Two.</p>',
  },
  {
    name: 'Docs: a comment’s mark and its words are left out',
    html: docs(
      `${line(`${run('They shiver.')}<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>`)}<div style="border:1px solid black;margin:5px"><p dir="ltr"><a href="#cmnt_ref1" id="cmnt1">[a]</a>${run('Sure?')}</p></div>`,
    ),
    becomes: '<p>They shiver.</p>',
  },
  {
    name: 'Docs: one word goes into the line it is put into',
    html: `<meta charset='utf-8'>${run('bees', { style: 'italic' })}`,
    becomes: '<p><em>bees</em></p>',
  },
]
