import { setTimeout as pause } from 'node:timers/promises'
import type { Member } from '../../src/core/actor.ts'
import type { Db } from '../../src/storage/transaction.ts'
import { makeSynonym, splitOff } from '../../src/tags/index.ts'
import { bringWork } from '../../src/works/index.ts'
import { aRecord } from '../../test/records.ts'
import type { Program } from '../program.ts'
import type { LargeTags } from './pages.ts'

export interface Changed {
  /** From commit until the list of the newest works shows it, through HTTP. */
  readonly posts: readonly number[]
  readonly merges: readonly number[]
}

interface Changing {
  readonly program: Program
  readonly db: Db
  readonly by: Member
  readonly tags: LargeTags
}

/**
 * A work a second; every ten seconds a large freeform is made another's synonym, and parted again; and as often two
 * fandoms, on which hangs what is counted work by work.
 */
export async function changes(changing: Changing, stop: AbortSignal): Promise<Changed> {
  const { freeforms, fandoms } = changing.tags
  const posts: number[] = []
  const merges: number[] = []
  for (let i = 0; !stop.aborted; i++) {
    posts.push(await postOne(changing))
    if (i % 10 === 5) merges.push(await mergeAndPart(changing, 'freeform', freeforms))
    if (i % 10 === 9) merges.push(await mergeAndPart(changing, 'fandom', fandoms.slice(FANDOM_MERGED)))
    await pause(1_000, undefined, { signal: stop }).catch(() => undefined)
  }
  return { posts, merges }
}

/** Not the two largest: nobody merges those. */
const FANDOM_MERGED = 10

/** Until the list of its title shows it. */
async function postOne({ program, db, by }: Changing): Promise<number> {
  const title = `Posted while you read ${Date.now()}`
  const record = aRecord({ title, creators: [by.name], published: new Date().toISOString().slice(0, 10) })
  const whole = { record, by, asCreator: true, statements: [], baseUrl: program.address, now: new Date() }
  await bringWork(db, whole)
  return until(program, `/works?title=${encodeURIComponent(title)}`, title)
}

/** What the verb took that merged them. */
async function mergeAndPart(
  { db, by }: Changing,
  kind: 'freeform' | 'fandom',
  [one, other]: readonly string[],
): Promise<number> {
  if (!one || !other) throw new Error('the archive has too few tags to merge')
  const from = performance.now()
  const merged = await makeSynonym(db, by, { kind, name: one }, { kind, name: other })
  if ('refused' in merged) throw new Error(`merging: ${merged.refused}`)
  const taken = performance.now() - from
  await pause(2_000)
  await splitOff(db, by, { kind, name: one })
  return taken
}

/** Whoever asks more often measures their own asking. */
const ASK_AGAIN_MS = 25

async function until({ address }: Program, path: string, title: string): Promise<number> {
  const from = performance.now()
  while (!(await (await fetch(`${address}${path}`)).text()).includes(`>${title}<`)) {
    if (performance.now() - from > 10_000) throw new Error('a work posted is not in the list after 10 s')
    await pause(ASK_AGAIN_MS)
  }
  return performance.now() - from
}
