import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentDisposition, fileName } from './file-name.ts'

describe('a download’s file name [W-059]', () => {
  test.each([
    ['The Wet Umbrella', 'The_Wet_Umbrella'],
    ['Crème brûlée à la Øresund', 'Creme_brulee_a_la'],
    ['“Rain” — don’t, & <won’t>', 'Rain_dont_wont'],
    ['A title of twenty four c', 'A_title_of_twenty_four_c'],
    ['A title of twenty four ch', 'A_title_of_twenty_four'],
    ['Supercalifragilisticexpialidocious', 'Supercalifragilisticexpi'],
    ['Война и мир', 'Work_7'],
    ['湿伞', 'Work_7'],
    ['☔', 'Work_7'],
    ['Up', 'Up_Work_7'],
    ['Tom &amp; Jerry', 'Tom_Jerry'],
    ['../../etc/passwd', 'etcpasswd'],
    ['Œuvre ßtraße', 'OEuvre_sstrasse'],
  ])('%s becomes %s', (title, name) => {
    expect(fileName(title, 7)).toBe(name)
  })

  test('is short, ASCII and safe for any title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (title) => {
        expect(fileName(title, 7)).toMatch(/^[\w-]{3,31}$/)
      }),
    )
  })
})

describe('[A-28] the header that names the file [W-059]', () => {
  test('says the plain name and the title itself', () => {
    expect(contentDisposition('Creme', "Crème d'été", 'epub')).toBe(
      `attachment; filename="Creme.epub"; filename*=UTF-8''Cr%C3%A8me%20d%27%C3%A9t%C3%A9.epub`,
    )
  })

  test('holds no line end, quote, path or turned text, whatever the title', () => {
    expect(contentDisposition('x"\r\ny', 'a"\r\nSet-Cookie: b\u202Egpj.exe/\\..', 'html')).toBe(
      `attachment; filename="x___y.html"; filename*=UTF-8''aSet-Cookie%20bgpj.exe...html`,
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        expect(contentDisposition('x', title, 'epub')).toMatch(
          /^attachment; filename="x\.epub"; filename\*=UTF-8''[A-Za-z0-9%_.~-]+\.epub$/,
        )
      }),
    )
  })
})
