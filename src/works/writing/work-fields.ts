import type { PenNameId } from '../../core/ids.ts'
import { languageOf } from '../../core/languages.ts'
import { CATEGORIES, LIMITS, RATINGS, type Rating, WARNINGS } from '../../core/values.ts'
import { SPELLINGS, type Spelling, tidyName } from '../../prose/index.ts'
import { asWritten, nameFault, tagKey } from '../../tags/index.ts'
import { t } from '../../web/say.ts'
import { PERMISSION_KINDS, type Permissions, type WorkRecord } from '../record.ts'
import type { CommentsFrom, Given, Typed } from '../tables.ts'
import { permissionsTyped } from './permissions-typed.ts'
import { type Faults, lineFault, pastDay, readText, tooManyTags } from './work-limits.ts'

/** What a work's form says, clean and within its limits. */
export interface WorkFields extends WorkTags {
  readonly title: string
  readonly language: string
  readonly summary: string
  readonly notes: string
  readonly endNotes: string
  readonly permissions: Permissions
  readonly audience: 'public' | 'members'
  readonly commentsFrom: CommentsFrom
  readonly commentsModerated: boolean
  /** Null: its end is open. */
  readonly expected: number | null
  readonly published: string | null
  readonly announced: boolean
  /** Of the writer's own: who else signs is not theirs to say here. */
  readonly pens: readonly PenNameId[]
  /** The text of the only chapter; null where there are several, each with a form of its own. */
  readonly chapter: { readonly title: string; readonly html: string } | null
}

export type WorkTags = Pick<
  WorkRecord,
  'rating' | 'warnings' | 'categories' | 'fandoms' | 'relationships' | 'characters' | 'additionalTags'
>

interface Reading {
  readonly now: Date
  /** The writer's own pen names. */
  readonly pens: ReadonlySet<PenNameId>
  /** The work's text is in this form. */
  readonly oneChapter: boolean
  readonly mostTags?: number | undefined
  /** What it is now: what came with it from elsewhere may stay, also where it could not be written here. */
  readonly before?: WorkFields | undefined
}

export interface ReadFields {
  readonly fields: WorkFields
  /** Texts as they were given, where cleaning changed them: by their column's name; `html` is the chapter's. */
  readonly given: Given
}

export type Faulty = { readonly faults: Faults }

/** Reads a work's form: everything that is wrong is found at once. */
export function readFields(typed: Typed, reading: Reading): ReadFields | Faulty {
  const faults: Record<string, string> = {}
  const given: Record<string, string> = {}
  const text = textReader(typed, reading, { faults, given })
  const title = lineIn(typed, faults, 'title', LIMITS.title)
  if (!title) faults.title = t('Give it a title.')
  const fields: WorkFields = {
    title,
    ...readTags(typed, faults, reading),
    language: languageIn(typed, faults),
    summary: text('summary', 'summary', LIMITS.summary),
    notes: text('notes', 'notes', LIMITS.notes),
    endNotes: text('end_notes', 'endNotes', LIMITS.notes),
    permissions: permissionsTyped(typed, faults),
    audience: one(typed, 'audience') === 'members' ? 'members' : 'public',
    commentsFrom: COMMENTS.find((who) => who === one(typed, 'comments_from')) ?? 'members',
    commentsModerated: one(typed, 'comments_moderated') !== '',
    expected: plannedIn(one(typed, 'expected')),
    published: dayIn(typed, faults, reading.now),
    announced: one(typed, 'announced') !== 'no',
    pens: pensIn(typed, faults, reading.pens),
    chapter: reading.oneChapter
      ? {
          title: lineIn(typed, faults, 'chapter_title', LIMITS.title),
          html: text('body', 'html', LIMITS.chapter, LIMITS.shortest),
        }
      : null,
  }
  return Object.keys(faults).length > 0 ? { faults } : { fields, given }
}

interface Found {
  readonly faults: Record<string, string>
  readonly given: Record<string, string>
}

/** Reads one text after the other, and notes what is wrong with it or was changed in it. */
const textReader =
  (typed: Typed, { before }: Reading, { faults, given }: Found) =>
  (name: string, column: Column, most: number, fewest = 0): string => {
    if (before && one(typed, name) === textOf(before, column)) return one(typed, name)
    const spelling = name === 'body' ? spellingOf(typed) : 'html'
    const field = name === 'body' ? 'content' : name === 'summary' ? 'summary' : 'notes'
    const read = readText(one(typed, name), { spelling, field, most, fewest })
    if ('fault' in read) faults[name] = read.fault
    else if (read.given !== null) given[column] = read.given
    return 'fault' in read ? '' : read.html
  }

/** One line, with what is wrong with it noted. */
export function lineIn(typed: Typed, faults: Record<string, string>, name: string, most: number): string {
  const said = tidyName(one(typed, name))
  const fault = lineFault(said, most)
  if (fault) faults[name] = fault
  return said
}

/** The tags alone, from a form that has no more. */
export function readTagsForm(
  typed: Typed,
  reading: Pick<Reading, 'mostTags' | 'before'>,
): { readonly tags: WorkTags } | Faulty {
  const faults: Record<string, string> = {}
  const tags = readTags(typed, faults, reading)
  return Object.keys(faults).length > 0 ? { faults } : { tags }
}

const textOf = (fields: WorkFields, column: Column): string | undefined =>
  column === 'html' ? fields.chapter?.html : fields[column]

type Column = 'summary' | 'notes' | 'endNotes' | 'html'

/** A field's one value, as it was typed but for its line ends. */
export const one = (typed: Typed, name: string): string =>
  ([typed[name] ?? ''].flat().at(-1) ?? '').replace(/\r\n?/g, '\n')

/** Every value of a field that is there more than once. */
export const many = (typed: Typed, name: string): readonly string[] =>
  [typed[name] ?? []].flat().filter((value) => value !== '')

const COMMENTS: readonly CommentsFrom[] = ['everyone', 'members', 'nobody']

export const spellingOf = (typed: Typed): Spelling =>
  SPELLINGS.find((spelling) => spelling === one(typed, 'spelling')) ?? 'html'

/** Tags that writers name themselves: their fields, and what they are in the record. */
export const NAMED = [
  ['fandom', 'fandoms'],
  ['relationship', 'relationships'],
  ['character', 'characters'],
  ['freeform', 'additionalTags'],
] as const

function readTags(
  typed: Typed,
  faults: Record<string, string>,
  { mostTags, before }: Pick<Reading, 'mostTags' | 'before'>,
): WorkTags {
  const kept = before ? NAMED.flatMap(([, kind]) => before[kind]) : []
  const rating = RATINGS.find((value) => value === one(typed, 'rating'))
  if (!rating) faults.rating = t('Choose a rating; “Not Rated” is one.')
  const warnings = WARNINGS.filter((value) => many(typed, 'warning').includes(value))
  if (warnings.length === 0)
    faults.warning = t('Choose at least one warning. To choose not to use them is a full answer, too.')
  const [fandoms = [], relationships = [], characters = [], additionalTags = []] = NAMED.map(([field]) => {
    const names = namesIn(one(typed, field), kept)
    const fault = names
      .filter((name) => !kept.includes(name))
      .map(faultOfName)
      .find((found) => found !== undefined)
    if (fault) faults[field] = fault
    return names
  })
  if (fandoms.length === 0) faults.fandom = t('Name at least one fandom.')
  const all = fandoms.length + relationships.length + characters.length + additionalTags.length
  const over = tooManyTags(all, mostTags)
  if (over) faults.freeform ??= over
  const categories = CATEGORIES.filter((value) => many(typed, 'category').includes(value))
  return {
    rating: rating ?? UNRATED,
    ...{ warnings, categories, fandoms, relationships, characters, additionalTags },
  }
}

const UNRATED: Rating = 'Not Rated'

/** Names parted by commas, in the writer's order; of two that are one tag, the first. Kept ones may hold a comma. */
export function namesIn(text: string, kept: readonly string[] = []): readonly string[] {
  const whole = kept.filter((name) => SEPARATOR.test(name))
  const joined = whole.reduce(
    (all, name, at) => all.replaceAll(name, EDGE + at + EDGE),
    text.replaceAll(EDGE, ''),
  )
  const byKey = new Map<string, string>()
  for (const part of joined.split(SEPARATOR)) {
    const name = asWritten(part.replace(/\uE000(\d+)\uE000/g, (_, at) => whole[Number(at)] ?? ''))
    if (name && !byKey.has(tagKey(name))) byKey.set(tagKey(name), name)
  }
  return [...byKey.values()]
}

const SEPARATOR = /[,，、]/
/** A private-use character: it marks the place of a name with a comma in it while the others are parted. */
const EDGE = '\uE000'

function faultOfName(name: string): string | undefined {
  const letters = [...name]
  const said = letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : name
  const fault = nameFault(name)
  if (fault === 'long-name')
    return t(
      '“{name}” has {n} letters, and a tag may have {most}. Shorten it, or make several of it with commas between them.',
      { name: said, n: letters.length, most: LIMITS.tag },
    )
  if (fault === 'forbidden-characters')
    return t('“{name}” cannot be a tag: it may not hold any of {signs}.', {
      name: said,
      signs: '* < > ^ { } = ` \\ %',
    })
  if (fault === 'empty-name') return t('One of the names has no letter that can be seen.')
  return lineFault(name, LIMITS.tag)
}

function languageIn(typed: Typed, faults: Record<string, string>): string {
  const code = one(typed, 'language')
  const language = code ? languageOf(code) : undefined
  if (!language) faults.language = t('Choose the language it is written in.')
  return language?.code ?? 'und'
}

/** A number of chapters; anything else is an open end, and so is none. */
export function plannedIn(text: string): number | null {
  const digits = text
    .trim()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
  const number = /^\d{1,5}$/.test(digits) ? Number(digits) : 0
  return number > 0 ? number : null
}

function dayIn(typed: Typed, faults: Record<string, string>, now: Date): string | null {
  const read = pastDay(one(typed, 'published').trim(), now)
  if ('fault' in read) faults.published = read.fault
  return 'fault' in read ? null : read.day
}

function pensIn(
  typed: Typed,
  faults: Record<string, string>,
  own: ReadonlySet<PenNameId>,
): readonly PenNameId[] {
  const chosen = many(typed, 'pen')
  const pens = [...own].filter((id) => chosen.includes(String(id)))
  if (pens.length === 0) faults.pen = t('Choose at least one of your names: it signs the work.')
  return pens
}

/** The fields of a form that says what this work is now: for editing it, and beside what somebody else typed. */
export function typedFrom(fields: WorkFields): Typed {
  const { permissions, chapter } = fields
  return {
    title: fields.title,
    rating: fields.rating,
    warning: fields.warnings,
    category: fields.categories,
    ...Object.fromEntries(NAMED.map(([field, kind]) => [field, fields[kind].join(', ')])),
    language: fields.language,
    ...{ summary: fields.summary, notes: fields.notes, end_notes: fields.endNotes },
    audience: fields.audience,
    comments_from: fields.commentsFrom,
    comments_moderated: fields.commentsModerated ? 'yes' : '',
    expected: fields.expected === null ? '?' : String(fields.expected),
    published: fields.published ?? '',
    announced: fields.announced ? '' : 'no',
    pen: fields.pens.map(String),
    ...Object.fromEntries(PERMISSION_KINDS.map((kind) => [`may_${kind}`, permissions[kind]])),
    words: permissions.words,
    ...(chapter ? { chapter_title: chapter.title, body: chapter.html, spelling: 'html' } : {}),
  }
}
