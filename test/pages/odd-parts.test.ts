import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/routes.ts'
import { makeWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const ODD = ['%00', 'a%00b', '%25%00', '%ED%A0%80', '%FF', '9'.repeat(30), '-1', '%2F', '%F0%9F%8F%B3']
const PART = /:([A-Za-z]+)(?:\{[^}]*\})?/g

/** The address with one of its parts odd and the others as they may be. */
function withOdd(path: string, part: string, odd: string): string {
  return path.replace(PART, (_, name: string) => {
    if (name === part) return odd
    if (name === 'name') return path.startsWith('/users/') ? 'reader' : 'Fluff'
    return name === 'pseud' ? 'reader' : '1'
  })
}

test.each([null, 'reader'])(
  '[A-33] no part of any address is a fault of ours, whatever it says, to %s',
  { timeout: 120_000 },
  async (who) => {
    const faults: string[] = []
    for (const path of Object.values(routes))
      for (const [, part = ''] of path.matchAll(PART))
        for (const odd of ODD) {
          const at = withOdd(path, part, odd)
          const { status } = await world.get(at, who)
          if (status >= 500) faults.push(`${status} ${at}`)
        }
    expect(faults).toEqual([])
  },
)
