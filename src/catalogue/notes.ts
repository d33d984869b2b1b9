import { t } from '../web/say.ts'
import type { Browsed } from './browse.ts'
import type { Mistake } from './query/tree.ts'
import type { Question, UnclearPart } from './question.ts'
import type { WorksListView } from './works-view.ts'

/** What was not understood, or done in the reader's stead. */
export function notesOn(question: Question, found: Browsed): WorksListView['notes'] {
  const late = question.page > found.page
  return [
    ...question.notes.map(unclear),
    ...question.query.mistakes.map(mistaken),
    ...found.unknown.map((name) => t('No tag here is called “{name}”.', { name })),
    ...(late ? [t('There is no such page; this is the last one.')] : []),
  ].map((text) => ({ kind: 'note', text }))
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
    case 'star-within':
      return t('A star stands for the rest of a word, at its end: “{example}”.', { example: 'lamp*' })
  }
}

function unclear(part: UnclearPart): string {
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
