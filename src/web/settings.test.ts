import { expect, test } from 'vitest'
import { USUAL_SETTINGS } from './page.ts'
import { CHOICES, readSettings, settingsOf, writeSettings } from './settings.ts'

const cookieOf = (form: Record<string, string>): string => writeSettings(form).split(';')[0] ?? ''

test('what a reader keeps is what they find again', () => {
  const form = {
    theme: 'sepia',
    face: 'literata',
    size: '150',
    width: 'full',
    spacing: 'loose',
    paragraphs: 'indent',
    align: 'justify',
    hyphens: 'never',
    swipe: 'off',
  }
  expect(readSettings(`a=b; ${cookieOf(form)}; z=1`)).toEqual({ ...form, size: 150 })
})

test('every choice the page offers can be kept', () => {
  for (const [name, values] of Object.entries(CHOICES)) {
    for (const value of values) {
      expect(readSettings(cookieOf({ [name]: String(value) }))).toEqual({ ...USUAL_SETTINGS, [name]: value })
    }
  }
})

test('a cookie of anybody’s making is read as the usual settings, part by part', () => {
  expect(readSettings(undefined)).toEqual(USUAL_SETTINGS)
  expect(readSettings('reading=')).toEqual(USUAL_SETTINGS)
  expect(readSettings('reading=theme:dark.size:9999.face:"><script>.width')).toEqual({
    ...USUAL_SETTINGS,
    theme: 'dark',
  })
  expect(readSettings('reading=__proto__:x.constructor:y.size:NaN')).toEqual(USUAL_SETTINGS)
  expect(settingsOf({ size: ['100', '200'], theme: 7 })).toEqual(USUAL_SETTINGS)
})

test('nothing typed can add to the cookie’s header', () => {
  expect(writeSettings({ theme: 'dark; Domain=evil', face: 'x\r\nSet-Cookie: a=b' })).not.toMatch(
    /Domain|\n|Set-Cookie/,
  )
})
