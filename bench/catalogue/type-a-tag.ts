import { fold } from '../../src/search/fold.ts'
import type { SearchIndex } from '../../src/search/index.ts'
import type { Chance } from '../engine/chance.ts'
import { fandomTag } from '../engine/vocabulary.ts'
import { GUEST } from './build.ts'
import type { Contest } from './compete.ts'
import type { Flat } from './flat.ts'
import type { Pair } from './measures.ts'
import type { Completed, OpenPeer } from './peer.ts'

/** Query 11: what somebody has typed after each key, 1 to 12 characters of a tag's name or of a later word in it. */
export function keystrokes({ names }: Flat, chance: Chance, tags: number): string[] {
  const typed: string[] = []
  // Half of them well-known tags, as people type those: names are drawn until one is used often enough.
  const most = names.reduce((sum, { uses }) => Math.max(sum, uses), 0)
  for (let i = 0; i < tags; i++) {
    const enough = i % 2 ? 0 : Math.min(100, most / 10)
    let name = names[chance.below(names.length)]!
    while (name.uses < enough) name = names[chance.below(names.length)]!
    const words = name.text.split(' ')
    const from = words.slice(chance.below(words.length)).join(' ')
    for (let length = 1; length <= Math.min(12, from.length); length++) typed.push(from.slice(0, length))
  }
  return typed.filter((text, i) => fold(text.trim()) !== '' && text !== typed[i - 1])
}

export function completeAlone(
  index: SearchIndex,
  typed: readonly string[],
  within?: readonly number[],
): number[] {
  return typed.map((text) => {
    const start = performance.now()
    index.complete(text, within ? { reader: GUEST, within } : { reader: GUEST })
    return performance.now() - start
  })
}

/** The first keystroke inside a fandom counts the fandom's tags; those after it do not. */
export function firstWithin(index: SearchIndex): number[] {
  return Array.from({ length: 20 }, (_, fandom) => {
    const start = performance.now()
    index.complete('s', { reader: GUEST, within: [fandomTag(fandom)] })
    return performance.now() - start
  })
}

export async function competeTyping(
  index: SearchIndex,
  [name, peer]: readonly [string, OpenPeer],
  typed: readonly string[],
  budgetMs: number,
): Promise<Contest | undefined> {
  const { complete } = peer
  if (!complete) return undefined
  const pairs: Pair[] = []
  const wrong: string[] = []
  const begun = performance.now()
  for (const [i, text] of typed.entries()) {
    if (performance.now() - begun > budgetMs) break
    const ask = {
      ours: async () => index.complete(text, { reader: GUEST }),
      theirs: async () => complete(fold(text.trim())),
    }
    const first = await timedAnswer(i % 2 ? ask.theirs : ask.ours)
    const second = await timedAnswer(i % 2 ? ask.ours : ask.theirs)
    const [ours, theirs] = i % 2 ? [second, first] : [first, second]
    if (comparable(ours.told) !== comparable(theirs.told))
      wrong.push(`11 type-a-tag: ${name} completes “${text}” ${listed(theirs.told)}, we ${listed(ours.told)}`)
    // Beginnings warm both up.
    if (i >= 10) pairs.push({ ours: ours.ms, theirs: theirs.ms })
  }
  return { query: '11 type-a-tag', peer: name, pairs, wrong }
}

async function timedAnswer(ask: () => Promise<readonly Completed[]>) {
  const start = performance.now()
  const told = await ask()
  return { told, ms: performance.now() - start }
}

/** The engine promises no order among equals at the end of the list: of those, only how many and how often used. */
function comparable(told: readonly Completed[]): string {
  const least = told.at(-1)?.uses
  return told.map(({ tag, uses }) => (uses === least ? `×${uses}` : `${tag}×${uses}`)).join(' ')
}

const listed = (told: readonly Completed[]): string => told.map(({ tag, uses }) => `${tag}×${uses}`).join(' ')
