import { sql } from 'kysely'
import { CATEGORIES, RATINGS, WARNINGS } from '../../src/core/values.ts'
import type { Transaction } from '../../src/storage/transaction.ts'
import { type Archive, type Told, tellTags, usesOf } from '../engine/generator.ts'
import { FIRST_CATEGORY, FIRST_RATING, FIRST_WARNING } from '../engine/vocabulary.ts'

interface Written {
  readonly id: number
  readonly kind: string
  readonly name: string
  readonly canonical: boolean
  synonymOf: number | null
}

/** The generator's shares are in the order of how often each is used; these are their names. */
const RATING_ORDER = [RATINGS[2], RATINGS[1], RATINGS[4], RATINGS[3], RATINGS[0]]
const WARNING_ORDER = [WARNINGS[1], WARNINGS[0], ...WARNINGS.slice(2)]
const CATEGORY_ORDER = [
  'M/M',
  'F/M',
  'Gen',
  ...CATEGORIES.filter((one) => !['M/M', 'F/M', 'Gen'].includes(one)),
]

/** Writes every tag of the archive; answers how the generator's numbers are those of the database. */
export async function writeTags(
  trx: Transaction,
  archive: Archive,
  seed: number,
): Promise<(tag: number) => number> {
  const { rows } = await sql<{
    id: number
    kind: string
    name: string
  }>`select id, kind, name from tags`.execute(trx)
  const base = Math.max(0, ...rows.map(({ id }) => id))
  const fixed = new Map<number, number>()
  const fix = (first: number, kind: string, names: readonly string[]): void =>
    names.forEach((name, at) => {
      const row = rows.find((one) => one.kind === kind && one.name === name)
      if (row) fixed.set(first + at, row.id)
    })
  fix(FIRST_RATING, 'rating', RATING_ORDER.map(String))
  fix(FIRST_WARNING, 'warning', WARNING_ORDER.map(String))
  fix(FIRST_CATEGORY, 'category', CATEGORY_ORDER)
  const idOf = (tag: number): number => fixed.get(tag) ?? base + tag

  const written = new Map<number, Written>()
  const keys = new Set(rows.map(({ kind, name }) => `${kind} ${name.toLowerCase()}`))
  const metas: [number, number][] = []
  const teller: Told = {
    setTag: ({ id, kind, name, canonical }) => {
      if (!fixed.has(id))
        written.set(id, {
          id: idOf(id),
          kind,
          name: unused(keys, kind, name.trim(), id),
          canonical,
          synonymOf: null,
        })
      return 'done'
    },
    setSynonym: (tag, of) => {
      const one = written.get(tag)
      if (one) one.synonymOf = idOf(of)
      return 'done'
    },
    addMeta: (sub, meta) => {
      metas.push([idOf(sub), idOf(meta)])
      return 'done'
    },
  }
  tellTags(teller, archive, usesOf(archive), seed)
  const all = [...written.values()]
  await insertTags(
    trx,
    all.filter(({ synonymOf }) => !synonymOf),
  )
  await insertTags(
    trx,
    all.filter(({ synonymOf }) => synonymOf),
  )
  for (let from = 0; from < metas.length; from += BATCH) {
    const part = metas.slice(from, from + BATCH)
    await sql`insert into meta_tags (tag_id, meta_id) select * from unnest(${part.map(([sub]) => sub)}::int[], ${part.map(([, meta]) => meta)}::int[]) on conflict do nothing`.execute(
      trx,
    )
  }
  return idOf
}

const BATCH = 5_000

function unused(keys: Set<string>, kind: string, name: string, id: number): string {
  const key = `${kind} ${name.toLowerCase()}`
  const free = keys.has(key) ? `${name.slice(0, 138)} ${id}` : name
  keys.add(`${kind} ${free.toLowerCase()}`)
  return free
}

export async function insertTags(trx: Transaction, tags: readonly Written[]): Promise<void> {
  for (let from = 0; from < tags.length; from += BATCH) {
    const part = tags.slice(from, from + BATCH)
    await sql`insert into tags (id, kind, name, name_key, canonical, synonym_of)
      overriding system value
      select id, kind, name, lower(name), canonical, synonym_of from unnest(
        ${part.map(({ id }) => id)}::int[], ${part.map(({ kind }) => kind)}::text[], ${part.map(({ name }) => name)}::text[],
        ${part.map(({ canonical }) => canonical)}::bool[], ${part.map(({ synonymOf }) => synonymOf)}::int[]
      ) as made (id, kind, name, canonical, synonym_of)`.execute(trx)
  }
}
