import { isCommon, lists } from './well-known-passphrases.ts'

export const PASSWORD = { least: 10, most: 256 } as const

export type PassphraseFault = 'short-password' | 'long-password' | 'common-password' | 'own-words'

/** May this be a passphrase? `around`: what a guesser knows of its person: name, address, the archive's name. */
export function passphraseFault(passphrase: string, around: readonly string[]): PassphraseFault | undefined {
  const { length } = [...passphrase]
  if (length < PASSWORD.least) return 'short-password'
  if (length > PASSWORD.most) return 'long-password'
  if (isCommon(passphrase)) return 'common-password'
  return around.some((known) => isAbout(passphrase, known)) ? 'own-words' : undefined
}

/** The name, the address or a part of it, with no more than a little around: `ana_writes_1998`, `Ana.Writes@!`. */
function isAbout(passphrase: string, known: string): boolean {
  const said = lettersOf(passphrase)
  return [known, ...known.split('@')].some((part) => {
    const own = lettersOf(part)
    return own.length >= 4 && said.includes(own) && isLittle(said.replaceAll(own, ''))
  })
}

/** Nothing new, or one common word: `ana_writes_password`. */
const isLittle = (rest: string): boolean => rest.length <= 3 || lists().words.has(rest)

const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
