import type { Entry, SearchIndex } from '../../search/index.ts'
import { crosses, type FandomMetas } from './crossovers.ts'
import { dayAt, OWNER, secondsAt } from './schema.ts'
import type { WorkRow } from './work-rows.ts'

/** What is known of tags where an entry is put together: the index itself knows all but the meta-tags, upwards. */
export interface Graph {
  readonly index: SearchIndex
  readonly metas: FandomMetas
}

/** A work as the engine holds it. Its tags must have been told before. */
export function entryOf(row: WorkRow, graph: Graph): Entry {
  const { tags, fandoms, relationships } = different(idsIn(row.tags), graph.index)
  return {
    id: row.id,
    visibility: row.class,
    tags: tags.slice(0, MOST_TAGS),
    creators: ownersOf(row),
    columns: {
      updated: secondsAt(row.updated * 1000),
      posted: dayAt(row.posted * DAY_MS),
      words: count(row.words),
      chapters: count(row.chapters),
      expected: count(row.expected),
      kudos: row.kudos,
      hits: row.hits,
      comments: row.comments,
      bookmarks: row.bookmarks,
      fandoms: fandoms.length,
      relationships: relationships.length,
    },
    texts: {
      title: row.title_key,
      creator: row.disclosure === 'anonymous' ? 'anonymous' : (row.byline ?? ''),
    },
    choices: {
      language: row.language,
      complete: yesOrNo(row.complete),
      crossover: yesOrNo(crosses(fandoms, graph.metas)),
      audience: row.audience,
      disclosure: row.disclosure,
      files: yesOrNo(!row.unfiled),
    },
  }
}

const DAY_MS = 86_400_000
/** More than any writer gives a work, and no more than the engine takes: one monstrous work must not stop the rest. */
const MOST_TAGS = 30_000

/** The database does not forbid numbers under 0; the engine does. */
const count = (number: number): number => Math.max(0, number)

const yesOrNo = (yes: boolean): string => (yes ? 'yes' : 'no')

/** Of these tags, those that are known; and the fandoms and relationships, each once under its canonical name. */
export function different(ids: readonly number[], index: SearchIndex) {
  const tags: number[] = []
  const [fandoms, relationships]: [number[], number[]] = [[], []]
  for (const tag of ids) {
    const kind = index.kindOfTag(tag)
    if (!kind) continue
    tags.push(tag)
    const some = kind === 'fandom' ? fandoms : kind === 'relationship' ? relationships : undefined
    const name = some && (index.canonicalOf(tag) ?? tag)
    if (name && !some.includes(name)) some.push(name)
  }
  return { tags, fandoms, relationships }
}

/** An anonymous work belongs to nobody whom a list, a filter or a mute could tell; an unlinked pen name's to no account. */
function ownersOf({ pens, accounts, makers, holder, series, audience, disclosure }: WorkRow): number[] {
  const open = disclosure === 'open'
  const holders = audience === 'kept' ? [holder] : [holder, ...idsIn(makers)]
  return [
    ...(open ? idsIn(pens).map(OWNER.penName) : []),
    ...(open ? idsIn(accounts).map(OWNER.account) : []),
    ...[...new Set(holders)].map(OWNER.holder),
    ...idsIn(series).map(OWNER.series),
  ]
}

/** `{1,2,3}`, as PostgreSQL writes an array: read here, because the driver takes ten times as long. */
function idsIn(array: string | null): number[] {
  const ids: number[] = []
  let id = 0
  for (let at = 1; at < (array?.length ?? 0); at++) {
    const code = array?.charCodeAt(at) ?? 0
    if (code >= ZERO && code < ZERO + 10) id = id * 10 + code - ZERO
    else {
      ids.push(id)
      id = 0
    }
  }
  return ids
}

const ZERO = 48
