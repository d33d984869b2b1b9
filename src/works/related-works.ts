import type { WorkId } from '../core/ids.ts'
import { parseWorkId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { WorkToStore } from './store-work.ts'

/** Which work here an address names, if it is one of ours. */
export function workIdIn(url: string | null, baseUrl: string): WorkId | undefined {
  if (!url?.startsWith(`${baseUrl}/`)) return undefined
  const [, id] = /^\/works\/(\d+)(?:[/?#]|$)/.exec(url.slice(baseUrl.length)) ?? []
  return id ? parseWorkId(id) : undefined
}

/** It becomes a link: nothing but the web may stand in it. */
const webAddress = (url: string | null): string | null => (url && /^https?:\/\//i.test(url) ? url : null)

export async function storeRelatedWorks(trx: Transaction, id: WorkId, work: WorkToStore): Promise<void> {
  if (!work.record.relatedWorks.length) return
  const named = work.record.relatedWorks.map((related) => workIdIn(related.url, work.baseUrl))
  const asked = named.filter((other) => other !== undefined)
  const here = asked.length
    ? await trx.selectFrom('works').select('id').where('id', 'in', asked).execute()
    : []
  const present = new Set(here.map((row) => row.id))
  const rows = work.record.relatedWorks.map((related, at) => {
    const other = named[at]
    return {
      work_id: id,
      place: at + 1,
      relation: related.relation,
      other_work_id: other && present.has(other) ? other : null,
      title: related.title,
      creators: [...related.creators],
      url: webAddress(related.url),
      language: related.language,
      state: related.state ?? null,
      approved: work.relationsApproved ?? false,
    }
  })
  await trx.insertInto('related_works').values(rows).execute()
}
