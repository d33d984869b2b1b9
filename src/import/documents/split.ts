import { countWords } from '../../prose/index.ts'
import { type ChapterLine, chapterLine } from './chapter-words.ts'
import type { Block } from './document.ts'

/** How chapters are found; `find` looks for headings, then for lines that say so, then for pages. */
export const MANNERS = ['find', 'headings', 'lines', 'pages', 'whole'] as const
export type Manner = (typeof MANNERS)[number]

export interface FoundChapter {
  readonly title: string
  readonly blocks: readonly string[]
  /** A page before the first chapter with little on it: kept beside, unless the writer takes it in. */
  readonly leftOut: boolean
}

interface Found {
  readonly chapters: readonly FoundChapter[]
  /** Of the whole document, where it says one. */
  readonly title: string
}

/** A file as far as chapters are found in it. */
interface Parted {
  readonly name: string
  readonly about: { readonly title: string }
  readonly blocks: readonly Block[]
}

/** The chapters of one file; of several, each is a chapter unless it is to be parted as well. */
export function findChapters(files: readonly Parted[], manner: Manner): Found {
  const [only] = files
  if (only && files.length === 1) {
    const { parts, title } = partsOf(only.blocks, manner)
    const chapters = named(parts)
    const sole = chapters.length === 1 ? chapters[0]?.title : undefined
    const called = only.about.title || title || sole || ''
    return {
      title: called,
      chapters: sole === called && title === '' ? chapters.map((one) => ({ ...one, title: '' })) : chapters,
    }
  }
  const each = manner === 'find' ? 'whole' : manner
  const parts = files.flatMap((file) => {
    const found = partsOf(file.blocks, each)
    return found.parts.map((part, at) =>
      at === 0 && part.head === '' ? headed(part, found.title, file) : part,
    )
  })
  return { title: '', chapters: named(parts) }
}

interface Part {
  readonly head: string
  readonly said: ChapterLine | undefined
  readonly blocks: readonly string[]
  readonly leftOut: boolean
}

/** A file without a heading is called as it calls itself, or as it is called. */
function headed(part: Part, title: string, { name, about }: Parted): Part {
  const plain = name
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replaceAll('_', ' ')
    .trim()
  const head = title || about.title || (/^\d+$/.test(plain) ? `Chapter ${Number(plain)}` : plain)
  return { ...part, head, said: chapterLine(head) }
}

function partsOf(blocks: readonly Block[], manner: Manner): { parts: readonly Part[]; title: string } {
  const { rest, title } = withoutTitle(blocks)
  const cuts = cutsOf(rest, manner)
  const begin = cuts[0] ?? 0
  const bounds = begin > 0 || cuts.length === 0 ? [0, ...cuts] : cuts
  const pieces = bounds.map((from, at) => rest.slice(from, bounds[at + 1] ?? rest.length))
  const parts = pieces
    .filter((piece) => piece.length > 0)
    .map((piece, at) => partOf(piece, cuts.length === 0 ? hasOneHead(piece) : begin === 0 || at > 0))
  return { title, parts: leaveOutFront(parts, cuts) }
}

/** A block in the style of a title, or the one great heading before smaller ones: the document's own. */
function withoutTitle(blocks: readonly Block[]): { rest: readonly Block[]; title: string } {
  const at = blocks.findIndex((block) => block.title)
  const [first] = blocks
  const sole =
    first?.level === 1 &&
    !chapterLine(first.line) &&
    blocks.filter(({ level }) => level === 1).length === 1 &&
    blocks.some(({ level }) => level > 1)
  const index = at >= 0 && at < 10 ? at : sole ? 0 : -1
  const title = blocks[index]
  if (!title || title.line === '' || title.html.includes('#text-note-'))
    return { rest: blocks, title: title?.line ?? '' }
  return { rest: blocks.toSpliced(index, 1), title: title.line.replaceAll('\n', ' ') }
}

function cutsOf(blocks: readonly Block[], manner: Manner): number[] {
  if (manner === 'whole') return []
  if (manner === 'headings') return byHeadings(blocks)
  if (manner === 'lines') return byLines(blocks)
  if (manner === 'pages') return byPages(blocks)
  for (const way of [byHeadings, byLines]) {
    const cuts = way(blocks)
    if (cuts.length > 1) return cuts
  }
  return byPages(blocks)
}

const where = (blocks: readonly Block[], is: (block: Block) => boolean): number[] =>
  blocks.flatMap((block, at) => (is(block) ? [at] : []))

/** At headings of the level that chapters have here. Headings right below one another begin one chapter. */
function byHeadings(blocks: readonly Block[]): number[] {
  const level = levelOfChapters(blocks)
  const isHead = (block: Block | undefined): boolean =>
    block !== undefined && block.level > 0 && block.level <= level && block.line !== ''
  return where(blocks, isHead).filter((at) => !isHead(blocks[at - 1]))
}

function levelOfChapters(blocks: readonly Block[]): number {
  const levels = [1, 2, 3, 4, 5, 6].map((level) => blocks.filter((block) => block.level === level))
  const said = levels.findLastIndex((heads) => heads.filter(({ line }) => isChapter(line)).length > 1)
  if (said >= 0) return said + 1
  const several = levels.findIndex((heads) => heads.length > 1)
  return several >= 0 ? several + 1 : levels.findIndex((heads) => heads.length > 0) + 1
}

const isChapter = (line: string): boolean => line !== '' && chapterLine(line) !== undefined

const byLines = (blocks: readonly Block[]): number[] =>
  where(blocks, ({ line }) => isChapter(line)).filter((at) => !isChapter(blocks[at - 1]?.line ?? ''))

const byPages = (blocks: readonly Block[]): number[] => where(blocks, ({ page }) => page)

/** Of a text that is one chapter: whether the heading at its beginning names all of it. */
const hasOneHead = ([first, ...rest]: readonly Block[]): boolean =>
  first !== undefined &&
  !rest.some(({ level, line }) => (first.level > 0 && level === first.level) || isChapter(line))

/** A head becomes the title, unless a note hangs on it: then it stays in the text as well. */
function partOf(blocks: readonly Block[], mayHaveHead: boolean): Part {
  const heads = mayHaveHead ? leadingHeads(blocks) : 0
  const last = blocks[heads - 1]
  const keeps = last?.html.includes('#text-note-') ?? false
  const texts = blocks.filter((_, at) => at !== heads - 1 || keeps).map(({ html }) => html)
  const begun = texts.findIndex((html) => html !== '<hr>')
  const ended = texts.findLastIndex((html) => html !== '<hr>')
  return {
    head: last?.line ?? '',
    said: last && chapterLine(last.line),
    blocks: begun < 0 ? [] : texts.slice(begun, ended + 1),
    leftOut: false,
  }
}

/** `Part One` over `Chapter 1`: the last names the chapter. */
function leadingHeads(blocks: readonly Block[]): number {
  const isHead = ({ level, line }: Block): boolean => line !== '' && (level > 0 || isChapter(line))
  const first = blocks.findIndex((block) => !isHead(block))
  const many = first < 0 ? blocks.length : first
  const lastSaid = blocks.slice(0, many).findLastIndex(({ line }) => isChapter(line))
  return lastSaid >= 0 ? lastSaid + 1 : Math.min(many, 1)
}

/** Fewer words than these before the first chapter are a title page, not a prologue. */
const TITLE_PAGE = 60

function leaveOutFront(parts: readonly Part[], cuts: readonly number[]): readonly Part[] {
  const [front] = parts
  if (!front || (cuts[0] ?? 0) === 0 || parts.length < 2) return parts
  const words = countWords(front.blocks.join('\n'))
  const [next, ...others] = parts.slice(1)
  // Parted at pages alone, a first page that is short may be all there is of a first chapter.
  const text = next?.head
    ? Number.POSITIVE_INFINITY
    : countWords([next, ...others].flatMap((one) => one?.blocks ?? []).join('\n'))
  return words < TITLE_PAGE && text > TITLE_PAGE * 10
    ? [{ ...front, leftOut: true }, ...parts.slice(1)]
    : parts
}

/** `Chapter 3: At Sea` is `At Sea` where it is the third; where numbers and places differ each stays as it was written. */
function named(parts: readonly Part[]): FoundChapter[] {
  const taken = parts.filter(({ leftOut }) => !leftOut)
  const fits = taken.every(({ said }, at) => !said || said.number === null || said.number === at + 1)
  return parts.map(({ head, said, blocks, leftOut }) => ({
    title: said && said.number !== null && fits ? said.title : head.replaceAll('\n', ': '),
    blocks,
    leftOut,
  }))
}
