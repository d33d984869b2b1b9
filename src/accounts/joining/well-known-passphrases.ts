import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Lists {
  readonly long: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

let read: Lists | undefined

/** Read when somebody first chooses a passphrase. */
export function lists(): Lists {
  if (read) return read
  const text = readFileSync(join(import.meta.dirname, 'well-known-passphrases.txt'), 'utf8')
  const [long = '', words = ''] = text.replace(/^#.*\n/gm, '').split('\n\n')
  read = { long: new Set(long.split('\n')), words: new Set(words.trim().split('\n')) }
  return read
}

/**
 * Would a guesser try it among the first? When it is on the list; a common word with digits around; letters that
 * lie beside each other on the keyboard or in the alphabet; a few characters again and again; or a date, or another
 * number. From forty characters on nobody guesses so: only the list counts.
 */
export function isCommon(passphrase: string): boolean {
  const typed = passphrase.normalize('NFKC').toLowerCase()
  const plain = typed.replace(/[\s_.,!?*#$@&+-]/g, '')
  if (lists().long.has(typed) || lists().long.has(plain)) return true
  if ([...typed].length >= 40) return false
  return isNumber(typed) || repeats(plain) || runs(plain) || commonWord(plain)
}

/** Dates, telephone numbers, 1234567890. */
const isNumber = (typed: string): boolean => /^[\d\s./:+()-]{1,18}$/.test(typed)

/** `aaaaaaaaaa`, `abcabcabcabc`, `lampelampelampe`. */
function repeats(plain: string): boolean {
  const characters = [...plain]
  if (new Set(characters).size <= 3) return true
  for (let unit = 1; unit <= Math.min(8, characters.length / 2); unit++)
    if (characters.every((one, at) => one === characters[at % unit])) return true
  return false
}

const ROWS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
]
const COLUMNS = [
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujm',
  '0987654321',
]
const ORDERS = [...ROWS, ...COLUMNS, 'abcdefghijklmnopqrstuvwxyz', '01234567890']
const LINES = ORDERS.flatMap((order) => [order, [...order].reverse().join('')])

/** Made of runs of three and more along such a line, and hardly anything else. */
function runs(plain: string): boolean {
  let rest = 0
  for (let at = 0; at < plain.length; ) {
    const length = longestRun(plain, at)
    if (length < 3) rest++
    at += length < 3 ? 1 : length
  }
  return rest <= 1
}

function longestRun(plain: string, at: number): number {
  let length = 1
  while (at + length < plain.length && LINES.some((line) => line.includes(plain.slice(at, at + length + 1))))
    length++
  return length
}

/** A date, an exclamation. */
const MOST_AROUND = 8
const LEET: ReadonlyMap<string, string> = new Map(
  Object.entries({ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' }),
)

/** A common word with something before or after it: `password123`, `P4ssw0rd!!!`, `summer22112026`. */
function commonWord(plain: string): boolean {
  const bare = plain.replace(/^[^a-z]+|(?<![^a-z])[^a-z]+$/g, '')
  if (bare.length < 4 || plain.length - bare.length > MOST_AROUND) return false
  const unmasked = [...bare].map((one) => LEET.get(one) ?? one).join('')
  return [bare, unmasked].some((word) => lists().words.has(word) || lists().long.has(word))
}
