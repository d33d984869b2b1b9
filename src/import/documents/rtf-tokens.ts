export type RtfToken =
  | { readonly is: 'open' }
  | { readonly is: 'close' }
  | { readonly is: 'control'; readonly word: string; readonly number: number | null }
  | { readonly is: 'text'; readonly text: string }
  /** As they stand in the file, a letter each. */
  | { readonly is: 'bytes'; readonly bytes: string }

const TOKEN = /[{}]|\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|[\r\n]+|[^{}\\\r\n]+/gi

/** The grammar of RTF: groups, control words, letters of the file's own code page, text. */
export function* rtfTokens(source: string): Generator<RtfToken> {
  let page = 'windows-1252'
  let bytes: number[] = []
  const letters = function* (): Generator<RtfToken> {
    if (bytes.length) yield { is: 'text', text: decoded(bytes, page) }
    bytes = []
  }
  const token = new RegExp(TOKEN)
  for (let found = token.exec(source); found; found = token.exec(source)) {
    const [all, word, number, hex, sign] = found
    if (hex !== undefined) {
      bytes.push(Number.parseInt(hex, 16))
      continue
    }
    yield* letters()
    if (all === '{' || all === '}') yield all === '{' ? { is: 'open' } : { is: 'close' }
    else if (word === 'ansicpg') page = pageOf(Number(number))
    else if (word === 'bin') {
      const from = token.lastIndex
      token.lastIndex = Math.min(source.length, from + Math.max(0, Number(number ?? 0)))
      yield { is: 'bytes', bytes: source.slice(from, token.lastIndex) }
    } else if (word !== undefined)
      yield { is: 'control', word, number: number === undefined ? null : Number(number) }
    else if (sign !== undefined) yield signed(sign)
    else if (!/^[\r\n]/.test(all)) yield { is: 'text', text: all }
  }
  yield* letters()
}

function signed(sign: string): RtfToken {
  if ('\\{}'.includes(sign)) return { is: 'text', text: sign }
  return { is: 'control', word: /[\r\n]/.test(sign) ? 'par' : sign, number: null }
}

const PAGES: Readonly<Record<number, string>> = {
  10000: 'macintosh',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  65001: 'utf-8',
  874: 'windows-874',
}

const pageOf = (number: number): string =>
  PAGES[number] ?? (number >= 1250 && number <= 1258 ? `windows-${number}` : 'windows-1252')

const decoded = (bytes: readonly number[], page: string): string =>
  new TextDecoder(page).decode(new Uint8Array(bytes))
