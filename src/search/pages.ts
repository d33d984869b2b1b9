import { countLeft, pagesOver } from './bounds.ts'
import { found } from './evaluate.ts'
import { countBest, countFacets, type Facet, offer, openFacet, told } from './facets.ts'
import { type KeptKind, type KeptPage, keep, keptPage, keyOf } from './kept.ts'
import type { Answer, FacetQuestion, Question } from './schema.ts'
import { bitmapBytes, giveBack, type State } from './state.ts'

type Facets = Pick<Answer, 'facets' | 'facetSizes'>

/** The facets of a question, from what is kept of its page if it is one that is worth it. */
export function facetsOf(state: State, question: Question, bits: number, total: number): Facets {
  const { reader, facets = [] } = question
  const worth =
    facets.length > 0 && total >= state.keeping.from && facets.every((facet) => isPlain(state, facet))
  const key = worth ? keyOf(state, question) : null
  if (key === null) return countFacets(state, bits, total, facets, pagesOver(state, question))
  const page = keptPage(state, key)
  const kept = page && fromPage(state, bits, page, facets)
  if (kept) return kept
  const { deep, shallow } = state.keeping
  const kinds = countedKinds(state, bits, total * 20 < state.slots ? deep : shallow, facets)
  const fresh = keep(state, key, reader, kinds)
  return fromPage(state, bits, fresh, facets) ?? countFacets(state, bits, total, facets)
}

/** Of narrow kinds every value is kept. */
function isPlain({ keeping, kinds }: State, { of, search, sized, top, skip = 0 }: FacetQuestion): boolean {
  if (search || sized) return false
  return top + skip < keeping.shallow || kinds.some(({ name, narrow }) => narrow && name === of)
}

/** Counts a page before anybody opens it, unless it is kept or too small to be. */
export function keepPage(state: State, sees: readonly number[], tag: number | null): void {
  const question = { reader: { sees }, ...(tag !== null && { filter: { tag } }) }
  const key = keyOf(state, question)
  if (key === null || state.kept.pages.has(key)) return
  const bits = found(state, question.reader, question.filter)
  const total = state.kernels.count(bits, bitmapBytes(state))
  const facets = state.kinds.filter(({ of }) => of !== 'creator').map(({ name }) => ({ of: name, top: 1 }))
  if (total >= state.keeping.from)
    keep(state, key, question.reader, countedKinds(state, bits, state.keeping.deep, facets))
  giveBack(state, bits)
}

/** Null when something that is not kept might belong to the answer. */
function fromPage(
  state: State,
  bits: number,
  page: KeptPage,
  questions: readonly FacetQuestion[],
): Facets | null {
  countLeft(state, page, bits)
  const facets: Facet[] = []
  for (const question of questions) {
    const facet = openFacet(state, question)
    const kept = page.kinds.get(facet.kind)
    if (!kept) return null
    for (const [root, count] of kept.counts) offer(state, facet, root, count)
    if (kept.bound > 0 && facet.top.least() <= kept.bound) return null
    facets.push(facet)
  }
  return {
    facets: facets.map((facet) => told(state, bits, facet)),
    facetSizes: facets.map(() => null),
  }
}

/** Counts the kinds asked for, deeper than asked. */
function countedKinds(
  state: State,
  bits: number,
  top: number,
  questions: readonly FacetQuestion[],
): Map<number, KeptKind> {
  const total = state.kernels.count(bits, bitmapBytes(state))
  const asked = new Set(questions.map(({ of }) => of))
  const deeper = [...asked].map((of) => {
    const kind = state.kinds.findIndex((one) => one.name === of && one.of !== 'creator')
    return { of, kind, top: state.kinds[kind]?.narrow ? state.narrowTerms[kind]?.length || 1 : top }
  })
  const best = countBest(state, bits, total, deeper)
  return new Map(
    deeper.map(({ kind, top }, i) => {
      const counts = new Map(best[i]?.map(({ term, count }) => [term, count]))
      const all = state.kinds[kind]?.narrow || counts.size < top
      return [kind, { counts, bound: all ? 0 : (best[i]?.at(-1)?.count ?? 0) }]
    }),
  )
}
