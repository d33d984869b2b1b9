import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { hash as bcryptHash } from 'bcryptjs'
import { describe, expect, test } from 'vitest'
import { hashPassphrase, isOutdated, verifyOld, verifyPassphrase } from './passphrase-hash.ts'

test('[A-09] a passphrase is kept as argon2id with 19 MiB, two passes, one lane, as a PHC string', async () => {
  const kept = await hashPassphrase('a lamp in the window')
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(isOutdated(kept)).toBe(false)
  const begun = performance.now()
  expect(await verifyPassphrase(kept, 'a lamp in the window')).toBe(true)
  console.log(`one argon2id verification: ${(performance.now() - begun).toFixed(0)} ms`)
})

test('[A-09] a hash with other figures is good still, and is known to be outdated', async () => {
  const kept = await hash('a lamp in the window', {
    algorithm: 2,
    memoryCost: 8_192,
    timeCost: 1,
    parallelism: 1,
  })
  expect(await verifyPassphrase(kept, 'a lamp in the window')).toBe(true)
  expect(isOutdated(kept)).toBe(true)
})

const EMOJI = Array.from({ length: 200 }, (_, at) => String.fromCodePoint(0x1f300 + at)).join('')

describe('[A-07] a passphrase of any characters is kept whole', () => {
  test.each([
    ['200 emoji', EMOJI],
    ['256 letters', 'lampwindowdoor!?'.repeat(16)],
    ['spaces around and within', '  a lamp  in the window  '],
    ['Arabic, Chinese and Greek', 'مصباح في النافذة 窓の灯り λύχνος'],
    ['quotes, a backslash and a tag', `'"\\<b>$1%00 --;`],
    ['a NUL within', 'before the\u0000after it'],
  ])('%s', async (_what, passphrase) => {
    const kept = await hashPassphrase(passphrase)
    expect(await verifyPassphrase(kept, passphrase)).toBe(true)
    expect(await verifyPassphrase(kept, [...passphrase].slice(0, -1).join(''))).toBe(false)
    expect(await verifyPassphrase(kept, passphrase.slice(0, 72))).toBe(passphrase.length <= 72)
  })

  test('é of one character is é of two', async () => {
    expect(await verifyPassphrase(await hashPassphrase('caf\u00e9 au lait'), 'cafe\u0301 au lait')).toBe(true)
  })
})

describe('[U-003] what an older archive kept', () => {
  const sha512 = (text: string, rounds: number): string => {
    let digest = text
    for (let round = 0; round < rounds; round++) digest = createHash('sha512').update(digest).digest('hex')
    return digest
  }

  test('as SHA-512 is good for its passphrase and for no other', async () => {
    const kept = `$sha512$20$a_salt$${sha512('old passphrasea_salt', 20)}`
    expect(await verifyPassphrase(kept, 'old passphrase')).toBe(true)
    expect(await verifyPassphrase(kept, 'Old passphrase')).toBe(false)
    expect(isOutdated(kept)).toBe(true)
  })

  test('[U-003] bcrypt is taken, as other archives write it', async () => {
    const kept = await bcryptHash('alte Losung mit ä', 6)
    for (const as of ['$2b$', '$2a$', '$2y$']) {
      expect(await verifyPassphrase(kept.replace('$2b$', as), 'alte Losung mit ä')).toBe(true)
      expect(await verifyPassphrase(kept.replace('$2b$', as), 'alte Losung mit a')).toBe(false)
    }
    expect(isOutdated(kept)).toBe(true)
  })

  test.each(['', 'old passphrase', '$sha512$', '$sha512$0$$', '$md5$x', `$sha512$20$$${'0'.repeat(127)}`])(
    'in a form nobody knows is good for nothing: %s',
    async (kept) => expect(await verifyOld(kept, 'old passphrase')).toBe(false),
  )
})

test('a passphrase of ten thousand characters is refused before anything is computed', async () => {
  const kept = await hashPassphrase('a lamp in the window')
  const begun = performance.now()
  for (let tries = 0; tries < 50; tries++) await verifyPassphrase(kept, 'x'.repeat(10_000))
  expect(performance.now() - begun).toBeLessThan(200)
})
