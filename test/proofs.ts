import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './modules.ts'

/** Which tests name an id in brackets: test('[W-042] asks before an adult work …'). */
export type Proofs = Map<string, { readonly file: string; readonly name: string }[]>

/** `id` matches one id in its brackets, and holds it as its first group. */
export function readProofs(id: RegExp): Proofs {
  const ids = new RegExp(id.source, 'g')
  // The first string of a call: that of test, describe, or of what their each() gave; or of a row of a table.
  const named = new RegExp(
    `[([]\\s*(['"\`])((?:(?!\\1).)*${id.source.replace('(', '(?:')}(?:(?!\\1).)*)\\1`,
    'g',
  )
  const proofs: Proofs = new Map()
  for (const file of testFiles()) {
    for (const [, , title = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(named)) {
      const name = title
        .replaceAll('|', '\\|')
        .replace(/\s*\[[A-Z]-\d{2,3}\]\s*/g, ' ')
        .trim()
      for (const [, one = ''] of title.matchAll(ids))
        proofs.set(one, [...(proofs.get(one) ?? []), { file, name }])
    }
  }
  return proofs
}

const testFiles = (): string[] =>
  ['src', 'test'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.test\.tsx?$/.test(path))
      .sort()
      .map((path) => `${folder}/${path}`),
  )
