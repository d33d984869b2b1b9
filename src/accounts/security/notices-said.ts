import { locale, t } from '../../web/say.ts'
import type { Change } from './notices.ts'

interface About {
  readonly name: string
  readonly about: string
}

/** A whole sentence, for a mail and for the account's history. */
const SAID: Readonly<Record<Change, (about: About) => string>> = {
  'passkey-added': ({ about }) => t('The passkey “{about}” was added.', { about }),
  'passkey-removed': ({ about }) => t('The passkey “{about}” was removed.', { about }),
  'two-step-on': () => t('Two-step log-in was turned on.'),
  'two-step-off': () => t('Two-step log-in was turned off.'),
  'recovery-code-used': () => t('A recovery code was used to log in. It opens nothing any more.'),
  'recovery-codes-made': () => t('New recovery codes were made. The old ones open nothing any more.'),
  'second-step-guessed': () =>
    t('Somebody gave the right passphrase and many wrong codes of the second step.'),
  'passphrase-changed': () => t('The passphrase was changed. Every other session was ended.'),
  'passphrase-reset': () => t('The passphrase was reset by mail. Every session was ended.'),
  'email-asked': ({ about }) => t('A change of the e-mail address to {about} was asked for.', { about }),
  'email-changed': ({ about }) => t('The e-mail address was changed to {about}.', { about }),
  'name-changed': ({ about }) => t('The account’s name was changed to {about}.', { about }),
  'new-device': ({ about }) =>
    about
      ? t('A log-in from a browser not seen before: {about}.', { about })
      : t('A log-in from a browser not seen before.'),
  'factors-removed': () =>
    t('The keepers of the archive removed the second step and the passkeys, and ended every session.'),
  'device-key-made': ({ about }) => t('A key for a device was made: {about}.', { about }),
  'device-key-ended': ({ about }) => t('The key of {about} was ended. It opens nothing any more.', { about }),
  'device-keys-ended': () => t('The keys of all devices were ended. They open nothing any more.'),
  'leaving-asked': () => t('Somebody, most likely you, asked to delete the account.'),
  'leaving-stopped': () => t('The account is not deleted after all: everything is as it was.'),
}

/** `kind` as the database has it: of a later version, it may be unknown. */
export function changeSaid(kind: string, about: About): string {
  const said = new Map<string, (about: About) => string>(Object.entries(SAID)).get(kind)
  return said?.(about) ?? kind
}

export const SUBJECTS: Readonly<Record<Change | 'look', () => string>> = {
  'passkey-added': () => t('A passkey was added'),
  'passkey-removed': () => t('A passkey was removed'),
  'two-step-on': () => t('Two-step log-in is on'),
  'two-step-off': () => t('Two-step log-in is off'),
  'recovery-code-used': () => t('A recovery code was used'),
  'recovery-codes-made': () => t('New recovery codes'),
  'second-step-guessed': () => t('Somebody knows the passphrase of your account'),
  'passphrase-changed': () => t('The passphrase was changed'),
  'passphrase-reset': () => t('The passphrase was reset'),
  'email-asked': () => t('Another e-mail address'),
  'email-changed': () => t('The e-mail address was changed'),
  'name-changed': () => t('The account has a new name'),
  'new-device': () => t('A log-in from a new browser'),
  'factors-removed': () => t('Second factors were removed'),
  'device-key-made': () => t('A new key for a device'),
  'device-key-ended': () => t('A key was ended'),
  'device-keys-ended': () => t('All keys were ended'),
  'leaving-asked': () => t('Your account will be deleted'),
  'leaving-stopped': () => t('Your account stays'),
  look: () => t('Look at the account’s safety'),
}

export const UNEXPECTED = (): string =>
  t('If this was not you, change the passphrase and end the sessions you do not know.')

/** To the minute, in UTC: mails are read anywhere. */
export const timeSaid = (at: Date): string => t('It happened on {time} (UTC).', { time: minute(at) })

const formats = new Map<string, Intl.DateTimeFormat>()

export function minute(at: Date): string {
  const spoken = locale() === 'en' ? 'en-GB' : locale()
  let format = formats.get(spoken)
  if (!format) {
    format = new Intl.DateTimeFormat(spoken, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
    formats.set(spoken, format)
  }
  return format.format(at)
}
