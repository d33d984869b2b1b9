import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { Refused } from '../web/errors.tsx'
import type { Uploaded } from './import-runs.ts'

export interface Upload {
  readonly fields: Readonly<Record<string, string>>
  /** Of a field that may be there more than once, each. */
  readonly all: (name: string) => readonly string[]
  readonly files: readonly Uploaded[]
  /** What was too much, in the order met; those files are not among `files`. */
  readonly tooLarge: readonly string[]
  /** Everything received is forgotten. */
  readonly discard: () => Promise<void>
}

const UPLOAD_LIMITS: UploadLimits = { file: 100 * 1024 * 1024, files: 1_000, fields: 60 }

interface UploadLimits {
  readonly file: number
  readonly files: number
  readonly fields: number
}

/** Takes a multipart form in as it arrives: each file goes to disk, never whole into memory. */
export async function receiveUpload(
  request: IncomingMessage,
  folder: string,
  limits = UPLOAD_LIMITS,
): Promise<Upload> {
  const form = formReader(request, limits)
  await mkdir(folder, { recursive: true })
  const place = await mkdtemp(join(folder, 'upload-'))
  const discard = (): Promise<void> => rm(place, { recursive: true, force: true })
  const arriving = listenTo(form, place)
  try {
    await pipeline(request, form)
    await Promise.all(arriving.writing)
  } catch (fault) {
    await Promise.allSettled(arriving.writing)
    await discard()
    if (fault instanceof Error && !('code' in fault)) throw new Refused(422)
    throw fault
  }
  const { sent, files, tooLarge } = arriving
  const order = ({ keptAt }: Uploaded): number => Number(keptAt.split('/').at(-1))
  return {
    fields: Object.fromEntries(sent),
    all: (name) => sent.flatMap(([one, value]) => (one === name ? [value] : [])),
    ...{ files: files.sort((a, b) => order(a) - order(b)), tooLarge, discard },
  }
}

/** What has arrived so far; files are whole once `writing` is done. */
interface Arriving {
  readonly sent: (readonly [name: string, value: string])[]
  readonly files: Uploaded[]
  readonly tooLarge: string[]
  readonly writing: Promise<void>[]
}

function listenTo(form: ReturnType<typeof Busboy>, place: string): Arriving {
  const arriving: Arriving = { sent: [], files: [], tooLarge: [], writing: [] }
  const { sent, files, tooLarge, writing } = arriving
  form.on('field', (name, value) => sent.push([name, value]))
  form.on('file', (_field, stream, name) => {
    if (!name) return stream.resume()
    const keptAt = join(place, String(writing.length))
    const written = pipeline(stream, readToItsEnd(keptAt)).then(() => {
      if (stream.truncated) tooLarge.push(name)
      else files.push({ name: nameOf(name), keptAt })
    })
    // A form cut off in a file fails here and in the form: one of them must not go unheard, it would end the program.
    written.catch(() => undefined)
    writing.push(written)
  })
  return arriving
}

/**
 * A file that takes all it is given, also when the disk does not, and says so at its end: a form whose files are not read
 * to their ends is never read to its own, and its sender would wait for an answer for ever.
 */
function readToItsEnd(path: string): Writable {
  const file = createWriteStream(path)
  let fault: Error | null = null
  file.on('error', (first) => {
    fault ??= first
  })
  return new Writable({
    write: (chunk, _encoding, done) => (fault ? done() : void file.write(chunk, () => done())),
    final: (done) => (fault ? done(fault) : void file.end((last?: Error | null) => done(last ?? fault))),
    destroy: (why, done) => {
      file.destroy()
      done(why)
    },
  })
}

/** What is not a form with files is the sender's fault, not ours. */
function formReader(
  request: IncomingMessage,
  { file: fileSize, files, fields }: UploadLimits,
): ReturnType<typeof Busboy> {
  const contentType = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data;.*boundary=/is.test(contentType)) throw new Refused(422)
  const headers = { ...request.headers, 'content-type': contentType }
  return Busboy({ headers, limits: { fileSize, files, fields, fieldSize: 40_000 } })
}

const nameOf = (name: string): string => name.slice(-200).toWellFormed().replaceAll('\u0000', '')
