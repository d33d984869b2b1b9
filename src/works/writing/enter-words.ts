import { sql } from 'kysely'
import type { Logger } from 'pino'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { chapterVector } from './save-work-new.ts'

/**
 * Enters the words of chapters that were saved since: to make what a long chapter is found by takes PostgreSQL as long
 * as all the rest of a save, so the answer does not wait for it. A chapter whose words are not entered yet is found by
 * none, and whoever searches has them entered first: what is saved is found by the next search, here and in any other
 * process. Answers how many there were.
 */
export async function enterWords(db: Db): Promise<number> {
  let entered = 0
  for (;;) {
    const many = await inTransaction(db, enterSome)
    entered += many
    if (many < AT_ONCE) return entered
  }
}

/** A chapter may have a megabyte. */
const AT_ONCE = 20

async function enterSome(trx: Transaction): Promise<number> {
  const due = await trx
    .selectFrom('chapters')
    .innerJoin('works', 'works.id', 'chapters.work_id')
    .select(['chapters.id', 'chapters.title', 'chapters.html', 'works.language'])
    .where('chapters.search', 'is', null)
    .orderBy('chapters.id')
    .limit(AT_ONCE)
    .forUpdate('chapters')
    .execute()
  for (const { id, title, html, language } of due)
    await trx
      .updateTable('chapters')
      .set({ search: chapterVector(title, html, language) })
      .where('id', '=', id)
      .execute()
  return due.length
}

/** Whether any wait: asked before every search, answered from an index that is nearly always empty. */
export async function wordsAreDue(db: Db): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from chapters where search is null) as due`.execute(db)
  return rows[0]?.due ?? false
}

export interface EnteringWords {
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
