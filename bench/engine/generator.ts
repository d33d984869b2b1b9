import type { Entry, SearchIndex } from '../../src/search/index.ts'
import { type Chance, chanceOf } from './chance.ts'
import {
  FIRST_CATEGORY,
  FIRST_RATING,
  FIRST_WARNING,
  fandomTag,
  nameOfTag,
  openVocabulary,
  type Vocabulary,
} from './vocabulary.ts'

/** An archive by reference/performance.md §1.3: the same works for the same number and seed. */
export interface Archive {
  readonly vocabulary: Vocabulary
  /** In order of posting, ids from 1. Tags are as the author wrote them. */
  readonly entries: () => Generator<Entry>
}

const NOW = Date.UTC(2026, 10, 22) / 86_400_000
const YEARS = 18 * 365.25

export function openArchive(works: number, seed: number): Archive {
  const vocabulary = openVocabulary(works, seed)
  return { vocabulary, entries: () => entries(works, seed, vocabulary) }
}

function* entries(works: number, seed: number, vocabulary: Vocabulary): Generator<Entry> {
  const chance = chanceOf(seed)
  let once = vocabulary.canonicals * 4
  for (let id = 1; id <= works; id++) {
    const canonical = canonicalTags(chance, vocabulary, id, works)
    const tags = canonical.tags.map((tag) => {
      if (tag < 20) return tag
      // Names used once are told as freeforms, so it is freeforms that they stand for: a tenth of all uses.
      const as = chance.unit()
      const written = vocabulary.kindOf(tag) === 'freeform' ? 0.65 : 0.88
      if (as < written) return tag
      if (as < written + 0.12) return vocabulary.canonicals + (tag - 1) * 3 + chance.below(3)
      return once++
    })
    yield entryOf(chance, id, works, tags, canonical)
  }
}

interface Canonical {
  readonly tags: readonly number[]
  readonly fandoms: number
  readonly ships: number
}

function canonicalTags(chance: Chance, vocabulary: Vocabulary, id: number, works: number): Canonical {
  const tags = new Set<number>()
  tags.add(FIRST_RATING + drawn(chance, [0.299, 0.278, 0.163, 0.151, 0.109]))
  tags.add(FIRST_WARNING + drawn(chance, [0.56, 0.35, 0.04, 0.03, 0.01, 0.01]))
  if (chance.unit() < 0.06) tags.add(FIRST_WARNING + 2 + chance.below(4))
  if (chance.unit() > 0.05) {
    const category = drawn(chance, [0.51, 0.25, 0.2, 0.02, 0.01, 0.01])
    tags.add(FIRST_CATEGORY + category)
    if (chance.unit() < 0.25) tags.add(FIRST_CATEGORY + ((category + 1 + chance.below(5)) % 6))
  }
  const theirs = fandomsOf(chance, vocabulary, id === Math.floor(works / 3))
  for (const fandom of theirs) tags.add(fandomTag(fandom))
  const own = (): ReturnType<Vocabulary['own']> => vocabulary.own(theirs[chance.below(theirs.length)]!)
  let ships = 0
  if (chance.unit() > 0.16)
    ships = addUpTo(tags, chance.geometric(1.9), () => {
      const { ships: first, shipCount, topShip } = own()
      return first + (chance.unit() < topShip ? 0 : chance.zipf(shipCount, 1.05) - 1)
    })
  if (chance.unit() > 0.05) {
    const main = vocabulary.own(theirs[0]!)
    let lead = chance.unit() < main.lead
    addUpTo(tags, chance.geometric(4.3), () => {
      const { characters, characterCount } = lead ? main : own()
      const rank = lead ? 0 : chance.zipf(characterCount, 0.9) - 1
      lead = false
      return characters + rank
    })
  }
  if (chance.unit() > 0.09)
    addUpTo(tags, freeformsWanted(chance, id, works, tags.size), () => {
      const { freeforms, freeformCount } = own()
      return chance.unit() < 0.8
        ? vocabulary.freeformFrom + vocabulary.freeforms.draw(chance.unit())
        : freeforms + chance.zipf(freeformCount, 0.9) - 1
    })
  return { tags: [...tags], fandoms: theirs.length, ships }
}

function fandomsOf(chance: Chance, vocabulary: Vocabulary, most: boolean): readonly number[] {
  const some = chance.unit()
  const count = most ? 150 : some < 0.78 ? 1 : some < 0.92 ? 2 : Math.min(150, 2 + chance.geometric(3))
  const fandoms = new Set<number>()
  addUpTo(fandoms, count, () => vocabulary.fandoms.draw(chance.unit()))
  return [...fandoms]
}

/** So many different ones more, unless most draws are of those there are already. */
function addUpTo(tags: Set<number>, wanted: number, draw: () => number): number {
  const before = tags.size
  for (let left = wanted * 8 + 8; left > 0 && tags.size < before + wanted; left--) tags.add(draw())
  return tags.size - before
}

/** A few works have hundreds, one of them 678 tags in all. */
function freeformsWanted(chance: Chance, id: number, works: number, others: number): number {
  if (id === Math.floor(works / 2)) return 678 - others
  if (chance.unit() < 0.0036) return 70 + Math.floor(chance.lognormal(2.5, 1.2))
  const mean = (6.6 / 0.91) * (0.75 + (0.45 * id) / works)
  return Math.min(
    400,
    Math.max(1, Math.floor(mean * -Math.log(1 - chance.unit()) * 0.6 + mean * 0.4 * chance.unit() * 2)),
  )
}

const drawn = (chance: Chance, shares: readonly number[]): number => {
  let left = chance.unit()
  for (let i = 0; i < shares.length - 1; i++) {
    left -= shares[i]!
    if (left < 0) return i
  }
  return shares.length - 1
}

const OLD = {
  en: 0.906,
  zh: 0.046,
  ru: 0.0188,
  es: 0.0097,
  fr: 0.0044,
  it: 0.0033,
  id: 0.0022,
  ptBR: 0.0021,
  de: 0.002,
  pl: 0.002,
}
const NEW = { en: 0.865, zh: 0.076, es: 0.018, ru: 0.012, fr: 0.006, pt: 0.004, uk: 0.003 }

function entryOf(
  chance: Chance,
  id: number,
  works: number,
  tags: readonly number[],
  { fandoms, ships }: Canonical,
): Entry {
  const words =
    id === 7 ? 5_080_000 : Math.min(5_000_000, Math.max(1, Math.floor(chance.lognormal(7.6, 1.56))))
  const kudos = Math.floor(chance.lognormal(3.83, 1.57))
  const chapters = chance.unit() < 0.776 ? 1 : Math.min(2000, 2 + Math.floor(chance.lognormal(1.1, 1)))
  const posted = Math.floor(NOW - YEARS + YEARS * Math.sqrt(id / works))
  const mix = Object.entries(id > works * 0.8 ? NEW : OLD)
  const language = mix[drawn(chance, [...mix.map(([, share]) => share), 1])]?.[0] ?? `x${chance.below(70)}`
  const creator = 1 + Math.floor((works / 2) * chance.unit() ** 2)
  return {
    id,
    visibility: chance.unit() < 0.09 ? 1 : 0,
    tags,
    creators: chance.unit() < 0.05 ? [creator, 1 + chance.below(works / 2)] : [creator],
    columns: {
      words,
      kudos,
      hits: Math.floor(Math.min(4e9, kudos * chance.lognormal(3, 0.6))),
      comments: chance.unit() < 0.22 ? 0 : Math.floor(chance.lognormal(2.2, 1.2)),
      bookmarks: chance.unit() < 0.2 ? 0 : Math.floor(chance.lognormal(1.6, 1.2)),
      chapters,
      fandoms,
      relationships: ships,
      posted,
      revised: chapters === 1 ? posted : Math.min(NOW, posted + Math.floor(chance.lognormal(4, 1.5))),
    },
    texts: { title: nameOfTag(id ^ 0x55555, 'freeform'), creator: nameOfTag(creator, 'character') },
    choices: { language, complete: chance.unit() < (chapters === 1 ? 0.955 : 0.45) ? 'yes' : 'no' },
  }
}

/** Uses of every tag: what a database would tell before it tells the works. */
export function usesOf({ entries, vocabulary }: Archive): Uint32Array {
  const uses = new Uint32Array(vocabulary.canonicals * 4)
  for (const { tags } of entries()) for (const tag of tags) if (tag < uses.length) uses[tag] = uses[tag]! + 1
  return uses
}

/** Whoever is told of tags: an index, or the writer of a database. */
export type Told = Pick<SearchIndex, 'setTag' | 'setSynonym' | 'addMeta'>

/** Canonical tags most used first, synonyms, meta-tags. Names used once come with their entry. */
export function tellTags(index: Told, { vocabulary }: Archive, uses: Uint32Array, seed: number): number {
  const { canonicals, kindOf } = vocabulary
  const used: number[] = []
  for (let tag = 1; tag < canonicals; tag++) {
    const all = uses[tag]! + [0, 1, 2].reduce((sum, i) => sum + uses[canonicals + (tag - 1) * 3 + i]!, 0)
    if (all > 0 || tag < 18) used.push(tag)
  }
  used.sort((a, b) => uses[b]! - uses[a]! || a - b)
  for (const tag of used)
    index.setTag({ id: tag, kind: kindOf(tag), name: nameOfTag(tag, kindOf(tag)), canonical: true })
  for (const tag of used)
    for (let name = canonicals + (tag - 1) * 3; name < canonicals + tag * 3; name++) {
      if (uses[name] === 0) continue
      index.setTag({ id: name, kind: kindOf(tag), name: nameOfTag(name, kindOf(tag)), canonical: false })
      index.setSynonym(name, tag)
    }
  return used.length + tellMetas(index, vocabulary, used, seed)
}

/** 35 % of canonical tags have a parent among the more used of their kind; depths 71/20.5/6.5/1.5/0.5 %. */
function tellMetas(index: Told, { kindOf }: Vocabulary, used: readonly number[], seed: number): number {
  const chance = chanceOf(seed ^ 0x3e7a)
  const byKind = new Map<string, number[][]>()
  let edges = 0
  let ofFirst = 0
  for (const tag of used) {
    if (tag < 20) continue
    const levels = byKind.get(kindOf(tag)) ?? [[], [], [], [], [], []]
    byKind.set(kindOf(tag), levels)
    const depth = chance.unit() < 0.35 ? 1 + drawn(chance, [0.71, 0.205, 0.065, 0.015, 0.005]) : 0
    const above = depth === 0 ? [] : (levels[depth - 1] ?? [])
    if (above.length === 0) {
      levels[0]!.push(tag)
      continue
    }
    levels[depth]!.push(tag)
    // Small tags hang on tags of their own size: the more used half, and one meta-tag that holds hundreds.
    const most = kindOf(tag) === 'freeform' && depth === 1 && ofFirst < Math.min(720, used.length / 90)
    const meta =
      most && chance.unit() < 0.4 ? above[0]! : above[Math.floor(above.length * Math.sqrt(chance.unit()))]!
    if (meta === above[0] && most) ofFirst++
    index.addMeta(tag, meta)
    edges++
    const other = chance.unit() < 0.053 ? above[chance.below(above.length)]! : meta
    if (other === meta) continue
    index.addMeta(tag, other)
    edges++
  }
  return edges
}

/** Fills an index with an archive, as a start from the database would. */
export function fill(index: SearchIndex, archive: Archive, works: number): void {
  const { canonicals } = archive.vocabulary
  index.reserve(works)
  for (const entry of archive.entries()) {
    for (const tag of entry.tags)
      if (tag >= canonicals * 4)
        index.setTag({ id: tag, kind: 'freeform', name: `only here ${tag}`, canonical: false })
    index.upsert(entry)
  }
}
