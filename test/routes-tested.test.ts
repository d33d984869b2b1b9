import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type AppSettings, createApp } from '../src/app.ts'
import { routes } from '../src/routes.ts'
import type { Db } from '../src/storage/transaction.ts'
import { ACTORS, type ActorKind } from './route-cases.ts'

/**
 * The list that proves it: each address the program answers has a case (test/route-cases.ts) for every kind of
 * actor it knows, and a name in src/routes.ts. A new route fails here until it is written down there and tested.
 */
const KINDS = Object.keys(ACTORS) as ActorKind[]

/** These answer everyone alike, without asking who it is. */
const ALIKE_FOR_ALL: ReadonlySet<string> = new Set(['GET health', 'GET asset'])

const SRC = join(import.meta.dirname, '../src')
let tested: ReadonlySet<string>

beforeAll(async () => {
  const found = new Set<string>()
  for await (const file of glob(['**/*.test.ts', '**/*.test.tsx'], { cwd: SRC })) {
    const source = readFileSync(join(SRC, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
    for (const [, name = ''] of source.matchAll(/\bcase: '((?:GET|POST|PUT|DELETE) \w+ \w+)'/g))
      found.add(name)
  }
  tested = found
})

test('every address the program answers has a name in src/routes.ts', () => {
  const named = new Set<string>(Object.values(routes))
  expect(mounted().filter(({ path }) => !named.has(path))).toEqual([])
})

test('every name in src/routes.ts is an address the program answers', () => {
  const answered = new Set(mounted().map(({ path }) => path))
  expect(Object.entries(routes).filter(([, path]) => !answered.has(path))).toEqual([])
})

test('every address has a test for every kind of actor it knows', () => {
  const wanted = mounted().flatMap(({ method, name }) =>
    (ALIKE_FOR_ALL.has(`${method} ${name}`) ? KINDS.slice(0, 1) : KINDS).map(
      (kind) => `${method} ${name} ${kind}`,
    ),
  )
  expect(wanted.length).toBeGreaterThan(60)
  expect(wanted.filter((one) => !tested.has(one))).toEqual([])
})

test('no test speaks of an address that is gone', () => {
  const there = new Set(mounted().map(({ method, name }) => `${method} ${name}`))
  expect([...tested].filter((one) => !there.has(one.replace(/ \w+$/, '')))).toEqual([])
})

/** What Hono was told to answer; what runs before every answer is not an address. */
function mounted(): { readonly method: string; readonly path: string; readonly name: string }[] {
  const names = new Map<string, string>(Object.entries(routes).map(([name, path]) => [path, name]))
  const handlers = app().routes.filter(({ method }) => method !== 'ALL')
  const distinct = new Map(
    handlers.map(({ method, path }) => {
      const plain = path.replace('{[0-9]+}', '')
      return [`${method} ${plain}`, { method, path: plain, name: names.get(plain) ?? plain }] as const
    }),
  )
  return [...distinct.values()]
}

function app(): ReturnType<typeof createApp> {
  const db = {} as Db
  return createApp({ db, setupKey: '', folder: '', version: '' } as unknown as AppSettings)
}
