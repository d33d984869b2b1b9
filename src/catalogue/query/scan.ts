/** Reading a string from left to right: where a run of one sort of character ends. Each is one pass. */

/** What was typed, and the same with its numbers and signs in ASCII, character for character. */
export interface Typed {
  readonly text: string
  readonly plain: string
}

export const typed = (text: string): Typed => ({ text, plain: plainSigns(text) })

/** Digits of the scripts people type them in, and the signs of wide keyboards, as numbers and dates are read. */
export const plainSigns = (text: string): string =>
  text.replace(/[٠-٩۰-۹०-९০-৯๐-๙０-９٫٬：＜＞＝－～]/g, plainSign)

function plainSign(sign: string): string {
  const [at, zero] = [sign.charCodeAt(0), ZEROS.findLast((one) => one <= sign) ?? '0']
  return SIGNS[sign] ?? String(at - zero.charCodeAt(0))
}

const ZEROS = ['٠', '۰', '०', '০', '๐', '０']
const SIGNS: Readonly<Record<string, string>> = {
  ...{ '٫': '.', '٬': ',', '：': ':', '＜': '<', '＞': '>', '＝': '=', '－': '-', '～': '-' },
}

const SPACE = /\s/

export function afterSpaces(text: string, at: number): number {
  let end = at
  while (end < text.length && SPACE.test(text[end] ?? '')) end += 1
  return end
}

/** Up to the next space, quote or bracket. */
export function afterWord(text: string, at: number): number {
  let end = at
  while (end < text.length && !/[\s"“”()]/.test(text[end] ?? '')) end += 1
  return end
}

interface Quoted {
  readonly text: string
  readonly end: number
  readonly closed: boolean
}

const CLOSES: Readonly<Record<string, RegExp>> = { '"': /["“”]/g, '“': /["”]/g, '”': /["“”]/g }

/** From a quotation mark to its partner, straight or curled; to the end where there is none. */
export function quotedAt(text: string, at: number): Quoted | undefined {
  const closes = CLOSES[text[at] ?? '']
  if (!closes) return undefined
  closes.lastIndex = at + 1
  const close = closes.exec(text)?.index ?? -1
  if (close < 0) return { text: text.slice(at + 1), end: text.length, closed: false }
  return { text: text.slice(at + 1, close), end: close + 1, closed: true }
}

/** What stands exactly here. The pattern must be sticky. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

export type Sign = '' | ':' | '=' | '<' | '>' | '<=' | '>='

const SIGN = /(?:<=|>=|≤|≥|[<>=])/y

export function signAt(text: string, at: number): { readonly sign: Sign; readonly end: number } {
  const found = matchAt(SIGN, text, at)?.[0]
  if (!found) return { sign: '', end: at }
  const sign: Sign =
    found === '≤' || found === '<='
      ? '<='
      : found === '≥' || found === '>='
        ? '>='
        : found === '<' || found === '>'
          ? found
          : '='
  return { sign, end: at + found.length }
}
