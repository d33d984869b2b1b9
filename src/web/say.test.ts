import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { chooseLocale } from './locale.ts'
import { LOCALES, LOCALES_FOLDER, speaking, t } from './say.ts'

/** Every first argument of `t(` and `sayWith(` in the source, whichever way it is quoted. */
const CALL = /(?<!\w|[^.]\.)(?:t|sayWith)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g

const SOURCE = join(import.meta.dirname, '..')
const said = new Set<string>()
for (const file of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
  if (!/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file)) continue
  const text = readFileSync(join(SOURCE, file), 'utf8').replace(/^\s*(\*|\/\/|\/\*\*).*$/gm, '')
  for (const [, single, double] of text.matchAll(CALL)) {
    said.add((single ?? double ?? '').replace(/\\(['"\\])/g, '$1').replace(/\\u00a0/gi, '\u00a0'))
  }
}

/** Languages that may not miss a word. */
const WHOLE: readonly string[] = ['de', 'ar']

const others = LOCALES.filter((one) => one.code !== 'en').map((one) => one.code)
const table = (code: string): Record<string, string> =>
  JSON.parse(readFileSync(join(LOCALES_FOLDER, `${code}.json`), 'utf8'))

/** The names of a message's values, so that a translation cannot ask for one that is not given. */
function values(message: string, locale: string): string[] {
  const names = new Set<string>()
  const walk = (parts: readonly unknown[]): void => {
    for (const part of parts) {
      if (typeof part !== 'object' || part === null) continue
      if ('value' in part && 'type' in part && part.type !== 0) names.add(String(part.value))
      if ('options' in part && part.options) {
        for (const option of Object.values(part.options)) walk(option.value)
      }
    }
  }
  walk(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}

/** How many things each plural of a message tells apart, by the language's own categories. */
function plurals(message: string, locale: string): string[][] {
  const found: string[][] = []
  const walk = (parts: readonly unknown[]): void => {
    for (const part of parts) {
      if (typeof part !== 'object' || part === null || !('options' in part) || !part.options) continue
      found.push(Object.keys(part.options).filter((kind) => !kind.startsWith('=')))
      for (const option of Object.values(part.options)) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst())
  return found
}

describe('what the interface says', () => {
  test('is found in the source at all', () => {
    expect(said.size).toBeGreaterThan(100)
  })

  test.each(others)('%s says nothing that the source no longer says', (code) => {
    expect(Object.keys(table(code)).filter((key) => !said.has(key))).toEqual([])
  })

  test.each(others)('%s keeps the values of every message', (code) => {
    for (const [key, spoken] of Object.entries(table(code))) {
      expect({ key, values: values(spoken, code) }).toEqual({ key, values: values(key, 'en') })
    }
  })

  test.each(others)('%s has every form of a plural that it tells apart', (code) => {
    const kinds = new Intl.PluralRules(code).resolvedOptions().pluralCategories.toSorted()
    for (const [key, spoken] of Object.entries(table(code))) {
      for (const told of plurals(spoken, code))
        expect({ key, told: told.sort() }).toEqual({ key, told: kinds })
    }
  })

  test.each(others)('%s misses nothing, if it is to be whole; else what it misses is reported', (code) => {
    const known = table(code)
    const missing = [...said].filter((key) => !known[key])
    if (WHOLE.includes(code)) expect(missing).toEqual([])
    else if (missing.length > 0) console.warn(`locales/${code}.json misses ${missing.length}:`, missing)
  })

  test('is English when a language has no word for it', () => {
    expect(speaking('de', () => t('Works'))).toBe('Werke')
    expect(speaking('xx', () => t('Works'))).toBe('Works')
  })
})

describe('the language of a page', () => {
  test('is the one asked for in the address, before the one kept, before the browser’s', () => {
    expect(chooseLocale({ query: 'de', cookie: 'ui=ar', acceptLanguage: 'en' })).toBe('de')
    expect(chooseLocale({ cookie: 'a=1; ui=ar', acceptLanguage: 'de' })).toBe('ar')
    expect(chooseLocale({ acceptLanguage: 'fr, de-AT;q=0.8, en;q=0.5' })).toBe('de')
  })

  test('is English when nothing asked for is spoken here', () => {
    expect(chooseLocale({})).toBe('en')
    expect(chooseLocale({ query: '../../etc', cookie: 'ui=%00', acceptLanguage: '*;q=x' })).toBe('en')
    expect(chooseLocale({ acceptLanguage: 'de;q=0, en' })).toBe('en')
  })
})
