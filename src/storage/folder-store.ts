import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ReadableStream } from 'node:stream/web'
import { type FileStore, plainName } from './file-store.ts'

/** Two levels of folders, 65,536 of them: none holds more files than a file system likes. */
export function folderStore(folder: string): FileStore {
  const pathOf = (name: string): string => join(folder, name.slice(0, 2), name.slice(2, 4), plainName(name))
  return {
    put: (name, bytes) => writeWhole(pathOf(name), bytes),
    get: async (name) => {
      const path = pathOf(name)
      return (await isThere(path)) ? ReadableStream.from(partsOf(path)) : undefined
    },
    remove: (name) => rm(pathOf(name), { force: true }),
  }
}

/** Under its name stands all of it or nothing, also after the power went: it is renamed once it is on the disk. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const place = dirname(path)
  const part = `${path}.${randomBytes(6).toString('hex')}.part`
  await mkdir(place, { recursive: true, mode: 0o700 })
  try {
    await writeAndSync(part, bytes)
    await rename(part, path)
  } catch (fault) {
    await rm(part, { force: true })
    throw fault
  }
  const folder = await open(place, 'r')
  await folder.sync().finally(() => folder.close())
}

async function writeAndSync(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw fault
  }
}

/** Opened when the first part is asked for: an answer that nobody reads holds no file open. */
async function* partsOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path)
}
