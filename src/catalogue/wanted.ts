import type { Actor, Member } from '../core/actor.ts'
import type { PenNameId, PersonId, SeriesId, WorkId } from '../core/ids.ts'
import type { Filter, Reader } from '../search/index.ts'
import type { Db } from '../storage/transaction.ts'
import type { FoundTag } from '../tags/index.ts'
import { CLASS, classesListedFor } from '../works/index.ts'
import { besides } from './besides.ts'
import { filterOf } from './filter-of.ts'
import { OWNER } from './memory/schema.ts'
import type { SortField } from './query/tree.ts'
import { type Question, treeOf } from './question.ts'
import { type Choices, hidesNothing, muted, NO_CHOICES } from './saved/choices.ts'
import { configsInUse } from './text-search.ts'
import type { WorksOrder } from './works-view.ts'

/** Which works a list is about, before what the reader asks of it. */
export type Scope =
  | { readonly of: 'all' }
  /** `only`: of one that is banned, and so on no work in the catalogue: the works that bear it. */
  | { readonly of: 'tag'; readonly tag: FoundTag; readonly only?: readonly WorkId[] }
  /** `unlinked`: pen names not shown to be theirs, when they look at their own list. */
  | { readonly of: 'person'; readonly id: PersonId; readonly unlinked: readonly PenNameId[] }
  | { readonly of: 'pen-name'; readonly id: PenNameId }
  | { readonly of: 'language'; readonly language: string }
  | { readonly of: 'series'; readonly id: SeriesId }
  /** The reader's own shelf: kept copies and drafts. */
  | { readonly of: 'library'; readonly only?: readonly WorkId[] }
  /** What the reader did with works of others, in that list's own order. */
  | { readonly of: 'readings'; readonly only: readonly WorkId[] }

/** What is a reader's own is shown whole: what they hide elsewhere and their usual filter do not hold in it. */
export const isOwn = ({ of }: Scope): boolean => of === 'library' || of === 'readings'

/** The order of a list that has one of its own. */
export const usualSort = ({ of }: Scope): SortField | undefined => (of === 'readings' ? 'visited' : undefined)

/** A question with every name looked up, ready to be asked of memory or of the database. */
export interface Wanted {
  readonly reader: Reader
  /** The list's own works, whatever is asked of them. */
  readonly scope: Filter
  readonly filter: Filter
  /** The same without what is chosen of one facet, by its name: what its other choices are counted in. */
  readonly besides: ReadonlyMap<string, Filter>
  readonly sort: SortField
  readonly direction: 'up' | 'down'
  /** Names among tag, any, not and in the query that no tag has. */
  readonly unknown: readonly string[]
  /** Where words were not looked for everywhere. */
  readonly partly: ReadonlySet<'newest' | 'titles'>
  /** The tags that the others of those names are. */
  readonly known: ReadonlyMap<string, FoundTag>
  /** The same without the reader's default filter, or without what they hide; null where there is no such thing. */
  readonly unfiltered: Filter | null
  readonly unmuted: Reader | null
}

interface Wish {
  readonly scope: Scope
  readonly question: Question
  readonly choices?: Choices
  readonly within?: Filter | undefined
}

export async function wantedBy(db: Db, actor: Actor, wish: Wish): Promise<Wanted> {
  const { scope, question, choices = NO_CHOICES } = wish
  const unknown = new Set<string>()
  const tree = treeOf(question)
  const usual = choices.filter && treeOf(choices.filter.question)
  const known = new Map<string, FoundTag>()
  const partly = new Set<'newest' | 'titles'>()
  const asking = { db, actor, configs: configsOnce(db), unknown, known, partly }
  const of = scopeFilter(actor, scope)
  const within: Filter = wish.within ? { all: [of, wish.within] } : of
  const asked: Filter = tree ? await filterOf(asking, tree) : { all: [] }
  const filter: Filter = tree ? { all: [within, asked] } : within
  // What is said of names in a question is not said of those in a filter that stands elsewhere.
  const aside = { ...asking, unknown: new Set<string>(), known: new Map<string, FoundTag>() }
  const always = usual && (await filterOf(aside, usual))
  const withUsual = (one: Filter): Filter => (always ? { all: [one, always] } : one)
  return {
    ...readerOf(actor, scope, choices),
    scope: within,
    filter: withUsual(filter),
    unfiltered: always ? filter : null,
    besides: new Map(
      besides(asked, question).map(([facet, one]) => [facet, withUsual({ all: [within, one] })]),
    ),
    sort: question.sort,
    direction: (question.order ?? USUAL_ORDER[question.sort] ?? 'desc') === 'asc' ? 'up' : 'down',
    // Names are looked up side by side: in whatever order they were answered, they are told in one.
    unknown: [...unknown].sort(),
    ...{ known, partly },
  }
}

/** Asked when words are looked for, and then once. */
function configsOnce(db: Db): () => Promise<readonly string[]> {
  let asked: Promise<readonly string[]> | undefined
  return () => {
    asked ??= configsInUse(db).then((configs) => (configs.length ? configs : ['pal_simple']))
    return asked
  }
}

function readerOf(actor: Actor, scope: Scope, { hidden }: Choices): Pick<Wanted, 'reader' | 'unmuted'> {
  const reader = { sees: scope.of === 'library' ? [CLASS.kept, CLASS.draft] : classesListedFor(actor) }
  if (hidesNothing(hidden)) return { reader, unmuted: null }
  return { reader: { ...reader, ...muted(hidden) }, unmuted: reader }
}

const USUAL_ORDER: Readonly<Partial<Record<SortField, WorksOrder>>> = { title: 'asc', creator: 'asc' }

const heldBy = ({ id }: Member, only: readonly WorkId[] | undefined): Filter => ({
  all: [{ creator: OWNER.holder(id) }, ...(only ? [{ ids: only }] : [])],
})

const signedBy = (account: number, more: readonly number[]): Filter =>
  more.length ? { any: [account, ...more].map((creator) => ({ creator })) } : { creator: account }

function scopeFilter(actor: Actor, scope: Scope): Filter {
  switch (scope.of) {
    case 'all':
      return { all: [] }
    case 'tag':
      return scope.only ? { ids: scope.only } : { tag: scope.tag.id }
    case 'person':
      return signedBy(OWNER.account(scope.id), scope.unlinked.map(OWNER.penName))
    case 'pen-name':
      return { creator: OWNER.penName(scope.id) }
    case 'language':
      return { choice: 'language', is: scope.language }
    case 'series':
      return { creator: OWNER.series(scope.id) }
    case 'library':
      return actor.type === 'member' ? heldBy(actor, scope.only) : { any: [] }
    case 'readings':
      return { ids: scope.only }
  }
}
