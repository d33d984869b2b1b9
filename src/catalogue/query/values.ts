import { languageOf } from '../../core/languages.ts'
import { CATEGORIES, OLDER_VALUES, RATINGS, type TagKind, WARNINGS } from '../../core/values.ts'
import { type AskedDays, daysAsked } from './days.ts'
import { type Field, sortNamed } from './fields.ts'
import { afterSpaces, afterWord, matchAt, quotedAt, type Sign, signAt, type Typed, typed } from './scan.ts'
import type { NumberLeaf, Query, Sort } from './tree.ts'

/** What a field was given: understood, or how it should be written. `end` is where the rest goes on. */
type Value =
  | { readonly leaf: Query; readonly end: number; readonly closed?: boolean }
  | { readonly sort: Sort; readonly end: number }
  | { readonly like: string; readonly end: number }

/** The value of a field, after its name and sign. A bracket is not asked for here: see parse.ts. */
export function valueAt(field: Field, sign: Sign, { text, plain }: Typed, at: number, today: string): Value {
  const begin = afterSpaces(text, at)
  switch (field.type) {
    case 'number':
      return numberAt(field, sign, plain, begin)
    case 'date':
      return dateAt(field, sign, plain, begin, today)
    case 'sort':
      return sortAt(sign, plain, begin)
    default: {
      const quoted = quotedAt(text, begin)
      const end = quoted?.end ?? afterWord(text, begin)
      const word = (quoted?.text ?? text.slice(begin, end)).trim()
      const leaf = leafOf(field, word, quoted !== undefined)
      return 'like' in leaf ? { ...leaf, end } : { leaf, end, closed: quoted?.closed ?? true }
    }
  }
}

type Plain = Exclude<Field, { type: 'number' | 'date' | 'sort' }>

/** A word or phrase in a field of words: also each one of several in brackets. */
export function leafOf(field: Plain, word: string, quoted: boolean): Query | { readonly like: string } {
  switch (field.type) {
    case 'flag': {
      const yes = /^(true|yes|y|1|t)$/i.test(word)
      const no = /^(false|no|n|0|f)$/i.test(word)
      return yes || no ? { is: 'flag', field: field.field, yes } : { like: `${field.field}:yes` }
    }
    case 'language': {
      const language = word ? languageOf(word) : undefined
      return language ? { is: 'language', code: language.code } : { like: 'language:English' }
    }
    case 'tag': {
      if (!word) return { like: `${field.kind ?? 'tag'}:"…"` }
      const listed = field.kind && VALUES[field.kind]
      if (!listed) return { is: 'tag', kind: field.kind, name: word }
      const name = listedValue(listed, word)
      return name ? { is: 'tag', kind: field.kind, name } : { like: `${field.kind}:"${listed[1]}"` }
    }
    case 'text': {
      if (!/[\p{L}\p{N}]/u.test(word)) return { like: `${field.field}:lamp` }
      const prefix = !quoted && word.endsWith('*')
      const how = quoted ? 'phrase' : prefix ? 'prefix' : 'word'
      return { is: 'text', text: word.replace(/(?<!\*)\*+$/, ''), how, in: field.field }
    }
  }
}

const VALUES: Readonly<Partial<Record<TagKind, readonly string[]>>> = {
  rating: RATINGS,
  warning: WARNINGS,
  category: CATEGORIES,
}

/** By its whole name or the beginning of one; M/F is the same as F/M. */
function listedValue(listed: readonly string[], word: string): string | undefined {
  const asked = (OLDER_VALUES.get(word) ?? word).toLowerCase().replace(/^m\/f$/, 'f/m')
  return (
    listed.find((value) => value.toLowerCase() === asked) ??
    listed.find((value) => value.toLowerCase().startsWith(asked))
  )
}

/** Dots and commas stand between digits: two dots are from one number to another. */
const DIGITS = /\d+(?:[.,]\d+)*k?/iy
const DASH = /(?:-|–|—|\.\.|to\b)/y

function numberAt(
  { field }: { readonly field: NumberLeaf['field'] },
  before: Sign,
  text: string,
  at: number,
): Value {
  const own = signAt(text, at)
  const sign = own.sign || before
  const start = afterSpaces(text, own.end)
  const low = matchAt(DIGITS, text, start)?.[0]
  const dashAt = afterSpaces(text, start + (low?.length ?? 0))
  const dash = matchAt(DASH, text, dashAt)?.[0]
  const highAt = dash ? afterSpaces(text, dashAt + dash.length) : 0
  const high = dash ? matchAt(DIGITS, text, highAt)?.[0] : undefined
  if (low === undefined && high === undefined)
    return { like: `${field}:1000-5000`, end: afterWord(text, start) }
  // `words:1000 - fluff` is a number and a word that is not wanted.
  const open =
    dash !== undefined && high === undefined && /[-–—.]/.test(dash) && dashAt === start + (low?.length ?? 0)
  const end =
    high !== undefined ? highAt + high.length : open ? dashAt + dash.length : start + (low?.length ?? 0)
  const range = high !== undefined || open ? span(low, high) : signed(sign, read(low ?? ''))
  return { leaf: { is: 'number', field, ...range }, end: wordEnd(text, end) }
}

/** A number or a range that stands alone; undefined when it is none. */
export function numberAsked(
  text: string,
  field: NumberLeaf['field'],
  today: string,
): { from: number | null; to: number | null } | undefined {
  const value = valueAt({ type: 'number', field }, '', typed(text), 0, today)
  if (!('leaf' in value) || value.leaf.is !== 'number' || value.end < text.length) return undefined
  return { from: value.leaf.from, to: value.leaf.to }
}

/** What hangs on a number without a space (`1000words`) belongs to it. */
const wordEnd = (text: string, at: number): number =>
  /[\p{L}]/u.test(text[at] ?? '') ? afterWord(text, at) : at

const MOST = 2_147_483_647

function read(digits: string): number {
  const thousands = /k$/i.test(digits)
  const bare = thousands ? digits.slice(0, -1).replaceAll(',', '.') : digits.replace(/[.,]/g, '')
  const value = Math.floor(Number(bare) * (thousands ? 1000 : 1))
  return Number.isFinite(value) ? Math.min(value, MOST) : 0
}

/** Backwards is turned round. */
function span(low: string | undefined, high: string | undefined) {
  const [from, to] = [low === undefined ? null : read(low), high === undefined ? null : read(high)]
  return from !== null && to !== null && from > to ? { from: to, to: from } : { from, to }
}

function signed(sign: Sign, value: number): { from: number | null; to: number | null } {
  switch (sign) {
    case '>':
      return { from: Math.min(value + 1, MOST), to: null }
    case '>=':
      return { from: value, to: null }
    case '<':
      return { from: null, to: value - 1 }
    case '<=':
      return { from: null, to: value }
    default:
      return { from: value, to: value }
  }
}

function dateAt(
  { field }: { readonly field: 'updated' | 'posted' },
  before: Sign,
  text: string,
  at: number,
  today: string,
): Value {
  const quoted = quotedAt(text, at)
  if (quoted) {
    const inside: AskedDays = daysAsked(quoted.text, 0, before, today)
    return inside.days
      ? { leaf: { is: 'date', field, ...inside.days }, end: quoted.end, closed: quoted.closed }
      : { like: `${field}:<7 days`, end: quoted.end }
  }
  const { days, end } = daysAsked(text, at, before, today)
  return days ? { leaf: { is: 'date', field, ...days }, end } : { like: `${field}:<7 days`, end }
}

const BY = /by\b/iy
const KEY = /\w+/y
const ORDER = /(ascending|asc|descending|desc)\b/iy

/** AO3's way round: `>` from the least up, `<` from the most down. */
function sortAt(before: Sign, text: string, at: number): Value {
  const by = matchAt(BY, text, at)
  const colon = by ? afterSpaces(text, at + by[0].length) : at
  const own = signAt(text, by && text[colon] === ':' ? afterSpaces(text, colon + 1) : colon)
  const start = afterSpaces(text, own.end)
  const key = matchAt(KEY, text, start)?.[0] ?? ''
  const field = sortNamed(key)
  const end = start + key.length
  if (!field) return { like: 'sort:words', end: Math.max(end, afterWord(text, start)) }
  const wordAt = afterSpaces(text, end)
  const order = matchAt(ORDER, text, wordAt)?.[0]
  const sign = own.sign || before
  const way = order
    ? /^a/i.test(order)
      ? 'asc'
      : 'desc'
    : sign.startsWith('>')
      ? 'asc'
      : sign.startsWith('<')
        ? 'desc'
        : null
  return { sort: { by: field, order: way }, end: order ? wordAt + order.length : end }
}
