import { AsyncLocalStorage } from 'node:async_hooks'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat, type PrimitiveType } from 'intl-messageformat'

/**
 * Every word the interface says goes through `t`. The English text is the key, in ICU message form;
 * locales/<code>.json maps it to another language. A test checks that each key in a locale file is still said.
 */
export type Locale = string

const current = new AsyncLocalStorage<Locale>()
const tables = new Map<Locale, Readonly<Record<string, string>>>([['en', {}]])
const formats = new Map<string, IntlMessageFormat>()

/** Languages the interface speaks: English, and every file in locales/. */
export const LOCALES: readonly {
  readonly code: Locale
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
}[] = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'de', name: 'Deutsch', dir: 'ltr' },
  { code: 'ar', name: 'العربية', dir: 'rtl' },
]

export const LOCALES_FOLDER = join(import.meta.dirname, '../../locales')
for (const { code } of LOCALES) {
  const file = join(LOCALES_FOLDER, `${code}.json`)
  if (code !== 'en' && existsSync(file)) loadLocale(code, file)
}

export const speaking = <T>(locale: Locale, work: () => T): T => current.run(locale, work)
export const locale = (): Locale => current.getStore() ?? 'en'

function loadLocale(code: Locale, file: string): void {
  tables.set(code, JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
}

/** `t('Works')`, `t('{n, plural, one {# work} other {# works}}', { n })`. */
export function t(message: string, values?: Readonly<Record<string, PrimitiveType>>): string {
  const spoken = tables.get(locale())?.[message] ?? message
  if (!values && !spoken.includes('{')) return spoken
  const plain = values && partsOf(spoken)
  if (plain) return plain.map((part, at) => (at % 2 ? String(values[part] ?? '') : part)).join('')
  const key = `${locale()}\u0000${spoken}`
  const number = values && onlyNumber(values)
  const known = number === undefined ? undefined : counted.get(`${key}\u0000${number}`)
  if (known !== undefined) return known
  let format = formats.get(key)
  if (!format) {
    format = new IntlMessageFormat(spoken, locale(), undefined, { ignoreTag: true })
    formats.set(key, format)
  }
  const said = String(format.format(values))
  if (number !== undefined && counted.size < MOST_COUNTED) counted.set(`${key}\u0000${number}`, said)
  return said
}

/** "3 works" and its like, as they were said before: a list says the same few hundreds again and again. */
const counted = new Map<string, string>()
const MOST_COUNTED = 20_000

function onlyNumber(values: Readonly<Record<string, PrimitiveType>>): number | undefined {
  const [only, ...others] = Object.values(values)
  return typeof only === 'number' && others.length === 0 ? only : undefined
}

const parts = new Map<string, readonly string[] | null>()

/**
 * A message that only names values, as most do, cut at their names: every other part is one. A page says hundreds, and
 * ICU takes ten times as long for them. Null: it has a plural, a number or an apostrophe, which are ICU's to read.
 */
function partsOf(message: string): readonly string[] | null {
  const known = parts.get(message)
  if (known !== undefined) return known
  const plain = /^(?:[^{}']|\{\w+\})*$/.test(message) ? message.split(/\{(\w+)\}/) : null
  parts.set(message, plain)
  return plain
}

const numbers = new Map<Locale, Intl.NumberFormat>()
/** A count as the reader's language groups it: 12,408. */
export function count(n: number): string {
  let format = numbers.get(locale())
  if (!format) {
    format = new Intl.NumberFormat(locale())
    numbers.set(locale(), format)
  }
  return format.format(n)
}

const dates = new Map<Locale, Intl.DateTimeFormat>()
/** 19 Nov 2026, in UTC. */
export function day(date: Date): string {
  let format = dates.get(locale())
  if (!format) {
    format = new Intl.DateTimeFormat(locale() === 'en' ? 'en-GB' : locale(), {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    })
    dates.set(locale(), format)
  }
  return format.format(date)
}

const moments = new Map<string, Intl.DateTimeFormat>()
/** 19 Nov 2026, 14:05, where the reader is. */
export function moment(date: Date, timeZone: string): string {
  const key = `${locale()} ${timeZone}`
  let format = moments.get(key)
  if (!format) {
    const language = locale() === 'en' ? 'en-GB' : locale()
    format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone })
    moments.set(key, format)
  }
  return format.format(date)
}

/** A month in words, of `2026-11`. */
export function month(iso: string): string {
  const at = new Date(`${iso}-01T00:00:00Z`)
  return new Intl.DateTimeFormat(locale(), { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(at)
}

export const isoDay = (date: Date): string => date.toISOString().slice(0, 10)
