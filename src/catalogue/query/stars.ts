import type { Token } from './lex.ts'
import { type Mistake, mistakeAt } from './tree.ts'

/**
 * A star asks for every word that begins so, and each of those has its place in the index: of one letter that is a good
 * part of all there is, and of dozens of them all of it.
 */
const MOST = 10
const FEWEST_LETTERS = 2

interface Starred {
  readonly tokens: readonly Token[]
  readonly mistakes: readonly Mistake[]
}

/** Stars that ask for too much are left out, and their words looked for as they stand. */
export function fewStars(tokens: readonly Token[]): Starred {
  const mistakes: Mistake[] = []
  let stars = 0
  const kept = tokens.map((token): Token => {
    if (token.is !== 'leaf' || token.leaf.is !== 'text' || token.leaf.how !== 'prefix') return token
    const short = isShort(token.leaf.text)
    stars += 1
    if (!short && stars <= MOST) return token
    if (short || stars === MOST + 1)
      mistakes.push(mistakeAt(short ? 'short-star' : 'many-stars', token.at, `${token.leaf.text}*`))
    return { ...token, leaf: { ...token.leaf, how: 'word' } }
  })
  return { tokens: kept, mistakes }
}

/** In scripts without spaces one character is as good as a word. */
const isShort = (text: string): boolean =>
  [...text.matchAll(/[\p{L}\p{N}]/gu)].length < FEWEST_LETTERS &&
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{N}]/u.test(text)
