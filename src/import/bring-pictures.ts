import type { Member } from '../core/actor.ts'
import { imageHash } from '../core/image-address.ts'
import type { FileStore } from '../storage/file-store.ts'
import type { Db } from '../storage/transaction.ts'
import { imagesOf, keepImage, type WorkRecord } from '../works/index.ts'
import type { Reading, StoredPicture } from './source.ts'

export interface KeepingPictures {
  readonly files: FileStore
  /** Bytes that one person may keep. */
  readonly room: number
}

interface Bringing {
  readonly db: Db
  readonly by: Member
  readonly now: () => Date
  readonly pictures?: KeepingPictures | undefined
}

type Read = Extract<Reading, { outcome: 'read' }>

/**
 * Pictures that came in a download of an archive like ours: one that the person has here already stays theirs; any other
 * is kept as if they had sent it, and the text names it as it is called here. What cannot be kept is a loss.
 */
export async function bringPictures(bringing: Bringing, reading: Read): Promise<Read> {
  if (!reading.pictures) return reading
  const names = new Map<string, string>()
  let lost = 0
  for (const [address, picture] of reading.pictures) {
    const { all } = await imagesOf(bringing.db, bringing.by, {
      from: 0,
      most: 1,
      hash: imageHash(address) ?? '',
    })
    if (all > 0) continue
    const file = await keep(bringing, picture, reading.record.title)
    if (file === undefined) lost++
    else names.set(address, `/images/${file}`)
  }
  return renamed(reading, names, lost)
}

async function keep(
  { db, by, now, pictures }: Bringing,
  { alt, bytes }: StoredPicture,
  title: string,
): Promise<string | undefined> {
  const found = pictures && (await bytes())
  if (!found) return undefined
  const sent = {
    bytes: Buffer.from(found),
    name: '',
    alt: alt.trim().slice(0, 1_000) || title.slice(0, 1_000),
  }
  const kept = await keepImage({ db, ...pictures, now: now() }, by, sent)
  return typeof kept === 'string' ? undefined : kept.file
}

function renamed(reading: Read, names: ReadonlyMap<string, string>, lost: number): Read {
  const swap = (text: string): string => {
    let swapped = text
    for (const [from, to] of names) swapped = swapped.replaceAll(from, to)
    return swapped
  }
  // No part of the record but its HTML holds such an address.
  const record: WorkRecord =
    names.size > 0 ? JSON.parse(swap(JSON.stringify(reading.record))) : reading.record
  const given = new Map([...(reading.given ?? [])].map(([clean, before]) => [swap(clean), swap(before)]))
  if (lost === 0 || !record.import) return { ...reading, record, given }
  const losses = [...record.import.losses, picturesNotKept(lost)]
  return { ...reading, given, record: { ...record, import: { ...record.import, losses } } }
}

const picturesNotKept = (count: number): string =>
  count === 1
    ? 'a picture in the file could not be kept here, only its description'
    : `${count} pictures in the file could not be kept here, only their descriptions`
