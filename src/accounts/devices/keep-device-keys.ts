import type { DeviceKeyId, PersonId } from '../../core/ids.ts'
import { routes } from '../../routes.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import { type Changing, tellOwner } from '../security/notices.ts'
import {
  endDeviceKey,
  endDeviceKeys,
  type MadeKey,
  makeDeviceKey,
  tidyLabel,
  type WantedKey,
} from './device-keys.ts'

/** A new way in is told to whom it leads to: by mail, and in the account's history. */
export async function addDeviceKey(
  db: Db,
  changing: Changing,
  person: PersonId,
  wanted: Omit<WantedKey, 'now'>,
): Promise<MadeKey> {
  return inTransaction(db, async (trx) => {
    const made = await makeDeviceKey(trx, person, { ...wanted, now: changing.now })
    if (typeof made === 'string') return made
    const more = [
      t('It opens what you may read, and nothing else of the account. Where it can be ended:'),
      { href: changing.baseUrl + routes.devices, label: t('Keys for devices') },
    ]
    await tellOwner(trx, changing, {
      ...{ person, kind: 'device-key-made', about: tidyLabel(wanted.label), more },
    })
    return made
  })
}

export async function dropDeviceKey(
  db: Db,
  changing: Changing,
  person: PersonId,
  id: DeviceKeyId,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const about = await endDeviceKey(trx, person, id)
    if (about) await tellOwner(trx, changing, { person, kind: 'device-key-ended', about })
  })
}

export async function dropDeviceKeys(db: Db, changing: Changing, person: PersonId): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (await endDeviceKeys(trx, person))
      await tellOwner(trx, changing, { person, kind: 'device-keys-ended' })
  })
}
