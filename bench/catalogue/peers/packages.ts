import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const BENCH = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Packages that only benchmarks use, from bench/package-lock.json, brought when first wanted and when it changed. Not by
 * npm ci: that refuses a lockfile which lacks other platforms' binaries, and not every registry has those.
 */
function installPackages(): string | undefined {
  const lock = readFileSync(`${BENCH}package-lock.json`, 'utf8')
  const mark = `${BENCH}node_modules/.palimpsest-lock`
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return undefined
  console.error('Installing what bench/package-lock.json names, for benchmarks only (once, about 600 MB) …')
  const { status, stderr, error } = spawnSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: BENCH,
      encoding: 'utf8',
    },
  )
  if (status !== 0) return (error?.message ?? stderr).trim().split('\n')[0]
  writeFileSync(mark, lock)
  return undefined
}

let fault: { readonly said: string | undefined } | undefined

/** The package, or why it is not there and what to do. Types are the caller's: it is not installed with the project. */
export async function benchPackage<Module>(name: string): Promise<Module | string> {
  fault ??= { said: installPackages() }
  if (fault.said)
    return `npm could not install it (${fault.said}): with a registry in reach, run npm install in bench/`
  try {
    return (await import(name)) as Module
  } catch (cause) {
    return `the package does not load here (${(cause as Error).message.split('\n')[0]})`
  }
}
