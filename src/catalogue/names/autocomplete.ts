import { type SqlBool, sql } from 'kysely'
import type { TagId } from '../../core/ids.ts'
import type { TagKind } from '../../core/values.ts'
import type { SearchIndex } from '../../search/index.ts'
import { tagKey } from '../../tags/index.ts'
import type { Browsing } from '../browse.ts'
import { findsIn, readerIn } from '../reader-in.ts'
import { knownTag } from './known-tag.ts'
import { tagCounts } from './tag-counts.ts'

/** Fields that names are typed into; `tag` takes every kind. AO3's addresses. */
export const COMPLETED_KINDS = ['tag', 'fandom', 'relationship', 'character', 'freeform'] as const
export type CompletedKind = (typeof COMPLETED_KINDS)[number]

/** A name to choose. `id` and `name` as AO3's own scripts read them. */
export interface Offered {
  readonly id: string
  readonly name: string
  readonly kind: TagKind
  /** What belongs into the field: the name, with its kind where tags of two kinds share it. */
  readonly value: string
  /** Works this reader finds under it, or, inside chosen fandoms, there. */
  readonly count: number
  /** The other name of it that was typed, if it was not its own. */
  readonly by: string | null
}

interface Typed {
  readonly kind: CompletedKind
  readonly term: string
  /** Names of fandoms already chosen. */
  readonly within: readonly string[]
}

const LONGEST = 150
const MOST = 15
/** More are looked at than shown: the engine goes by all uses, the reader by the works they may find. */
const LOOKED_AT = 45
const MOST_WITHIN = 10

/** What a name that is being typed may become, most used first; nothing that no work this reader may find has. */
export async function autocomplete(browsing: Browsing, asked: Typed): Promise<readonly Offered[]> {
  const { kind, term, prefix } = ofKind({ ...asked, term: readable(asked.term) })
  const offered = term ? await offers(browsing, { ...asked, kind, term }) : []
  return offered.map((one) => ({
    ...one,
    value: prefix && one.value === one.name ? prefix + one.name : one.value,
  }))
}

/** `fandom:sher`, as addresses say it: names of that kind, which keep it. */
function ofKind({ kind, term }: Typed) {
  const [, prefix = '', rest = ''] = /^([a-z]+:)(.*)$/su.exec(term) ?? []
  const named = COMPLETED_KINDS.find((one) => one !== 'tag' && `${one}:` === prefix)
  return kind === 'tag' && named ? { kind: named, term: rest.trim(), prefix } : { kind, term, prefix: '' }
}

async function offers(browsing: Browsing, typed: Typed): Promise<readonly Offered[]> {
  const { term } = typed
  const index = browsing.catalogue.index()
  if (!index) return fromDatabase(browsing, typed.kind, term)
  const fandoms = await fandomsChosen(browsing, typed.within)
  const inside = fandoms.length ? completed(index, browsing, typed.kind, term, fandoms) : []
  return named(
    browsing,
    inside.length ? inside : await counted(browsing, completed(index, browsing, typed.kind, term)),
  )
}

/** PostgreSQL text holds no NUL, and lone surrogates are no text at all. */
const readable = (text: string): string =>
  text.toWellFormed().replaceAll('\u0000', '').slice(0, LONGEST).trim()

async function fandomsChosen({ db, actor }: Browsing, within: readonly string[]): Promise<readonly TagId[]> {
  const names = within.map(readable).filter(Boolean).slice(0, MOST_WITHIN)
  const tags = await Promise.all(
    names.map((name) => knownTag(db, actor, name.startsWith('fandom:') ? name : `fandom:${name}`)),
  )
  return tags.flatMap((tag) => (tag?.kind === 'fandom' ? [tag.synonymOf?.id ?? tag.id] : []))
}

interface Found {
  readonly id: TagId
  readonly count: number
  readonly by: string | null
}

function completed(
  index: SearchIndex,
  browsing: Browsing,
  kind: CompletedKind,
  term: string,
  within: readonly TagId[] = [],
): readonly Found[] {
  const how = {
    reader: readerIn(browsing),
    ...(kind === 'tag' ? {} : { kind }),
    ...(within.length ? { within } : {}),
    limit: LOOKED_AT,
  }
  const found = index.complete(term, how)
  return (found.length ? found : someWord(index, term, how))
    .filter(({ uses }) => uses > 0)
    .map(({ tag, uses, by }) => ({
      id: tag as TagId,
      count: uses,
      by: by === null ? null : (index.nameOfTag(by) ?? null),
    }))
}

const LOOKED_THROUGH = 500

/** Words in another order than the name's: one of them is looked for, the others have to be there, too. */
function someWord(
  index: SearchIndex,
  term: string,
  how: Parameters<SearchIndex['complete']>[1],
): ReturnType<SearchIndex['complete']> {
  const words = plain(term)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const longest = words.toSorted((a, b) => b.length - a.length)[0]
  if (!longest || words.length < 2) return []
  const beginsWords = (id: number | null): boolean => {
    const name = id === null ? '' : ` ${plain(index.nameOfTag(id) ?? '').replace(/[^\p{L}\p{N}]+/gu, ' ')}`
    return words.every((word) => name.includes(` ${word}`))
  }
  return index
    .complete(longest, { ...how, limit: LOOKED_THROUGH })
    .filter(({ tag, by }) => beginsWords(tag) || beginsWords(by))
    .slice(0, LOOKED_AT)
}

/** Without accents, case or width. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFC')

/** The engine counts uses by works nobody may see, too: what is told and sorted by is counted for this reader. */
async function counted(browsing: Browsing, found: readonly Found[]): Promise<readonly Found[]> {
  const counts = await tagCounts(
    browsing,
    found.map(({ id }) => ({ id, synonym: false })),
  )
  return found
    .map((one) => ({ ...one, count: counts.get(one.id) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}

async function named({ db }: Browsing, found: readonly Found[]): Promise<readonly Offered[]> {
  const { rows } = await sql<{ id: TagId; kind: TagKind; name: string; shared: boolean }>`
    select id, kind, name, exists (select from tags as other
      where other.name_key = tags.name_key and other.id <> tags.id) as shared
    from shown_tags as tags where kind <> 'media' and id = any(${found.map(({ id }) => id)}::int[])`.execute(
    db,
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  return found
    .flatMap(({ id, count, by }) => {
      const tag = known.get(id)
      return tag && !SEPARATES.test(tag.name) ? [offered(tag, count, by)] : []
    })
    .slice(0, MOST)
}

/** Fields take several names with commas between them: an imported name with one inside cannot be typed there. */
const SEPARATES = /[,，、]/

const offered = (
  { kind, name, shared }: { readonly kind: TagKind; readonly name: string; readonly shared: boolean },
  count: number,
  by: string | null,
): Offered => ({ id: name, name, kind, value: shared ? `${kind}:${name}` : name, count, by })

/** While the catalogue is being read into memory: names that begin so, no words within them. */
async function fromDatabase(
  browsing: Browsing,
  kind: CompletedKind,
  term: string,
): Promise<readonly Offered[]> {
  const begins = `${tagKey(term).replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ id: TagId; by: string | null }>`
    select coalesce(tags.synonym_of, tags.id) as id, min(tags.name) filter (where tags.synonym_of is not null) as by
    from shown_tags as tags where tags.name_key like ${begins} and tags.kind <> 'media'
      and ${kind === 'tag' ? sql<SqlBool>`true` : sql<SqlBool>`tags.kind = ${kind}`}
      and exists (select from work_tags join works on works.id = work_id
        where work_tags.tag_id = tags.id and ${findsIn(browsing)})
    group by 1 limit ${LOOKED_AT}`.execute(browsing.db)
  return named(
    browsing,
    await counted(
      browsing,
      rows.map(({ id, by }) => ({ id, count: 0, by })),
    ),
  )
}
