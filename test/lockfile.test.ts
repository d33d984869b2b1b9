import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'

const PACKAGE = z.object({
  resolved: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const LOCK = z.object({ packages: z.record(z.string(), PACKAGE) })
const { packages } = LOCK.parse(
  JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')),
)

test('the lockfile names every platform’s packages, or npm ci refuses it on a fresh machine', () => {
  const named = (from: string, name: string): boolean =>
    `${from}/node_modules/${name}` in packages || `node_modules/${name}` in packages
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !named(path, name)),
  )
  expect(missing).toEqual([])
})

test('the lockfile names no registry: it is asked of whichever the machine has', () => {
  expect(Object.values(packages).filter((one) => one.resolved)).toEqual([])
})
