import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import type { KeepingPictures } from '../bring-pictures.ts'
import type { Uploaded } from '../import-runs.ts'
import { LIMITS } from '../source.ts'
import type { FileRead, NotReadWhy } from './document.ts'
import { hashOf, keepDocument } from './keep-document.ts'
import { keepPictures } from './keep-pictures.ts'
import { readAside } from './read-aside.ts'
import type { Manner } from './split.ts'

interface Taking {
  /** The form's own. */
  readonly id: string
  readonly by: Member
  readonly files: readonly Uploaded[]
  readonly manner: Manner
  readonly into: WorkId | null
  readonly now: Date
  readonly pictures: KeepingPictures
}

export interface NotTaken {
  readonly name: string
  readonly why: NotReadWhy
}

type Taken =
  | { readonly kept: string }
  | { readonly notTaken: readonly NotTaken[] }
  | 'too-many-waiting'
  | 'no-such-work'

/** Files of one work: more than any has chapters that are kept one by one. */
export const MOST_FILES = 200

/** Reads files and keeps what is in them; what cannot be read is named, and the others are kept all the same. */
export async function takeDocuments(db: Db, taking: Taking): Promise<Taken> {
  const { id, by, manner, into, now } = taking
  const there = await db.selectFrom('documents').select('person_id').where('id', '=', id).executeTakeFirst()
  if (there) return there.person_id === by.id ? { kept: id } : 'no-such-work'
  const inOrder = new Intl.Collator('en', { numeric: true })
  const files = taking.files.toSorted((a, b) => inOrder.compare(a.name, b.name))
  const outcomes = await readAside(files)
  const read = outcomes.filter((one): one is FileRead => !('why' in one))
  const notTaken = outcomes.flatMap((one) => ('why' in one ? [one] : []))
  if (read.length === 0) return { notTaken }
  if (read.reduce((sum, file) => sum + lengthOf(file), 0) > LIMITS.text)
    return { notTaken: files.map(({ name }) => ({ name, why: 'too-large' })) }
  const remarks = notTaken.map(({ name, why }) => ({
    what: 'not-taken' as const,
    many: 1,
    names: [name],
    why,
  }))
  const withPictures = []
  for (const file of read)
    withPictures.push(await keepPictures({ db, by, now, pictures: taking.pictures }, file))
  const refused = withPictures.flatMap((one) => one.refused)
  const kept = await keepDocument(db, {
    ...{ id, by, manner, into, now, files: withPictures.map(({ file }) => file) },
    notTaken: [...remarks, ...refused],
    filesHash: await hashOf(files),
  })
  return kept === 'kept' ? { kept: id } : kept
}

const lengthOf = ({ blocks }: FileRead): number => blocks.reduce((sum, { html }) => sum + html.length, 0)
