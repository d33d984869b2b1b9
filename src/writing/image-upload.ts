import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import type { Member } from '../core/actor.ts'
import { receiveUpload, type Upload, uploadFolder } from '../import/index.ts'
import type { FileStore } from '../storage/file-store.ts'
import type { Db } from '../storage/transaction.ts'
import type { Counter } from '../web/too-often.ts'
import { IMAGE_LARGEST, type KeptImage, keepImage } from '../works/index.ts'
import type { ImageUploadFault } from './image-faults-said.ts'

const LIMITS = { file: IMAGE_LARGEST, files: 1, fields: 10 } as const

interface Receiving {
  readonly db: Db
  readonly files: FileStore
  readonly imageRoom: number
  readonly dataDir: string
  readonly now: () => Date
  readonly by: Member
  readonly uploads: Counter
  /** Is this the token of a form of ours? */
  readonly isOurs: (token: string | undefined) => boolean
}

export interface Received {
  readonly alt: string
  readonly outcome: KeptImage | ImageUploadFault
  /** To wait before the next one may be sent. */
  readonly seconds?: number
}

/** A form with one picture, taken in as it arrives: the file waits on the disk until its turn, then it is forgotten. */
export async function receiveImage(request: IncomingMessage, receiving: Receiving): Promise<Received> {
  const { db, files, imageRoom: room, dataDir, now, by, uploads, isOurs } = receiving
  const upload = await receiveUpload(request, uploadFolder(dataDir), LIMITS)
  try {
    const alt = (upload.fields.alt ?? '').toWellFormed().replaceAll('\u0000', '')
    const [file] = upload.files
    if (!isOurs(upload.fields.csrf)) return { alt, outcome: 'too-old' }
    if (!file) return { alt, outcome: faultOf(upload) }
    const seconds = uploads.take(String(by.id), now())
    if (seconds > 0) return { alt, outcome: 'too-often', seconds }
    const sent = { alt, name: file.name, bytes: await readFile(file.keptAt) }
    return { alt, outcome: await keepImage({ db, files, room, now: now() }, by, sent) }
  } finally {
    await upload.discard()
  }
}

const faultOf = ({ tooLarge }: Upload): ImageUploadFault => (tooLarge.length > 0 ? 'too-large' : 'no-file')
