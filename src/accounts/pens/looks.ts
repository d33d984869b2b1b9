/**
 * What a name looks like, so that two names that a reader would take for one are told apart from two that differ: full
 * and half width, letters of other scripts with the same shape, digits like letters, marks nobody sees. After the idea
 * of Unicode's TS 39, for what happens: Greek and Cyrillic beside Latin.
 */
export function looksOf(name: string): string {
  const upright = name.normalize('NFKC').replace(/[I1|\u0406\u04c0\u0399]/g, 'l')
  const plain = upright
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
  return [...plain].map((letter) => SHAPES.get(letter) ?? letter).join('')
}

const SAME: readonly (readonly [latin: string, like: string])[] = [
  ['a', 'аαɑ'],
  ['b', 'ьв'],
  ['c', 'сϲ'],
  ['d', 'ԁ'],
  ['e', 'еєҽ'],
  ['f', 'ꬵ'],
  ['g', 'ɡ'],
  ['h', 'һн'],
  ['i', 'іıι'],
  ['l', 'ӏ'],
  ['j', 'јϳ'],
  ['k', 'кκ'],
  ['m', 'м'],
  ['n', 'ո'],
  ['o', 'оοσ0օ'],
  ['p', 'рρ'],
  ['q', 'ԛ'],
  ['r', 'г'],
  ['s', 'ѕ'],
  ['t', 'тτ'],
  ['u', 'υս'],
  ['v', 'ѵν'],
  ['w', 'ԝω'],
  ['x', 'хχ'],
  ['y', 'уγү'],
]
const SHAPES: ReadonlyMap<string, string> = new Map(
  SAME.flatMap(([latin, like]) => [...like].map((letter): [string, string] => [letter, latin])),
)
