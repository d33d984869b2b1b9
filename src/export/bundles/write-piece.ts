import { setTimeout } from 'node:timers/promises'
import type { Actor } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { joinedBook } from '../books/joined-book.ts'
import { makeBook } from '../convert.ts'
import { downloadInput, type Format, makeDownload } from '../download.ts'
import { bookOf } from '../epub-download.ts'
import { picturesOf } from '../own-pictures-read.ts'
import { USUAL } from '../pdf/book.ts'
import type { Bundle } from './bundles.ts'
import type { Making } from './make-bundle.ts'

interface Wanted {
  readonly bundle: Bundle
  readonly place: number
  readonly work: WorkId
}

interface Piece {
  readonly bytes: Uint8Array
}

/** What a work gives to the whole: its own book, or its pages as a part of one. */
export async function writePiece(making: Making, actor: Actor, wanted: Wanted): Promise<Piece | 'left-out'> {
  const { shape, format } = wanted.bundle
  if (format === 'pdf') return setPiece(making, actor, wanted)
  if (format !== 'epub') return ownFile(making, actor, { ...wanted, format })
  return shape === 'zip' ? ownBook(making, actor, wanted) : partOfBook(making, actor, wanted)
}

const archiveOf = async ({ archive, baseUrl }: Making) => ({ name: await archive(), url: baseUrl })

async function ownBook(making: Making, actor: Actor, { work }: Wanted): Promise<Piece | 'left-out'> {
  const { db, files, kept, now } = making
  const asked = { id: work, archive: await archiveOf(making) }
  const book = await joinedBook({ db, files, kept, now: now() }, actor, asked)
  if (!book || book === 'not-allowed') return 'left-out'
  const bytes: Uint8Array[] = []
  for await (const some of book.read()) bytes.push(some)
  return { bytes: Buffer.concat(bytes) }
}

interface OwnFile extends Wanted {
  readonly format: Format
}

async function ownFile(making: Making, actor: Actor, { format, work }: OwnFile): Promise<Piece | 'left-out'> {
  const { db, files } = making
  const asked = { id: work, format, archive: await archiveOf(making), files }
  const made = await makeDownload(db, actor, asked)
  return !made || made === 'not-allowed' ? 'left-out' : { bytes: made.bytes }
}

/** Others wait for the one who sets books, too: so long they are let go first. */
const TURN_MS = 5_000
const MOST_TURNS = 60

/** A work that is too long for a PDF, or in letters that cannot be printed here, is left out. */
async function setPiece(making: Making, actor: Actor, { work }: Wanted): Promise<Piece | 'left-out'> {
  const { db, files } = making
  const asked = { id: work, format: 'pdf', archive: await archiveOf(making), files, setting: USUAL } as const
  for (let turns = 0; turns < MOST_TURNS; turns++) {
    const made = await makeBook(db, actor, asked)
    if (made && typeof made !== 'string' && 'bytes' in made) return { bytes: made.bytes }
    if (made !== 'busy') return 'left-out'
    await setTimeout(TURN_MS)
  }
  throw new Error(`setting work ${work} for a bundle: many others are being set`)
}

/** The pages as the book wants them, pictures by name: packed when all is joined. */
async function partOfBook(
  making: Making,
  actor: Actor,
  { place, work }: Wanted,
): Promise<Piece | 'left-out'> {
  const { db, files } = making
  const bare = await downloadInput(db, actor, work, await archiveOf(making))
  if (!bare || bare === 'not-allowed') return 'left-out'
  const input = { ...bare, pictures: await picturesOf({ db, files }, work, bare.record) }
  const { pictures = [], ...book } = bookOf(input, `work${place + 1}-`)
  const named = pictures.map(({ source, file, type }) => ({ source, file, type }))
  return { bytes: Buffer.from(JSON.stringify({ ...book, pictures: named })) }
}
