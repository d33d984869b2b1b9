import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { check } from 'recheck'
import { parseAst } from 'vite'
import { z } from 'zod'
import { ROOT, sourceFiles } from './modules.ts'

/**
 * test/patterns.json: every pattern of the program, and why no text keeps it busy for long.
 *
 *   `linear`           proved by recheck, from the pattern's automaton
 *   `tried: linear`    the proof does not know look-around; recheck looked for a slow text and found none
 *   `bounded: why`     slow on long text, and it never meets any: written by hand
 *
 * bin/patterns judges those that are new and drops those that are gone; it names what a person must decide.
 */
export const PATTERNS = join(ROOT, 'test/patterns.json')

export const patternsJudged = (): Readonly<Record<string, string>> =>
  z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(PATTERNS, 'utf8')))

/** Each pattern as it is written, by the first file that has it. */
export function patternsWritten(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { path, isTest, text } of sourceFiles()) {
    if (isTest || !text.includes('/')) continue
    const loader = path.endsWith('x') ? 'tsx' : 'ts'
    const { code } = transformSync(text, { loader, jsx: 'automatic', target: 'esnext' })
    for (const pattern of patternsIn(parseAst(code))) if (!found.has(pattern)) found.set(pattern, path)
  }
  return found
}

function patternsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  if ('regex' in node && node.regex) {
    const { pattern, flags } = node.regex as { pattern: string; flags: string }
    return [`/${pattern}/${flags}`]
  }
  return Object.values(node).flatMap(patternsIn)
}

async function judge(written: string): Promise<string | undefined> {
  const end = written.lastIndexOf('/')
  const [source, flags] = [written.slice(1, end), written.slice(end + 1)]
  const proof = await check(source, flags, { checker: 'automaton', timeout: 4_000 })
  if (proof.status === 'safe') return 'linear'
  if (proof.status === 'vulnerable') return undefined
  const search = await check(source, flags, { checker: 'fuzz', timeout: 20_000 })
  return search.status === 'safe' ? 'tried: linear' : undefined
}

async function judgeNew(): Promise<void> {
  const before = patternsJudged()
  const judged: [string, string][] = []
  for (const [written, file] of patternsWritten()) {
    const said = before[written] ?? (await judge(written))
    if (said) judged.push([written, said])
    else
      console.error(
        `${file}: slow on some text, or not judged; rewrite it, or add why it meets none:\n  ${written}`,
      )
  }
  const sorted = judged.sort(([one], [other]) => (one < other ? -1 : 1))
  writeFileSync(PATTERNS, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
  console.log(`Wrote test/patterns.json: ${judged.length} patterns`)
}

if (import.meta.main) await judgeNew()
