/*
 * The language of the one search box, as readers know it from Archive of Our Own:
 *
 *   query  = [ any ]
 *   any    = all { ( "OR" | "||" ) all }            binds loosest
 *   all    = unary { [ "AND" | "&&" ] unary }       side by side means both
 *   unary  = { "-" | "NOT" } atom
 *   atom   = "(" [ any ] ")" | phrase | field | word
 *   phrase = '"' … '"'                              these words in this order
 *   word   = anything up to a space, quote or bracket; with "*" at its end, the beginning of a word
 *   field  = name ":" value | name ( "<" | ">" | "<=" | ">=" | "=" ) value | name ":" "(" … ")"
 *
 *   numbers    words>1000  words:1000-5000  words:1000..5000  kudos:10-20  chapters:1  expected_number_of_chapters:1
 *   dates      updated:last 2 weeks  updated:<7 days  posted:>8 weeks  updated:13-21 months  updated:2 months ago  posted:2024-05
 *   yes or no  complete:yes  restricted:true  otp:true  crossover:false
 *   words      title:lamp  creator:"Zoë Ångström"  summary:(bees OR honey)
 *   tags       tag:"Found Family"  fandom: character: relationship: freeform: rating: warning: category:  m/m
 *   others     language:Deutsch  sort:words  sort:>kudos (from the least up)  sort by: hits descending
 *
 * Nothing typed is an error. What cannot be understood is left out, or looked for as words, and told in `mistakes`.
 * Time and memory are linear; brackets are counted before they are entered, so that no depth of them is too deep.
 */
import type { Field } from './fields.ts'
import { lex, type Token } from './lex.ts'
import { type Mistake, mistakeAt, type ParsedQuery, type Query } from './tree.ts'
import { leafOf } from './values.ts'

const DEEPEST = 20
const MOST_MISTAKES = 10

/** `today` is the reader's day, YYYY-MM-DD, from which ages are counted. */
export function parseQuery(text: string, today: string): ParsedQuery {
  const { tokens, sort, rest, mistakes } = lex(text, today)
  const told = [...mistakes]
  const reading: Reading = { tokens: paired(tokens, told), next: 0, told, text }
  const tree = readAny(reading, null)
  // A heart alone, or a row of dots: whoever typed it is told why every work is listed.
  if (!tree && told.length === 0 && /[^\s\p{C}]/u.test(rest)) told.push(mistakeAt('signs-alone', 0, rest))
  return { tree, sort, rest, mistakes: told.sort((a, b) => a.at - b.at).slice(0, MOST_MISTAKES) }
}

interface Reading {
  readonly tokens: readonly Token[]
  next: number
  readonly told: Mistake[]
  readonly text: string
}

/** Brackets without a partner are taken out, and those too deep with them. */
function paired(tokens: readonly Token[], told: Mistake[]): Token[] {
  const gone = new Set<number>()
  const open: number[] = []
  let deep: Mistake | undefined
  for (const [index, token] of tokens.entries()) {
    if (token.is === 'open') open.push(index)
    if (token.is !== 'close') continue
    const partner = open.pop()
    if (partner === undefined) {
      gone.add(index)
      told.push(mistakeAt('lone-bracket', token.at, ')'))
    } else if (open.length >= DEEPEST) {
      gone.add(index).add(partner)
      deep = mistakeAt('too-deep', tokens[partner]?.at ?? 0, '(')
    }
  }
  for (const index of open) {
    gone.add(index)
    told.push(mistakeAt('lone-bracket', tokens[index]?.at ?? 0, '('))
  }
  if (deep) told.push(deep)
  return gone.size ? tokens.filter((_, index) => !gone.has(index)) : [...tokens]
}

function readAny(reading: Reading, field: Field | null): Query | null {
  const parts: Query[] = []
  for (;;) {
    const all = readAll(reading, field)
    if (all) parts.push(all)
    const token = reading.tokens[reading.next]
    if (token?.is !== 'or') break
    reading.next += 1
    const after = reading.tokens[reading.next]
    if (!all || !after || after.is === 'close' || after.is === 'or') lone(reading, token)
  }
  return parts.length > 1 ? { is: 'any', of: parts } : (parts[0] ?? null)
}

function readAll(reading: Reading, field: Field | null): Query | null {
  const parts: Query[] = []
  for (;;) {
    const token = reading.tokens[reading.next]
    if (!token || token.is === 'close' || token.is === 'or') break
    if (token.is === 'and') {
      reading.next += 1
      const after = reading.tokens[reading.next]
      if (!parts.length || !after || after.is === 'close' || after.is === 'or' || after.is === 'and')
        lone(reading, token)
      continue
    }
    const one = readUnary(reading, field)
    if (one) parts.push(...(one.is === 'all' ? one.of : [one]))
  }
  return parts.length > 1 ? { is: 'all', of: parts } : (parts[0] ?? null)
}

function readUnary(reading: Reading, field: Field | null): Query | null {
  let excluded = false
  for (let token = reading.tokens[reading.next]; token?.is === 'not'; token = reading.tokens[reading.next]) {
    excluded = !excluded
    reading.next += 1
    const after = reading.tokens[reading.next]
    if (after && after.is !== 'close' && after.is !== 'or' && after.is !== 'and') continue
    lone(reading, token)
    return null
  }
  const atom = readAtom(reading, field)
  if (!atom || !excluded) return atom
  return atom.is === 'not' ? atom.of : { is: 'not', of: atom }
}

function readAtom(reading: Reading, field: Field | null): Query | null {
  const token = reading.tokens[reading.next]
  if (!token) return null
  reading.next += 1
  switch (token.is) {
    case 'leaf':
      return field ? within(reading, field, token.leaf, token.at) : token.leaf
    case 'field':
      // Its bracket is gone when it had no partner: then the field has no value.
      return reading.tokens[reading.next]?.is === 'open' ? readGroup(reading, token.field) : null
    case 'open': {
      reading.next -= 1
      return readGroup(reading, field)
    }
    default:
      return null
  }
}

/** From a bracket to its partner, which is there. */
function readGroup(reading: Reading, field: Field | null): Query | null {
  reading.next += 1
  const inside = readAny(reading, field)
  reading.next += 1
  return inside
}

/** `title:(lamp OR window)`: the words inside are the field's. */
function within(reading: Reading, field: Field, leaf: Query, at: number): Query | null {
  if (leaf.is !== 'text' || leaf.in) return leaf
  if (field.type !== 'text' && field.type !== 'tag' && field.type !== 'language' && field.type !== 'flag') {
    reading.told.push(mistakeAt('bad-value', at, leaf.text))
    return null
  }
  const word = leaf.how === 'prefix' ? `${leaf.text}*` : leaf.text
  const read = leafOf(field, word, leaf.how === 'phrase')
  if (!('like' in read)) return read
  reading.told.push(mistakeAt('bad-value', at, leaf.text, read.like))
  return null
}

const lone = (reading: Reading, token: Token): void => {
  const part = /^\S{1,3}/.exec(reading.text.slice(token.at, token.at + 3))?.[0] ?? ''
  reading.told.push(mistakeAt('lone-operator', token.at, part))
}
