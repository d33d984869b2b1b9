import { t } from '../../web/say.ts'
import type { JoinFault, JoinFaults, JoinField } from './join-wish.ts'
import type { CodeFault } from './mailed-codes.ts'

const SAID: Readonly<Record<Exclude<JoinFault, 'not-ticked'>, () => string>> = {
  'bad-name': () => t('A name has 3 to 40 letters from A to Z, digits or underscores.'),
  'reserved-name': () => t('That name is kept for the archive itself. Another, please.'),
  'name-taken': () => t('Somebody here has that name already.'),
  'looks-like-another': () => t('That name is easily taken for one that is here already. Another, please.'),
  'bad-email': () => t('That does not look like an e-mail address.'),
  'short-password': () => t('Ten characters or more, please.'),
  'long-password': () => t('At most 256 characters, please.'),
  'common-password': () => t('Many people use that one, and guessers try it first. Another, please.'),
  'own-words': () => t('That is made of the name or the address, which others know. Another, please.'),
  unequal: () => t('The two are not the same. Please type both again.'),
}

const TICKS: ReadonlyMap<string, () => string> = new Map(
  Object.entries({
    age: () => t('Accounts are for people of 13 years and older.'),
    data: () => t('Without this there can be no account.'),
    terms: () => t('Everybody with an account keeps to the rules.'),
  }),
)

/** Each fault in words, by its field. */
export function faultsSaid(faults: JoinFaults): Readonly<Partial<Record<JoinField, string>>> {
  return Object.fromEntries(
    Object.entries(faults).map(([field, fault]) => [
      field,
      fault === 'not-ticked' ? TICKS.get(field)?.() : SAID[fault](),
    ]),
  )
}

/** Why a link from a mail does nothing, and what to do. */
export const LINK_FAULTS: Readonly<Record<CodeFault, () => string>> = {
  unknown: () => t('This link leads nowhere. Perhaps the mail program cut it: please copy all of it.'),
  used: () => t('This link was used already, or a newer one was sent after it.'),
  expired: () => t('This link is too old.'),
}
