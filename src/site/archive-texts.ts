import type { Actor } from '../core/actor.ts'
import { may } from '../core/roles.ts'
import { cleanHtml, settledText } from '../prose/index.ts'
import type { Db } from '../storage/transaction.ts'

interface ArchiveTexts {
  readonly name: string
  readonly about: string
  /** Clean HTML; empty where the keepers wrote none. */
  readonly rules: string
  readonly privacy: string
}

export async function archiveTexts(db: Db): Promise<ArchiveTexts> {
  return db.selectFrom('archive').select(['name', 'about', 'rules', 'privacy']).executeTakeFirstOrThrow()
}

/** As the keepers typed them; undefined for everybody else. */
export async function givenTexts(db: Db, actor: Actor): Promise<ArchiveTexts | undefined> {
  if (!may(actor, 'keep-archive')) return undefined
  return db
    .selectFrom('archive')
    .select(['name', 'about', 'rules_given as rules', 'privacy_given as privacy'])
    .executeTakeFirstOrThrow()
}

export const TEXT_LIMITS = { name: 80, about: 200, rules: 50_000, privacy: 50_000 } as const
export type ArchiveField = keyof typeof TEXT_LIMITS

type Written = 'written' | 'not-allowed' | { readonly faults: readonly ArchiveField[] }

/** Writes what the archive is called, what it says of itself, and what holds here. */
export async function writeArchive(db: Db, actor: Actor, typed: ArchiveTexts): Promise<Written> {
  if (!may(actor, 'keep-archive')) return 'not-allowed'
  const [name, about] = [oneLine(typed.name), oneLine(typed.about)]
  const faults = faultsOf({ ...typed, name, about })
  if (faults.length > 0) return { faults }
  const { rules, privacy } = typed
  await db
    .updateTable('archive')
    .set({ name, about, rules: clean(rules), rules_given: rules.trim() })
    .set({ privacy: clean(privacy), privacy_given: privacy.trim() })
    .execute()
  return 'written'
}

const FIELDS = ['name', 'about', 'rules', 'privacy'] as const

const faultsOf = (typed: ArchiveTexts): ArchiveField[] =>
  FIELDS.filter((field) => [...typed[field]].length > TEXT_LIMITS[field] || (field === 'name' && !typed.name))

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const clean = (text: string): string => cleanHtml(settledText(text), 'notes').trim()
