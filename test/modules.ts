import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What architecture.test.ts checks and bin/graph draws: the files of src/, what each imports, and the levels. */
export interface Import {
  /** From src/: `works/index.ts`. Undefined for a file outside src/. */
  readonly path: string | undefined
  readonly written: string
  readonly typeOnly: boolean
}

export interface SourceFile {
  /** From src/. */
  readonly path: string
  /** `works`, or the file's own name where it stands in src/ itself. */
  readonly module: string
  readonly isTest: boolean
  readonly text: string
  readonly imports: readonly Import[]
}

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SRC = join(ROOT, 'src')

export function sourceFiles(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .sort()
    .map((path) => {
      const text = readFileSync(join(SRC, path), 'utf8')
      const isTest = /\.(test|fixtures)\.tsx?$/.test(path)
      return { path, module: moduleOf(path), isTest, text, imports: importsOf(path, text) }
    })
}

export const moduleOf = (path: string): string => path.split('/')[0] ?? path

const STATIC = /^(?:import|export)\s+(type\s)?[\w\s{},*$]*?\bfrom\s+'([^']+)'|^import\s+()'([^']+)'/gm
const DYNAMIC = /\bimport\('([^']+)'\)/g

function importsOf(path: string, text: string): Import[] {
  const fixed = [...text.matchAll(STATIC)].map((found) => ({
    written: found[2] ?? found[4] ?? '',
    typeOnly: found[1] !== undefined,
  }))
  const loaded = [...text.matchAll(DYNAMIC)].map((found) => ({ written: found[1] ?? '', typeOnly: false }))
  return [...fixed, ...loaded]
    .filter(({ written }) => written.startsWith('.'))
    .map((one) => {
      const to = normalize(join(dirname(path), one.written))
      return { ...one, path: to.startsWith('..') ? undefined : to }
    })
}

/** The table of levels as ARCHITECTURE.md draws it: a line a level, its number first. */
export function readLevels(page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8')): Map<string, number> {
  const table = /^```levels\n(.*?)^```/ms.exec(page)?.[1] ?? ''
  const levels = new Map<string, number>()
  for (const line of table.split('\n')) {
    const [level, ...modules] = line.trim().split(/\s+/)
    for (const module of modules) levels.set(module, Number(level))
  }
  return levels
}
