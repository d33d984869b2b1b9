import { chapterHtml } from '../../src/import/documents/compose.ts'
import type { FileRead } from '../../src/import/documents/document.ts'
import { type FileOutcome, readDocument } from '../../src/import/documents/read-document.ts'
import { findChapters, type Manner } from '../../src/import/documents/split.ts'

export interface ReadWork {
  readonly title: string
  readonly chapters: readonly { readonly title: string; readonly html: string; readonly leftOut: boolean }[]
  readonly file: FileRead
}

export const bytesOf = (given: string | Uint8Array): Uint8Array =>
  typeof given === 'string' ? new TextEncoder().encode(given) : given

export const outcomeOf = (name: string, given: string | Uint8Array): Promise<FileOutcome> =>
  readDocument({ name, bytes: bytesOf(given) })

/** What one file becomes. */
export async function readWork(
  name: string,
  given: string | Uint8Array,
  manner: Manner = 'find',
): Promise<ReadWork> {
  const file = await outcomeOf(name, given)
  if ('why' in file) throw new Error(`${name} was not read: ${file.why}`)
  const { chapters, title } = findChapters([file], manner)
  return {
    title,
    file,
    chapters: chapters.map(({ title: called, blocks, leftOut }) => ({
      title: called,
      leftOut,
      html: chapterHtml(blocks, file.notes),
    })),
  }
}
