import type { FacetQuestion, Filter, Question } from '../../src/search/index.ts'
import type { Chance } from './chance.ts'
import {
  FANWORKS,
  FIRST_CATEGORY,
  FIRST_RATING,
  FIRST_WARNING,
  fandomTag,
  type Vocabulary,
} from './vocabulary.ts'

/** The questions of reference/performance.md §6.1, each with another draw of its parameters. */
export interface Query {
  readonly name: string
  readonly draw: (chance: Chance) => Question
}

const FACETS: readonly FacetQuestion[] = FANWORKS.kinds.map(({ name }) => ({ of: name, top: 10 }))
const GUEST = { sees: [0] }
const ENGLISH: Filter = { choice: 'language', is: 'en' }
const COMPLETE: Filter = { choice: 'complete', is: 'yes' }
const NEWEST = { by: 'revised', direction: 'down' } as const
const BY_KUDOS = { by: 'kudos', direction: 'down' } as const
const TODAY = Date.UTC(2026, 10, 22) / 86_400_000

export function queriesFor(vocabulary: Vocabulary, works: number): readonly Query[] {
  const tag = (id: number): Filter => ({ tag: id })
  const fandom = (chance: Chance): number => chance.below(50)
  const freeform = (chance: Chance, top: number): number => vocabulary.freeformFrom + chance.below(top)
  const asked = (filter: Filter, sort: Question['sort'] = NEWEST): Question => ({
    reader: GUEST,
    filter,
    sort,
    limit: 20,
    facets: FACETS,
  })
  return [
    { name: '1 fandom-new', draw: (chance) => asked(tag(fandomTag(fandom(chance)))) },
    {
      name: '2 fandom-picky',
      draw: (chance) =>
        asked(
          {
            all: [
              tag(fandomTag(fandom(chance))),
              COMPLETE,
              ENGLISH,
              { column: 'words', from: 10_000 },
              { none: [0, 1, 2].map(() => tag(freeform(chance, 200))) },
            ],
          },
          BY_KUDOS,
        ),
    },
    {
      name: '3 ship-muted',
      draw: (chance) => ({
        ...asked(tag(vocabulary.own(fandom(chance)).ships)),
        reader: { ...GUEST, mutedTags: Array.from({ length: 25 }, () => freeform(chance, 2000)) },
      }),
    },
    { name: '4 trope-wide', draw: (chance) => asked(tag(freeform(chance, 20)), BY_KUDOS) },
    {
      name: '5 trope-minus',
      draw: (chance) =>
        asked({
          all: [
            tag(freeform(chance, 100)),
            tag(FIRST_CATEGORY),
            COMPLETE,
            ENGLISH,
            { none: [tag(freeform(chance, 20)), tag(freeform(chance, 20))] },
          ],
        }),
    },
    {
      name: '6 everything',
      draw: (chance) =>
        asked({ all: [ENGLISH, COMPLETE, { column: 'words', from: 1 + chance.below(50) }] }, BY_KUDOS),
    },
    {
      name: '7 sweep-out',
      draw: (chance) =>
        asked({
          all: [
            { column: 'words', from: 1 + chance.below(50) },
            { none: [tag(FIRST_WARNING + 1), tag(FIRST_RATING + 2 + chance.below(2))] },
          ],
        }),
    },
    {
      name: '8 longreads',
      draw: (chance) =>
        asked(
          {
            all: [
              tag(FIRST_RATING + chance.below(4)),
              { column: 'words', from: 50_000 + chance.below(2000), to: 150_000 - chance.below(5000) },
              { column: 'kudos', from: 300 + chance.below(20) },
            ],
          },
          BY_KUDOS,
        ),
    },
    {
      name: '9 crossover-or',
      draw: (chance) => {
        const [a, b] = [fandom(chance), fandom(chance)]
        const ships = [vocabulary.own(a).ships, vocabulary.own(a).ships + 1, vocabulary.own(b).ships]
        return asked({
          all: [
            { any: [tag(fandomTag(a)), tag(fandomTag(b))] },
            { any: ships.map(tag) },
            { column: 'revised', from: TODAY - 730 },
            { any: [tag(FIRST_RATING + 2), tag(FIRST_RATING + 3)] },
          ],
        })
      },
    },
    {
      name: '10 deep-page',
      draw: (chance) => {
        const one = chance.below(10)
        // About what a guest sees of it, and rather too few.
        const size = Math.floor(works * vocabulary.fandoms.share(one) * 1.1)
        return { ...asked(tag(fandomTag(one))), facets: [], offset: deepIn(chance, size) }
      },
    },
    {
      name: '10 deep, all works',
      draw: (chance) => ({
        reader: GUEST,
        sort: NEWEST,
        offset: deepIn(chance, Math.floor(works * 0.9)),
        limit: 20,
      }),
    },
  ]
}

/** The result at 10,000 or 100,000, or the last page, whichever there is: not always to the very same place. */
function deepIn(chance: Chance, results: number): number {
  const wanted = [10_000, 100_000, results - 20][chance.below(3)]!
  return Math.max(0, Math.min(wanted, results - 20) - chance.below(20))
}
