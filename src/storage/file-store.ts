import type { ReadableStream } from 'node:stream/web'

/**
 * Files too large for the database, each under a name of our own making. Putting one that is there writes it again.
 */
export interface FileStore {
  readonly put: (name: string, bytes: Uint8Array<ArrayBuffer>, type: string) => Promise<void>
  /** Undefined: it is not there. Whoever asks reads it to its end, or cancels it. */
  readonly get: (name: string) => Promise<ReadableStream<Uint8Array> | undefined>
  /** Nothing happens where there is none. */
  readonly remove: (name: string) => Promise<void>
}

/** A hash, perhaps a hyphen and more, an ending: what no file system and no address reads otherwise. */
export function plainName(name: string): string {
  if (!/^[0-9a-f]{8,64}(?:-[a-z0-9]{1,20})?\.[a-z0-9]{1,5}$/.test(name))
    throw new Error(`a file cannot be called ${name}`)
  return name
}

/** A file whole, where it is needed whole. */
export async function wholeFile(store: FileStore, name: string): Promise<Buffer | undefined> {
  const stream = await store.get(name)
  if (!stream) return undefined
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}
