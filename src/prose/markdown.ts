import { cleanHtml, cleanTree, type Field } from './clean.ts'
import { blockAs, blocksAs, notesAs } from './markdown-blocks.ts'
import { type Manner, numberOfMark, raw } from './markdown-phrases.ts'
import { htmlFrom } from './spellings.ts'
import { isTag, type Kid, type Tag, tag } from './tree.ts'
import { writeHtml } from './write.ts'

/*
 * Clean HTML as Markdown that says the very same: what is written is read again and compared. A block whose signs are
 * read otherwise is written with more care, then with tags, and at last as the HTML it is.
 */
export function markdownFrom(clean: string, field: Field): string {
  const { kids } = cleanTree(clean, field)
  const reads = (markdown: string): boolean => cleanHtml(htmlFrom(markdown, 'markdown'), field) === clean
  const easy = textOf(kids, (blocks) => blocksAs('easy', blocks))
  if (reads(easy)) return easy
  const checked = textOf(kids, (blocks) =>
    blocks.map((block, at) => checkedBlock(block, field, signAt(blocks, at))),
  )
  if (reads(checked)) return checked
  const plain = checkedAll(kids, field)
  return reads(plain) ? plain : kids.map(raw).join('\n\n')
}

/** Without footnotes of Markdown: they stay links. */
const checkedAll = (kids: readonly Kid[], field: Field): string =>
  kids
    .filter((kid) => isTag(kid))
    .map((block, at, all) => checkedBlock(block, field, signAt(all, at), true))
    .join('\n\n')

function textOf(kids: readonly Kid[], write: (blocks: readonly Tag[]) => readonly string[]): string {
  const blocks = kids.filter((kid) => isTag(kid))
  const notes = notesAs('easy', blocks.at(-1))
  const text = write(notes === undefined ? blocks : blocks.slice(0, -1))
  return [...text, ...(notes === undefined ? [] : [notes])].join('\n\n')
}

const signAt = (blocks: readonly Tag[], at: number): string => {
  let same = 0
  while (at - same > 0 && blocks[at - same - 1]?.name === blocks[at]?.name) same++
  return same % 2 === 0 ? '-' : '*'
}

const MANNERS: readonly Manner[] = ['easy', 'careful', 'tags']

function checkedBlock(block: Tag, field: Field, sign: string, marksStay = false): string {
  // A mark is only one where its note stands: for the comparison a letter of nobody's takes its place.
  const shown = marksStay ? block : withoutMarks(block)
  const expected = writeHtml(tag('#root', [], [shown]))
  if (marksStay && hasMark(block)) return raw(block)
  const manner = MANNERS.find(
    (one) => cleanHtml(htmlFrom(blockAs(one, shown, sign), 'markdown'), field) === expected,
  )
  return manner ? blockAs(manner, block, sign) : raw(block)
}

const NOBODYS = '\ue001'

const withoutMarks = ({ name, attrs, kids }: Tag): Tag =>
  tag(
    name,
    attrs,
    kids.map((kid) => (isTag(kid) ? (numberOfMark(kid) === undefined ? withoutMarks(kid) : NOBODYS) : kid)),
  )

const hasMark = ({ kids }: Tag): boolean =>
  kids.some((kid) => isTag(kid) && (numberOfMark(kid) !== undefined || hasMark(kid)))
