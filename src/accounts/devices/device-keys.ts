import { createHash, randomBytes, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { DeviceKeyId, PersonId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'

/** What a key opens: e-readers' catalogues with their files, feeds with what members alone may read, KOReader's places. */
export type DeviceUse = 'catalogue' | 'feeds' | 'progress'
export const DEVICE_USES: readonly DeviceUse[] = ['catalogue', 'feeds', 'progress']

export interface DeviceKey {
  readonly id: DeviceKeyId
  readonly use: DeviceUse
  readonly label: string
  readonly madeAt: Date
  readonly usedAt: Date | null
}

export const LONGEST_LABEL = 100
/** Of one person; more are no devices any more. */
export const MOST_KEYS = 50

export type KeyRefusal = 'no-label' | 'label-too-long' | 'too-many'
/** It is shown once, now: what is kept of it opens nothing. */
export type MadeKey = { readonly key: string } | KeyRefusal

export interface WantedKey {
  readonly use: DeviceUse
  readonly label: string
  readonly now: Date
}

export async function makeDeviceKey(trx: Transaction, person: PersonId, wanted: WantedKey): Promise<MadeKey> {
  const label = tidyLabel(wanted.label)
  if (!label) return 'no-label'
  if ([...label].length > LONGEST_LABEL) return 'label-too-long'
  await sql`select from people where id = ${person} for update`.execute(trx)
  if ((await deviceKeys(trx, person)).length >= MOST_KEYS) return 'too-many'
  const key = wanted.use === 'feeds' ? randomBytes(24).toString('base64url') : typedKey()
  await trx
    .insertInto('device_keys')
    .values({
      ...{ person_id: person, use: wanted.use, label, made_at: wanted.now, used_at: null },
      key_hash: keyHash(wanted.use, wanted.use === 'progress' ? md5(key) : key),
    })
    .execute()
  return { key }
}

/** In one line, as its person will know it again. */
export const tidyLabel = (typed: string): string => typed.normalize('NFC').replace(/\s+/g, ' ').trim()

export async function deviceKeys(db: Db, person: PersonId): Promise<DeviceKey[]> {
  return db
    .selectFrom('device_keys')
    .select(['id', 'use', 'label', 'made_at as madeAt', 'used_at as usedAt'])
    .where('person_id', '=', person)
    .orderBy('id')
    .execute()
}

/** From the next request on it opens nothing. What it was called; undefined where there was none. */
export async function endDeviceKey(db: Db, person: PersonId, id: DeviceKeyId): Promise<string | undefined> {
  const gone = await db
    .deleteFrom('device_keys')
    .where('id', '=', id)
    .where('person_id', '=', person)
    .returning('label')
    .executeTakeFirst()
  return gone?.label
}

/** How many there were. */
export async function endDeviceKeys(db: Db, person: PersonId): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('device_keys')
    .where('person_id', '=', person)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

interface Shown {
  readonly use: DeviceUse
  /** As the program sends it: for `progress`, the MD5 of what was typed, in hexadecimal. */
  readonly key: string
  /** Where the program names one: the account's name or address. */
  readonly name?: string
  readonly now: Date
}

/**
 * Whose key it is; undefined for one that was ended or never was, and for whoever was banned. It reads as its person
 * does: what an office opens to them, no program needs.
 */
export async function personOfKey(db: Db, { use, key, name, now }: Shown): Promise<Member | undefined> {
  const row = await db
    .selectFrom('device_keys')
    .innerJoin('people', 'people.id', 'device_keys.person_id')
    .select(['people.id', 'people.name', 'people.email', 'device_keys.id as key', 'used_at as used'])
    .where('key_hash', '=', keyHash(use, key))
    .where('people.standing', '<>', 'banned')
    .executeTakeFirst()
  if (!row || (name !== undefined && !isNamed(row, name))) return undefined
  if (!row.used || now.getTime() - row.used.getTime() > USED_EVERY_MS)
    await db.updateTable('device_keys').set({ used_at: now }).where('id', '=', row.key).execute()
  return { type: 'member', id: row.id, name: row.name, role: 'member' }
}

const USED_EVERY_MS = 60 * 60 * 1_000

const isNamed = (person: { readonly name: string; readonly email: string }, name: string): boolean =>
  [person.name.toLowerCase(), person.email].includes(name.toLowerCase())

/** Sixteen letters that are typed on an e-reader without mistake: 80 bits. No l, o, 0, 1. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const typedKey = (): string => Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/** The keys are long and random, so a plain digest keeps them. */
const keyHash = (use: DeviceUse, key: string): Buffer =>
  createHash('sha256')
    .update(`${use} ${use === 'catalogue' ? asShown(key) : key}`)
    .digest()

/** As people copy it: in groups, and with the capital an e-reader begins every field with. */
const asShown = (typed: string): string => typed.toLowerCase().replace(/[ -]/g, '')

/** What KOReader sends in the password's place. */
const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
