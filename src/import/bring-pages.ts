import { readFile, stat } from 'node:fs/promises'
import { knownPenNames } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { bringWork, originsKnownTo, type WorkRecord, workFrom } from '../works/index.ts'
import { canonicalAddress, eitherScheme } from './addresses.ts'
import type { AnyPage } from './any-page.ts'
import { asUnstorable } from './bring-in.ts'
import { type FetchRules, fetchPage } from './fetch-page.ts'
import type { Uploaded } from './import-runs.ts'
import { type PageFault, pageFault } from './page-faults.ts'
import { recordOf, type Signed, type Typed } from './page-record.ts'
import { type PageReading, readPageBytes } from './read-page.ts'
import { findStatements, permissionsFrom } from './statements.ts'

export interface PagesAsked {
  readonly by: Member
  readonly addresses: readonly string[]
  readonly files: readonly Uploaded[]
  readonly as: 'works' | 'chapters'
  readonly typed: Typed
  readonly encoding: string | undefined
  /** At once, without a draft to look at first. */
  readonly post: boolean
}

/** What became of one page, or of all that are chapters of one work. */
export type PageOutcome =
  | { readonly outcome: 'failed'; readonly name: string; readonly reason: string }
  | { readonly outcome: 'already-here'; readonly name: string; readonly workId: WorkId | null }
  | {
      readonly outcome: 'draft' | 'posted'
      readonly name: string
      readonly workId: WorkId
      readonly title: string
    }

interface Settings {
  readonly db: Db
  readonly baseUrl: string
  readonly now: Date
  readonly rules: FetchRules
}

export const MOST_PAGES = 50
const BYTES = 20 * 1024 * 1024
const AT_ONCE = 3
/** After this no further page is asked for: the person waits. */
const PATIENCE_MS = 90_000

/** Brings a creator's own pages in as drafts or posted works. Chapters come all together or not at all. */
export async function bringPages(settings: Settings, asked: PagesAsked): Promise<PageOutcome[]> {
  const read = await readAll(settings, asked)
  const signed = await signedBy(settings, asked.by)
  if (asked.as === 'works') {
    const outcomes: PageOutcome[] = []
    for (const one of read) outcomes.push(...(await bringOne(settings, asked, signed, one)))
    return outcomes
  }
  return bringTogether(settings, asked, signed, read)
}

/** Pages as the chapters of one work: if one cannot be had there is none. */
async function bringTogether(
  settings: Settings,
  asked: PagesAsked,
  signed: Signed,
  read: readonly Named[],
  address?: string,
): Promise<PageOutcome[]> {
  const failed = read.flatMap((one) => failureOf(one))
  if (failed.length) return failed
  const pages = read.flatMap(({ reading }) => (reading.as === 'page' ? [reading] : []))
  const given = new Map(pages.flatMap(({ page }) => [...page.given]))
  const record = recordOf(pages, asked.typed, signed)
  const origin = address ? { url: address, archive: new URL(address).hostname } : record.origin
  const name = address ?? read.map((one) => one.name).join(' · ')
  return [await store(settings, asked, { name, record: { ...record, origin }, given })]
}

interface Named {
  readonly name: string
  readonly reading: PageReading | Failed
}

interface Failed {
  readonly as: 'failed'
  readonly why: PageFault
  readonly reason: string
}

const failed = (why: PageFault, reason = ''): Failed => ({ as: 'failed', why, reason })

async function readAll(
  settings: Settings,
  { addresses, files, encoding }: Pick<PagesAsked, 'addresses' | 'files' | 'encoding'>,
): Promise<Named[]> {
  const until = Date.now() + PATIENCE_MS
  const tasks = [
    ...addresses.map((address) => async (): Promise<Named> => {
      const late = Date.now() > until
      return {
        name: address,
        reading: late ? failed('too-slow') : await readAddress(settings, address, encoding),
      }
    }),
    ...files.map((file) => async (): Promise<Named> => {
      return { name: file.name, reading: await readUploaded(file, encoding) }
    }),
  ]
  const read: Named[] = []
  for (let from = 0; from < tasks.length; from += AT_ONCE)
    read.push(...(await Promise.all(tasks.slice(from, from + AT_ONCE).map((task) => task()))))
  return read
}

async function readAddress({ rules }: Settings, written: string, encoding: string | undefined) {
  const fetched = await fetchPage(written, rules)
  if (fetched.outcome === 'not-fetched') return failed(fetched.why, fetched.detail)
  const { bytes, charset, address: base } = fetched
  const address = canonicalAddress(written) ?? base
  return readPageBytes({ name: written, address, base, bytes, charset }, encoding)
}

async function readUploaded({ name, keptAt }: Uploaded, encoding: string | undefined) {
  if ((await stat(keptAt)).size > BYTES) return failed('too-large')
  return readPageBytes({ name, address: null, bytes: await readFile(keptAt) }, encoding)
}

async function signedBy({ db, now }: Settings, by: Member): Promise<Signed> {
  const known = new Set((await knownPenNames(db, by.id)).keys())
  return { name: by.name, known, today: dayOf(now) }
}

const dayOf = (time: Date): string => time.toISOString().slice(0, 10)

function failureOf({ name, reading }: Named): PageOutcome[] {
  if (reading.as === 'page') return []
  if (reading.as === 'work') return [{ outcome: 'failed', name, reason: pageFault(name, 'whole-work') }]
  const why = reading.as === 'refused' && reading.reason !== '' ? 'other' : reading.why
  return [{ outcome: 'failed', name, reason: pageFault(name, why, reading.reason) }]
}

async function bringOne(
  settings: Settings,
  asked: PagesAsked,
  signed: Signed,
  { name, reading }: Named,
): Promise<PageOutcome[]> {
  if (reading.as === 'page') {
    const { page, address } = reading
    if (page.chapters.length && address)
      return bringTogether(settings, asked, signed, await readListed(settings, asked, page), address)
    const record = recordOf([reading], asked.typed, signed)
    return [await store(settings, asked, { name, record, given: page.given })]
  }
  if (reading.as !== 'work') return failureOf({ name, reading })
  const { record, given = NOTHING_GIVEN } = reading.reading
  const language = record.language === 'und' ? asked.typed.language : record.language
  const theirs = { ...record, language, audience: asked.typed.audience }
  return [await store(settings, asked, { name, record: theirs, given })]
}

const NOTHING_GIVEN: ReadonlyMap<string, string> = new Map()

/** The other pages of a work that older archives keep a chapter a page. */
async function readListed(settings: Settings, { encoding }: PagesAsked, page: AnyPage): Promise<Named[]> {
  const addresses = page.chapters.map(({ address }) => address)
  const read = await readAll(settings, { addresses, files: [], encoding })
  return read.map(({ name, reading }, at) => {
    const listedAs = page.chapters[at]?.title ?? ''
    return { name, reading: reading.as === 'page' ? { ...reading, listedAs } : reading }
  })
}

interface ToStore {
  readonly name: string
  readonly record: WorkRecord
  readonly given: ReadonlyMap<string, string>
}

async function store(
  { db, baseUrl, now }: Settings,
  { by, post }: PagesAsked,
  { name, record: read, given }: ToStore,
): Promise<PageOutcome> {
  const there = await workFrom(db, by, read.origin ? eitherScheme(read.origin.url) : [], 'not-kept')
  if (there) return { outcome: 'already-here', name, workId: there }
  const statements = findStatements(read)
  const permissions = permissionsFrom(statements, read.permissions)
  const record = { ...(post ? dated(read, dayOf(now)) : read), permissions }
  const standing = post ? 'posted' : 'draft'
  const common = { statements, by, asCreator: true, baseUrl, now }
  const brought = await bringWork(db, { record, given, standing, ...common }).catch(asUnstorable)
  if (brought.outcome === 'refused')
    return { outcome: 'failed', name, reason: pageFault(name, 'other', brought.reason) }
  const { workId, outcome } = brought
  if (outcome === 'imported') return { outcome: standing, name, workId, title: record.title }
  return {
    outcome: 'already-here',
    name,
    workId: (await originsKnownTo(db, by, [workId])).has(workId) ? workId : null,
  }
}

/** Posted now and of no other day: of today. */
const dated = (record: WorkRecord, today: string): WorkRecord => ({
  ...record,
  published: record.published ?? today,
  completed: record.completed ?? (record.published ? null : today),
})
