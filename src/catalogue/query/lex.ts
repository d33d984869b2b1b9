import { type Field, fieldLike, fieldNamed } from './fields.ts'
import { afterSpaces, afterWord, matchAt, quotedAt, type Sign, signAt, type Typed, typed } from './scan.ts'
import { fewStars } from './stars.ts'
import { type Mistake, mistakeAt, type Query, type Sort } from './tree.ts'
import { leafOf, valueAt } from './values.ts'

export type Token = { readonly at: number } & (
  | { readonly is: 'open' | 'close' | 'or' | 'and' | 'not' }
  | { readonly is: 'leaf'; readonly leaf: Query }
  /** A field before a bracket: it is that of everything inside. */
  | { readonly is: 'field'; readonly field: Field }
)

interface Lexed {
  readonly tokens: readonly Token[]
  readonly sort: Sort | null
  readonly rest: string
  readonly mistakes: readonly Mistake[]
}

interface Read {
  readonly token?: Token
  readonly sort?: Sort
  readonly mistake?: Mistake
  readonly end: number
}

/** The string cut into tokens, from left to right, each character looked at a bounded number of times. */
export function lex(text: string, today: string): Lexed {
  const tokens: Token[] = []
  const mistakes: Mistake[] = []
  let sort: Sort | null = null
  const rest: string[] = []
  let kept = 0
  const written = typed(text)
  for (let at = afterSpaces(text, 0); at < text.length; ) {
    const read = tokenAt(written, at, today)
    if (read.token) tokens.push(read.token)
    if (read.sort) {
      sort = read.sort
      rest.push(text.slice(kept, at))
      kept = afterSpaces(text, read.end)
    }
    if (read.mistake) mistakes.push(read.mistake)
    at = afterSpaces(text, Math.max(read.end, at + 1))
  }
  const starred = fewStars(tokens.map((token, at) => orAsWord(text, tokens, token, at)))
  return {
    tokens: starred.tokens,
    sort,
    rest: [...rest, text.slice(kept)].join('').trim(),
    mistakes: [...mistakes, ...starred.mistakes],
  }
}

/** Small letters are an operator only between two things: `or noir` is French. */
function orAsWord(text: string, tokens: readonly Token[], token: Token, at: number): Token {
  if (token.is !== 'or' || !/^or$/.test(text.slice(token.at, token.at + 2))) return token
  const before = tokens[at - 1]?.is
  const after = tokens[at + 1]?.is
  const between =
    (before === 'leaf' || before === 'close') &&
    after !== undefined &&
    !['close', 'or', 'and'].includes(after)
  return between
    ? token
    : { is: 'leaf', at: token.at, leaf: { is: 'text', text: 'or', how: 'word', in: null } }
}

function tokenAt(written: Typed, at: number, today: string): Read {
  const { text } = written
  const sign = text[at]
  if (sign === '(') return { token: { is: 'open', at }, end: at + 1 }
  if (sign === ')') return { token: { is: 'close', at }, end: at + 1 }
  const quoted = quotedAt(text, at)
  if (quoted) {
    const mistake = mistakeAt('open-quote', at, text.slice(at))
    const open = quoted.closed ? {} : { mistake }
    return { ...textToken(quoted.text, at, 'phrase'), ...open, end: quoted.end }
  }
  if (sign === '-') return minusAt(text, at)
  return fieldAt(written, at, today) ?? wordAt(text, at)
}

/** One hyphen right before something excludes it; hyphens by themselves are punctuation. */
function minusAt(text: string, at: number): Read {
  let end = at
  while (text[end] === '-') end += 1
  const excludes = end === at + 1 && end < text.length && !/[\s)]/.test(text[end] ?? '')
  return excludes ? { token: { is: 'not', at }, end } : { end }
}

const NAME = /([\p{L}_]{1,40})(:|(?=\s{0,3}(?:[<>]=?|[=≤≥])))/uy
const SORTED_BY = /sort(?:ed)?\s{1,3}by\s{0,3}(?=[:<>=])/iy

function fieldAt(written: Typed, at: number, today: string): Read | undefined {
  const { text, plain } = written
  const sorted = matchAt(SORTED_BY, plain, at)
  const found = sorted ?? matchAt(NAME, plain, at)
  if (!found) return undefined
  const name = sorted ? 'sort' : (found[1] ?? '')
  const field = fieldNamed(name)
  if (!field) return unknownAt(text, at, name)
  const colon = sorted ? (plain[at + sorted[0].length] === ':' ? 1 : 0) : 0
  const signed = signAt(plain, afterSpaces(text, at + found[0].length + colon))
  const sign: Sign = signed.sign
  const begin = afterSpaces(text, signed.end)
  if (text[begin] === '(') return { token: { is: 'field', field, at }, end: begin }
  const value = valueAt(field, sign, written, begin, today)
  if ('like' in value) {
    const part = text.slice(at, value.end)
    return { mistake: mistakeAt('bad-value', at, part, value.like), end: value.end }
  }
  if ('sort' in value) return { sort: value.sort, end: value.end }
  const open = value.closed === false ? { mistake: mistakeAt('open-quote', at, text.slice(at)) } : {}
  return { token: { is: 'leaf', leaf: value.leaf, at }, ...open, end: value.end }
}

/** `Re:Zero` is a name. `wrods:1000` may be a slip: it is looked for as it stands, and said. */
function unknownAt(text: string, at: number, name: string): Read | undefined {
  const like = fieldLike(name)
  if (!like) return undefined
  return { ...wordAt(text, at), mistake: mistakeAt('unknown-field', at, name, like) }
}

const CATEGORY = /^(f\/f|m\/m|f\/m|m\/f)$/i

function wordAt(text: string, at: number): Read {
  const end = Math.max(afterWord(text, at), at + 1)
  const word = text.slice(at, end)
  if (word === 'OR' || word === '||' || /^or$/i.test(word)) return { token: { is: 'or', at }, end }
  if (word === 'AND' || word === '&&') return { token: { is: 'and', at }, end }
  if (word === 'NOT') return { token: { is: 'not', at }, end }
  if (CATEGORY.test(word)) {
    const leaf = leafOf({ type: 'tag', kind: 'category' }, word, false)
    if (!('like' in leaf)) return { token: { is: 'leaf', leaf, at }, end }
  }
  const bare = word.replace(/\*$/, '')
  const within = bare.includes('*') ? { mistake: mistakeAt('star-within', at, word) } : {}
  return {
    ...textToken(bare.replaceAll('*', ' '), at, word.endsWith('*') ? 'prefix' : 'word'),
    ...within,
    end,
  }
}

/** Signs alone say nothing. */
function textToken(text: string, at: number, how: 'word' | 'prefix' | 'phrase'): { token?: Token } {
  const said = text.trim()
  if (!/[\p{L}\p{N}]/u.test(said)) return {}
  return { token: { is: 'leaf', leaf: { is: 'text', text: said, how, in: null }, at } }
}
