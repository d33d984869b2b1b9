import { languageOf } from '../core/languages.ts'
import type { Category, Rating, Warning } from '../core/values.ts'
import { cleanHtml, type Field, plainTitle, tidyName } from '../prose/index.ts'
import { type Audience, type ChapterRecord, NOTHING_SAID, type WorkRecord } from '../works/index.ts'
import type { AnyPage } from './any-page.ts'
import { withinBounds } from './bounds.ts'
import { namesIn } from './page-labels.ts'
import { categoryFrom, dayFrom, ratingFrom, warningFrom } from './page-values.ts'
import { textHtml } from './text-html.ts'
import { layoutOf } from './text-layout.ts'

/** What the person typed for all the works they bring; empty where they said nothing. */
export interface Typed {
  readonly title: string
  readonly language: string
  readonly fandoms: readonly string[]
  readonly rating: Rating | null
  readonly warnings: readonly Warning[]
  readonly categories: readonly Category[]
  readonly relationships: readonly string[]
  readonly characters: readonly string[]
  readonly tags: readonly string[]
  /** Plain text or HTML. */
  readonly summary: string
  readonly notes: string
  /** Take what the page says of itself. */
  readonly detect: boolean
  /** What was typed comes before what the page says. */
  readonly override: boolean
  readonly audience: Exclude<Audience, 'kept'>
}

export interface PageRead {
  readonly page: AnyPage
  readonly address: string | null
  /** As the list it was found in calls it. */
  readonly listedAs?: string
}

const UNTITLED = 'Untitled Imported Work'
const NO_FANDOM = 'No Fandom'

export interface Signed {
  readonly name: string
  /** Their pen names, in lower case. */
  readonly known: ReadonlySet<string>
  readonly today: string
}

/** One work of one page, or of several in this order as its chapters. */
export function recordOf(pages: readonly PageRead[], typed: Typed, signed: Signed): WorkRecord {
  const one = pages.length === 1
  // Typed for the work, not for each of its chapters.
  const ofEach = one ? typed : { ...typed, title: '', summary: '', notes: '' }
  const facts = pages.map(({ page }) => factsOf(page, ofEach, signed.today))
  const head = joined(facts)
  const title = workTitle(facts, typed)
  const chapters = pages.map((page, at) => chapterOf(page, facts[at] ?? head, at, pages.length, title))
  const dates = chapters.flatMap(({ published }) => published ?? []).sort()
  const last = dates.at(-1) ?? null
  return withinBounds({
    title,
    creators: [signed.known.has(head.author.toLowerCase()) ? head.author : signed.name],
    origin: originFor(pages[0]?.address ?? null),
    rating: head.rating ?? 'Not Rated',
    warnings: head.warnings.length ? head.warnings : ['Creator Chose Not To Use Archive Warnings'],
    categories: head.categories,
    fandoms: head.fandoms.length ? head.fandoms : [NO_FANDOM],
    relationships: head.relationships,
    characters: head.characters,
    additionalTags: head.tags,
    language: typed.language,
    series: [],
    collections: [],
    recipients: [],
    published: dates[0] ?? null,
    updated: one ? null : last,
    // All of it is here: a page without a date is no work in progress.
    completed: last ?? signed.today,
    words: { stated: null, counted: chapters.reduce((sum, { words }) => sum + words, 0) },
    chapterCount: { posted: chapters.length, expected: chapters.length },
    summary: choose(typed, head.summary, asHtml(typed.summary, 'summary'), (text) => text === ''),
    notes: one ? head.notes : asHtml(typed.notes, 'notes'),
    endNotes: '',
    permissions: NOTHING_SAID,
    audience: typed.audience,
    anonymous: false,
    relatedWorks: [],
    chapters,
    import: { format: 'page', era: pages[0]?.page.kind ?? 'page', losses: [], repairs: [] },
  })
}

interface Facts {
  readonly title: string
  readonly chapterTitle: string
  readonly author: string
  readonly summary: string
  readonly notes: string
  readonly date: string | null
  readonly rating: Rating | null
  readonly warnings: readonly Warning[]
  readonly categories: readonly Category[]
  readonly fandoms: readonly string[]
  readonly relationships: readonly string[]
  readonly characters: readonly string[]
  readonly tags: readonly string[]
}

/** Which of the two counts: what the page says, unless the person said that theirs does. */
function factsOf(page: AnyPage, typed: Typed, today: string): Facts {
  const labels = typed.detect ? page.labels : {}
  const html = (said: string | undefined, own: string, field: Field): string =>
    choose(typed, asHtml(said ?? '', field), asHtml(own, field), (text) => text === '')
  const list = <T>(said: readonly T[], own: readonly T[]): readonly T[] =>
    choose(typed, said, own, (names) => names.length === 0)
  const warned = namesIn(labels.warnings)
  const filed = typed.detect ? page.filed : []
  const unknown = warned.filter((name) => !warningFrom(name))
  const date = labels.date ? dayFrom(labels.date) : undefined
  const beside = typed.detect && !labels.notes ? page.beside : ''
  return {
    title: tidyName(choose(typed, labels.title || page.title, typed.title, (text) => text === '')),
    chapterTitle: tidyName(labels.chapterTitle ?? ''),
    author: tidyName(labels.author ?? ''),
    summary: html(labels.summary, typed.summary, 'summary'),
    notes: choose(
      typed,
      beside || asHtml(labels.notes ?? '', 'notes'),
      asHtml(typed.notes, 'notes'),
      (text) => text === '',
    ),
    date: date && date <= today ? date : null,
    rating: choose<Rating | null>(
      typed,
      ratingFrom(labels.rating ?? '') ?? null,
      typed.rating,
      (one) => one === null,
    ),
    warnings: list([...new Set(warned.flatMap((name) => warningFrom(name) ?? []))], typed.warnings),
    categories: list(categoriesIn(labels.categories), typed.categories),
    fandoms: list(namesIn(labels.fandoms), typed.fandoms),
    relationships: list(namesIn(labels.relationships), typed.relationships),
    characters: list(namesIn(labels.characters), typed.characters),
    tags: list([...new Set([...namesIn(labels.tags), ...filed, ...unknown])], typed.tags),
  }
}

function choose<T>({ override }: Typed, page: T, own: T, isNothing: (value: T) => boolean): T {
  const [first, second] = override ? [own, page] : [page, own]
  return isNothing(first) ? second : first
}

const categoriesIn = (said: string | undefined): Category[] => [
  ...new Set(
    namesIn(said)
      .flatMap((name) => (categoryFrom(name) ? [name] : name.split(/(?:(?<!\s)\s+)?[/|+]\s*/)))
      .flatMap((name) => categoryFrom(name) ?? []),
  ),
]

/** Of several pages: the first that says it; of tags all. */
function joined(facts: readonly Facts[]): Facts {
  const first = <K extends keyof Facts>(key: K, isNothing: (value: Facts[K]) => boolean): Facts[K] => {
    const [one] = facts
    const said = facts.find((fact) => !isNothing(fact[key])) ?? one
    if (!said) throw new Error('a work is made of one page at least')
    return said[key]
  }
  const all = <T>(of: (fact: Facts) => readonly T[]): T[] => [...new Set(facts.flatMap(of))]
  const empty = (text: string): boolean => text === ''
  const nothing = (value: unknown): boolean => value === null
  return {
    title: first('title', empty),
    chapterTitle: '',
    author: first('author', empty),
    summary: first('summary', empty),
    notes: first('notes', empty),
    date: first('date', nothing),
    rating: first('rating', nothing),
    warnings: all((fact) => fact.warnings),
    categories: all((fact) => fact.categories),
    fandoms: all((fact) => fact.fandoms),
    relationships: all((fact) => fact.relationships),
    characters: all((fact) => fact.characters),
    tags: all((fact) => fact.tags),
  }
}

/** What is said of the chapter is no part of the work's title: `The Lamp - Chapter 1`. */
const OF_CHAPTER =
  /(?<![\s,:;–—([-])[\s,:;–—([-]*\b(?:chapter|part|ch\.|pt\.)\s*(?:\d+|[ivx]+|one)\b(?:\s*(?:of|\/)\s*\d+)?[\s)\].:–—-]*/i

function workTitle(facts: readonly Facts[], typed: Typed): string {
  const own = plainTitle(typed.title)
  if (facts.length > 1 && own) return own
  const title = facts.find((fact) => fact.title !== '')?.title ?? ''
  if (facts.length < 2) return title || UNTITLED
  const [before = '', after = ''] = title.split(OF_CHAPTER)
  return before.trim() || (after === '' ? title : after.trim()) || title || UNTITLED
}

function chapterOf(
  { page, listedAs = '' }: PageRead,
  facts: Facts,
  at: number,
  of: number,
  title: string,
): ChapterRecord {
  const own = facts.chapterTitle || listedAs || (facts.title === title ? '' : facts.title)
  const { summary, notes } = facts
  const said = of > 1 ? { title: own, summary, notes } : { title: '', summary: '', notes: '' }
  const { html, words } = page
  return { position: at + 1, ...said, endNotes: '', words, published: facts.date, html }
}

/** Typed text may be HTML or plain; both become clean HTML. */
function asHtml(text: string, field: Field): string {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  if (/<[a-z][^<>]*>/i.test(trimmed)) return cleanHtml(trimmed, field)
  const lines = trimmed.split('\n')
  return textHtml(lines, layoutOf(lines), field).html
}

function originFor(address: string | null): WorkRecord['origin'] {
  return address && URL.canParse(address) ? { url: address, archive: new URL(address).hostname } : null
}

export const isLanguage = (code: string): boolean => code !== '' && languageOf(code)?.code === code
