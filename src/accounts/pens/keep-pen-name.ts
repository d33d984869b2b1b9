import { type SqlBool, sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { PenNameId } from '../../core/ids.ts'
import { tell } from '../../jobs/tell.ts'
import { cleanHtml } from '../../prose/index.ts'
import { keepFile } from '../../storage/files.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { ICON_TYPE } from './icon-address.ts'
import { lockPenNames } from './lock-pen-names.ts'
import {
  ABOUT_LONGEST,
  ALT_LONGEST,
  PEN_NAMES_MOST,
  type PenNameFault,
  penNameFault,
  tidyPenName,
} from './pen-name-rules.ts'
import type { PenName } from './pen-names-read.ts'
import { type PictureFault, type Pictures, readPicture } from './read-picture.ts'

export interface TypedPenName {
  readonly name: string
  readonly about: string
  readonly iconAlt: string
  /** A file that was sent, or none. */
  readonly picture: Buffer | null
  readonly removeIcon: boolean
  readonly isDefault: boolean
}

/** By field, what is wrong with it. */
export interface PenNameFaults {
  readonly name?: PenNameFault | 'called-like-account' | 'too-many'
  readonly about?: 'long-about'
  readonly iconAlt?: 'long-alt'
  readonly icon?: PictureFault
  readonly isDefault?: 'unlinked-default'
}

type KeptPenName = { readonly kept: string } | { readonly faults: PenNameFaults }

/** Makes a pen name, or changes this one: all that was typed, or nothing. */
export async function keepPenName(
  db: Db,
  by: Member,
  typed: TypedPenName,
  changed?: PenName,
): Promise<KeptPenName> {
  const pictures = typed.picture && (await readPicture(typed.picture))
  return inTransaction(db, async (trx) => {
    const others = (await lockPenNames(trx, by)).filter(({ id }) => id !== changed?.id)
    const name = tidyPenName(typed.name)
    const faults = {
      ...nameFaults(name, others, changed),
      ...wordFaults(typed),
      ...(typeof pictures === 'string' ? { icon: pictures } : {}),
      ...(typed.isDefault && changed?.unlinked ? { isDefault: 'unlinked-default' as const } : {}),
    }
    if (Object.keys(faults).length > 0) return { faults }
    const id = await store(trx, by, { ...typed, name }, changed)
    if (typeof pictures === 'object') await changeIcon(trx, id, pictures, typed)
    if (changed && changed.name !== name) await tell(trx, 'heads.aged', { personId: by.id })
    if (typed.isDefault && !changed?.isDefault) await makeDefault(trx, by, id)
    return { kept: name }
  })
}

function nameFaults(
  name: string,
  others: readonly { readonly name: string }[],
  changed: PenName | undefined,
): Pick<PenNameFaults, 'name'> {
  // What an import brought may be called anything, and stays so until it is renamed.
  if (name === (changed && tidyPenName(changed.name))) return {}
  if (changed?.isAccount) return { name: 'called-like-account' }
  if (!changed && others.length >= PEN_NAMES_MOST) return { name: 'too-many' }
  const fault = penNameFault(
    name,
    others.map((other) => other.name),
  )
  return fault ? { name: fault } : {}
}

const wordFaults = ({ about, iconAlt }: TypedPenName): Pick<PenNameFaults, 'about' | 'iconAlt'> => ({
  ...([...about.replaceAll('\r\n', '\n')].length > ABOUT_LONGEST ? { about: 'long-about' } : {}),
  ...([...iconAlt].length > ALT_LONGEST ? { iconAlt: 'long-alt' } : {}),
})

async function store(
  trx: Transaction,
  by: Member,
  { name, about, iconAlt }: TypedPenName,
  changed: PenName | undefined,
): Promise<PenNameId> {
  const common = { about: withoutPictures(about), about_given: about || null, icon_alt: iconAlt.trim() }
  if (!changed) {
    const made = trx.insertInto('pen_names').values({ person_id: by.id, name, ...common })
    return (await made.returning('id').executeTakeFirstOrThrow()).id
  }
  const kept = name === tidyPenName(changed.name) ? changed.name : name
  await trx
    .updateTable('pen_names')
    .set({ name: kept, ...common })
    .where('id', '=', changed.id)
    .execute()
  return changed.id
}

/** A description is words: pictures in it are not shown, as on AO3. */
const withoutPictures = (given: string): string =>
  cleanHtml(
    cleanHtml(given, 'summary').replace(/<(?:img|source|track)\b[^<>]*>|<\/?(?:video|audio)\b[^<>]*>/gi, ''),
    'summary',
  )

/** `null` and a tick: the picture goes. `null` alone: it stays. */
async function changeIcon(
  trx: Transaction,
  id: PenNameId,
  pictures: Pictures | null,
  { removeIcon }: TypedPenName,
): Promise<void> {
  if (!pictures && !removeIcon) return
  const keep = (bytes: Buffer) => keepFile(trx, `pen name ${id}`, { type: ICON_TYPE, bytes })
  const icon = pictures && (await keep(pictures.plain))
  const double = pictures && (await keep(pictures.double))
  await trx
    .updateTable('pen_names')
    .set({ icon, icon_double: double, ...(pictures ? {} : { icon_alt: '' }) })
    .where('id', '=', id)
    .execute()
}

/** The one that signs where nothing else is said. Two steps: at no moment are there two. */
async function makeDefault(trx: Transaction, by: Member, id: PenNameId): Promise<void> {
  const ofPerson = trx.updateTable('pen_names').where('person_id', '=', by.id)
  await ofPerson.set({ is_default: false }).where('is_default', '=', true).execute()
  await ofPerson.set({ is_default: true }).where(sql<SqlBool>`id = ${id}`).execute()
}
