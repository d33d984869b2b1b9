import { day, t } from '../../web/say.ts'
import { PASSWORD } from '../joining/passphrases.ts'
import type { EmailAsked } from './change-email.ts'
import type { NameChange } from './change-name.ts'
import type { NameFaults } from './change-name-page.tsx'
import type { PassphraseRefusal } from './change-passphrase.ts'
import type { PassphraseFaults } from './change-passphrase-page.tsx'

/** What is wrong with a form, at the field it is wrong with. */
const WRONG_PASSPHRASE = () => t('This is not the passphrase of this account.')

const TOO_MANY = () => t('Too many wrong passphrases. Try again in a quarter of an hour, or show a passkey.')

export function passphraseFaults(why: PassphraseRefusal): PassphraseFaults {
  switch (why) {
    case 'wrong-passphrase':
      return { password: WRONG_PASSPHRASE() }
    case 'too-many':
      return { password: TOO_MANY() }
    case 'unequal':
      return { again: t('This is not the same as above. Write the new passphrase twice.') }
    case 'short-password':
      return { new_password: t('A passphrase needs {n, number} characters or more.', { n: PASSWORD.least }) }
    case 'long-password':
      return {
        new_password: t('A passphrase may have {n, number} characters at most.', { n: PASSWORD.most }),
      }
    case 'common-password':
      return { new_password: t('Many people use this one, so it is tried first. Take another.') }
    case 'own-words':
      return { new_password: t('It is made of the name or the address, so it is tried first. Take another.') }
  }
}

export function emailFault(why: Exclude<EmailAsked, 'mailed'>): string {
  switch (why) {
    case 'bad-email':
      return t('This is no e-mail address: it has the form name@example.org.')
    case 'same-email':
      return t('This is the address the account has already.')
    case 'too-often':
      return t('Several mails were sent today. Look for them, or try again tomorrow.')
  }
}

export function nameFaults(change: Extract<NameChange, { refused: string }>): NameFaults {
  switch (change.refused) {
    case 'wrong-passphrase':
      return { password: WRONG_PASSPHRASE() }
    case 'too-many':
      return { password: TOO_MANY() }
    case 'too-soon':
      return { new_name: t('The name can be changed again from {date} on.', { date: day(change.until) }) }
    case 'same-name':
      return { new_name: t('This is the name the account has already.') }
    case 'bad-name':
      return { new_name: t('A name has 3 to 40 letters from A to Z, digits or underscores.') }
    case 'reserved-name':
      return { new_name: t('This name is kept for the archive itself. Take another.') }
    case 'name-taken':
      return { new_name: t('Somebody has this name. Take another.') }
    case 'looks-like-another':
      return { new_name: t('This name looks like another one here. Take one that is not mistaken for it.') }
  }
}
