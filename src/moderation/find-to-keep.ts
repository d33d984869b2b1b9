import type { Actor } from '../core/actor.ts'
import { parseWorkId, type WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { moderatedPerson } from './person-view.ts'
import { moderatedWork } from './work-view.ts'

type Found = { readonly work: WorkId } | { readonly person: string } | 'nothing'

/** What a moderator typed to find something to moderate: a work's number or address, or the name of an account. */
export async function findToKeep(db: Db, actor: Actor, typed: string, now: Date): Promise<Found> {
  const words = typed.trim()
  const [, number = ''] = /(?:^|\/works\/)(\d+)\b[^/]*$/.exec(words) ?? []
  const work = parseWorkId(number)
  if (work && (await moderatedWork(db, actor, work))) return { work }
  const [, linked] = /\/users\/([^/?#]+)/.exec(words) ?? []
  const person = await moderatedPerson(db, actor, linked ?? words, now)
  return person ? { person: person.name } : 'nothing'
}
