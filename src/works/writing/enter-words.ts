import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { ChapterId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { chapterVector } from './save-work-new.ts'

/**
 * Enters the words of chapters that were saved since: to make what a long chapter is found by takes PostgreSQL as long
 * as all the rest of a save, so the answer does not wait for it. A chapter whose words are not entered yet is found by
 * none, and whoever searches has them entered first: what is saved is found by the next search, here and in any other
 * process. Answers how many there were.
 */
export async function enterWords(db: Db): Promise<number> {
  const due = await db.selectFrom('chapters').select('id').where('search', 'is', null).orderBy('id').execute()
  let entered = 0
  for (const { id } of due) entered += await enterOne(db, id)
  return entered
}

/** Each in a transaction of its own, so that one chapter that PostgreSQL refuses keeps no other from being found. */
async function enterOne(db: Db, id: ChapterId): Promise<number> {
  try {
    return await inTransaction(db, (trx) => enter(trx, id, (html) => html))
  } catch (fault) {
    if (!isTooMuch(fault)) throw fault
    return await inTransaction(db, (trx) => enter(trx, id, () => ''))
  }
}

/** How much of a text goes into a vector is reckoned (works/search-size.ts); PostgreSQL has the last word. */
const isTooMuch = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === PROGRAM_LIMIT_EXCEEDED

const PROGRAM_LIMIT_EXCEEDED = '54000'

/** Answers 0 when somebody else has entered it meanwhile. */
async function enter(trx: Transaction, id: ChapterId, words: (html: string) => string): Promise<number> {
  const due = await trx
    .selectFrom('chapters')
    .innerJoin('works', 'works.id', 'chapters.work_id')
    .select(['chapters.title', 'chapters.html', 'works.language'])
    .where('chapters.id', '=', id)
    .where('chapters.search', 'is', null)
    .forUpdate('chapters')
    .executeTakeFirst()
  if (!due) return 0
  const search = chapterVector(due.title, words(due.html), due.language)
  await trx.updateTable('chapters').set({ search }).where('id', '=', id).execute()
  return 1
}

/** Whether any wait: asked before every search, answered from an index that is nearly always empty. */
export async function wordsAreDue(db: Db): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from chapters where search is null) as due`.execute(db)
  return rows[0]?.due ?? false
}

interface EnteringWords {
  /** Something was saved. */
  readonly saved: () => void
  /** Ends once what is under way is done. */
  readonly flush: () => Promise<void>
}

/** The running program's: enters the words of what is saved as soon as it is answered, so that no search has to. */
export function enteringWords({ db, log }: { readonly db: Db; readonly log: Logger }): EnteringWords {
  let underWay: Promise<void> | null = null
  let again = false
  const enter = async (): Promise<void> => {
    do {
      again = false
      if (await wordsAreDue(db)) await enterWords(db)
    } while (again)
  }
  return {
    saved: () => {
      again = true
      underWay ??= enter()
        .catch((fault: unknown) => log.error({ fault }, 'entering the words of saved chapters failed'))
        .finally(() => {
          underWay = null
        })
    },
    flush: async () => {
      await underWay
    },
  }
}
