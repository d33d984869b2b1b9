import type { Member } from '../../core/actor.ts'
import type { SkinId, WorkId } from '../../core/ids.ts'
import { skinsToChoose } from '../../skins/index.ts'
import type { Db } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import { answerName, permissionName } from '../consent/consent-line.tsx'
import { readOwnChapter, readOwnRecord } from '../read-record.ts'
import { type ChapterRecord, PERMISSION_KINDS, type WorkRecord } from '../record.ts'
import { type Comparison, compareTexts } from './compare.ts'
import { type Effort, newEffort } from './compare-match.ts'
import type { Former } from './former.ts'
import { readHeadNow } from './keep-former.ts'

/** `skin` is the title of the one the work wore, or words for it; absent where nobody knows, and of chapters. */
export type FormerRecord = FormerHead | ChapterRecord
type FormerHead = WorkRecord & { readonly skin?: string }

export const isChapter = (record: FormerRecord): record is ChapterRecord => 'html' in record

export async function formerRecord(
  db: Db,
  actor: Member,
  work: WorkId,
  id: number,
): Promise<FormerRecord | undefined> {
  const row = await db
    .selectFrom('work_revisions')
    .select(['record', 'skin_id', 'dressed'])
    .where('work_id', '=', work)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || isChapter(row.record) || row.dressed === null) return row?.record
  return { ...row.record, skin: row.dressed ? await skinSaid(db, actor, row.skin_id) : t('no skin') }
}

/** Its title, for whoever may wear it: what another maker calls theirs is their own. */
async function skinSaid(db: Db, actor: Member, id: SkinId | null): Promise<string> {
  const skins = id === null ? [] : await skinsToChoose(db, actor, 'work')
  if (id === null) return t('a skin that is gone')
  return skins.find((skin) => skin.id === id)?.title ?? t('a skin of another creator')
}

/** The same part as it is now; undefined: the chapter is not there any more. */
export async function presentRecord(
  db: Db,
  actor: Member,
  work: WorkId,
  { chapterId, whole }: Pick<Former, 'chapterId' | 'whole'>,
): Promise<FormerRecord | undefined> {
  if (chapterId) return readOwnChapter(db, work, chapterId)
  if (whole) return readOwnRecord(db, actor, work)
  const now = await readHeadNow(db, work)
  if (!now) return undefined
  return { ...now.record, skin: now.skin === null ? t('no skin') : await skinSaid(db, actor, now.skin) }
}

/** A fact of a work or chapter that is said in a line or a list, before and after. */
export interface ChangedFact {
  readonly name: FactName
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export interface ChangedText {
  readonly name: 'summary' | 'notes' | 'text' | 'endNotes'
  /** Of several chapters: which one; null of a single text. */
  readonly chapter: { readonly position: number; readonly title: string } | null
  readonly comparison: Comparison
}

export interface ChangedVersion {
  readonly facts: readonly ChangedFact[]
  readonly texts: readonly ChangedText[]
  /** Chapters that differ too and are not compared here: it is too much for one page. */
  readonly more: number
}

/** Letters of all chapters compared on one page. */
const MOST_LETTERS = 1_200_000

export function compareVersions(before: FormerRecord, after: FormerRecord): ChangedVersion {
  const effort = newEffort()
  if (isChapter(before) && isChapter(after))
    return {
      facts: factsOf(before, after, CHAPTER_FACTS),
      texts: textsOf(before, after, null, effort),
      more: 0,
    }
  if (isChapter(before) || isChapter(after)) throw new Error('comparing a chapter with a work')
  const chapters = chaptersOf(before, after, effort)
  return {
    facts: headFacts(before, after),
    texts: [...textsOf({ ...before, html: '' }, { ...after, html: '' }, null, effort), ...chapters.texts],
    more: chapters.more,
  }
}

function headFacts(before: FormerHead, after: FormerHead): ChangedFact[] {
  const known = before.skin !== undefined && after.skin !== undefined
  return factsOf(before, after, known ? { ...WORK_FACTS, ...SKIN_FACT } : WORK_FACTS)
}

/** What changed in the work's own fields, without comparing its texts word by word. */
export function changesOfHead(before: FormerHead, after: FormerHead): ChangedHead {
  const texts = (['summary', 'notes', 'endNotes'] as const).filter((name) => before[name] !== after[name])
  return { facts: headFacts(before, after), texts }
}

export interface ChangedHead {
  readonly facts: readonly ChangedFact[]
  readonly texts: readonly ('summary' | 'notes' | 'endNotes')[]
}

/** Where only one of the two has chapters, the other kept none: they were not what changed. */
function chaptersOf(before: WorkRecord, after: WorkRecord, effort: Effort) {
  const texts: ChangedText[] = []
  let [letters, more] = [0, 0]
  if (before.chapters.length === 0 || after.chapters.length === 0) return { texts, more }
  for (let at = 0; at < Math.max(before.chapters.length, after.chapters.length); at++) {
    const [old, now] = [before.chapters[at] ?? NONE, after.chapters[at] ?? NONE]
    const chapter = { position: at + 1, title: now.title || old.title }
    letters += old.html === now.html ? 0 : old.html.length + now.html.length
    if (letters > MOST_LETTERS && old.html !== now.html) more++
    else texts.push(...textsOf(old, now, chapter, effort))
  }
  return { texts, more }
}

const NONE = { title: '', summary: '', notes: '', endNotes: '', html: '' }

type Texts = Pick<ChapterRecord, 'summary' | 'notes' | 'endNotes' | 'html'>

function textsOf(
  before: Texts,
  after: Texts,
  chapter: ChangedText['chapter'],
  effort: Effort,
): ChangedText[] {
  const named = [
    ['summary', before.summary, after.summary],
    ['notes', before.notes, after.notes],
    ['text', before.html, after.html],
    ['endNotes', before.endNotes, after.endNotes],
  ] as const
  return named.flatMap(([name, old, now]) =>
    old === now ? [] : [{ name, chapter, comparison: compareTexts(old, now, effort) }],
  )
}

const WORK_FACTS = {
  title: (work: WorkRecord) => [work.title],
  creators: (work: WorkRecord) => work.creators,
  rating: (work: WorkRecord) => [work.rating],
  warnings: (work: WorkRecord) => work.warnings,
  categories: (work: WorkRecord) => work.categories,
  fandoms: (work: WorkRecord) => work.fandoms,
  relationships: (work: WorkRecord) => work.relationships,
  characters: (work: WorkRecord) => work.characters,
  additionalTags: (work: WorkRecord) => work.additionalTags,
  language: (work: WorkRecord) => [work.language],
  series: (work: WorkRecord) => work.series.map(({ title, position }) => `${title} (${position})`),
  recipients: (work: WorkRecord) => work.recipients,
  published: (work: WorkRecord) => (work.published ? [work.published] : []),
  expected: (work: WorkRecord) => [String(work.chapterCount.expected ?? '?')],
  audience: (work: WorkRecord) => [work.audience],
  permissions: (work: WorkRecord) => permissionsOf(work),
  // What others made of it comes and goes without anybody changing this work.
  relatedWorks: (work: WorkRecord) =>
    work.relatedWorks
      .filter(({ relation }) => relation === 'inspired-by' || relation === 'translation-of')
      .map(({ title, url }) => title || (url ?? '')),
} as const
const SKIN_FACT = { skin: ({ skin }: FormerHead) => (skin === undefined ? [] : [skin]) } as const
const CHAPTER_FACTS = {
  title: (chapter: ChapterRecord) => [chapter.title],
  creators: (chapter: ChapterRecord) => chapter.creators ?? [],
  published: (chapter: ChapterRecord) => (chapter.published ? [chapter.published] : []),
  position: (chapter: ChapterRecord) => [String(chapter.position)],
} as const
export type FactName = keyof typeof WORK_FACTS | keyof typeof CHAPTER_FACTS | keyof typeof SKIN_FACT

const FACT_NAMES: readonly FactName[] = [
  ...([
    'title',
    'creators',
    'rating',
    'warnings',
    'categories',
    'fandoms',
    'relationships',
    'characters',
  ] as const),
  ...(['additionalTags', 'language', 'series', 'recipients', 'published', 'expected', 'audience'] as const),
  ...(['permissions', 'relatedWorks', 'skin', 'position'] as const),
]

const permissionsOf = ({ permissions }: WorkRecord): string[] => [
  ...PERMISSION_KINDS.map((kind) =>
    t('{thing}: {answer}', { thing: permissionName(kind), answer: answerName(permissions[kind]) }),
  ),
  ...(permissions.words ? [permissions.words] : []),
]

function factsOf<T>(
  before: T,
  after: T,
  facts: Readonly<Partial<Record<FactName, (of: T) => readonly string[]>>>,
): ChangedFact[] {
  return FACT_NAMES.flatMap((name) => {
    const said = facts[name]
    if (!said) return []
    const [old, now] = [said(before), said(after)].map((all) => all.filter((one) => one !== ''))
    if (!old || !now || JSON.stringify(old) === JSON.stringify(now)) return []
    return [{ name, before: old, after: now }]
  })
}
