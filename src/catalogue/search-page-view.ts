import type { Actor } from '../core/actor.ts'
import { languageName } from '../core/languages.ts'
import { TAG_KINDS, type TagKind } from '../core/values.ts'
import type { Db } from '../storage/transaction.ts'
import type { Browsing } from './browse.ts'
import { knownTag } from './names/known-tag.ts'
import { languagesListed } from './names/languages-listed.ts'
import { unclear } from './notes.ts'
import { daysWritten, rangeWritten, writeQuery } from './query/write.ts'
import {
  type DayParam,
  KIND_FIELDS,
  NUMBER_PARAMS,
  type NumberParam,
  type Question,
  questionIn,
  SORTS,
} from './question.ts'
import { spreadQuery } from './spread-query.ts'
import { typedBack } from './typed-back.ts'
import type { WorksFilters } from './works-view.ts'

/** The whole search as a form, filled with what was asked before: also with what was typed into the one box. */
export interface SearchPageView
  extends Pick<
    WorksFilters,
    'q' | 'title' | 'creator' | 'language' | 'languages' | 'complete' | 'crossover' | 'single'
  > {
  readonly updated: string
  readonly posted: string
  readonly numbers: Readonly<Record<NumberParam, string>>
  /** What was not understood, by the name of its field. */
  readonly faults: ReadonlyMap<string, string>
  readonly rating: string
  readonly warnings: readonly string[]
  readonly categories: readonly string[]
  /** Names with commas between them, of each kind. */
  readonly tags: Readonly<Record<KindField, string>>
  readonly either: string
  readonly without: string
  /** Tags that no field can hold, as the address says them. */
  readonly kept: WorksFilters['kept']
  readonly order: Pick<WorksFilters, 'sort' | 'sorts' | 'order'>
}

export type KindField = (typeof KIND_FIELDS)[number]

export async function searchPageView(
  browsing: Browsing,
  search: URLSearchParams,
  now: Date,
): Promise<SearchPageView> {
  const { db, actor } = browsing
  const question = questionIn(search, now)
  const asked = spreadQuery(question)
  const back = (name: NumberParam | DayParam): string => typedBack({ question, search }, name)?.whole ?? ''
  const languages = await languagesListed(browsing)
  const codes = [...new Set([...languages, ...(asked.language ? [asked.language] : [])])]
  const { title, creator, language, complete, crossover, single, numbers, days, sort, order } = asked
  return {
    ...{ title, creator, language, complete, crossover, single },
    q: asked.rest ? writeQuery(asked.rest) : asked.query.mistakes.length ? asked.query.rest : '',
    languages: codes
      .map((code) => ({ code, works: null }))
      .sort((a, b) => languageName(a.code).localeCompare(languageName(b.code))),
    updated: days.updated ? days.updated.written || daysWritten(days.updated) : back('updated'),
    posted: days.posted ? days.posted.written || daysWritten(days.posted) : back('posted'),
    numbers: record(NUMBER_PARAMS, (name) => {
      const range = numbers[name]
      return range ? rangeWritten(range) : back(name)
    }),
    faults: new Map(question.notes.map((part) => [part, unclear(part)])),
    ...(await tagFields(db, actor, asked)),
    order: { sort, order, sorts: ['relevance', ...SORTS] },
  }
}

const record = <Name extends string>(names: readonly Name[], of: (name: Name) => string) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, string>

type TagFields = Pick<
  SearchPageView,
  'rating' | 'warnings' | 'categories' | 'tags' | 'either' | 'without' | 'kept'
>

/** Names find the field of their kind; one that no tag has is an additional tag, as far as anybody knows. */
async function tagFields(db: Db, actor: Actor, { tag, any, not }: Question): Promise<TagFields> {
  const named = await Promise.all(tag.map((written) => tagNamed(db, actor, written)))
  const of = (kind: TagKind): string[] => named.filter((one) => one.kind === kind).map(({ name }) => name)
  const plain = (names: readonly string[]): string => names.filter((name) => !/[,，、]/.test(name)).join(', ')
  const [rating = '', ...ratings] = of('rating')
  const kept = (name: string, names: readonly string[]): WorksFilters['kept'] =>
    names.filter((one) => /[,，、]/.test(one)).map((value) => ({ name, value }))
  return {
    rating,
    warnings: of('warning'),
    categories: of('category'),
    tags: record(KIND_FIELDS, (kind) => plain(of(kind))),
    either: plain(any),
    without: plain(not),
    kept: [
      ...ratings.map((name) => ({ name: 'tag', value: `rating:${name}` })),
      ...KIND_FIELDS.flatMap((kind) =>
        kept('tag', of(kind)).map(({ name, value }) => ({ name, value: `${kind}:${value}` })),
      ),
      ...kept('any', any),
      ...kept('not', not),
    ],
  }
}

async function tagNamed(db: Db, actor: Actor, written: string): Promise<{ kind: TagKind; name: string }> {
  const [, prefix, rest] = /^([a-z]+):(.+)$/s.exec(written) ?? []
  const kind = TAG_KINDS.find((one) => one === prefix)
  if (kind && rest) return { kind, name: rest.trim() }
  const known = await knownTag(db, actor, written)
  const found = TAG_KINDS.find((one) => one === known?.kind)
  return { kind: found ?? 'freeform', name: known?.name ?? written }
}
