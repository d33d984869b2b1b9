import { Worker } from 'node:worker_threads'
import type { Uploaded } from '../import-runs.ts'
import type { NotReadWhy } from './document.ts'
import type { FileOutcome } from './read-document.ts'

/** The longest works take ten seconds on a quiet machine; what takes much longer was made to. */
const PATIENCE_MS = 120_000
/** What the largest documents take, and no more than a small server has. */
const MEMORY = { maxOldGenerationSizeMb: 900, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 } as const
/** Others wait for their turn: each takes a core. */
const AT_ONCE = 2

let reading = 0
const waiting: (() => void)[] = []

/** Reads documents beside the program, not in it: bounded in time and memory. */
export async function readAside(
  files: readonly Uploaded[],
  patienceMs: number = PATIENCE_MS,
): Promise<readonly FileOutcome[]> {
  if (reading >= AT_ONCE) await new Promise<void>((done) => waiting.push(done))
  else reading++
  try {
    return await readInThread(files, patienceMs)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else reading--
  }
}

function readInThread(files: readonly Uploaded[], patienceMs: number): Promise<readonly FileOutcome[]> {
  const thread = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: files,
    resourceLimits: MEMORY,
    stdout: true,
    stderr: true,
  })
  const failed = (why: NotReadWhy): readonly FileOutcome[] => files.map(({ name }) => ({ name, why }))
  return new Promise((done, fail) => {
    const late = setTimeout(() => {
      done(failed('too-slow'))
      void thread.terminate()
    }, patienceMs)
    thread.once('message', (read: readonly FileOutcome[]) => done(read))
    thread.once('error', (fault) => {
      const code = 'code' in fault ? fault.code : ''
      if (code === 'ERR_WORKER_OUT_OF_MEMORY' || fault instanceof RangeError) done(failed('too-large'))
      else fail(new Error('reading documents', { cause: fault }))
    })
    thread.once('exit', () => {
      clearTimeout(late)
      fail(new Error('reading documents: the thread ended without an answer'))
    })
  })
}
