import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { readingPlaces } from '../../library/index.ts'
import type { Db } from '../../storage/transaction.ts'
import type { State } from './own-navigations.ts'

/** The latest first; nothing while their history is switched off. */
export async function readingIds(db: Db, reader: Member, state: State): Promise<readonly WorkId[]> {
  return (await readingPlaces(db, reader, state)).flatMap(({ work }) => work ?? [])
}
