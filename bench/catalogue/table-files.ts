import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Flat, Lists } from './flat.ts'

/**
 * The works as lines of tab-separated values, for peers that read files faster than rows: id, visible, complete,
 * language, words, kudos, revised, facets, filters; lists in brackets of the peer's own kind.
 */
export function writeWorks(flat: Flat, folder: string, [open, close]: readonly [string, string]): string {
  const list = ({ starts, items }: Lists, at: number): string =>
    `${open}${items.subarray(starts[at], starts[at + 1]).join(',')}${close}`
  function* lines(): Generator<string> {
    const { visible, complete, language, words, kudos, revised } = flat
    for (let at = 0; at < flat.works; at++) {
      const columns = [visible, complete, language, words, kudos, revised].map((column) => column[at])
      yield [at + 1, ...columns, list(flat.facets, at), list(flat.filters, at)].join('\t')
    }
  }
  return writeLines(join(folder, 'works.tsv'), lines())
}

export function writeLines(path: string, lines: Iterable<string>): string {
  const file = openSync(path, 'w', 0o644)
  let waiting: string[] = []
  const write = (): void => {
    if (waiting.length) writeSync(file, `${waiting.join('\n')}\n`)
    waiting = []
  }
  for (const line of lines) if (waiting.push(line) === 20_000) write()
  write()
  closeSync(file)
  return path
}
