import { type MailLink, postMail } from '../../mail/index.ts'
import { href, routes } from '../../routes.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { day, speaking, t } from '../../web/say.ts'

/** What a mail needs beside its receiver. */
export interface Writing {
  readonly baseUrl: string
  /** The archive's name. */
  readonly archive: string
  readonly now: Date
}

interface Receiver {
  readonly to: string
  /** Theirs, as far as it is known. */
  readonly locale: string
}

/** Where one joins by this code. */
export const signupAt = (baseUrl: string, code: string): string => baseUrl + href(routes.signup, { code })

const joinLink = (baseUrl: string, code: string): MailLink => ({
  href: signupAt(baseUrl, code),
  label: t('Join with this invitation'),
})

/** `from`: the member who invites; null: the archive itself. */
export const mailInvitation = (
  trx: Transaction,
  { baseUrl, archive }: Writing,
  { to, locale, code, from }: Receiver & { readonly code: string; readonly from: string | null },
): Promise<void> =>
  speaking(locale, () =>
    postMail(trx, {
      kind: 'invitation',
      to,
      subject: t('An invitation to {archive}', { archive }),
      says: [
        from === null
          ? t('Here is your invitation to {archive}.', { archive })
          : t('{name} invites you to {archive}.', { name: from, archive }),
        joinLink(baseUrl, code),
        t('It is good for one account. If you do not want it, there is nothing to do.'),
      ],
    }),
  )

/** Where an address stands in the queue: told by mail alone, so that nobody can look a stranger up. */
export const mailPlace = (
  trx: Transaction,
  { baseUrl, archive }: Writing,
  { to, locale, place, expected }: Receiver & { readonly place: number; readonly expected: Date | null },
): Promise<void> =>
  speaking(locale, () =>
    postMail(trx, {
      kind: 'queue-place',
      to,
      subject: t('Your place in the queue of {archive}', { archive }),
      says: [
        t('This address waits for an invitation to {archive}, at place {place, number}.', { archive, place }),
        expected
          ? t('The invitation is expected on {date}. It comes by mail.', { date: day(expected) })
          : t('The queue rests just now. Once it goes on, the invitation comes by mail.'),
        { href: baseUrl + routes.inviteRequests, label: t('Ask for your place again') },
        t('If it was not you who asked, there is nothing to do.'),
      ],
    }),
  )

/** To whoever asks for an invitation and has an account already. */
export const mailHasAccount = (
  trx: Transaction,
  { baseUrl, archive }: Writing,
  { to, locale }: Receiver,
): Promise<void> =>
  speaking(locale, () =>
    postMail(trx, {
      kind: 'queue-place',
      to,
      subject: t('You need no invitation to {archive}', { archive }),
      says: [
        t(
          'Somebody asked for an invitation to {archive} for this address. It has an account there already.',
          {
            archive,
          },
        ),
        { href: baseUrl + routes.login, label: t('Log in') },
        t('If it was not you who asked, there is nothing to do.'),
      ],
    }),
  )

/** What became of a member's request for more invitations. */
export const mailAnswer = (
  trx: Transaction,
  { baseUrl, archive }: Writing,
  { to, locale, name, granted }: Receiver & { readonly name: string; readonly granted: number },
): Promise<void> =>
  speaking(locale, () =>
    postMail(trx, {
      kind: granted > 0 ? 'invitations-granted' : 'invitations-refused',
      to,
      subject: t('Your request for invitations'),
      says: [
        granted > 0
          ? t('The keepers of {archive} gave you {n, plural, one {# invitation} other {# invitations}}.', {
              archive,
              n: granted,
            })
          : t('The keepers of {archive} give no further invitations at present.', { archive }),
        { href: baseUrl + href(routes.invitations, { name }), label: t('Your invitations') },
      ],
    }),
  )
