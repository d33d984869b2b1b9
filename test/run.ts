import { type StdioOptions, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { fetchTools } from './tools.ts'

/**
 * bin/test: gets what tests need, then type check, lint and every test, and one line over all of it at the end.
 * `--quick` (bin/check) leaves out what needs a database or a browser; any other words filter the tests.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const QUICK = ['test/architecture.test.ts', 'test/documented.test.ts']

/** A machine that is busy with other things can make a test of whole programs fail: no more files than this are tried again. */
const TRIED_AGAIN = 3

const REPORT = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

interface Count {
  readonly passed: number
  readonly failed: number
}

/** Nobody can be asked anything: standard input is closed. */
const NO_INPUT: StdioOptions = ['ignore', 'inherit', 'inherit']

const words = process.argv.slice(2)
const quick = words[0] === '--quick'
const filtered = !quick && words.length > 0
const counts: Count[] = []

if (!quick) {
  const { chromium, epubcheckJar } = fetchTools(say)
  if (chromium) process.env.CHROMIUM = chromium
  if (epubcheckJar) process.env.EPUBCHECK_JAR = epubcheckJar
}
if (!filtered) {
  counts.push(check('Type check', program('typescript', 'tsc'), ['--noEmit']))
  counts.push(check('Type check of the editor', program('typescript', 'tsc'), ['-p', 'src/web/editor']))
  const lint = ['check', '--diagnostic-level=warn', '--error-on-warnings']
  counts.push(check('Lint', program('@biomejs/biome', 'biome'), lint))
}
counts.push(runTests(quick ? QUICK : words))

const sum = (of: keyof Count): number => counts.reduce((all, count) => all + count[of], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') === 0 ? 0 : 1)

function say(line: string): void {
  console.log(line)
}

/** The script that a package runs under this name. */
function program(packageName: string, name: string): string {
  const found = createRequire(import.meta.url).resolve(`${packageName}/package.json`)
  const { bin } = z
    .object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) })
    .parse(JSON.parse(readFileSync(found, 'utf8')))
  return join(dirname(found), (typeof bin === 'string' ? bin : bin[name]) ?? name)
}

function runScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const options = { cwd: ROOT, stdio: NO_INPUT, env: { ...process.env, ...env } }
  return spawnSync(process.execPath, [script, ...args], options).status === 0
}

/** A whole program that counts as one test. */
function check(name: string, script: string, args: readonly string[]): Count {
  const well = runScript(script, args)
  say(`${name}: ${well ? 'passed' : 'failed'}`)
  return well ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * Runs the tests. A file with a failed test is run once more by itself, and what it does then counts; that it failed
 * at first is said by name, for it is a fault of the test or the program all the same.
 */
function runTests(filters: readonly string[]): Count {
  const byName = filters.some((word) => /^(-t|--testNamePattern)\b/.test(word))
  const first = runOnce(filters)
  const failed = (first.report?.testResults ?? []).filter((file) => file.status === 'failed')
  const steady = filtered || failed.length === 0 || failed.length > TRIED_AGAIN
  if (steady) return countTests(first.report, first.well, byName)
  say(`Once more, by themselves: ${failed.map((file) => file.name).join(', ')}`)
  const again = runOnce(failed.map((file) => file.name))
  for (const file of failed) {
    const tests = file.assertionResults.filter((test) => test.status === 'failed')
    for (const test of tests) say(`UNSTEADY, failed at first: ${test.fullName} in ${file.name}`)
  }
  const others = (first.report?.testResults ?? []).filter((file) => file.status !== 'failed')
  const report = { testResults: [...others, ...(again.report?.testResults ?? failed)] }
  return countTests(report, again.well, byName)
}

interface Run {
  readonly report: z.infer<typeof REPORT> | undefined
  readonly well: boolean
}

function runOnce(filters: readonly string[]): Run {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-report-'))
  const path = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`]
    const env = quick ? { PALIMPSEST_TESTS: 'quick' } : {}
    const well = runScript(program('vitest', 'vitest'), ['run', ...reporters, ...filters], env)
    return { report: readReport(path), well }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readReport(path: string): z.infer<typeof REPORT> | undefined {
  try {
    return REPORT.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (fault) {
    say(`The tests left no report: ${(fault as Error).message}`)
    return undefined
  }
}

/** Nothing is skipped silently: a skipped test has failed, and so has a file whose tests could not be read. */
function countTests(report: z.infer<typeof REPORT> | undefined, well: boolean, byName: boolean): Count {
  let [passed, failed] = [0, 0]
  for (const { name, status, assertionResults } of report?.testResults ?? []) {
    for (const test of assertionResults) {
      if (test.status === 'passed') passed++
      else if (test.status === 'failed') failed++
      else if (!byName) {
        failed++
        say(`Skipped, which counts as failed (nothing may be skipped silently): ${test.fullName} in ${name}`)
      }
    }
    const broken = status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
    if (!broken) continue
    failed++
    say(`Failed outside of its tests: ${name}`)
  }
  if (failed === 0 && (!well || passed === 0)) {
    failed++
    say(well ? 'No test was run.' : 'The run of the tests failed outside of them: see above.')
  }
  return { passed, failed }
}
