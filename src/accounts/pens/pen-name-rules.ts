import { tidyName } from '../../prose/index.ts'
import { looksOf } from './looks.ts'

export const PEN_NAME_LONGEST = 40
export const PEN_NAMES_MOST = 500
export const ABOUT_LONGEST = 500
export const ALT_LONGEST = 250

export type PenNameFault = 'no-name' | 'long-name' | 'strange-name' | 'word-of-ours' | 'taken' | 'look-alike'

/** Letters and digits of any script with their marks, spaces, hyphens, underscores: AO3's rule. */
const ALLOWED = /^(?:[\p{L}\p{M}\p{N} _-]|\u200c|\u200d)+$/u
const SAYS_SOMETHING = /[\p{L}\p{N}]/u
/** Hold words of scripts together or apart; anywhere else they are only a way to have the same name twice. */
const JOINERS = /\u200c|\u200d/
const JOINED_SCRIPTS =
  /[\p{sc=Arab}\p{sc=Syrc}\p{sc=Deva}\p{sc=Beng}\p{sc=Gujr}\p{sc=Guru}\p{sc=Knda}\p{sc=Mlym}\p{sc=Orya}\p{sc=Sinh}\p{sc=Taml}\p{sc=Telu}\p{sc=Mong}]/u
/** `/users/anna/pseuds/new` is where one is made. */
const OURS: ReadonlySet<string> = new Set(['new'])

/** One line, one space between words, composed. */
export const tidyPenName = (typed: string): string => tidyName(typed.normalize('NFC')).normalize('NFC')

/** What is wrong with a name by itself, and beside the person's other names. */
export function penNameFault(name: string, others: readonly string[]): PenNameFault | undefined {
  if (!name) return 'no-name'
  if ([...name].length > PEN_NAME_LONGEST) return 'long-name'
  if (!ALLOWED.test(name) || !SAYS_SOMETHING.test(name)) return 'strange-name'
  if (JOINERS.test(name) && !JOINED_SCRIPTS.test(name)) return 'strange-name'
  if (OURS.has(name.toLowerCase())) return 'word-of-ours'
  if (others.some((other) => other.toLowerCase() === name.toLowerCase())) return 'taken'
  const looks = looksOf(name)
  return others.some((other) => looksOf(other) === looks) ? 'look-alike' : undefined
}
