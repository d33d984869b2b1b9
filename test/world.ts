import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Logger, pino } from 'pino'
import { inject } from 'vitest'
import { findPerson, join as joinArchive, openSession } from '../src/accounts/index.ts'
import { createApp } from '../src/app.ts'
import { type Catalogue, openCatalogue } from '../src/catalogue/index.ts'
import type { Member, Role } from '../src/core/actor.ts'
import type { FetchRules } from '../src/import/index.ts'
import { hearOnce } from '../src/jobs/worker.ts'
import { rememberingReadings } from '../src/library/index.ts'
import { listeners } from '../src/listeners.ts'
import { countingVisits } from '../src/reading/index.ts'
import { SAMPLE_PASSWORD } from '../src/site/index.ts'

import type { FileStore } from '../src/storage/file-store.ts'
import { openPool } from '../src/storage/open.ts'
import { openFiles } from '../src/storage/open-files.ts'
import type { Db } from '../src/storage/transaction.ts'
import { bringWork, type WorkRecord } from '../src/works/index.ts'
import { kyselyOn } from './kysely-on.ts'
import { aRecord } from './records.ts'

export { aChapter, aRecord } from './records.ts'

export { SAMPLE_PASSWORD }
export const BASE_URL = 'http://archive.test'
export const NOW = new Date('2026-11-22T12:00:00Z')

/** A field that is there more than once has each of its values. */
export type Sendable = Readonly<Record<string, string | readonly string[]>>

export interface World {
  readonly db: Db
  readonly pool: pg.Pool
  readonly dataDir: string
  readonly files: FileStore
  readonly catalogue: Catalogue
  readonly app: ReturnType<typeof createApp>
  /** Settings of this database, for a program of its own. */
  readonly connection: pg.ClientConfig
  readonly url: string
  /** Makes an account with the password of the sample archive. */
  readonly person: (name: string, role?: Role, penNames?: readonly string[]) => Promise<Member>
  /** Who has this account. */
  readonly known: (name: string) => Promise<Member>
  /** The Cookie header of a new session; of a guest: nothing. */
  readonly cookie: (name: string | null) => Promise<string>
  readonly get: (path: string, as?: string | null, headers?: Record<string, string>) => Promise<Response>
  /** Sends a form as the page would: with its token, from the same site. */
  readonly post: (path: string, form: Sendable, as?: string | null) => Promise<Response>
  /** A work as this person's own, or kept by them. */
  readonly work: (
    by: Member,
    record: Partial<WorkRecord>,
    how?: 'posted' | 'draft' | 'kept',
  ) => Promise<number>
  /** Everybody who listens to facts hears what was told so far. */
  readonly hear: () => Promise<void>
  /** What was mailed to this address, oldest first. */
  readonly mails: (
    to: string,
  ) => Promise<readonly { readonly kind: string; readonly subject: string; readonly text: string }[]>
  readonly end: () => Promise<void>
}

/** A database of its own, from a template, with the whole site over it. */
export async function makeWorld(
  template: 'empty' | 'sample' = 'empty',
  fetchRules: FetchRules = { trusted: new Set(['127.0.0.1']) },
  log: Logger = pino({ level: process.env.TEST_LOG ?? 'silent' }),
): Promise<World> {
  const server = inject('server')
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await onServer(server, `create database ${name} template palimpsest_${template}`)
  const connection = { ...server, database: name }
  const pool = openPool(connection, 6, log)
  const db = kyselyOn(pool)
  const dataDir = mkdtempSync(join(tmpdir(), 'palimpsest-world-'))
  const files = openFiles(dataDir)
  const secret = 'a secret of the tests, not of an archive'
  const catalogue = openCatalogue({ db, dataDir, log, look: null })
  const visits = countingVisits({ db, log, secret, now: () => NOW })
  const remembering = rememberingReadings({ db, log, now: () => NOW })
  const app = createApp({
    ...{ catalogue, visits, remembering, db, log, secret, dataDir, files, baseUrl: BASE_URL, now: () => NOW },
    ...{ setupKey: 'the-key', folder: dataDir, version: '0.0.0' },
    tokenPad: () => Buffer.alloc(32),
    fetchRules,
  })
  const known = async (who: string): Promise<Member> => {
    const found = await findPerson(db, who)
    if (!found) throw new Error(`nobody here is called ${who}`)
    return found
  }
  const cookies = new Map<string, string>()
  const cookie = async (who: string | null): Promise<string> => {
    if (!who) return ''
    const kept = cookies.get(who)
    if (kept) return kept
    const { id } = await known(who)
    const given = await openSession(db, id, { baseUrl: BASE_URL, now: NOW })
    const made = given.split(';')[0] ?? ''
    cookies.set(who, made)
    return made
  }
  const get: World['get'] = async (path, who = null, headers = {}) => {
    // Tests write with verbs of their own, which no request told the catalogue of.
    await catalogue.catchUp()
    return app.request(`${BASE_URL}${path}`, {
      headers: { host: 'archive.test', cookie: await cookie(who), ...headers },
    })
  }
  const tokenOn = async (path: string, who: string | null): Promise<string | undefined> =>
    /name="csrf" value="([^"]+)"/.exec(await (await get(path, who)).text())?.[1]
  return {
    ...{ db, pool, dataDir, files, catalogue, app, connection, known, cookie, get },
    url: urlOf(connection),
    person: async (name, role = 'member', penNames = []) => {
      const outcome = await joinArchive(db, {
        name,
        email: `${name}@example.org`,
        password: SAMPLE_PASSWORD,
        role,
        penNames,
      })
      if ('refused' in outcome) throw new Error(`${name}: ${outcome.refused}`)
      return outcome.joined
    },
    post: async (path, form, who = null) => {
      const csrf = (await tokenOn('/settings/reading', who)) ?? (await tokenOn('/setup', who)) ?? ''
      const body = new URLSearchParams({ csrf })
      for (const [field, value] of Object.entries(form))
        for (const one of [value].flat()) body.append(field, one)
      const headers = { host: 'archive.test', origin: BASE_URL, cookie: await cookie(who) }
      return app.request(`${BASE_URL}${path}`, { method: 'POST', headers, body })
    },
    work: async (by, record, how = 'posted') => {
      const whole = aRecord(how === 'kept' ? record : { creators: [by.name], ...record })
      const common = { by, statements: [], baseUrl: BASE_URL, now: NOW }
      const standing = how === 'draft' ? 'draft' : 'posted'
      return (await bringWork(db, { record: whole, asCreator: how !== 'kept', standing, ...common })).workId
    },
    hear: async () => {
      await visits.flush()
      await remembering.flush()
      const hearing = { db, baseUrl: BASE_URL, dataDir, files, log, now: () => NOW }
      await hearOnce(pool, listeners(hearing), log)
    },
    mails: (to) =>
      db
        .selectFrom('mails')
        .select(['kind', 'subject', 'text'])
        .where('to_address', '=', to)
        .orderBy('id')
        .execute(),
    end: async () => {
      await catalogue.close()
      await db.destroy()
      await onServer(server, `drop database if exists ${name} with (force)`)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function onServer(server: pg.ClientConfig, sql: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function urlOf({ host, port, user, password, database }: pg.ClientConfig): string {
  const where = new URL(`postgres://localhost:${port ?? 5432}/${database}`)
  where.username = encodeURIComponent(user ?? '')
  where.password = encodeURIComponent(typeof password === 'string' ? password : '')
  if (host?.startsWith('/')) where.searchParams.set('host', host)
  else where.hostname = host ?? 'localhost'
  return where.href
}
