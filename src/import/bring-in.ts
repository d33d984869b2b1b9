import { findPerson, knownPenNames } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { bareName, bringWork, holdWork, isUnwanted, type Statement, type WorkRecord } from '../works/index.ts'
import { bringPictures, type KeepingPictures } from './bring-pictures.ts'
import type { Gathered } from './gather.ts'
import { type OthersLeave, writersOf } from './others-leave.ts'
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
  /** Where pictures in a file are kept; absent: they are lost. */
  readonly pictures?: KeepingPictures | undefined
  /** Of a keeper, where these belong to others who gave leave: the run, and what was said of it. */
  readonly rescue?: Rescue
}

interface Rescue {
  readonly run: string
  readonly leave: OthersLeave
  readonly archive: string
}

/** What became of a file. */
export type FileReport = { readonly name: string } & (
  | { readonly outcome: 'refused'; readonly why: Refusal; readonly reason: string }
  | ({ readonly outcome: 'imported' | 'already-here' | 'updated' } & ImportedWork)
)

interface ImportedWork {
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
export async function bringIn(importer: Importer, name: string, source: Reading): Promise<FileReport> {
  if (source.outcome === 'refused') return { name, ...source }
  const reading = await bringPictures(importer, source)
  const { db, by, baseUrl } = importer
  const { record, given = new Map<string, string>() } = reading
  const statements = findStatements(record)
  const { rescue } = importer
  if (rescue && (await isUnwanted(db, record.creators, writersOf(rescue.leave))))
    return { name, ...unwanted() }
  const asCreator = await wroteIt(importer, record)
  const standing = asCreator && reading.draft ? 'draft' : 'posted'
  const common = { statements, by, asCreator, standing, baseUrl, now: importer.now() } as const
  const brought = await bringWork(db, { record, given, ...common }).catch(asUnstorable)
  if (brought.outcome === 'refused') return { name, ...brought }
  if (brought.outcome === 'part-of-more') return { name, ...partOfMore(record) }
  const { outcome, workId } = brought
  const held = rescue !== undefined && (await hold(importer, rescue, workId)) === 'held'
  return {
    name,
    outcome,
    workId,
    title: record.title,
    audience: held
      ? 'public'
      : asCreator
        ? record.audience === 'kept'
          ? 'public'
          : record.audience
        : 'kept',
    format: record.import?.format ?? '',
    era: record.import?.era ?? '',
    chapters: record.chapters.length,
    words: record.words,
    losses: record.import?.losses ?? [],
    repairs: [
      ...(record.import?.repairs ?? []),
      ...keptBack(importer, { asCreator, draft: standing === 'draft' }),
    ],
    statements,
  }
}

/** Why a work that was to be posted is not seen by everybody. */
function keptBack(
  { whose }: Importer,
  { asCreator, draft }: { readonly asCreator: boolean; readonly draft: boolean },
) {
  if (draft) return ['it was a draft when it was downloaded, and is one here: post it from its page']
  if (asCreator || whose !== 'mine') return []
  return [
    'it was a copy kept of a work by somebody else, and is one here: if it is yours, say so on its page',
  ]
}

type RefusedFile = Extract<Reading, { outcome: 'refused' }>

/** A copy that is public already, or another's, is left as it is. */
function hold({ db, by, baseUrl, now }: Importer, rescue: Rescue, id: WorkId) {
  const { run: batch, leave, archive } = rescue
  const { archivist } = leave
  return holdWork(db, by, {
    id,
    leave,
    writers: writersOf(leave),
    batch,
    archivist,
    archive,
    baseUrl,
    now: now(),
  })
}

const unwanted = (): RefusedFile => ({
  outcome: 'refused',
  why: 'unwanted',
  reason: 'Its writer asked that nothing of theirs is brought here.',
})

const partOfMore = ({ chapters, chapterCount }: WorkRecord): RefusedFile => ({
  outcome: 'refused',
  why: 'part-of-more',
  reason: `It holds ${chapters.length} of the work’s ${chapterCount.posted} chapters, and other chapters of it are here already. Save or download the entire work and import that.`,
})

/** The second line of defence: what the database will not take as data is a fault of the file, not of the archive. */
export function asUnstorable(fault: unknown): RefusedFile {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  if (!/^(?:22|54)/.test(code)) throw fault
  const said = fault instanceof Error ? fault.message : ''
  return { outcome: 'refused', why: 'damaged', reason: `The work cannot be stored: ${said}.` }
}

async function wroteIt({ db, by, whose }: Importer, record: WorkRecord): Promise<boolean> {
  if (whose === 'kept') return false
  // Whoever brings in all they took along from another archive did not write the copies they kept there.
  const copy = record.audience === 'kept' && record.import?.format.startsWith('palimpsest')
  if (whose === 'mine' && !copy) return true
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
