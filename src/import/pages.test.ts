import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Listening, listen } from '../../test/listen.ts'
import { type PageServer, servePages } from '../../test/page-server.ts'
import { routeCases } from '../../test/route-cases.ts'
import { aRecord, BASE_URL, makeWorld, NOW, type World } from '../../test/world.ts'
import { GUEST } from '../core/actor.ts'
import { parseWorkId, type WorkId } from '../core/ids.ts'
import { bringWork, correctOrigin, postDraft, readRecord } from '../works/index.ts'

const story = (head: string, body = '<p>The lamp was lit before anyone asked.</p>'): string =>
  `<!doctype html><html><head><title>${head}</title></head><body><div>${body}</div></body></html>`

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

const GERMAN = '<p>Über „Grüße“ und Käse – ganz ohne Brüche.</p>'
const latin = (text: string, extra: Record<string, number> = {}): Uint8Array =>
  Uint8Array.from([...text].map((letter) => extra[letter] ?? letter.charCodeAt(0)))
const cp1252 = { '„': 0x84, '“': 0x93, '–': 0x96 }

const pages = {
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

let world: World
let site: Listening
let server: PageServer
const at = { draft: 0, theirs: 0, posted: 0 }

beforeAll(async () => {
  world = await makeWorld('sample', {
    trusted: new Set(['127.0.0.1']),
    refusedSites: [{ host: 'refused.test', reason: 'its keepers asked us not to' }],
  })
  site = await listen(world)
  server = await servePages(pages)
  const reader = await world.known('reader')
  at.draft = await world.work(reader, { title: 'Mine and Unposted' }, 'draft')
  at.theirs = await world.work(await world.known('writer'), { title: 'Theirs, Unposted' }, 'draft')
  const origin = { url: 'https://old.example/stories/7', archive: 'old.example' }
  at.posted = await world.work(reader, { title: 'From Elsewhere', origin })
})
afterAll(async () => {
  await site.close()
  await server.close()
  await world.end()
})

type Fields = Readonly<Record<string, string>>

async function send(
  fields: Fields,
  { as = 'reader', csrf, files = {} }: { as?: string | null; csrf?: string; files?: Fields } = {},
): Promise<Response> {
  const page = await (await world.get('/settings/reading', as)).text()
  const form = new FormData()
  form.set('csrf', csrf ?? /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '')
  for (const [name, text] of Object.entries(files)) form.append('files', new Blob([text]), name)
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const headers = { cookie: await world.cookie(as), origin: site.url }
  return fetch(`${site.url}/works/import/pages`, { method: 'POST', body: form, headers, redirect: 'manual' })
}

const here = (...paths: string[]): string => paths.map((path) => server.url + path).join('\n')
const usual = { language: 'en', detect: 'on', audience: 'public' }

async function made(answer: Response): Promise<WorkId> {
  const leads = answer.headers.get('location') ?? ''
  const id = parseWorkId(leads.split('/').at(-1) ?? '')
  if (!id) throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 3_000)}`)
  return id
}

async function record(id: WorkId, as = 'reader') {
  const found = await readRecord(world.db, await world.known(as), id)
  if (!found) throw new Error(`work ${id} is not there`)
  return found
}

const countWorks = async (): Promise<number> =>
  (await world.pool.query<{ n: number }>('select count(*)::int as n from works')).rows[0]?.n ?? -1

routeCases(
  () => world,
  [
    {
      case: 'GET importPages guest',
      path: '/works/import/pages',
      status: 303,
      leads: '/users/login?back=%2Fworks%2Fimport%2Fpages',
    },
    {
      case: 'GET importPages member',
      path: '/works/import/pages',
      status: 200,
      says: ['name="addresses"', 'name="language"', /name="detect"[^>]*checked/],
    },
    { case: 'GET importPages owner', path: '/works/import/pages', status: 200 },
    {
      case: 'POST importPages guest',
      path: '/works/import/pages',
      send: () => send({ ...usual, addresses: here('/lamp') }, { as: null }),
      status: 303,
      leads: '/users/login?back=%2Fworks%2Fimport%2Fpages',
    },
    {
      case: 'POST importPages member',
      path: '/works/import/pages',
      send: () =>
        send({ ...usual, language: '', addresses: 'http://kept.example/x', fandoms: 'Typed Fandom' }),
      status: 422,
      says: ['Choose the language they are written in.', 'http://kept.example/x', 'value="Typed Fandom"'],
    },
    {
      case: 'POST importPages member',
      path: '/works/import/pages',
      send: () => send({ ...usual, addresses: '' }),
      status: 422,
      says: ['Give an address, or choose a file.'],
    },
    {
      case: 'POST importPages member',
      path: '/works/import/pages',
      send: () => send({ ...usual, addresses: here('/lamp') }, { csrf: 'not-the-token' }),
      status: 422,
      says: ['too old'],
    },
    {
      case: 'POST importPages member',
      path: '/works/import/pages',
      send: () => send({ ...usual, addresses: 'http://10.0.0.1/\nhttp://169.254.169.254/latest' }),
      status: 422,
      says: [/10\.0\.0\.1\/ is not on the public web/, /169\.254\.169\.254\/latest is not on the public web/],
    },
    {
      case: 'POST importPages owner',
      path: '/works/import/pages',
      send: () => send({ ...usual, addresses: here('/other') }, { as: 'moderator' }),
      status: 303,
    },
    {
      case: 'GET original guest',
      path: '/works/original?url=https%3A%2F%2Fold.example%2Fstories%2F7',
      status: 303,
      leads: () => `/works/${at.posted}`,
    },
    { case: 'GET original guest', path: '/works/original?url=https%3A%2F%2Fold.example%2F8', status: 404 },
    { case: 'GET original guest', path: '/works/original', status: 404 },
    {
      case: 'GET original member',
      path: '/works/original?url=http%3A%2F%2Fold.example%2Fstories%2F7%23top',
      status: 303,
      leads: () => `/works/${at.posted}`,
    },
    { case: 'GET original owner', path: '/works/original?url=nothing', status: 404 },
    { case: 'POST postDraft guest', path: () => `/works/${at.draft}/post`, status: 404 },
    { case: 'POST postDraft guest', path: () => `/works/${at.posted}/post`, status: 403 },
    { case: 'POST postDraft member', path: () => `/works/${at.theirs}/post`, status: 404 },
    {
      case: 'POST postDraft member',
      path: () => `/works/${at.draft}/post`,
      status: 303,
      leads: () => `/works/${at.draft}`,
    },
    { case: 'POST postDraft member', path: () => `/works/${at.draft}/post`, status: 303 },
    { case: 'POST postDraft owner', path: () => `/works/${at.theirs}/post`, status: 404 },
    { case: 'POST postDraft owner', path: '/works/none/post', status: 404 },
  ],
)

test('[I-001] a guest who asks for the form, or sends it, is asked to log in, and no page is fetched', async () => {
  const before = server.asked.length
  expect((await send({ ...usual, addresses: here('/lamp') }, { as: null })).status).toBe(303)
  expect(server.asked.length).toBe(before)
})

describe('a page by its address', () => {
  test('[I-002] becomes a draft that its writer sees and posts', async () => {
    const id = await made(await send({ ...usual, addresses: here('/lamp') }))
    expect((await world.get(`/works/${id}`)).status).toBe(404)
    const preview = await (await world.get(`/works/${id}`, 'reader')).text()
    expect(preview).toContain('This is a draft.')
    expect(preview).toContain('The lamp was lit before anyone asked.')
    expect(await (await world.get('/users/reader/library', 'reader')).text()).toContain('The Lamp on a Page')
    expect((await world.post(`/works/${id}/post`, {}, 'reader')).status).toBe(303)
    const posted = await world.get(`/works/${id}?view_adult=true`)
    expect(posted.status).toBe(200)
    expect(await posted.text()).not.toContain('This is a draft.')
  })

  test('[I-002] is posted at once where the preview is skipped', async () => {
    const id = await made(await send({ ...usual, addresses: here('/at-once'), post: 'on' }))
    expect((await world.get(`/works/${id}?view_adult=true`)).status).toBe(200)
    expect((await record(id)).published).toBe('2026-11-22')
  })

  test('[I-003] without details is untitled, of no fandom, not rated, its warnings not said', async () => {
    const id = await made(await send({ ...usual, addresses: here('/plain.txt') }))
    expect(await record(id)).toMatchObject({
      title: 'Untitled Imported Work',
      fandoms: ['No Fandom'],
      rating: 'Not Rated',
      warnings: ['Creator Chose Not To Use Archive Warnings'],
      creators: ['reader'],
      language: 'en',
    })
  })

  const typed = {
    title: 'Typed',
    fandoms: 'Typed Fandom',
    rating: 'Mature',
    warnings: 'Underage Sex',
    categories: 'Gen',
    characters: 'Typed Person',
    relationships: 'Typed/Pair',
    tags: 'typed tag',
    summary: 'Typed summary',
    notes: 'Typed notes',
  }

  test('[I-004] says what it is in labelled lines, which win over what was typed', async () => {
    const id = await made(await send({ ...usual, ...typed, addresses: here('/labelled') }))
    expect(await record(id)).toMatchObject({
      title: 'The Lamp',
      creators: ['reader'],
      fandoms: ['Hearthside'],
      rating: 'Teen And Up Audiences',
      warnings: ['Major Character Death'],
      characters: ['Ada', 'Brook'],
      relationships: ['Ada/Brook'],
      categories: ['F/F'],
      additionalTags: ['lamps', 'dusk'],
      published: '2004-03-09',
      summary: '<p>A lamp, and who lit it.</p>',
      notes: '<p>For B.</p>',
    })
  })

  test('[I-004] says what it is in a story-info comment, which wins over what was typed', async () => {
    const id = await made(await send({ ...usual, ...typed, addresses: here('/comment') }))
    const found = await record(id)
    expect(found).toMatchObject({
      title: 'The Hidden Lamp',
      fandoms: ['Hearthside'],
      rating: 'Explicit',
      warnings: ['No Archive Warnings Apply'],
      relationships: ['Ada/Brook'],
      categories: ['F/F'],
      additionalTags: ['lamps'],
      published: '2005-06-07',
      notes: '<p>A note.</p>',
    })
    expect(found.summary).toMatch(/Two lines.*of summary\./s)
    expect(found.chapters[0]?.html).toBe('<p>Text of the story.</p>')
  })

  test('[I-006] with override on and detection off only what was typed counts, and the title is still found', async () => {
    const fields = { language: 'en', override: 'on', audience: 'public', addresses: here('/override') }
    const id = await made(await send(fields))
    expect(await record(id)).toMatchObject({
      title: 'Title of the Page',
      fandoms: ['No Fandom'],
      rating: 'Not Rated',
      warnings: ['Creator Chose Not To Use Archive Warnings'],
      characters: [],
      additionalTags: [],
      summary: '',
      notes: '',
      published: null,
    })
  })

  test('[I-011] for members only is not there for guests once posted', async () => {
    const fields = { ...usual, audience: 'members', post: 'on', addresses: here('/members') }
    const id = await made(await send(fields))
    expect((await world.get(`/works/${id}`)).status).toBe(404)
    expect((await world.get(`/works/${id}?view_adult=true`, 'writer')).status).toBe(200)
  })

  test('that moved is read where it went, its pictures found from there', async () => {
    const id = await made(await send({ ...usual, addresses: here('/moved') }))
    const { chapters, origin } = await record(id)
    expect(chapters[0]?.html).toContain(`src="${server.url}/p.png"`)
    expect(origin?.url).toBe(`${server.url}/moved`)
  })

  test.each(['/utf8', '/cp1252', '/meta'])(
    '[I-012] is read as it, or its server, declares: %s',
    async (path) => {
      const id = await made(await send({ ...usual, addresses: here(path), language: 'de' }))
      expect((await record(id)).chapters[0]?.html).toBe(GERMAN)
    },
  )

  test('[I-012] is read in the encoding its importer chose where it declares none', async () => {
    const fields = { ...usual, addresses: here('/wrong'), language: 'pl', encoding: 'windows-1250' }
    const { chapters } = await record(await made(await send(fields)))
    expect(chapters[0]?.html).toContain('dźbło')
  })

  test.each([
    ['/empty', 'is empty.'],
    ['/blank', 'holds no text or picture of a work.'],
    ['/nowhere', 'is not there: the site answered 404.'],
  ])('[I-014] that is %s gives a message naming it, and leaves nothing behind', async (path, says) => {
    const before = await countWorks()
    const answer = await send({ ...usual, addresses: here(path), summary: 'Kept words' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(`${server.url}${path} ${says}`)
    expect(page).toContain('Kept words')
    expect(await countWorks()).toBe(before)
  })

  test.each(['works', 'chapters'])(
    '[I-016] on the refusal list is turned down with the reason: %s',
    async (as) => {
      const before = await countWorks()
      const answer = await send({
        ...usual,
        as,
        addresses: 'http://www.refused.test/1\nhttps://refused.test/2',
      })
      expect(answer.status).toBe(422)
      expect((await answer.text()).match(/its keepers asked us not to/g)).toHaveLength(2)
      expect(await countWorks()).toBe(before)
    },
  )

  test('brought twice is there once', async () => {
    const answer = await send({ ...usual, addresses: here('/lamp') })
    expect(await answer.text()).toContain('is here already')
  })
})

describe('several pages', () => {
  test('[I-007] become a draft each, with a list of what worked and what did not', async () => {
    const before = await countWorks()
    const answer = await send({ ...usual, as: 'works', addresses: here('/a', '/nowhere', '/b') })
    const page = await answer.text()
    expect(page).toMatch(/<a href="\/works\/\d+"><bdi>First of Two<\/bdi>/)
    expect(page).toMatch(/<a href="\/works\/\d+"><bdi>Second of Two<\/bdi>/)
    expect(page).toContain('/nowhere is not there')
    expect(await countWorks()).toBe(before + 2)
    const library = await (await world.get('/users/reader/library', 'reader')).text()
    expect(library).toContain('First of Two')
  })

  test('[I-008] become chapters of one work in the order given, each with its own head', async () => {
    const id = await made(await send({ ...usual, as: 'chapters', addresses: here('/c1', '/c2') }))
    const found = await record(id)
    expect(found).toMatchObject({
      title: 'Long Way',
      published: '2003-01-02',
      completed: '2003-05-06',
      chapterCount: { posted: 2, expected: 2 },
    })
    expect(
      found.chapters.map(({ title, published, summary, notes }) => [title, published, summary, notes]),
    ).toEqual([
      ['Long Way - Chapter 1', '2003-01-02', '<p>One.</p>', '<p>N1.</p>'],
      ['Long Way - Chapter 2', '2003-05-06', '<p>Two.</p>', '<p>N2.</p>'],
    ])
    expect(found.words.counted).toBe(found.chapters.reduce((sum, { words }) => sum + words, 0))
  })

  test('[I-009] posted from drafts show all their chapters and words', async () => {
    const { rows } = await world.pool.query<{ id: WorkId }>("select id from works where title = 'Long Way'")
    const id = rows[0]?.id ?? (0 as WorkId)
    await world.pool.query("update chapters set standing = 'draft' where work_id = $1", [id])
    expect(await postDraft(world.db, await world.known('reader'), id, NOW)).toBe('posted')
    const found = await readRecord(world.db, GUEST, id)
    expect(found?.chapters).toHaveLength(2)
    expect(found?.published).toBe('2003-01-02')
    expect(found?.words.counted).toBe(found?.chapters.reduce((sum, { words }) => sum + words, 0))
    expect(await postDraft(world.db, await world.known('reader'), id, NOW)).toBe('already-posted')
    const listed = await (await world.get('/works?sort=updated')).text()
    expect(listed).toContain('Long Way')
  })

  test('[I-014] of which one is not there leave no half of a work', async () => {
    const before = await countWorks()
    const answer = await send({ ...usual, as: 'chapters', addresses: here('/a', '/nowhere') })
    expect(await answer.text()).toContain('/nowhere is not there')
    expect(await countWorks()).toBe(before)
  })

  test('may be files', async () => {
    const files = { 'one.html': story('A File'), 'two.txt': 'Title: Second File\n\nWords of it.' }
    const page = await (await send({ ...usual }, { files })).text()
    expect(page).toContain('<bdi>A File</bdi>')
    expect(page).toContain('<bdi>Second File</bdi>')
  })
})

describe('[I-013] where a work came from', () => {
  const from = (url: string): string => `/works/original?url=${encodeURIComponent(url)}`

  test('is kept, leads to it, and is corrected by its writer or the owner of the archive alone', async () => {
    const [reader, writer] = [await world.known('reader'), await world.known('writer')]
    const owner = await world.known('moderator')
    const id = await made(
      await send({ ...usual, addresses: here('/b#part'), title: '', post: 'on' }).then(already),
    )
    const at = `${server.url}/b`
    expect((await world.get(from(at), 'reader')).headers.get('location')).toBe(`/works/${id}`)
    await postDraft(world.db, reader, id, NOW)
    const moved = { url: 'https://new.example/b', archive: 'new.example' }
    expect(await correctOrigin(world.db, writer, id, moved)).toBe('not-yours')
    expect(await correctOrigin(world.db, GUEST, id, moved)).toBe('not-yours')
    expect(await correctOrigin(world.db, reader, id, moved)).toBe('corrected')
    expect((await world.get(from(at))).status).toBe(404)
    expect((await world.get(from(moved.url))).headers.get('location')).toBe(`/works/${id}`)
    const again = { url: 'https://new.example/c', archive: 'new.example' }
    expect(await correctOrigin(world.db, owner, id, again)).toBe('corrected')
    const taken = { url: 'https://old.example/stories/7', archive: 'old.example' }
    expect(await correctOrigin(world.db, reader, id, taken)).toBe('taken')
    expect(await correctOrigin(world.db, reader, 2147483647 as WorkId, taken)).toBe('no-such-work')
  })

  test('of a draft of somebody else is not told', async () => {
    const by = await world.known('writer')
    const origin = { url: 'https://secret.example/1', archive: 'secret.example' }
    const common = { by, statements: [], baseUrl: BASE_URL, now: NOW, asCreator: true }
    await bringWork(world.db, { record: aRecord({ origin }), standing: 'draft', ...common })
    expect((await world.get(from(origin.url), 'reader')).status).toBe(404)
  })

  /** It was brought in above: the list leads to it. */
  async function already(answer: Response): Promise<Response> {
    const leads = /href="(\/works\/\d+)">see it/.exec(await answer.text())?.[1] ?? ''
    return new Response(null, { headers: { location: leads } })
  }
})
