import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseWorkId, type WorkId } from '../src/core/ids.ts'
import { readRecord } from '../src/works/index.ts'
import { type Listening, listen } from './listen.ts'
import { type PageServer, servePages } from './page-server.ts'
import { makeWorld, type World } from './world.ts'

/** A site of somebody's own with pages of every kind, and the form that brings them in. */
export const story = (head: string, body = '<p>The lamp was lit before anyone asked.</p>'): string =>
  `<!doctype html><html><head><title>${head}</title></head><body><div>${body}</div></body></html>`

/** As eFiction, which people ran on sites of their own, showed a story: a chapter a page. */
const chaptered = (text: string): string =>
  `<html><head><title>The Long Tide</title></head><body><div id="pagetitle"><a href="/">The Long Tide</a></div>
  <form action="viewstory.php"><select name="chapter"><option value="1" selected>1. Ebb</option>
  <option value="2">2. Slack</option><option value="3">3. Flood</option></select></form>
  <div id="story"><p>${text}</p></div><div id="footer">Powered by an archive</div></body></html>`

const LABELLED = `<p>Title: The Lamp<br>Author: Someone Else<br>Fandom: Hearthside<br>Rating: PG-13<br>
Warnings: character death<br>Characters: Ada, Brook<br>Pairing: Ada/Brook<br>Category: femslash<br>
Tags: lamps, dusk<br>Date: 9 March 2004<br>Summary: A lamp, and who lit it.<br>Notes: For B.</p>
<p>The lamp was lit before anyone asked.</p>`

const COMMENT = `<!-- story-info
Title: The Hidden Lamp
Fandom: Hearthside
Rating: NC-17
Warnings: none
Characters: Ada
Relationships: Ada/Brook
Category: F/F
Keywords: lamps
Date: 2005-06-07
Summary: Two lines
of summary.
Notes: A note.
-->`

export const GERMAN = '<p>Über „Grüße“ und Käse – ganz ohne Brüche.</p>'
const latin = (text: string, extra: Record<string, number> = {}): Uint8Array =>
  Uint8Array.from([...text].map((letter) => extra[letter] ?? letter.charCodeAt(0)))
const cp1252 = { '„': 0x84, '“': 0x93, '–': 0x96 }

const PAGES = {
  '/plain.txt': { body: 'Just words.\n\nAnd some more of them.', type: 'text/plain' },
  '/lamp': { body: story('The Lamp on a Page') },
  '/at-once': { body: story('At Once') },
  '/labelled': { body: story('Wrong Title', LABELLED) },
  '/comment': { body: story('Wrong Title', `${COMMENT}<p>Text of the story.</p>`) },
  '/override': { body: story('Title of the Page', LABELLED.replace('Title: The Lamp<br>', '')) },
  '/a': { body: story('First of Two') },
  '/b': { body: story('Second of Two', '<p>Other words entirely.</p>') },
  '/c1': {
    body: story(
      'x',
      '<p>Title: Long Way - Chapter 1<br>Date: 2003-01-02<br>Summary: One.<br>Notes: N1.</p><p>Of one.</p>',
    ),
  },
  '/c2': {
    body: story(
      'x',
      '<p>Title: Long Way - Chapter 2<br>Date: 2003-05-06<br>Summary: Two.<br>Notes: N2.</p><p>Of two, two.</p>',
    ),
  },
  '/viewstory.php?sid=7': { body: chaptered('Of the first chapter.') },
  '/viewstory.php?sid=7&chapter=1': { body: chaptered('Of the first chapter.') },
  '/viewstory.php?sid=7&chapter=2': { body: chaptered('Of the second chapter.') },
  '/viewstory.php?sid=7&chapter=3': { body: chaptered('Of the third chapter.') },
  '/viewstory.php?sid=8': { body: chaptered('Of a work that lost a chapter.') },
  '/ao3.html': { body: readFileSync(join(import.meta.dirname, 'fixtures/import/html-2026-one.html')) },
  '/empty': { body: '' },
  '/blank': { body: '<html><body>  </body></html>' },
  '/members': { body: story('For Members', '<p>Quite private words.</p>') },
  '/utf8': { body: story('U', GERMAN), type: 'text/html' },
  '/cp1252': { body: latin(story('W', GERMAN), cp1252), type: 'text/html; charset=windows-1252' },
  '/meta': {
    body: latin(story('M', GERMAN).replace('<head>', '<head><meta charset="iso-8859-1">'), cp1252),
  },
  '/wrong': {
    body: latin(story('X', '<p>Źdźbło się żarzy.</p>'), { Ź: 0x8f, ź: 0x9f, ł: 0xb3, ę: 0xea, ż: 0xbf }),
  },
  '/moved': { body: '', status: 302, headers: { location: '/lamp2' } },
  '/lamp2': { body: story('Moved Lamp', '<p>Moved words, <img src="/p.png" alt="a lamp"> and more.</p>') },
  '/other': { body: story('Someone Else’s') },
}

type Fields = Readonly<Record<string, string>>

export interface Pages {
  readonly world: World
  readonly server: PageServer
  /** Sends the form, over a real connection, as a browser without script does. */
  readonly send: (
    fields: Fields,
    how?: { readonly as?: string | null; readonly csrf?: string; readonly files?: Fields },
  ) => Promise<Response>
  /** Addresses of the site's paths, one a line. */
  readonly here: (...paths: readonly string[]) => string
  readonly record: (id: WorkId) => Promise<NonNullable<Awaited<ReturnType<typeof readRecord>>>>
  readonly countWorks: () => Promise<number>
  readonly end: () => Promise<void>
}

/** What every form says. */
export const usual = { language: 'en', detect: 'on', audience: 'public' } as const

export async function makePages(): Promise<Pages> {
  const world = await makeWorld('sample', {
    trusted: new Set(['127.0.0.1']),
    refusedSites: [{ host: 'refused.test', reason: 'its keepers asked us not to' }],
  })
  const site = await listen(world)
  const server = await servePages(PAGES)
  return {
    world,
    server,
    send: sender(world, site),
    here: (...paths) => paths.map((path) => server.url + path).join('\n'),
    record: async (id) => {
      const found = await readRecord(world.db, await world.known('reader'), id)
      if (!found) throw new Error(`work ${id} is not there`)
      return found
    },
    countWorks: async () =>
      (await world.pool.query<{ n: number }>('select count(*)::int as n from works')).rows[0]?.n ?? -1,
    end: async () => {
      await site.close()
      await server.close()
      await world.end()
    },
  }
}

const sender =
  (world: World, site: Listening): Pages['send'] =>
  async (fields, { as = 'reader', csrf, files = {} } = {}) => {
    const page = await (await world.get('/settings/reading', as)).text()
    const form = new FormData()
    form.set('csrf', csrf ?? /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '')
    for (const [name, text] of Object.entries(files)) form.append('files', new Blob([text]), name)
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const headers = { cookie: await world.cookie(as), origin: site.url }
    return fetch(`${site.url}/works/import/pages`, {
      method: 'POST',
      body: form,
      headers,
      redirect: 'manual',
    })
  }

/** The work a form that was taken leads to. */
export async function made(answer: Response): Promise<WorkId> {
  const id = parseWorkId((answer.headers.get('location') ?? '').split('/').at(-1) ?? '')
  if (!id) throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 3_000)}`)
  return id
}
