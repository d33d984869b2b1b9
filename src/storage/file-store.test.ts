import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FileStore, wholeFile } from './file-store.ts'
import { folderStore } from './folder-store.ts'
import { openFiles } from './open-files.ts'
import { s3Store } from './s3-store.ts'

interface Rival {
  readonly run: () => Promise<{ readonly port: number }>
  readonly close: () => Promise<void>
  readonly httpServer?: Server
}
type MakeRival = new (options: object) => Rival

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-files-'))
let rival: Rival
let address = ''
beforeAll(async () => {
  const { default: S3rver } = (await import('s3rver' as string)) as { default: MakeRival }
  rival = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 's3') },
    configureBuckets: [{ name: 'pictures' }],
  })
  address = `http://127.0.0.1:${(await rival.run()).port}`
})
afterAll(async () => {
  await rival.close()
  rmSync(folder, { recursive: true, force: true })
})

const KEYS = { key: 'S3RVER', secret: 'S3RVER', region: 'us-east-1' }
const stores: readonly (readonly [string, () => FileStore])[] = [
  ['a folder', () => folderStore(join(folder, 'files'))],
  ['a store that speaks S3', () => s3Store({ url: `${address}/pictures`, ...KEYS })],
]

const NAME = `${'ab12'.repeat(16)}.jpg`
const bytes = (...all: number[]) => new Uint8Array(all)

describe.each(stores)('%s', (_kind, open) => {
  test('gives back what was put, over what was there, until it is removed', async () => {
    const store = open()
    expect(await store.get(NAME)).toBeUndefined()
    await store.put(NAME, bytes(1, 2, 3), 'image/jpeg')
    await store.put(NAME, bytes(4, 5), 'image/jpeg')
    expect(await wholeFile(store, NAME)).toEqual(Buffer.from([4, 5]))
    await store.remove(NAME)
    await store.remove(NAME)
    expect(await wholeFile(store, NAME)).toBeUndefined()
  })

  test('takes large files, and twenty at once under one name', async () => {
    const store = open()
    const large = new Uint8Array(9_000_000).fill(7)
    await Promise.all(Array.from({ length: 20 }, () => store.put(NAME, large, 'image/png')))
    expect((await wholeFile(store, NAME))?.equals(large)).toBe(true)
    const begun = await store.get(NAME)
    await begun?.cancel()
    await store.remove(NAME)
  })

  test('[A-26] takes no name that leads elsewhere', async () => {
    const store = open()
    for (const name of ['../../etc/passwd', '..', 'ab/cd.jpg', `${'a'.repeat(64)}.jpg/../x`, 'x\0.jpg', '']) {
      await expect(async () => store.get(name)).rejects.toThrow('cannot be called')
      await expect(async () => store.put(name, bytes(1), 'image/png')).rejects.toThrow('cannot be called')
      await expect(async () => store.remove(name)).rejects.toThrow('cannot be called')
    }
  })
})

test('a folder holds two levels of folders and nothing half-written', async () => {
  const own = join(folder, 'own')
  const store = openFiles(own)
  await store.put(NAME, bytes(1), 'image/jpeg')
  expect(readdirSync(join(own, 'files/ab/12'))).toEqual([NAME])
  writeFileSync(join(own, 'files/cd'), 'no folder')
  await expect(store.put(`cd34${'0'.repeat(60)}.jpg`, bytes(1), 'image/jpeg')).rejects.toThrow()
})

test('[A-40] a store that refuses says so with its number, and with no key', async () => {
  const wrong = s3Store({ url: `${address}/pictures`, ...KEYS, key: 'a-wrong-key', secret: 'a-secret' })
  const fault = await wrong.put(NAME, bytes(1), 'image/jpeg').catch((error: Error) => error)
  expect(String(fault)).toMatch(/answered 403/)
  expect(String(fault)).not.toMatch(/a-secret|a-wrong-key/)
  const gone = openFiles('', { url: `${address}/no-such-bucket`, ...KEYS })
  await expect(gone.put(NAME, bytes(1), 'image/jpeg')).rejects.toThrow('answered 404')
})
