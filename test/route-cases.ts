import { expect, test } from 'vitest'
import { routes } from '../src/routes.ts'
import type { World } from './world.ts'

/**
 * What every address answers to every kind of reader, one line each. The name of a case is written out
 * (`'GET work guest'`), so that test/routes-tested.test.ts can read which are there; it does not compile for an
 * address that is not in src/routes.ts.
 */
export interface RouteCase {
  readonly case: `${Method} ${keyof typeof routes} ${ActorKind}`
  readonly path: string | (() => string)
  /** Sent as the page itself would, with its token. */
  readonly form?: Record<string, string>
  /** A form with files: sent over a real connection. */
  readonly send?: () => Promise<Response>
  readonly status: number
  /** Each stands in the answer. */
  readonly says?: readonly (string | RegExp)[]
  readonly hides?: readonly (string | RegExp)[]
  /** Where a redirect leads. */
  readonly leads?: string | (() => string)
}

/** Programs send the last two: see `send`. */
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export type ActorKind = 'guest' | 'member' | 'owner'

/** Of the sample archive: who stands for each kind. */
export const ACTORS: Readonly<Record<ActorKind, string | null>> = {
  guest: null,
  member: 'reader',
  owner: 'moderator',
}

export function routeCases(world: () => World, cases: readonly RouteCase[]): void {
  test.each(cases.map((one) => [`${one.case}: ${one.status}`, one] as const))('%s', async (_name, one) => {
    const [method, route, kind] = one.case.split(' ') as [Method, keyof typeof routes, ActorKind]
    const path = said(one.path)
    expect(path.split('?')[0], `${path} is an address of ${route}`).toMatch(patternOf(routes[route]))
    const who = ACTORS[kind]
    if (who) expect((await world().known(who)).role).toBe(kind)
    const answer = await (one.send?.() ??
      (method === 'GET' ? world().get(path, who) : world().post(path, one.form ?? {}, who)))
    const body = await answer.text()
    expect(answer.status, body.slice(0, 2_000)).toBe(one.status)
    if (one.leads !== undefined) expect(answer.headers.get('location')).toBe(said(one.leads))
    for (const words of one.says ?? []) expect(holds(body, words), `the page says ${words}`).toBe(true)
    for (const words of one.hides ?? []) expect(holds(body, words), `the page says ${words}`).toBe(false)
  })
}

const holds = (body: string, words: string | RegExp): boolean =>
  typeof words === 'string' ? body.includes(words) : words.test(body)

const said = (text: string | (() => string)): string => (typeof text === 'string' ? text : text())

/** `/works/:workId` as a pattern; `{.+}` spans slashes. */
function patternOf(path: string): RegExp {
  const parts = path
    .split(/:[A-Za-z]+(?:\{[^}]*\})?/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const spans = path.match(/:[A-Za-z]+(\{[^}]*\})?/g) ?? []
  const filled = parts.map(
    (part, at) => part + (at < spans.length ? (spans[at]?.includes('{') ? '.+' : '[^/]+') : ''),
  )
  return new RegExp(`^${filled.join('')}$`)
}
