import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { readOwnChapter, readOwnHead, readOwnRecord } from '../read-record.ts'
import type { ChapterRecord, WorkRecord } from '../record.ts'
import { type Comparison, compareTexts } from './compare.ts'
import { type Effort, newEffort } from './compare-match.ts'
import type { Former } from './former.ts'

export type FormerRecord = WorkRecord | ChapterRecord

export const isChapter = (record: FormerRecord): record is ChapterRecord => 'html' in record

export async function formerRecord(db: Db, work: WorkId, id: number): Promise<FormerRecord | undefined> {
  const row = await db
    .selectFrom('work_revisions')
    .select('record')
    .where('work_id', '=', work)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.record
}

/** The same part as it is now; undefined: the chapter is not there any more. */
export async function presentRecord(
  db: Db,
  actor: Member,
  work: WorkId,
  { chapterId, whole }: Pick<Former, 'chapterId' | 'whole'>,
): Promise<FormerRecord | undefined> {
  if (chapterId) return readOwnChapter(db, work, chapterId)
  return whole ? readOwnRecord(db, actor, work) : readOwnHead(db, actor, work)
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
    facts: factsOf(before, after, WORK_FACTS),
    texts: [...textsOf({ ...before, html: '' }, { ...after, html: '' }, null, effort), ...chapters.texts],
    more: chapters.more,
  }
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
  relatedWorks: (work: WorkRecord) => work.relatedWorks.map(({ title, url }) => title || (url ?? '')),
} as const
const CHAPTER_FACTS = {
  title: (chapter: ChapterRecord) => [chapter.title],
  creators: (chapter: ChapterRecord) => chapter.creators ?? [],
  published: (chapter: ChapterRecord) => (chapter.published ? [chapter.published] : []),
  position: (chapter: ChapterRecord) => [String(chapter.position)],
} as const
export type FactName = keyof typeof WORK_FACTS | keyof typeof CHAPTER_FACTS

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
  ...(['permissions', 'relatedWorks', 'position'] as const),
]

const permissionsOf = ({ permissions: { words, ...kinds } }: WorkRecord): string[] => [
  ...Object.entries(kinds).map(([kind, said]) => `${kind} ${said}`),
  ...(words ? [words] : []),
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
