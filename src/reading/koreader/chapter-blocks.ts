import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { elementsIn, parseHtml, surelyClean } from '../../prose/index.ts'
import type { Db } from '../../storage/transaction.ts'
import { visibleTo } from '../../works/index.ts'

export interface ChapterBlocks {
  readonly chapter: ChapterId
  /** Names of the elements that its text is made of, in order. */
  readonly blocks: readonly string[]
}

export interface WorkShape {
  /** Posted chapters, in order. */
  readonly contents: readonly ChapterId[]
  /** The work is one text, without chapters. */
  readonly undivided: boolean
  /** Of the chapter that was asked for; null where it is none of the work's. */
  readonly asked: ChapterBlocks | null
}

interface Row {
  readonly contents: ChapterId[]
  readonly expected: number | null
  readonly html: string | null
}

/** How a work is built that this reader may see. */
export async function workShape(
  db: Db,
  member: Member,
  work: WorkId,
  chapter: ChapterId | null,
): Promise<WorkShape | undefined> {
  const { rows } = await sql<Row>`select chapters_expected as expected,
      array(select id from chapters where work_id = works.id and standing = 'posted' order by position) as contents,
      (select html from chapters where work_id = works.id and standing = 'posted' and id = ${chapter}::int) as html
    from works where id = ${work} and ${visibleTo(member)}`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { contents, expected, html } = row
  const asked = chapter === null || html === null ? null : { chapter, blocks: blocksIn(html) }
  return { contents, undivided: contents.length === 1 && expected === 1, asked }
}

const blocksIn = (html: string): string[] =>
  elementsIn(parseHtml(surelyClean(html))).map(({ tagName }) => tagName)
