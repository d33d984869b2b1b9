import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type NotEnded, runInTurn } from './bounded-program.ts'

export type KindleFormat = 'azw3' | 'mobi'

const PATIENCE_MS = 180_000
const MOST_MEMORY = 1_200_000_000

let found: { readonly path: string | undefined } | undefined

/** Calibre's converter, where this machine has it: looked for once. */
export function calibre(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  found ??= { path: folders.map((folder) => join(folder, 'ebook-convert')).find((path) => existsSync(path)) }
  return found.path
}

/** A book as old Kindles read it, by Calibre, in a folder of its own. No word of the work is on its command line. */
export async function kindleDownload(
  epub: Uint8Array,
  format: KindleFormat,
): Promise<Uint8Array | 'no-calibre' | NotEnded> {
  const program = calibre()
  if (!program) return 'no-calibre'
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-kindle-'))
  try {
    await writeFile(join(folder, 'book.epub'), epub)
    const ended = await runInTurn({
      command: 'nice',
      words: ['-n', '10', program, 'book.epub', `book.${format}`, '--no-inline-toc'],
      folder,
      env: { ...OWN(folder), PATH: process.env.PATH ?? '' },
      patienceMs: PATIENCE_MS,
      mostMemory: MOST_MEMORY,
    })
    if (typeof ended === 'string') return ended
    if (!ended.well) throw new Error(`converting a book with Calibre: ${ended.complaint}`)
    return await readFile(join(folder, `book.${format}`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Nothing of the account that runs the archive, and no screen. */
const OWN = (folder: string): Record<string, string> => ({
  HOME: folder,
  CALIBRE_CONFIG_DIRECTORY: folder,
  CALIBRE_TEMP_DIR: folder,
  QT_QPA_PLATFORM: 'offscreen',
  LANG: 'C.UTF-8',
})
