import { z } from 'zod'
import { type NotEnded, runInTurn } from '../bounded-program.ts'
import type { FilePicture } from '../download-input.ts'
import { fontFiles } from './fonts.ts'

/** What a very long work takes. */
const PATIENCE_MS = 60_000
const MOST_MEMORY = 1_500_000_000

export interface ToSet {
  /** What book.typ reads. */
  readonly json: string
  /** Every letter of it once; those without a face are named. */
  readonly letters: string
  /** By the names the book has for them. */
  readonly pictures: ReadonlyMap<string, FilePicture>
  /** More folders of faces. */
  readonly folders: readonly string[]
}

type Typeset = { readonly pdf: Buffer } | { readonly missing: readonly string[] } | NotEnded

/** Sets a book, in a program of its own: typst cannot be stopped, nor its memory bounded, within ours. */
export async function typeset({ json, letters, pictures, folders }: ToSet): Promise<Typeset> {
  const book = Buffer.from(json)
  const kept = [...pictures].map(([name, { bytes }]) => [name, bytes] as const)
  const order = {
    folders: [...fontFiles(), ...folders],
    letters,
    book: book.length,
    pictures: kept.map(([name, bytes]) => [name, bytes.length]),
  }
  const ended = await runInTurn({
    command: process.execPath,
    words: ['--disable-warning=ExperimentalWarning', new URL('./typesetter.ts', import.meta.url).pathname],
    input: Buffer.concat([
      Buffer.from(`${JSON.stringify(order)}\n`),
      book,
      ...kept.map(([, bytes]) => bytes),
    ]),
    env: process.env.HOME ? { HOME: process.env.HOME } : {},
    patienceMs: PATIENCE_MS,
    mostMemory: MOST_MEMORY,
  })
  if (typeof ended === 'string') return ended
  if (!ended.well) throw new Error(`setting a book: ${ended.complaint}`)
  return answerIn(ended.said)
}

const ANSWER = z.object({ missing: z.array(z.string()).optional(), fault: z.string().optional() })

function answerIn(said: Buffer): Typeset {
  const end = said.indexOf(10)
  const { missing, fault } = ANSWER.parse(JSON.parse(said.toString('utf8', 0, end)))
  if (fault !== undefined) throw new Error(`setting a book: ${fault}`)
  return missing ? { missing } : { pdf: said.subarray(end + 1) }
}
