import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { languageName } from '../core/languages.ts'
import type { Db } from '../storage/transaction.ts'
import { t } from '../web/say.ts'
import { blurbs, type Passage } from '../works/index.ts'
import { type Browsed, browse, PER_PAGE, type Scope } from './browse.ts'
import type { Mistake } from './query/tree.ts'
import { notHere } from './query-conditions.ts'
import { type Question, questionIn, type UnclearPart, unsortable } from './question.ts'
import { passages, textQuery } from './text-search.ts'
import type { ActiveFilter, WorksFilters, WorksListView, WorksOf, WorksSort } from './works-view.ts'

interface Asked {
  readonly db: Db
  readonly actor: Actor
  readonly scope: Scope
  readonly of: WorksOf
  /** The list's own path. */
  readonly path: string
  readonly search: URLSearchParams
  readonly now: Date
}

/** A page of works, ready to be laid out: the same for every list there is. */
export async function worksList({ db, actor, scope, of, path, search, now }: Asked): Promise<WorksListView> {
  const question = questionIn(search, now)
  const found = await browse(db, actor, scope, question)
  const query = await textQuery(db, question.query.tree)
  const [shown, marked] = await Promise.all([
    blurbs(db, actor, found.ids),
    query ? passages(db, query, found.ids) : new Map<WorkId, Passage[]>(),
  ])
  return {
    of: question.query.rest && of.list === 'all' ? { list: 'search' } : of,
    works: shown.map((work) => ({ ...work, passages: marked.get(work.id) ?? [] })),
    total: found.total,
    from: found.total ? (found.page - 1) * PER_PAGE + 1 : 0,
    to: Math.min(found.page * PER_PAGE, found.total),
    pager: {
      page: found.page,
      pages: found.pages,
      at: (page) => address(path, search, (query) => query.set('page', String(page))),
    },
    filters: filtersShown(question, path, search, found.languages),
    active: activeFilters(question, path, search),
    clear: path,
    notes: notesOn(question, found),
  }
}

const address = (path: string, search: URLSearchParams, change: (query: URLSearchParams) => void): string => {
  const query = new URLSearchParams(search)
  query.delete('page')
  change(query)
  for (const [name, value] of [...query]) if (!value) query.delete(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

const SORTS: readonly WorksSort[] = ['updated', 'posted', 'title', 'words']

function filtersShown(
  question: Question,
  path: string,
  search: URLSearchParams,
  languages: readonly string[],
): WorksFilters {
  return {
    action: path,
    q: question.query.rest,
    sort: question.sort,
    order: question.order,
    sorts: question.hasWords ? ['relevance', ...SORTS] : SORTS,
    language: question.language,
    languages,
    complete: question.complete,
    wordsFrom: question.wordsFrom?.toString() ?? '',
    wordsTo: question.wordsTo?.toString() ?? '',
    kept: [...search].filter(([name]) => KEPT.has(name)).map(([name, value]) => ({ name, value })),
  }
}

const KEPT: ReadonlySet<string> = new Set(['tag', 'any', 'not'])

function activeFilters(question: Question, path: string, search: URLSearchParams): ActiveFilter[] {
  const without = (names: readonly string[], value?: string): string =>
    address(path, search, (query) => {
      for (const name of names) query.delete(name, value)
    })
  const one = (how: ActiveFilter['how'], parameter: string, name: string, value?: string): ActiveFilter => ({
    how,
    name,
    without: without([parameter], value),
  })
  const { wordsFrom: from, wordsTo: to } = question
  return [
    ...question.tag.map((name) => one('want', 'tag', name, name)),
    ...question.any.map((name) => one('any', 'any', name, name)),
    ...question.not.map((name) => one('not', 'not', name, name)),
    ...(question.language ? [one('want', 'language', languageName(question.language))] : []),
    ...(question.complete
      ? [one('want', 'complete', question.complete === 'yes' ? t('Complete') : t('In progress'))]
      : []),
    ...(from !== null || to !== null
      ? [
          {
            how: 'want' as const,
            name: t('{from} to {to} words', { from: from ?? 0, to: to === null ? '∞' : to }),
            without: without(['words', 'words_from', 'words_to']),
          },
        ]
      : []),
    ...(question.q ? [one('want', 'q', t('“{q}”', { q: question.q }))] : []),
  ]
}

function notesOn(question: Question, found: Browsed): WorksListView['notes'] {
  const { query } = question
  const order = unsortable(query)
  const late = question.page > found.page
  return [
    ...question.notes.map(unclear),
    ...query.mistakes.map(mistaken),
    ...(query.tree ? notHere(query.tree) : []).map((name) =>
      t('“{name}” is not counted here yet; that part was left out.', { name }),
    ),
    ...(order ? [t('Works cannot be sorted by “{name}” here yet.', { name: order })] : []),
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
    case 'language':
      return t('That language is not known here; works in every language are shown.')
    case 'complete':
      return t('Completion can be yes or no; both are shown.')
    case 'sort':
      return t('Works cannot be sorted that way; the latest are shown first.')
    case 'page':
      return t('That is not the number of a page; this is the first.')
    case 'too-many-tags':
      return t('Only the first fifty tags were used.')
    case 'long-search':
      return t('Only the first five hundred characters were looked for.')
  }
}
