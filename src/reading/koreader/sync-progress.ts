import type { Member } from '../../core/actor.ts'
import type { ChapterId } from '../../core/ids.ts'
import { type BookFile, bookFile } from '../../export/index.ts'
import {
  type KeptProgress,
  keepProgress,
  notePlace,
  type Place,
  type Progress,
  placeOf,
  progressIn,
  rangesOf,
} from '../../library/index.ts'
import type { Db } from '../../storage/transaction.ts'
import { type ChapterBlocks, type WorkShape, workShape } from './chapter-blocks.ts'
import { blockAt, type Pointer, readPointer, within, writePointer } from './pointer.ts'

export interface Said extends Progress {
  /** Other names by which the e-reader knows its file. */
  readonly names: readonly string[]
}

/** The e-reader's word is kept as it came; and if the document is a book of ours, the reader's place moves with it. */
export async function takeProgress(
  db: Db,
  member: Member,
  { names, ...said }: Said,
  now: Date,
): Promise<void> {
  await keepProgress(db, member, said, now)
  const book = await bookFile(db, [said.document, ...names])
  if (!book) return
  const pointer = readPointer(said.progress)
  const part = pointer && partAt(book, pointer)
  // Who looks at the first pages has not begun, and may stand far on elsewhere.
  if (part === 'before') return
  const chapter =
    typeof part === 'number' ? part : part === 'after' ? (chaptersOf(book).at(-1) ?? null) : null
  const shape = await workShape(db, member, book.work, chapter)
  if (!shape) return
  const place = {
    ...{ workId: book.work, chapterId: shape.asked?.chapter ?? null, device: said.device, at: now },
    paragraph: shape.asked && pointer ? paragraphAt(shape.asked, pointer, part === 'after') : 0,
    share: said.percentage * Math.min(1, chaptersOf(book).length / shape.contents.length),
    known: rangesOf(chaptersOf(book)),
  }
  await notePlace(db, member, place, now)
}

const chaptersOf = ({ parts }: BookFile): readonly ChapterId[] => parts.filter((part) => part !== null)

/** The chapter a fragment of the book was; what stands before the first and after the last is none. */
function partAt({ parts }: BookFile, { fragment }: Pointer): ChapterId | 'before' | 'after' {
  const part = parts[fragment - 1]
  if (part) return part
  return parts.slice(0, fragment).some((one) => one !== null) ? 'after' : 'before'
}

function paragraphAt({ blocks }: ChapterBlocks, pointer: Pointer, after: boolean): number {
  const place = after ? 'end' : within(pointer)
  if (place === 'opening') return 0
  return place === 'end' ? Math.max(0, blocks.length - 1) : (blockAt(blocks, place) ?? 0)
}

/** A device that is none of theirs: what it said last is not its own word. */
const FROM_HERE = 'palimpsest'

interface Asked {
  readonly document: string
  readonly names: readonly string[]
  /** Of the archive: what a place noted in a browser is said to come from. */
  readonly archive: string
}

/** What the e-reader said last, or where its reader has gone on elsewhere since. */
export async function giveProgress(
  db: Db,
  member: Member,
  { document, names, archive }: Asked,
): Promise<KeptProgress | undefined> {
  const [kept, book] = await Promise.all([
    progressIn(db, member, document),
    bookFile(db, [document, ...names]),
  ])
  const place = book && (await placeOf(db, member, book.work))
  if (!place || (kept && kept.notedAt >= place.at)) return kept
  const shape = await workShape(db, member, book.work, place.chapterId ?? place.next?.id ?? null)
  const progress = shape?.asked && placeIn(book, shape, shape.asked, place)
  if (!shape || !progress) return kept
  return {
    ...{ document, progress, notedAt: place.at, device: place.device || archive, deviceId: FROM_HERE },
    percentage: Math.min(1, (place.share * shape.contents.length) / chaptersOf(book).length),
  }
}

/** As a path into this very file; undefined where it is too old to have the chapter. */
function placeIn(book: BookFile, shape: WorkShape, asked: ChapterBlocks, place: Place): string | undefined {
  const fragment = book.parts.indexOf(asked.chapter) + 1
  if (fragment === 0) return undefined
  const paragraph = place.chapterId === asked.chapter ? place.paragraph : 0
  const undivided = shape.undivided && chaptersOf(book).length === 1
  return writePointer({ fragment, undivided, blocks: asked.blocks, paragraph })
}
