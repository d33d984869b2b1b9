import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor, Member } from '../../core/actor.ts'
import type { PersonId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { localeCookie } from '../../web/locale.ts'
import type { ReadingSettings } from '../../web/page.ts'
import { LOCALES } from '../../web/say.ts'
import { writeSettings } from '../../web/settings.ts'

/** Yes or no, as they are at first. */
const TICKS = {
  hideFromSearch: false,
  hideShareButtons: false,
  adult: false,
  wholeWork: false,
  hideWarnings: false,
  hideTags: false,
  hideWorkSkins: false,
  history: true,
  hideRead: false,
  inviteCoCreator: true,
  inviteToCollection: true,
  giftsFromAnyone: true,
  citable: true,
  guestsReply: true,
  mailComments: true,
  mailKudos: true,
  mailCollections: true,
  mailGifts: true,
  inboxComments: true,
  inboxKudos: false,
  inboxCollections: true,
  inboxGifts: true,
  showHelp: true,
  showBanner: true,
} as const satisfies Readonly<Record<string, boolean>>

export type Tick = keyof typeof TICKS
const TICK_NAMES = Object.keys(TICKS) as Tick[]

const USUAL_TITLE = 'TITLE - AUTHOR - FANDOM'
export const LONGEST_TITLE = 255
export const TIME_ZONES: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
]

const known = (zone: string): boolean => TIME_ZONES.includes(zone)
const spoken = (code: string): boolean => code === '' || LOCALES.some((one) => one.code === code)

const words = z.object({
  /** Of the browser's title for a work: FANDOM, AUTHOR and TITLE are filled in. */
  titleFormat: z.string().min(1).max(LONGEST_TITLE).catch(USUAL_TITLE),
  timeZone: z.string().refine(known).catch('UTC'),
  /** Of the interface; empty: as the browser wishes. */
  language: z.string().refine(spoken).catch(''),
})

const ticks = z.object(
  Object.fromEntries(TICK_NAMES.map((name) => [name, z.boolean().catch(TICKS[name])])) as Record<
    Tick,
    z.ZodCatch<z.ZodBoolean>
  >,
)

/** What a person prefers. What an older version stored, or nobody did, is as it is at first. */
const shape = ticks.extend({
  ...words.shape,
  reading: z.record(z.string(), z.unknown()).nullable().catch(null),
})
export type Preferences = z.infer<typeof shape>

const USUAL_PREFERENCES: Preferences = shape.parse({})

/** One question; none for a guest. Asked by the pages that need them, not by every request. */
export async function preferencesOf(db: Db, actor: Actor): Promise<Preferences> {
  return actor.type === 'guest' ? USUAL_PREFERENCES : keptBy(db, actor.id)
}

async function keptBy(db: Db, person: PersonId): Promise<Preferences> {
  const row = await db.selectFrom('people').select('preferences').where('id', '=', person).executeTakeFirst()
  return preferencesIn(row?.preferences)
}

/** What stands in the column: of somebody else, too, whom a verb is about. */
export const preferencesIn = (stored: unknown): Preferences => shape.parse(stored ?? {})

export type PreferenceFault = 'long-title' | 'unknown-zone' | 'unknown-language'
export type PreferenceForm = Readonly<Record<string, string>>

/** All at once, as the form was sent: an unticked box sends nothing. */
export async function savePreferences(
  db: Db,
  actor: Member,
  form: PreferenceForm,
): Promise<'saved' | PreferenceFault> {
  const { titleFormat = '', timeZone = 'UTC', language = '' } = form
  if (titleFormat.trim().length > LONGEST_TITLE) return 'long-title'
  if (!known(timeZone)) return 'unknown-zone'
  if (!spoken(language)) return 'unknown-language'
  const ticked = Object.fromEntries(TICK_NAMES.map((name) => [name, Boolean(form[name])]))
  await change(db, actor, { ...ticked, titleFormat: titleFormat.trim() || USUAL_TITLE, timeZone, language })
  return 'saved'
}

/** What the reading settings' page sets, kept for this person's other devices as well. */
export async function keepReading(db: Db, actor: Actor, settings: ReadingSettings | null): Promise<void> {
  if (actor.type === 'member') await change(db, actor, { reading: settings })
}

/** The help of the first days is wanted no more, on any device. */
export const dismissHelp = (db: Db, actor: Member): Promise<void> => change(db, actor, { showHelp: false })

async function change(db: Db, { id }: Member, some: object): Promise<void> {
  await db
    .updateTable('people')
    .set({ preferences: sql`preferences || ${JSON.stringify(some)}::jsonb` })
    .where('id', '=', id)
    .execute()
}

/** Cookies for a device this person has just logged in on: the interface's language, and how they like text. */
export async function cookiesOf(db: Db, person: PersonId): Promise<readonly string[]> {
  const { language, reading } = await keptBy(db, person)
  return [...(language ? [localeCookie(language)] : []), ...(reading ? [writeSettings(reading)] : [])]
}

/** A refused form, given back as it was typed. */
export const preferencesTyped = (form: PreferenceForm): Preferences => ({
  ...USUAL_PREFERENCES,
  ...Object.fromEntries(TICK_NAMES.map((name) => [name, Boolean(form[name])])),
  titleFormat: form.titleFormat ?? '',
  timeZone: form.timeZone ?? 'UTC',
  language: form.language ?? '',
})
