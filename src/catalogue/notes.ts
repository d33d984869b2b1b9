import { href, routes } from '../routes.ts'
import { t } from '../web/say.ts'
import { type Answered, address } from './address.ts'
import type { NearTag } from './names/tag-near.ts'
import type { Mistake } from './query/tree.ts'
import { typedFields, type UnclearPart } from './question.ts'
import { noteId } from './typed-back.ts'
import type { ListNote, WorksListView } from './works-view.ts'

/** Of hundreds of names that nobody has, the first few are told with what is like them. */
const MOST_WITH_NEAR = 5
/** And so many have a line of their own; the others share one. */
const MOST_WITH_LINE = 10

/** What was not understood, or done in the reader's stead. */
export function notesOn(
  answered: Answered,
  nearTo: (name: string) => readonly NearTag[],
): WorksListView['notes'] {
  const { question, found } = answered
  const late = question.page > found.page
  const note = (text: string): ListNote => ({ kind: 'note', text })
  const unknown = inOrder(answered)
  const others = unknown.slice(MOST_WITH_LINE)
  return [
    ...question.notes.map((part) => ({ ...note(unclear(part)), id: noteId(part) })),
    ...question.query.mistakes.map(mistaken).map(note),
    ...[...found.partly].sort().map(looked).map(note),
    ...unknown.slice(0, MOST_WITH_LINE).map((name, at) => ({
      ...note(t('No tag here is called “{name}”.', { name })),
      near: at < MOST_WITH_NEAR ? nearTo(name).map((near) => insteadOf(answered, name, near)) : [],
    })),
    ...(others.length
      ? [note(t('No tag is called any of these either: {names}', { names: others.join(', ') }))]
      : []),
    ...(late ? [note(t('There is no such page; this is the last one.'))] : []),
  ]
}

const looked = (where: 'newest' | 'titles'): string =>
  where === 'titles'
    ? t('Words that nearly every text has were looked for in titles alone.')
    : t(
        'A phrase with words that nearly every text has was looked for in the latest works. With another, rarer word beside it, all are looked through.',
      )

/** As they were asked for: they were looked up side by side, and which came first says nothing. */
function inOrder({ question: { tag, any, not }, found }: Answered): readonly string[] {
  const asked = [...tag, ...any, ...not].map((written) => written.replace(/^[a-z]+:(?=.)/s, ''))
  const places = new Map(asked.map((name, at) => [name, at] as const).reverse())
  const place = (name: string): number => places.get(name) ?? asked.length
  return found.unknown.toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}

const NAMED = (['tag', 'any', 'not'] as const).flatMap((how) => [
  how,
  ...typedFields(how).map(([field]) => field),
])

/** The same list with the tag there is; of a name within the search box, the tag's own list. */
function insteadOf({ path, search }: Answered, written: string, { name, value }: NearTag) {
  let replaced = false
  const here = address(path, search, (query) => {
    for (const param of NAMED) {
      const all = query.getAll(param)
      const now = all.map((one) => withName(one, written, value))
      replaced ||= now.some((one, at) => one !== all[at])
      query.delete(param)
      for (const one of now) query.append(param, one)
    }
  })
  return { name, href: replaced ? here : href(routes.tagWorks, { name: value }) }
}

/** A name by itself, with its kind, or among several that were typed with commas. */
function withName(typed: string, written: string, value: string): string {
  const bare = typed.replace(/^[a-z]+:(?=.)/s, '')
  if (typed === written || bare === written) return value
  const parts = typed.split(/[,，、]/).map((part) => part.trim())
  return parts.includes(written) ? parts.map((part) => (part === written ? value : part)).join(', ') : typed
}

function mistaken({ what, part, suggestion }: Mistake): string {
  switch (what) {
    case 'unknown-field':
      return t('“{part}” is no field to search in; it was looked for as a word. Did you mean “{name}”?', {
        part,
        name: suggestion ?? '',
      })
    case 'bad-value':
      return suggestion
        ? t('“{part}” was not understood and left out. Write it like {example}', {
            part,
            example: suggestion,
          })
        : t('“{part}” was not understood and left out.', { part })
    case 'open-quote':
      return t('A quotation mark has no partner: all that follows it was taken as one phrase.')
    case 'lone-bracket':
      return t('A bracket has no partner and was left out.')
    case 'too-deep':
      return t('So many brackets within brackets were not read; the innermost were left out.')
    case 'lone-operator':
      return t('“{part}” joins nothing here and was left out.', { part })
    case 'signs-alone':
      return t('In “{part}” is neither a letter nor a number to look for, so all works are here.', { part })
    case 'short-star':
      return t('“{part}” begins with too few letters for a star; it was looked for as a word.', { part })
    case 'many-stars':
      return t('Only the first ten stars were used; from “{part}” on, words were looked for as they stand.', {
        part,
      })
    case 'star-within':
      return t('A star stands for the rest of a word, at its end: “{example}”.', { example: 'lamp*' })
  }
}

export function unclear(part: UnclearPart): string {
  switch (part) {
    case 'words':
      return t('The number of words was not understood. Write it like 1000-5000, 1000- or -5000.')
    case 'kudos':
    case 'hits':
    case 'comments':
    case 'bookmarks':
    case 'chapters':
    case 'fandoms':
    case 'relationships':
      return t('“{name}” was not understood. Write it like 10-50, 10- or -50.', { name: part })
    case 'updated':
    case 'posted':
      return t('“{name}” was not understood. Write it like 2024, 2024-05-01..2024-06-30 or last 2 weeks.', {
        name: part,
      })
    case 'language':
      return t('That language is not known here; works in every language are shown.')
    case 'complete':
      return t('Completion can be yes or no; both are shown.')
    case 'crossover':
      return t('Crossovers can be yes, no or only; all works are shown.')
    case 'sort':
      return t('Works cannot be sorted that way; the latest are shown first.')
    case 'single':
      return t('One chapter can be yes or no; works with any number of chapters are shown.')
    case 'order':
      return t('The order can be asc or desc; works stand as they usually do.')
    case 'page':
      return t('That is not the number of a page; this is the first.')
    case 'too-many-tags':
      return t('Only the first five hundred tags were used.')
    case 'two-ways':
      return t('A tag was asked for in two ways: “not” goes before “any of”, and that before “want”.')
    case 'long-search':
      return t('Only the first five hundred characters were looked for.')
  }
}
