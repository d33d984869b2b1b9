import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText } from './decode.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const bytesOf = (...bytes: number[]) => new Uint8Array(bytes)
const latin = (text: string) => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)))
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const utf16 = (text: string, big = false) => {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(big ? bytes.swap16() : bytes)
}
/** Windows-1252 by its own table, the way a wrong program wrote it. */
const cp1252 = (text: string) => {
  const high = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 128 }, (_, i) => i + 128))
  return Uint8Array.from(
    [...text].map((letter) => (letter < '\x80' ? letter.charCodeAt(0) : 128 + high.indexOf(letter))),
  )
}
const SAID = '“Café,” said Zoë — naïvely…'

describe('I-012: a declared encoding is honoured, and a person can override a missing or wrong one', () => {
  test.each([
    ['UTF-8', utf8(`<meta charset="utf-8">${SAID}`), 'utf-8'],
    ['Windows-1252', cp1252(`<meta charset="windows-1252">${SAID}`), 'windows-1252'],
    [
      'Latin-1',
      cp1252(`<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">${SAID}`),
      'windows-1252',
    ],
    ['an XML header', cp1252(`<?xml version="1.0" encoding="windows-1252"?>${SAID}`), 'windows-1252'],
  ])('%s', (_, bytes, encoding) => {
    const decoded = decodeText(bytes)
    expect(decoded).toEqual({ text: decoded.text, encoding, repairs: [] })
    expect(decoded.text).toContain(SAID)
  })

  test('a declared Russian page reads in Russian', () => {
    const page = joined(latin('<meta charset="koi8-r">'), bytesOf(0xcd, 0xc9, 0xd2))
    expect(decodeText(page)).toEqual({ text: '<meta charset="koi8-r">мир', encoding: 'koi8-r', repairs: [] })
  })

  test('an override wins over a wrong declaration', () => {
    const page = cp1252(`<meta charset="utf-8">${SAID}`)
    expect(decodeText(page, 'windows-1252').text).toContain(SAID)
    expect(decodeText(cp1252(`<meta charset="koi8-r">${SAID}`), 'latin1').text).toContain(SAID)
    expect(decodeText(utf8(SAID), 'no such encoding').text).toBe(SAID)
  })

  test('Windows-1252 declared as UTF-8, and the reverse, are read right and reported', () => {
    const wrong = decodeText(cp1252(`<meta charset="utf-8">${SAID}`))
    expect(wrong.text).toContain(SAID)
    expect(wrong.repairs).toEqual(['read as windows-1252, though the file says utf-8'])
    const reverse = decodeText(utf8(`<meta charset="windows-1252">${SAID}`))
    expect(reverse.text).toContain(SAID)
    expect(reverse.repairs).toEqual(['read as utf-8, though the file says windows-1252'])
  })
})

describe('without a declaration', () => {
  test('byte order marks are obeyed and dropped', () => {
    expect(decodeText(joined(bytesOf(0xef, 0xbb, 0xbf), utf8(SAID)))).toEqual({
      text: SAID,
      encoding: 'utf-8',
      repairs: [],
    })
    expect(decodeText(joined(bytesOf(0xff, 0xfe), utf16(SAID)))).toEqual({
      text: SAID,
      encoding: 'utf-16le',
      repairs: [],
    })
    expect(decodeText(joined(bytesOf(0xfe, 0xff), utf16(SAID, true)))).toEqual({
      text: SAID,
      encoding: 'utf-16be',
      repairs: [],
    })
  })

  test('UTF-16 is told by its zeros', () => {
    for (const big of [false, true])
      expect(decodeText(utf16('Plain words, in wide letters.', big)).text).toBe(
        'Plain words, in wide letters.',
      )
  })

  test.each([
    ['gb18030', [0xce, 0xd2, 0xb5, 0xc4, 0xc9, 0xa1, 0xb2, 0xbb, 0xd4, 0xda, 0xa1, 0xa3], '我的伞不在。'],
    ['big5', [0xa7, 0xda, 0xaa, 0xba, 0xb3, 0xca, 0xa4, 0xa3, 0xa6, 0x62, 0xa1, 0x43], '我的傘不在。'],
    ['shift_jis', [0x82, 0xb1, 0x82, 0xcc, 0x82, 0xa9, 0x82, 0xb3], 'このかさ'],
    ['windows-1251', [0xef, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xe4, 0xee, 0xec], 'привет дом'],
    ['windows-1252', [0x63, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x73, 0x6f, 0x94], 'café “so”'],
  ])('%s is guessed and reported', (encoding, bytes, text) => {
    const decoded = decodeText(Uint8Array.from(bytes))
    expect(decoded).toEqual({ text, encoding, repairs: [`read as ${encoding}, which the file does not say`] })
  })

  test('a few stray bytes in UTF-8 are read as what they stand for', () => {
    const decoded = decodeText(joined(utf8('“Ten” “good” “quotes” and '), bytesOf(0x93), utf8('one bad”')))
    expect(decoded.text).toBe('“Ten” “good” “quotes” and “one bad”')
    expect(decoded.repairs).toEqual(['1 stray Windows-1252 bytes in UTF-8 were read as what they stand for'])
  })

  test('a last character cut in two is shown as lost', () => {
    const decoded = decodeText(utf8('“one” “two”').subarray(0, -1))
    expect(decoded.text).toBe('“one” “two�')
    expect(decoded.repairs).toEqual(['1 character could not be read: shown as �'])
  })
})

describe('text that was encoded twice', () => {
  const twice = (text: string) => utf8(new TextDecoder('windows-1252').decode(utf8(text)))

  test('is restored when the whole file proves it', () => {
    expect(new TextDecoder().decode(twice('“'))).toBe('â€œ')
    const decoded = decodeText(twice(`${SAID} 我的伞`))
    expect(decoded.text).toBe(`${SAID} 我的伞`)
    expect(decoded.repairs).toEqual(['undid a wrong re-encoding (â€œ → “)'])
  })

  test('even three times over', () => {
    const thrice = twice(new TextDecoder().decode(twice(SAID)))
    expect(decodeText(thrice).text).toBe(SAID)
  })

  test('stays as it is when one honest letter says the file is sound', () => {
    const about = 'It printed â€œ where I wrote “.'
    expect(decodeText(utf8(about))).toEqual({ text: about, encoding: 'utf-8', repairs: [] })
    expect(decodeText(utf8('The sign read CAFÃ©.')).text).toBe('The sign read CAFÃ©.')
  })
})

describe('what is not text', () => {
  test('is called binary', () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)
    expect(decodeText(noise)).toEqual({ text: '', encoding: 'binary', repairs: [] })
  })

  test('a zero or two in a text is only left out', () => {
    expect(decodeText(utf8('so\0me words'))).toEqual({
      text: 'some words',
      encoding: 'utf-8',
      repairs: ['left out 1 zero bytes'],
    })
  })
})

describe('any bytes at all', () => {
  test('are decoded or called binary, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => typeof decodeText(bytes).text === 'string'),
    )
  })

  test('text in UTF-8 comes back as it was', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 200 })
      .filter((s) => !/[\0-\x08\x0b\x0e-\x1f\x7fÂ-ô]|^\uFEFF/.test(s))
    fc.assert(fc.property(text, (said) => decodeText(utf8(said)).text === said))
  })
})
