import { fold, startsWord } from './fold.ts'
import type {
  Answer,
  Completing,
  Entry,
  FacetCount,
  FacetQuestion,
  Filter,
  GraphChange,
  Question,
  Schema,
  Tag,
} from './schema.ts'

/**
 * For tests only: what every answer should be, by looking at every entry. It holds what it was told as it was told
 * and shares nothing with the engine but the folding of names.
 */
export function openOracle(schema: Schema) {
  const entries = new Map<number, Entry>()
  const tags = new Map<number, Tag>()
  const synonymOf = new Map<number, number>()
  const metas = new Map<number, Set<number>>()
  const rootOf = (tag: number): number => {
    const up = synonymOf.get(tag)
    return up === undefined ? tag : rootOf(up)
  }
  const below = (tag: number): Set<number> => {
    const roots = new Set([rootOf(tag)])
    for (const root of roots)
      for (const [sub, above] of metas)
        if ([...above].some((meta) => rootOf(meta) === root)) roots.add(rootOf(sub))
    return roots
  }
  const known = (...ids: readonly number[]): boolean => ids.every((id) => tags.has(id))
  const sameKind = (a: number, b: number): boolean => tags.get(a)?.kind === tags.get(b)?.kind

  function matches(entry: Entry, filter: Filter): boolean {
    if ('all' in filter) return filter.all.every((one) => matches(entry, one))
    if ('any' in filter) return filter.any.some((one) => matches(entry, one))
    if ('none' in filter) return !filter.none.some((one) => matches(entry, one))
    if ('ids' in filter) return filter.ids.includes(entry.id)
    if ('creator' in filter) return entry.creators.includes(filter.creator)
    if ('choice' in filter) return entry.choices[filter.choice] === filter.is
    if ('column' in filter) {
      const value = entry.columns[filter.column] ?? 0
      return value >= (filter.from ?? -Infinity) && value <= (filter.to ?? Infinity)
    }
    if (filter.exact) return entry.tags.includes(filter.tag)
    const wanted = below(filter.tag)
    return known(filter.tag) && entry.tags.some((tag) => wanted.has(rootOf(tag)))
  }

  function results({ reader, filter }: Question): Entry[] {
    return [...entries.values()].filter(
      (entry) =>
        (reader.sees.includes(entry.visibility) || reader.also?.includes(entry.id)) &&
        !reader.never?.includes(entry.id) &&
        !reader.mutedTags?.some((tag) => matches(entry, { tag })) &&
        !reader.mutedCreators?.some((creator) => matches(entry, { creator })) &&
        (!filter || matches(entry, filter)),
    )
  }

  function ordered(found: readonly Entry[], { sort }: Question): Entry[] {
    const by = sort?.by ?? 'id'
    const turn = sort?.direction === 'down' ? -1 : 1
    const key = (entry: Entry): number | Buffer =>
      by === 'id'
        ? entry.id
        : schema.texts.includes(by)
          ? Buffer.from(entry.texts[by] ?? '')
          : (entry.columns[by] ?? 0)
    const compare = (a: number | Buffer, b: number | Buffer): number =>
      typeof a === 'number' || typeof b === 'number' ? Number(a) - Number(b) : Buffer.compare(a, b)
    return found.toSorted((a, b) => turn * (compare(key(a), key(b)) || a.id - b.id))
  }

  /** The values an entry counts for in a facet. */
  function valuesOf(entry: Entry, of: string): readonly (number | string)[] {
    const band = schema.bands.find(({ name }) => name === of)
    if (band) {
      const place = band.from.findLastIndex((limit) => (entry.columns[band.column] ?? 0) >= limit)
      return place < 0 ? [] : [place]
    }
    const choice = entry.choices[of]
    if (schema.choices.includes(of)) return choice === undefined ? [] : [choice]
    return entry.tags.map(rootOf).filter((root) => tags.get(root)?.kind === of && tags.get(root)?.canonical)
  }

  function counted(
    found: readonly Entry[],
    { of, top, skip = 0, search, always = [] }: FacetQuestion,
  ): { readonly best: FacetCount[]; readonly size: number } {
    const counts = new Map<number | string, number>()
    for (const entry of found)
      for (const value of new Set(valuesOf(entry, of))) counts.set(value, (counts.get(value) ?? 0) + 1)
    const named = (root: number | string): boolean =>
      !search || [...tags.values()].some(({ id, name }) => rootOf(id) === root && startsWord(name, search))
    const values = [...counts].map(([value, count]) => ({ value, count })).filter(({ value }) => named(value))
    const best = values
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(skip, skip + top)
    for (const one of always) {
      const value =
        typeof one === 'number' && schema.kinds.some(({ name }) => name === of) ? rootOf(one) : one
      if (best.some((shown) => shown.value === value)) continue
      const holds = (entry: Entry): boolean =>
        tags.has(Number(value)) && schema.kinds.some(({ name }) => name === of)
          ? entry.tags.some((tag) => rootOf(tag) === value)
          : valuesOf(entry, of).includes(value)
      best.push({ value, count: found.filter(holds).length })
    }
    return { best, size: values.length }
  }

  return {
    upsert: (entry: Entry): void => void entries.set(entry.id, entry),
    remove: (id: number): boolean => entries.delete(id),
    setVisibility: (id: number, visibility: number): boolean =>
      change(id, (entry) => ({ ...entry, visibility })),
    setColumn: (id: number, column: string, value: number): boolean =>
      change(id, (entry) => ({ ...entry, columns: { ...entry.columns, [column]: value } })),
    setTag(tag: Tag): GraphChange {
      const alone = !synonymOf.has(tag.id) && ![...synonymOf.values()].includes(tag.id)
      if (tags.has(tag.id) && tags.get(tag.id)?.kind !== tag.kind && !alone) return 'other-kind'
      tags.set(tag.id, tag)
      return 'done'
    },
    setSynonym(tag: number, of: number): GraphChange {
      if (!known(tag, of)) return 'no-such-tag'
      if (!sameKind(tag, of)) return 'other-kind'
      for (let up: number | undefined = of; up !== undefined; up = synonymOf.get(up))
        if (up === tag) return 'cycle'
      synonymOf.set(tag, of)
      return 'done'
    },
    unsetSynonym(tag: number): GraphChange {
      if (!known(tag)) return 'no-such-tag'
      synonymOf.delete(tag)
      return 'done'
    },
    addMeta(sub: number, meta: number): GraphChange {
      if (!known(sub, meta)) return 'no-such-tag'
      if (!sameKind(sub, meta)) return 'other-kind'
      if (below(sub).has(rootOf(meta))) return 'cycle'
      metas.set(sub, new Set([...(metas.get(sub) ?? []), meta]))
      return 'done'
    },
    removeMeta(sub: number, meta: number): GraphChange {
      if (!known(sub, meta)) return 'no-such-tag'
      metas.get(sub)?.delete(meta)
      return 'done'
    },
    ask(question: Question): Answer {
      const found = results(question)
      const { offset = 0, limit = 20, facets = [] } = question
      return {
        total: found.length,
        ids: ordered(found, question)
          .slice(offset, offset + limit)
          .map(({ id }) => id),
        facets: facets.map((facet) => counted(found, facet).best),
        facetSizes: facets.map((facet) => (facet.sized ? counted(found, facet).size : null)),
      }
    },
    /** Canonical tags that a name starting so leads to, and that an entry seen has; ascending. */
    complete(text: string, { reader, within, kind }: Completing): readonly number[] {
      const filter = within?.length ? { all: within.map((tag) => ({ tag })) } : undefined
      const of = filter
        ? results({ reader, filter })
        : [...entries.values()].filter((entry) => reader.sees.includes(entry.visibility))
      const held = new Set(of.flatMap((entry) => entry.tags.map(rootOf)))
      const led = [...tags.values()].filter(({ name }) => fold(text.trim()) !== '' && startsWord(name, text))
      const fits = (root: number): boolean =>
        held.has(root) && tags.get(root)?.canonical === true && (!kind || tags.get(root)?.kind === kind)
      return [...new Set(led.map(({ id }) => rootOf(id)))].filter(fits).sort((a, b) => a - b)
    },
  }

  function change(id: number, into: (entry: Entry) => Entry): boolean {
    const entry = entries.get(id)
    if (entry) entries.set(id, into(entry))
    return entry !== undefined
  }
}

export type Oracle = ReturnType<typeof openOracle>
