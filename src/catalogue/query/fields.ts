import type { TagKind } from '../../core/values.ts'
import type { DateField, FlagField, NumberField, SortField, TextField } from './tree.ts'

export type Field =
  | { readonly type: 'number'; readonly field: NumberField }
  | { readonly type: 'date'; readonly field: DateField }
  | { readonly type: 'flag'; readonly field: FlagField }
  | { readonly type: 'text'; readonly field: TextField }
  | { readonly type: 'tag'; readonly kind: TagKind | null }
  | { readonly type: 'language' }
  | { readonly type: 'sort' }

/** Every field by the names people know it by: ours first, then AO3's columns. */
const NAMES: readonly (readonly [Field, string])[] = [
  [{ type: 'number', field: 'words' }, 'words word word_count words_count'],
  [{ type: 'number', field: 'kudos' }, 'kudos kudo kudos_count kudo_count'],
  [{ type: 'number', field: 'hits' }, 'hits hit hit_count hits_count'],
  [{ type: 'number', field: 'comments' }, 'comments comment comments_count comment_count'],
  [{ type: 'number', field: 'bookmarks' }, 'bookmarks bookmark bookmarks_count bookmark_count'],
  [{ type: 'number', field: 'chapters' }, 'chapters chapter chapters_count chapter_count'],
  [{ type: 'number', field: 'expected_number_of_chapters' }, 'expected_number_of_chapters expected_chapters'],
  [{ type: 'number', field: 'fandoms' }, 'fandom_count fandoms_count'],
  [{ type: 'number', field: 'relationships' }, 'relationship_count relationships_count'],
  [{ type: 'date', field: 'updated' }, 'updated date revised_at updated_at date_updated'],
  [{ type: 'date', field: 'posted' }, 'posted published created_at date_posted'],
  [{ type: 'flag', field: 'complete' }, 'complete completed'],
  [{ type: 'flag', field: 'restricted' }, 'restricted'],
  [{ type: 'flag', field: 'otp' }, 'otp'],
  [{ type: 'flag', field: 'single' }, 'single single_chapter oneshot one_shot'],
  [{ type: 'flag', field: 'crossover' }, 'crossover crossovers'],
  [{ type: 'text', field: 'title' }, 'title titles'],
  [{ type: 'text', field: 'creator' }, 'creator creators author authors'],
  [{ type: 'text', field: 'summary' }, 'summary'],
  [{ type: 'tag', kind: null }, 'tag tags'],
  [{ type: 'tag', kind: 'fandom' }, 'fandom fandoms'],
  [{ type: 'tag', kind: 'character' }, 'character characters'],
  [{ type: 'tag', kind: 'relationship' }, 'relationship relationships ship pairing'],
  [{ type: 'tag', kind: 'freeform' }, 'freeform freeforms additional_tags'],
  [{ type: 'tag', kind: 'rating' }, 'rating ratings'],
  [{ type: 'tag', kind: 'warning' }, 'warning warnings archive_warning archive_warnings'],
  [{ type: 'tag', kind: 'category' }, 'category categories'],
  [{ type: 'language' }, 'language lang language_id'],
  [{ type: 'sort' }, 'sort sorted sort_by sorted_by'],
]

const FIELDS: ReadonlyMap<string, Field> = new Map(
  NAMES.flatMap(([field, names]) => names.split(' ').map((name) => [name, field] as const)),
)

export const fieldNamed = (name: string): Field | undefined => FIELDS.get(name.toLowerCase())

/** Keys works can be put in order by, by every name. */
const SORTS: readonly (readonly [SortField, string])[] = [
  ['relevance', 'relevance best_match best score _score'],
  ['updated', 'updated revised_at date_updated update date'],
  ['posted', 'posted created_at date_posted published'],
  ['title', 'title title_to_sort_on titles'],
  ['creator', 'creator author authors_to_sort_on creators authors'],
  ['words', 'words word word_count length'],
  ['hits', 'hits hit'],
  ['kudos', 'kudos kudo kudos_count'],
  ['comments', 'comments comment comments_count'],
  ['bookmarks', 'bookmarks bookmark bookmarks_count'],
]

export const sortNamed = (name: string): SortField | undefined =>
  SORTS.find(([, names]) => names.split(' ').includes(name.toLowerCase()))?.[0]

/** The field somebody may have meant: one or two letters off. Short words are too like everything. */
export function fieldLike(name: string): string | undefined {
  const asked = name.toLowerCase()
  if (asked.length < 4 || asked.length > 30) return undefined
  const most = asked.length < 6 ? 1 : 2
  return [...FIELDS.keys()].find((known) => known.length > 3 && distance(asked, known) <= most)
}

/** Letters to add, leave out, change or swap with the next. Both words are short. */
function distance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = row
  }
  return last[b.length] ?? a.length
}
