import { unzip } from '../unzip.ts'
import { BASE_URL, type World } from '../world.ts'
import { canariesIn } from './canaries.ts'
import { mayStand, type Viewer } from './expected.ts'
import type { Surface } from './surfaces.ts'
import { type Archive, accountOf, type Made } from './works.ts'

export interface Told {
  readonly status: number
  readonly text: string
}

/** Looks at surfaces, counts what it looked at, and keeps what should not have been there. */
export interface Looking {
  /** A cell is one work, of one state, on one surface, to one viewer; every canary of every work is looked for. */
  readonly look: (viewer: Viewer, surface: Surface, of: readonly Made[]) => Promise<Told>
  readonly leaks: readonly string[]
  readonly cells: () => number
}

export function lookingAt(world: World, { works }: Archive): Looking {
  const leaks: string[] = []
  let cells = 0
  const look: Looking['look'] = async (viewer, surface, of) => {
    const as = accountOf(viewer, of[0] ?? { number: 0 })
    const told = await toldBy(world, surface.path, as)
    const asked = decodeURIComponent(surface.path).toLowerCase()
    for (const { work, field } of canariesIn(told.text)) {
      const made = works[work - 1]
      const word = `qz${String(work).padStart(2, '0')}${field}`
      // What was asked for is said again, and one's own name is on every page.
      if (!made || asked.includes(word) || as === word) continue
      const is = /creator/.test(viewer) && of[0] !== made ? 'member' : viewer
      if (!mayStand(surface.place, is, made, { field }))
        leaks.push(`${viewer} at ${surface.path.slice(0, 60)} (${told.status}): ${field} of ${stateOf(made)}`)
    }
    cells += of.length
    return told
  }
  return { look, leaks, cells: () => cells }
}

export const stateOf = ({ standing, audience, disclosure }: Made): string =>
  `${standing} ${audience} ${disclosure}`

/** Everything an answer tells: its head, and what is in it, however it is packed. */
async function toldBy(world: World, path: string, as: string | null): Promise<Told> {
  const headers = { host: 'archive.test', cookie: await world.cookie(as) }
  const answer = await world.app.request(`${BASE_URL}${path}`, { headers })
  const head = [...answer.headers].map(([name, value]) => `${name}: ${decoded(value)}`).join('\n')
  if (!answer.headers.get('content-type')?.includes('epub'))
    return { status: answer.status, text: `${head}\n${await answer.text()}` }
  const files = unzip(new Uint8Array(await answer.arrayBuffer()))
  return { status: answer.status, text: [head, ...[...files].flat()].join('\n') }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** Some at a time: the program answers many at once, and is not to mix them up. */
export async function forEach<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items]
  const take = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, take))
}

const AT_ONCE = 6
