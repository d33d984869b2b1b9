import type { WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import type { Built } from './build.ts'
import { entryOf } from './entries.ts'
import { type Changes, changesSince, inOneView } from './log.ts'
import { pausing } from './pauses.ts'
import { counted, isCounted, noteChanged, recountSome } from './recount.ts'
import { tagsNow, tellTags } from './tags-told.ts'
import { rowsOf } from './work-rows.ts'

interface Followed {
  readonly changed: boolean
  /** The works that changed; null: tags did, and with them perhaps any work. */
  readonly works: readonly WorkId[] | null
  /** Is there still something to be counted again? */
  readonly more: boolean
}

/**
 * Brings the index up to date, in one view of the database, and counts again some of what hangs on changed tags.
 * Cut off half-way, it can be done again: what was told is told once more. 'lost': only building anew helps.
 */
export function follow(db: Db, built: Built): Promise<Followed | 'lost'> {
  return inOneView(db, async (trx) => {
    const changes = await changesSince(trx, built.seen)
    if (changes === 'lost') return 'lost'
    const { works, tags, metas, parents, seen } = changes
    if (tags.length || metas.length || parents.length) await retellTags(trx, built, changes)
    await retellWorks(trx, built, works)
    built.seen = seen
    const counting = !isCounted(built.left)
    if (counting) await recountAndTell(trx, built)
    const ofTags = tags.length + metas.length + parents.length > 0
    const changed = counting || works.length > 0 || ofTags
    return { changed, works: ofTags ? null : works, more: !isCounted(built.left) }
  })
}

async function retellTags(trx: Transaction, built: Built, changes: Changes): Promise<void> {
  const now = await tagsNow(trx, changes)
  // Noted at once: if the rest fails, telling the tags again would find nothing different.
  noteChanged(built, built.left, await tellTags(built, now), changes.metas)
}

async function recountAndTell(trx: Transaction, built: Built): Promise<void> {
  const { works, changed } = await recountSome(built, built.left)
  await retellWorks(trx, built, changed)
  counted(built.left, works)
}

const AT_ONCE = 500

async function retellWorks(trx: Transaction, built: Built, ids: readonly WorkId[]): Promise<void> {
  const pause = pausing()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = ids.slice(from, from + AT_ONCE)
    const rows = new Map((await rowsOf(trx, part)).map((row) => [row.id, row]))
    for (const id of part) {
      const row = rows.get(id)
      if (row) built.index.upsert(entryOf(row, built))
      else built.index.remove(id)
      const rest = pause()
      if (rest) await rest
    }
  }
}
