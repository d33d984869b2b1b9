import type { WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { bannedAmong, tagKey } from '../../tags/index.ts'
import { t } from '../../web/say.ts'
import type { Typed } from '../tables.ts'
import { namesIn, one } from './work-fields.ts'
import type { Faults } from './work-limits.ts'

const FIELDS = ['fandom', 'relationship', 'character', 'freeform'] as const

/** What the archive has banned may stay on a work that bears it already, and come to no other. */
export async function bannedFaults(
  trx: Transaction,
  typed: Typed,
  workId: WorkId | undefined,
): Promise<Faults> {
  const written = FIELDS.flatMap((kind) => namesIn(one(typed, kind)).map((name) => ({ kind, name })))
  const banned = await bannedAmong(trx, written)
  const kept = banned.length && workId ? await borneBy(trx, workId) : new Set<string>()
  const faults: Record<string, string> = {}
  for (const { kind, name } of banned)
    if (!kept.has(`${kind} ${tagKey(name)}`))
      faults[kind] ??= t(
        '“{name}” is a tag that this archive does not take. Leave it out, or say it otherwise.',
        { name },
      )
  return faults
}

async function borneBy(trx: Transaction, workId: WorkId): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('work_tags')
    .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
    .select(['tags.kind', 'tags.name_key'])
    .where('work_tags.work_id', '=', workId)
    .execute()
  return new Set(rows.map(({ kind, name_key }) => `${kind} ${name_key}`))
}
