import { countWords } from '../prose/index.ts'
import { type ChapterRecord, type ImportFormat, NOTHING_SAID, type WorkRecord } from '../works/index.ts'
import type { Findings } from './authored.ts'
import { type LabelRow, readLabels } from './labels.ts'
import { LIMITS, type Reading, refused, type StoredPicture } from './source.ts'

/** A chapter without what is the same for all sources. */
export type FoundChapter = Omit<ChapterRecord, 'words' | 'published'>

export type FoundWork = Pick<
  WorkRecord,
  'title' | 'creators' | 'anonymous' | 'origin' | 'summary' | 'notes' | 'endNotes' | 'relatedWorks'
> & {
  readonly rows: readonly LabelRow[]
  readonly chapters: readonly FoundChapter[]
  readonly recipients?: readonly string[]
  readonly format: ImportFormat
  readonly era: string
}

/**
 * The record from what a reader found. A file is a copy that somebody holds, so it is theirs alone until
 * its creator, or an archivist with leave, says otherwise: `audience` is `kept`.
 */
export function assemble(work: FoundWork, found: Findings): Reading {
  if (work.chapters.length === 0)
    return refused('no-chapters', 'The file names a work but holds no text of it.')
  if (work.chapters.length > LIMITS.chapters)
    return refused('too-many-chapters', `The work has more than ${LIMITS.chapters} chapters.`)
  const { words, chaptersStated, losses, ...fields } = readLabels(work.rows)
  const chapters = work.chapters.map((chapter) => counted(chapter, fields.published))
  const { rows, format, era, recipients = [], ...told } = work
  if (!work.title) found.losses.push('the work has no title')
  if (found.pictures > 0) found.losses.push(picturesLost(found.pictures))
  const record: WorkRecord = {
    ...fields,
    ...told,
    title: work.title || 'Untitled',
    recipients,
    words: { stated: words, counted: chapters.reduce((sum, chapter) => sum + chapter.words, 0) },
    ...(chaptersStated || chapters.length === 1 ? {} : uncounted(chapters.length, fields)),
    permissions: NOTHING_SAID,
    audience: 'kept',
    chapters,
    import: { format, era, losses: [...losses, ...found.losses], repairs: found.repairs },
  }
  const pictures = new Map([...found.stored].map(([address, one]) => [address, storedPicture(one)]))
  return { outcome: 'read', record, given: found.given, ...(pictures.size > 0 ? { pictures } : {}) }
}

/** What is written out; a path in a book is looked up by whoever has opened the book. */
const storedPicture = ({
  alt,
  source,
}: {
  readonly alt: string
  readonly source: string
}): StoredPicture => ({
  ...{ alt, path: source.startsWith('data:') ? null : source },
  bytes: async () => {
    const at = source.startsWith('data:') ? source.indexOf(';base64,') : -1
    return at < 0 ? undefined : Buffer.from(source.slice(at + 8), 'base64')
  },
})

/** The date of the first chapter is the one the work is published on; no other is printed. */
function counted(chapter: FoundChapter, published: string | null): ChapterRecord {
  const { html, ...rest } = chapter
  return {
    ...rest,
    words: countWords(html),
    published: chapter.position === 1 ? published : null,
    html,
  }
}

/** Only works of one chapter came without a count: for any other nobody knows how many there are to be. */
const uncounted = (posted: number, { completed, updated }: Pick<WorkRecord, 'completed' | 'updated'>) => ({
  chapterCount: { posted, expected: null },
  completed: updated === null ? null : completed,
})

const picturesLost = (count: number): string =>
  count === 1
    ? 'a picture stored with the file is not kept, only its description'
    : `${count} pictures stored with the file are not kept, only their descriptions`

/** `2`, `2 and 5`, `2, 5 and 6`. */
export function listed(numbers: readonly number[]): string {
  const last = numbers.at(-1)
  return numbers.length < 2 ? `${last ?? ''}` : `${numbers.slice(0, -1).join(', ')} and ${last}`
}
