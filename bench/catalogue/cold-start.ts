import { openSync, readSync } from 'node:fs'
import { loadIndexInPieces } from '../../src/search/index.ts'
import { FANWORKS, fandomTag } from '../engine/vocabulary.ts'

/** In a process of its own: reads a snapshot, answers once, and says how long that took and what it holds in memory. */
const [, , path] = process.argv
if (!path) throw new Error('cold-start.ts SNAPSHOT')
const collect = (): void => {
  if (!global.gc) throw new Error('start this with --expose-gc')
  for (let i = 0; i < 3; i++) global.gc()
}
collect()
const before = process.memoryUsage.rss()
const start = performance.now()
// Of ten million works it is more than a file read at once, or an array, may have.
const { add, end } = loadIndexInPieces(FANWORKS)
const piece = new Uint8Array(1 << 20)
const file = openSync(path, 'r')
for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) add(piece.subarray(0, read))
const index = end()
if (typeof index === 'string') throw new Error(index)
const kinds = FANWORKS.kinds.map(({ name }) => ({ of: name, top: 10 }))
index.ask({ reader: { sees: [0] }, filter: { tag: fandomTag(1) }, facets: kinds })
const startMs = performance.now() - start
collect()
const rssWithoutWords = process.memoryUsage.rss() - before
const again = performance.now()
index.complete('a', { reader: { sees: [0] } })
const wordsMs = performance.now() - again
collect()
const rss = process.memoryUsage.rss() - before
console.log(JSON.stringify({ startMs, wordsMs, rssWithoutWords, rss }))
