import type { PersonId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'

/**
 * Of somebody who has left, the log keeps what was decided, when, by whom and why. Who they were goes with the account;
 * where a keeper wrote one of their names into a reason, a dash stands there.
 */
export async function strikeNames(
  trx: Transaction,
  person: PersonId,
  names: readonly string[],
): Promise<void> {
  const rows = await trx
    .selectFrom('moderation_log')
    .select(['id', 'reason'])
    .where((row) => row.or([row('person_id', '=', person), row('by_id', '=', person)]))
    .where('reason', '<>', '')
    .execute()
  for (const { id, reason } of rows) {
    const struck = withoutNames(reason, names)
    if (struck !== reason)
      await trx.updateTable('moderation_log').set({ reason: struck }).where('id', '=', id).execute()
  }
}

/** The longest first: of `ana (anna_k)` nothing must be left over. Whole words: a name may be part of another word. */
function withoutNames(text: string, names: readonly string[]): string {
  const longest = [...new Set(names)].filter(Boolean).sort((a, b) => b.length - a.length)
  if (longest.length === 0) return text
  const written = longest.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|')
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])(?:${written})(?![\\p{L}\\p{N}_])`, 'giu'), '—')
}
