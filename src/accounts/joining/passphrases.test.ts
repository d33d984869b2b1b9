import { describe, expect, test } from 'vitest'
import { passphraseFault } from './passphrases.ts'
import { isCommon, lists } from './well-known-passphrases.ts'

test('[A-08] the list that is shipped has more than 3,000 of ten characters and more, and short words besides', () => {
  const { long, words } = lists()
  expect(long.size).toBeGreaterThanOrEqual(3_000)
  expect([...long].filter((one) => [...one].length < 10)).toEqual([])
  expect(words.size).toBeGreaterThanOrEqual(3_000)
})

test('[A-08] every one of the list is refused, in any capitals', () => {
  for (const one of lists().long) {
    expect(passphraseFault(one, []), one).toBe('common-password')
    expect(passphraseFault(one.toUpperCase(), []), one).toBe('common-password')
  }
})

describe('[A-08] what guessers try first is refused', () => {
  test.each([
    ...[
      'password123',
      'Password123!',
      'P4ssw0rd2024',
      'passw0rd!!',
      'qwertyuiop',
      'QWERTZUIOP',
      'asdfghjkl1',
    ],
    ...['1qaz2wsx3edc', 'zaq1xsw2cde3', 'abcdefghij', 'zyxwvutsrq', '1234567890', '0987654321', 'aaaaaaaaaa'],
    ...[
      'abababababab',
      'abcabcabcabc',
      'lampelampelampe',
      '..........',
      '22.11.2026',
      '2026-11-22',
      '+49 170 1234567',
    ],
    ...[
      '11/22/2026',
      'dragon2026',
      'iloveyou2024',
      'monkey!!!!',
      'correct horse battery staple',
      'let me in please',
    ],
    ...[
      '12345qwert',
      'qwerty12345',
      'basketball',
      'basketball99',
      'christopher1',
      'ａａａａａａａａａａ',
      '😀😀😀😀😀😀😀😀😀😀',
    ],
  ])('%s', (passphrase) => expect(isCommon(passphrase)).toBe(true))
})

describe('what nobody guesses is welcome', () => {
  test.each([
    ...[
      'a lamp in the window',
      'umbrella stand, 3 geese',
      'tnrj!vw9Qz',
      'Vier Wörter ohne Grund',
      'مصباح في النافذة',
    ],
    ...[
      '窓の灯りを消さないで。',
      'k7f2-9xqa-mm31',
      'lamp-73829104772-door',
      '🌲🦊🕯📚🪞🐚🎻🧵🪵🫖',
      'sherlock never owned geese',
    ],
    ...['xxxuntidymarmalade', 'the quick brown heron'],
  ])('%s', (passphrase) =>
    expect(passphraseFault(passphrase, ['ana_writes', 'ana@example.org'])).toBeUndefined(),
  )
})

describe('its length is counted in characters, not in bytes or halves', () => {
  const emoji = (count: number) =>
    Array.from({ length: count }, (_, at) => String.fromCodePoint(0x1f300 + at)).join('')
  test.each([
    [9, 'short-password'],
    [10, undefined],
    [200, undefined],
    [256, undefined],
    [257, 'long-password'],
  ])('[A-07] %i emoji', (count, fault) => expect(passphraseFault(emoji(count), [])).toBe(fault))

  test('[A-07] ten thousand characters are refused at once', () => {
    const begun = performance.now()
    for (let tries = 0; tries < 100; tries++)
      expect(passphraseFault('x'.repeat(10_000), [])).toBe('long-password')
    expect(performance.now() - begun).toBeLessThan(500)
  })
})

describe('what says the person’s own name, address or archive is refused', () => {
  const around = ['ana_writes', 'ana.maria+fic@example.org', 'The Night Archive']
  test.each([
    'ana_writes_1998',
    'AnaWrites!!2026',
    'ana.maria+fic@example.org',
    'anamariafic99',
    'thenightarchive',
    'The Night Archive 1',
    'ana_writes_password',
    'anawritesanawrites1',
  ])('%s', (passphrase) => expect(passphraseFault(passphrase, around)).toBe('own-words'))

  test('but a sentence may mention it', () => {
    expect(passphraseFault('ana writes best after midnight', around)).toBeUndefined()
  })
})
