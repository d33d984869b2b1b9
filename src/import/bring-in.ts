import { findPerson, knownPenNames } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { bareName, bringWork, type Statement, type WorkRecord } from '../works/index.ts'
import type { Gathered } from './gather.ts'
import { readSource } from './recognise.ts'
import type { Reading, Refusal } from './source.ts'
import { findStatements } from './statements.ts'

/**
 * Whose works these are said to be. `mine`: the person wrote them, they are posted. `kept`: copies for the person
 * alone. `by-name`: a file signed with one of the person's pen names is theirs, any other is a kept copy.
 */
export type Whose = 'mine' | 'kept' | 'by-name'

export interface Importer {
  readonly db: Db
  readonly by: Member
  readonly whose: Whose
  readonly baseUrl: string
  readonly now: () => Date
}

/** What became of a file. */
export type FileReport = { readonly name: string } & (
  | { readonly outcome: 'refused'; readonly why: Refusal; readonly reason: string }
  | ({ readonly outcome: 'imported' | 'already-here' | 'updated' } & ImportedWork)
)

export interface ImportedWork {
  readonly workId: WorkId
  readonly title: string
  readonly audience: WorkRecord['audience']
  readonly format: string
  readonly era: string
  readonly chapters: number
  readonly words: { readonly counted: number; readonly stated: number | null }
  readonly losses: readonly string[]
  readonly repairs: readonly string[]
  readonly statements: readonly Statement[]
}

export const readGathered = (file: Gathered): Promise<Reading> =>
  'refused' in file ? Promise.resolve(file.refused) : readSource(file)

/** Puts what was read into the archive, whole or not at all, and says what became of it. */
export async function bringIn(importer: Importer, name: string, reading: Reading): Promise<FileReport> {
  if (reading.outcome === 'refused') return { name, ...reading }
  const { db, by, baseUrl } = importer
  const { record, given = new Map<string, string>() } = reading
  const statements = findStatements(record)
  const asCreator = await wroteIt(importer, record)
  const common = { statements, by, asCreator, baseUrl, now: importer.now() }
  const { outcome, workId } = await bringWork(db, { record, given, ...common })
  return {
    name,
    outcome,
    workId,
    title: record.title,
    audience: asCreator ? (record.audience === 'kept' ? 'public' : record.audience) : 'kept',
    format: record.import?.format ?? '',
    era: record.import?.era ?? '',
    chapters: record.chapters.length,
    words: record.words,
    losses: record.import?.losses ?? [],
    repairs: record.import?.repairs ?? [],
    statements,
  }
}

async function wroteIt({ db, by, whose }: Importer, record: WorkRecord): Promise<boolean> {
  if (whose !== 'by-name') return whose === 'mine'
  const known = await knownPenNames(db, by.id)
  const isTheirs = async (name: string): Promise<boolean> => {
    if (known.has(name.toLowerCase())) return true
    const [, account] = / \(([^()]*)\)$/.exec(name) ?? []
    return (
      account !== undefined &&
      known.has(bareName(name).toLowerCase()) &&
      (await findPerson(db, account))?.id === by.id
    )
  }
  for (const name of record.creators) if (await isTheirs(name)) return true
  return false
}
