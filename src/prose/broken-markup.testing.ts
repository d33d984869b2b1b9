import fc from 'fast-check'
import { MODELS } from './models.ts'

/* Made of tags rather than letters: almost every draw is broken markup. */
export const KNOWN = [
  ...MODELS.keys(),
  ...'center big tt strike acronym font section form nobr menu'.split(' '),
]
const SWALLOWING =
  'svg math style script template title textarea foreignObject mtext select option button object'.split(' ')
const name = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...KNOWN) },
  { weight: 1, arbitrary: fc.constantFrom(...SWALLOWING) },
)
const words = fc.constantFrom(
  'one',
  ' ',
  '\n',
  '\n\n',
  ' two\n',
  '\n\n\n',
  'é—',
  '漢字',
  '&nbsp;',
  '&lt;b>',
  '<3',
  '\t',
  '  x ',
)
const given = fc.constantFrom(
  'class="ab cd"',
  'class=big',
  'align=center',
  'href="http://a.example/b c"',
  'href="#note 1"',
  'href="?x[1]=%zz#a#b"',
  'href=mailto:a@a.example',
  'href=javascript:x',
  'name="note 1"',
  'id=note-2',
  'src=http://a.example/x',
  'src=x.png',
  'alt=" a  b "',
  'width=010',
  'cite=//a.example/x|y',
  'colspan=2',
  'colspan=3',
  'rowspan=2',
  'lang=en-GB',
  'dir=rtl',
  'title="a\nb"',
  'type=a',
  'start=-03',
  'open',
  'span=2',
  'abbr=x',
  'scope=ROW',
  'kind=captions srclang=en label=x default',
)
const attributes = fc.array(given, { maxLength: 2 }).map((all) => all.map((one) => ` ${one}`).join(''))
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(name, attributes).map(([tag, attrs]) => `<${tag}${attrs}>`) },
  { weight: 3, arbitrary: name.map((tag) => `</${tag}>`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('<br>', '<br><br>', '<br>\n<br>\n<br>', '<p>', '</p>', '<li>', '<td>', '<tr>'),
  },
  { weight: 5, arbitrary: words },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)
const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
const { tree } = fc.letrec<{ tree: string; nodes: string; node: string }>((tie) => ({
  tree: fc.array(tie('node'), { maxLength: 6 }).map((nodes) => nodes.join('')),
  nodes: fc.array(tie('node'), { maxLength: 4 }).map((nodes) => nodes.join('')),
  node: fc.oneof(
    { maxDepth: 6 },
    words,
    fc
      .tuple(name, attributes, tie('nodes'))
      .map(([tag, attrs, inside]) => `<${tag}${attrs}>${inside}</${tag}>`),
  ),
}))
export const broken = fc.oneof(soup, tree)
