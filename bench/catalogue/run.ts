import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SearchIndex } from '../../src/search/index.ts'
import { chanceOf } from '../engine/chance.ts'
import { openArchive } from '../engine/generator.ts'
import { fandomTag } from '../engine/vocabulary.ts'
import { bruteForce } from './brute-force.ts'
import { buildOurs } from './build.ts'
import { differenceOf } from './compare.ts'
import { alone, type Contest, compete } from './compete.ts'
import { type Flat, flatten } from './flat.ts'
import { coldStart, mergeOurs, postAlone, postBoth, worksToPost } from './jobs.ts'
import { summaryOf, written } from './measures.ts'
import { type CatalogueOptions, catalogueOptions } from './options.ts'
import type { MeasuredPeer, OpenPeer } from './peer.ts'
import { type Drawn, drawQueries } from './queries.ts'
import { type Findings, printFindings } from './report.ts'
import { competeTyping, completeAlone, firstWithin, keystrokes } from './type-a-tag.ts'

/**
 * bin/bench catalogue [--works N] [--seed S] [--draws D] [--peers a,b]: queries 1 to 11 and jobs J3 to J5 of
 * reference/performance.md §6 beside the peers, on the same works in the same run. Ends with 1 on a wrong answer.
 */
export async function catalogue(args: readonly string[]): Promise<void> {
  const options = catalogueOptions(args)
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
  const started = performance.now()
  try {
    const findings = await measure(options, folder)
    printFindings({ ...findings, options, machine: machine(), seconds: (performance.now() - started) / 1000 })
    if (findings.wrong.length) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(options: CatalogueOptions, folder: string): Promise<Findings> {
  const { works, seed, draws } = options
  say(`making ${works} works, and our index`)
  const archive = openArchive(works, seed)
  const { index, graph, ...built } = buildOurs(archive, works, seed)
  const flat = flatten(archive, graph, works)
  const chanceFor = (name: string) => chanceOf(seed * 1000 + name.length * 31 + name.charCodeAt(0))
  const asked: Asked = {
    queries: drawQueries(
      archive.vocabulary,
      works,
      draws,
      chanceFor,
      (question) => index.ask(question).total,
    ),
    typed: keystrokes(flat, chanceOf(seed + 11), 100),
    posts: worksToPost(archive, graph, works, seed + 1, 30),
    freeforms: freeformsToMerge(flat, archive.vocabulary.freeformFrom),
  }
  const ours = { built, stats: index.stats(), ...measureOurs(index, flat, asked, options, folder) }
  const beside = await measurePeers(index, flat, asked, options, folder)
  // Last: a merge leaves marks that make later questions dearer, also when it is taken back.
  const merged = mergeAndAsk(index, flat, asked, options.rounds)
  const wrong = [...ours.wrong, ...beside.contests.flatMap((contest) => contest.wrong), ...merged.wrong]
  return { ...ours, ...beside, flat, merged, wrong }
}

function mergeAndAsk(
  index: SearchIndex,
  flat: Flat,
  { queries, freeforms }: Asked,
  rounds: number,
): Findings['merged'] {
  const merged = mergeOurs(index, flat, freeforms)
  const widest = queries.find(({ name }) => name.startsWith('6 '))
  const afterwards = widest ? alone(index, widest, rounds).times : []
  return { ...merged, afterwards, share: (flat.usedBy[freeforms[0]] ?? 0) / flat.works }
}

interface Asked {
  readonly queries: readonly Drawn[]
  readonly typed: readonly string[]
  readonly posts: ReturnType<typeof worksToPost>
  readonly freeforms: readonly [from: number, to: number]
}

function measureOurs(
  index: SearchIndex,
  flat: Flat,
  { queries, typed, posts }: Asked,
  { rounds, checks }: CatalogueOptions,
  folder: string,
) {
  say('our index by itself')
  const own = queries.map((query) => ({ query: query.name, ...alone(index, query, rounds) }))
  const typing = {
    plain: completeAlone(index, typed),
    first: firstWithin(index),
    within: completeAlone(index, typed, [fandomTag(0)]),
  }
  const wrong = checkAll(flat, queries, checks, index.ask)
  const cold = coldStart(index, folder)
  const posted = postAlone(index, posts)
  return { own, typing, cold, posted, wrong }
}

/** One peer after the other, so that none lies in the memory that another one needs. */
async function measurePeers(
  index: SearchIndex,
  flat: Flat,
  asked: Asked,
  { peers: wanted, budgetMs }: CatalogueOptions,
  folder: string,
): Promise<Pick<Findings, 'peers' | 'contests' | 'skipped'>> {
  const [peers, contests, skipped] = [new Map<string, MeasuredPeer>(), [] as Contest[], [] as string[]]
  for (const { name, open } of wanted) {
    say(`filling ${name}`)
    const own = mkdtempSync(join(folder, 'peer-'))
    const peer = await open(flat, own)
    if (typeof peer === 'string') {
      skipped.push(`${name}: not measured, ${peer}`)
      continue
    }
    try {
      contests.push(...(await competeAll(index, [name, peer], asked, budgetMs)))
      // Last of all: not every peer can take it back.
      peers.set(name, { ...peer, merged: await peer.merge?.(...asked.freeforms) })
    } finally {
      await peer.close()
      rmSync(own, { recursive: true, force: true })
    }
  }
  return { peers, contests, skipped }
}

async function competeAll(
  index: SearchIndex,
  peer: readonly [string, OpenPeer],
  { queries, typed, posts }: Asked,
  budgetMs: number,
): Promise<Contest[]> {
  const contests: Contest[] = []
  for (const query of queries) contests.push(heard(await compete(index, peer, query, budgetMs)))
  contests.push(...present(await competeTyping(index, peer, typed, budgetMs)))
  contests.push(...present(await postBoth(index, peer, posts)))
  return contests
}

/** Of the twenty foremost freeforms the one that is on nearest to 16 % of the works, and another to merge it into. */
function freeformsToMerge({ usedBy, works }: Flat, from: number): [number, number] {
  const far = (tag: number): number => Math.abs((usedBy[tag] ?? 0) / works - 0.16)
  const [nearest = from, next = from + 1] = Array.from({ length: 20 }, (_, i) => from + i).sort(
    (a, b) => far(a) - far(b),
  )
  return [nearest, next]
}

function heard(contest: Contest): Contest {
  const half = (of: 'ours' | 'theirs'): string =>
    written(summaryOf(contest.pairs.map((pair) => pair[of])).p50)
  say(`  ${contest.query}: ${contest.peer} ${half('theirs')}, we ${half('ours')}`)
  for (const line of contest.wrong.slice(0, 3)) say(line)
  return contest
}

const present = <Thing>(thing: Thing | undefined): Thing[] => (thing ? [thing] : [])

/** Ours against a pass over all works, some draws of each query. */
function checkAll(
  flat: Flat,
  queries: readonly Drawn[],
  checks: number,
  ask: (question: Drawn['questions'][number]) => ReturnType<typeof bruteForce>,
): string[] {
  say('our answers against a pass over all works')
  return queries.flatMap(({ name, questions }) =>
    questions.slice(0, checks).flatMap((question) => {
      const difference = differenceOf(ask(question), bruteForce(flat, question))
      return difference ? [`${name}: a pass over all works ${difference}\n  ${JSON.stringify(question)}`] : []
    }),
  )
}

const say = (what: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${what} …`)

const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)} at the end`
