import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chanceOf } from '../engine/chance.ts'
import { openArchive } from '../engine/generator.ts'
import { bruteForce } from './brute-force.ts'
import { buildOurs } from './build.ts'
import { differenceOf } from './compare.ts'
import { alone, type Contest, compete } from './compete.ts'
import { type Flat, flatten } from './flat.ts'
import { coldStart, mergeOurs, postAlone, postBoth, worksToPost } from './jobs.ts'
import { summaryOf, written } from './measures.ts'
import { type CatalogueOptions, catalogueOptions } from './options.ts'
import type { OpenPeer } from './peer.ts'
import { peersNamed } from './peers/all.ts'
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
  const peers = new Map<string, OpenPeer>()
  try {
    const findings = await measure(options, folder, peers)
    printFindings({ ...findings, options, machine: machine(), seconds: (performance.now() - started) / 1000 })
    if (findings.wrong.length) process.exitCode = 1
  } finally {
    for (const peer of peers.values()) await peer.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(
  options: CatalogueOptions,
  folder: string,
  peers: Map<string, OpenPeer>,
): Promise<Findings> {
  const { works, seed, draws } = options
  say(`making ${works} works, and our index`)
  const archive = openArchive(works, seed)
  const { index, graph, ...built } = buildOurs(archive, works, seed)
  const flat = flatten(archive, graph, works)
  const stats = index.stats()
  const chanceFor = (name: string) => chanceOf(seed * 1000 + name.length * 31 + name.charCodeAt(0))
  const queries = drawQueries(
    archive.vocabulary,
    works,
    draws,
    chanceFor,
    (question) => index.ask(question).total,
  )
  say('our index by itself')
  const own = queries.map((query) => ({ query: query.name, ...alone(index, query, options.rounds) }))
  const typed = keystrokes(flat, chanceOf(seed + 11), 100)
  const typing = {
    plain: completeAlone(index, typed),
    first: firstWithin(index),
    within: completeAlone(index, typed, [20]),
  }
  const wrong = checkAll(flat, queries, options.checks, index.ask)
  const freeforms = freeformsToMerge(flat, archive.vocabulary.freeformFrom)
  const merged = mergeOurs(index, flat, freeforms)
  const cold = coldStart(index, folder)
  const posts = worksToPost(archive, graph, works, seed + 1, 30)
  const posted = postAlone(index, posts)
  const skipped = await openPeers(flat, options, folder, peers)
  const contests: Contest[] = []
  for (const entry of peers) {
    say(`beside ${entry[0]} ${entry[1].version}`)
    for (const query of queries) contests.push(heard(await compete(index, entry, query, options.budgetMs)))
    contests.push(...present(await competeTyping(index, entry, typed, options.budgetMs)))
    contests.push(...present(await postBoth(index, entry, posts)))
  }
  const merges = new Map<string, { ms: number; rewritten: number }>()
  for (const [name, { merge }] of peers) if (merge) merges.set(name, await merge(...freeforms))
  return {
    flat,
    stats,
    built,
    own,
    typing,
    merged: { ...merged, share: (flat.usedBy[freeforms[0]] ?? 0) / works },
    cold,
    posted,
    skipped,
    contests,
    merges,
    peers,
    wrong: [...wrong, ...merged.wrong, ...contests.flatMap((contest) => contest.wrong)],
  }
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
  return contest
}

const present = <Thing>(thing: Thing | undefined): Thing[] => (thing ? [thing] : [])

async function openPeers(
  flat: Flat,
  { peers: wanted }: CatalogueOptions,
  folder: string,
  open: Map<string, OpenPeer>,
): Promise<string[]> {
  const skipped: string[] = []
  for (const peer of peersNamed(wanted)) {
    say(`filling ${peer.name}`)
    const opened = await peer.open(flat, mkdtempSync(join(folder, 'peer-')))
    if (typeof opened === 'string') skipped.push(`${peer.name}: not measured, ${opened}`)
    else open.set(peer.name, opened)
  }
  return skipped
}

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
