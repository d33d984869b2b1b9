import type { Schema } from '../../src/search/index.ts'
import { type Chance, chanceOf, piecewise } from './chance.ts'

/** The tags of a generated archive (reference/performance.md §1.3). Ids are blocks, so that none needs a table. */
export interface Vocabulary {
  readonly fandoms: ReturnType<typeof piecewise>
  readonly freeforms: ReturnType<typeof piecewise>
  readonly freeformFrom: number
  readonly own: (fandom: number) => OwnTags
  /** Canonical tags are under this; three synonyms of each follow, then names used once. */
  readonly canonicals: number
  readonly kindOf: (canonical: number) => string
  readonly sizes: { readonly fandoms: number; readonly freeforms: number }
}

/** What a fandom has to itself: first ids and how many. */
export interface OwnTags {
  readonly ships: number
  readonly shipCount: number
  readonly characters: number
  readonly characterCount: number
  readonly freeforms: number
  readonly freeformCount: number
  readonly topShip: number
  readonly lead: number
}

const DAY = 1
const WORD_BANDS = [0, 1000, 5000, 10_000, 25_000, 50_000, 100_000, 500_000]
/** Days since 1970 at the start of 2008 … 2027. */
const YEARS = Array.from({ length: 20 }, (_, i) => (Date.UTC(2008 + i, 0, 1) / 86_400_000) * DAY)

export const FANWORKS: Schema = {
  kinds: [
    { name: 'rating', narrow: true },
    { name: 'warning', narrow: true },
    { name: 'category', narrow: true },
    { name: 'fandom' },
    { name: 'relationship' },
    { name: 'character' },
    { name: 'freeform' },
  ],
  columns: [
    ...['words', 'kudos', 'hits'].map((name) => ({ name, type: 'u32' as const, usually: 'u16' as const })),
    ...['comments', 'bookmarks', 'chapters', 'fandoms', 'relationships'].map((name) => ({
      name,
      type: 'u32' as const,
      usually: 'u8' as const,
    })),
    { name: 'posted', type: 'u32', usually: 'u16' },
    { name: 'revised', type: 'u32', usually: 'u16' },
  ],
  texts: ['title', 'creator'],
  choices: ['language', 'complete'],
  bands: [
    { name: 'length', column: 'words', from: WORD_BANDS },
    { name: 'year', column: 'revised', from: YEARS },
  ],
}

export const FIRST_RATING = 1
export const FIRST_WARNING = 6
export const FIRST_CATEGORY = 12
const FIRST_FANDOM = 20
export const fandomTag = (fandom: number): number => FIRST_FANDOM + fandom

export function openVocabulary(works: number, seed: number): Vocabulary {
  const chance = chanceOf(seed ^ 0x5eed)
  const fandomCount = Math.round(15_000 * (works / 1.1e6) ** 0.52)
  const slopes = [
    [50, 0.71],
    [500, 1.1],
    [(5000 * fandomCount) / 30_243, 1.5],
    [Infinity, 2.4],
  ] as const
  const fandoms = piecewise(fandomCount, slopes, 0.037)
  const freeformCount = Math.round(36_000 * (works / 2e6) ** 0.55)
  const freeforms = piecewise(freeformCount, [
    [100, 0.74],
    [1000, 0.9],
    [5000, 1.3],
    [Infinity, 1.9],
  ])
  const freeformFrom = FIRST_FANDOM + fandomCount
  let next = freeformFrom + freeformCount
  const block = (count: number): number => {
    next += count
    return next - count
  }
  const kinds: [number, string][] = [
    [FIRST_RATING, 'rating'],
    [FIRST_WARNING, 'warning'],
    [FIRST_CATEGORY, 'category'],
    [FIRST_FANDOM, 'fandom'],
    [freeformFrom, 'freeform'],
  ]
  const own: OwnTags[] = []
  for (let fandom = 0; fandom < fandomCount; fandom++) {
    const n = Math.max(1, works * 1.46 * fandoms.share(fandom))
    const [shipCount, characterCount, freeformCount] = [3 * n ** 0.57, 3 * n ** 0.5, 1.5 * n ** 0.5].map(
      Math.ceil,
    )
    const ships = block(shipCount!)
    const characters = block(characterCount!)
    const freeforms = block(freeformCount!)
    kinds.push([ships, 'relationship'], [characters, 'character'], [freeforms, 'freeform'])
    own.push({
      ships,
      shipCount: shipCount!,
      characters,
      characterCount: characterCount!,
      freeforms,
      freeformCount: freeformCount!,
      topShip: betaOf(chance),
      lead: 0.5 + 0.3 * chance.unit(),
    })
  }
  return {
    fandoms,
    freeforms,
    freeformFrom,
    own: (fandom) => own[fandom]!,
    canonicals: next,
    kindOf: (id) => kindIn(kinds, id),
    sizes: { fandoms: fandomCount, freeforms: freeformCount },
  }
}

/** Beta(3, 5): the third least of seven. */
const betaOf = (chance: Chance): number => Array.from({ length: 7 }, chance.unit).sort((a, b) => a - b)[2]!

function kindIn(kinds: readonly (readonly [number, string])[], id: number): string {
  let low = 0
  let high = kinds.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (kinds[middle]![0] <= id) low = middle
    else high = middle - 1
  }
  return kinds[low]![1]
}

const SYLLABLES =
  'an bel cor dra el fen gal hur is jo ka li mor ne os pe qua ri sa tor ul va wen xi yo za'.split(' ')
const TROPES =
  'slow burn fluff angst hurt comfort alternate universe canon divergence enemies friends lovers modern coffee shop school time travel fix it first kiss mutual pining found family soulmates magic domestic humor whump sick'.split(
    ' ',
  )
const ODD = ['原神', '진격의 거인', 'Гарри Поттер', '呪術廻戦', 'Amélie Nørgård', '💜 purple', 'Łódź', 'ไทย']

/** A name from an id: made-up words for names, tropes' words for freeforms, one in forty of another script or very long. */
export function nameOfTag(id: number, kind: string): string {
  const chance = chanceOf(id * 2654435761)
  const word = (): string => {
    const made = Array.from(
      { length: 2 + chance.below(2) },
      () => SYLLABLES[chance.below(SYLLABLES.length)],
    ).join('')
    return made[0]!.toUpperCase() + made.slice(1)
  }
  const odd = chance.below(40)
  if (odd === 0) return `${ODD[chance.below(ODD.length)]} ${word()}`
  if (odd === 1 && chance.below(10) === 0) return Array.from({ length: 24 }, word).join(' ').slice(0, 150)
  if (kind === 'relationship') return `${word()} ${word()}/${word()} ${word()}`
  if (kind === 'freeform')
    return `${Array.from({ length: 2 + chance.below(3) }, () => TROPES[chance.below(TROPES.length)]).join(' ')} ${chance.below(9) ? word() : ''}`.trim()
  return kind === 'fandom'
    ? `${word()} ${word()} ${word()}`.slice(0, 8 + chance.below(20))
    : `${word()} ${word()}`
}
