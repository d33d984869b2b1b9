import type { PersonId } from '../../core/ids.ts'
import type { MailLink } from '../../mail/index.ts'
import { routes } from '../../routes.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import { keepEvent } from '../security/keep-event.ts'
import { deviceKeys, endDeviceKeys } from './device-keys.ts'

interface Told {
  readonly ended: boolean
  /** For the mail about the change that this is part of. */
  readonly more: readonly (string | MailLink)[]
}

interface Wish {
  readonly person: PersonId
  /** What their person chose beside the change. */
  readonly end: boolean
}

/**
 * A key is a way in which no session is and which outlives a passphrase: whoever learnt the passphrase may have made
 * one. So a new passphrase ends them, unless their person keeps them, and the mail about it says which it was.
 */
export async function endKeysToo(
  trx: Transaction,
  { baseUrl, now }: { readonly baseUrl: string; readonly now: Date },
  { person, end }: Wish,
): Promise<Told> {
  const link = { href: baseUrl + routes.devices, label: t('Keys for devices') }
  if (!end) {
    const stay = (await deviceKeys(trx, person)).length > 0
    const said = t('The keys of devices stay as they are. Where they can be ended:')
    return { ended: false, more: stay ? [said, link] : [] }
  }
  if ((await endDeviceKeys(trx, person)) === 0) return { ended: false, more: [] }
  await keepEvent(trx, { person, kind: 'device-keys-ended', about: '', at: now })
  const said = t('The keys of all devices were ended as well. Where each device gets a new one:')
  return { ended: true, more: [said, link] }
}
