import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { buildZip, type ZipItem } from '../../test/zip.ts'
import { LIMITS } from './source.ts'
import { UnpackError, unpackZip } from './unpack.ts'

const opened = async (items: readonly ZipItem[], limits = LIMITS as Parameters<typeof unpackZip>[1]) => {
  const unpacked = await unpackZip(buildZip(items), limits)
  if (!unpacked.ok) throw new Error(`refused: ${unpacked.reason}`)
  return unpacked.entries
}
const why = async (bytes: Uint8Array, limits = LIMITS as Parameters<typeof unpackZip>[1]) => {
  const unpacked = await unpackZip(bytes, limits)
  return unpacked.ok ? 'opened' : `${unpacked.why}: ${unpacked.reason}`
}
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const whyReading = async (read: (() => Promise<Uint8Array>) | undefined) => {
  try {
    await read?.()
    return 'read'
  } catch (error) {
    return error instanceof UnpackError ? `${error.why}: ${error.message}` : `threw ${error}`
  }
}

describe('a sound zip', () => {
  test('gives its files by name, stored or deflated, as often as asked', async () => {
    const entries = await opened([
      { name: 'a.txt', data: 'first' },
      { name: 'folder/', data: '' },
      { name: 'folder/b.txt', data: 'second '.repeat(999), deflate: true },
    ])
    expect([...entries.keys()]).toEqual(['a.txt', 'folder/b.txt'])
    expect(text(await entries.get('a.txt')?.())).toBe('first')
    expect(text(await entries.get('folder/b.txt')?.())).toBe('second '.repeat(999))
    expect(text(await entries.get('folder/b.txt')?.())).toBe('second '.repeat(999))
  })

  test('reads names as UTF-8 without the flag, and Windows paths', async () => {
    const entries = await opened([
      { name: '雨伞.txt', data: '1' },
      { name: 'a\\b.txt', data: '2' },
    ])
    expect([...entries.keys()]).toEqual(['雨伞.txt', 'a/b.txt'])
  })
})

describe('[A-25] a hostile zip is refused', () => {
  test('when it is a bomb: ten megabytes of zeros, told while inflating', async () => {
    const entries = await opened([{ name: 'z', data: Buffer.alloc(10 * 1024 * 1024), deflate: true }])
    expect(await whyReading(entries.get('z'))).toMatch(/^too-large: .*bomb/)
  })

  test('when its directory lies about a size', async () => {
    const bomb = [{ name: 'z', data: Buffer.alloc(5_000_000), deflate: true, size: 10 }]
    expect(await whyReading((await opened(bomb)).get('z'))).toMatch(/^too-large/)
  })

  test('when all its files together are too much, said or unsaid', async () => {
    const limits = { ...LIMITS, unpacked: 1000 }
    const two = [1, 2].map((n) => ({ name: `${n}`, data: `${n}`.repeat(600) }))
    expect(await why(buildZip(two), limits)).toMatch(/^too-large/)
    const shy = two.map((item) => ({ ...item, deflate: true, size: 0 }))
    expect(await whyReading((await opened(shy, limits)).get('1'))).toMatch(/^too-large/)
  })

  test('when one file or the number of files is too much', async () => {
    const entries = await opened([{ name: 'a', data: 'x'.repeat(50) }], { ...LIMITS, file: 49 })
    expect(await whyReading(entries.get('a'))).toMatch(/^too-large/)
    const three = ['a', 'b', 'c'].map((name) => ({ name, data: name }))
    expect(await why(buildZip(three), { ...LIMITS, entries: 2 })).toMatch(/^too-large: .*3 files; 2/)
  })

  test('when entries overlap', async () => {
    const kernel = deflateRawSync(Buffer.alloc(1000))
    const first = { name: 'a', raw: kernel, method: 8, size: 1000 }
    expect(await why(buildZip([first, { ...first, name: 'b', at: 0 }]))).toMatch(/^damaged: .*lies over/)
  })

  test.each(['../evil.txt', 'a/../../evil.txt', '/etc/evil', 'C:\\evil.txt', '..\\evil.txt', 'a\0b'])(
    'when a name leads outside: %j',
    async (name) => {
      expect(await why(buildZip([{ name, data: 'x' }]))).toMatch(/^damaged/)
    },
  )

  test('when it holds a symbolic link', async () => {
    expect(await why(buildZip([{ name: 'link', data: '/etc/passwd', mode: 0o120777 }]))).toMatch(/link/)
  })

  test('when it is locked with a password, or packed by a method unknown to us', async () => {
    expect(await why(buildZip([{ name: 'a', data: 'x', deflate: true, flags: 1 }]))).toMatch(
      /^not-supported: .*password/,
    )
    expect(await why(buildZip([{ name: 'a', data: 'x', method: 14 }]))).toMatch(/^not-supported/)
  })

  test('when two files bear one name', async () => {
    const twice = { name: 'a', data: 'x' }
    expect(await why(buildZip([twice, twice]))).toMatch(/^damaged: .*two files/)
  })
})

describe('a damaged zip', () => {
  const zip = buildZip([{ name: 'a', data: 'some words in a file', deflate: true }])

  test('is refused wherever it is cut off', async () => {
    for (let length = 0; length < zip.length; length++)
      expect(await why(zip.subarray(0, length)), `${length} bytes`).toMatch(/^damaged/)
  })

  test('is refused, never thrown, with any one byte changed', async () => {
    for (let at = 0; at < zip.length; at++) {
      const changed = Uint8Array.from(zip)
      changed[at] = (changed[at] ?? 0) ^ 0xff
      const unpacked = await unpackZip(changed)
      if (!unpacked.ok) continue
      for (const read of unpacked.entries.values())
        if ((await whyReading(read)) === 'read') expect(text(await read())).toBe('some words in a file')
        else expect(await whyReading(read)).toMatch(/^(damaged|too-large|not-supported)/)
    }
  })

  test('tells a wrong checksum', async () => {
    const entries = await opened([{ name: 'a', data: 'x', crc: 1 }])
    expect(await whyReading(entries.get('a'))).toMatch(/^damaged: .*checksum/)
  })
})
