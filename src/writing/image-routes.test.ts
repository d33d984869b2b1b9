import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Listening, listen, sendImage } from '../../test/listen.ts'
import { aFlood, aJpeg, aPhotograph } from '../../test/pictures.ts'
import { routeCases } from '../../test/route-cases.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'

let world: World
let site: Listening
const sent = { reader: '', moderator: '', writer: '' }
beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  for (const name of ['reader', 'moderator', 'writer'] as const) {
    const answer = await send(name, await aJpeg(700, 500 + name.length), { json: true })
    sent[name] = ((await answer.json()) as { src: string }).src
  }
})
afterAll(async () => {
  await site.close()
  await world.end()
})

type More = Partial<Omit<Parameters<typeof sendImage>[1], 'world' | 'as' | 'picture'>>
const send = (as: string | null, picture: Buffer | null, more: More = {}) =>
  sendImage(site, { world, as, picture, ...more })

const asking =
  (name: keyof typeof sent, of = name) =>
  () =>
    `/users/${name}/images/${sent[of].split('/').at(-1)}/confirm_delete`

routeCases(
  () => world,
  [
    {
      case: 'GET images guest',
      path: '/users/reader/images',
      status: 303,
      leads: '/users/login?back=%2Fusers%2Freader%2Fimages',
    },
    {
      case: 'GET images member',
      path: '/users/reader/images',
      status: 200,
      says: ['of 500 MB used', 'A brown'],
    },
    { case: 'GET images member', path: '/users/moderator/images', status: 404 },
    { case: 'GET images owner', path: '/users/moderator/images', status: 200 },
    { case: 'GET images owner', path: '/users/reader/images', status: 404 },
    {
      case: 'POST images guest',
      path: '/users/reader/images',
      send: async () => send(null, await aJpeg(), { to: 'reader' }),
      status: 303,
    },
    {
      case: 'POST images member',
      path: '/users/reader/images',
      send: async () => send('reader', await aJpeg()),
      status: 303,
    },
    {
      case: 'POST images member',
      path: '/users/moderator/images',
      send: async () => send('reader', await aJpeg(), { to: 'moderator' }),
      status: 404,
    },
    {
      case: 'POST images member',
      path: '/users/reader/images',
      send: async () => send('reader', await aJpeg(), { csrf: 'not-the-token' }),
      status: 422,
      says: ['too old'],
    },
    {
      case: 'POST images owner',
      path: '/users/moderator/images',
      send: async () => send('moderator', await aJpeg()),
      status: 303,
    },
    { case: 'GET image guest', path: () => sent.reader, status: 404 },
    { case: 'GET image member', path: () => sent.reader, status: 200 },
    { case: 'GET image member', path: () => sent.moderator, status: 404 },
    { case: 'GET image owner', path: () => sent.reader, status: 404 },
    { case: 'GET deleteImage guest', path: asking('reader'), status: 303 },
    { case: 'GET deleteImage member', path: asking('reader'), status: 200, says: ['Delete this picture?'] },
    { case: 'GET deleteImage member', path: asking('reader', 'moderator'), status: 404 },
    { case: 'GET deleteImage member', path: '/users/reader/images/x.jpg/confirm_delete', status: 404 },
    { case: 'GET deleteImage owner', path: asking('moderator'), status: 200 },
    { case: 'POST deleteImage guest', path: asking('reader'), status: 303 },
    { case: 'POST deleteImage member', path: asking('reader', 'moderator'), status: 404 },
    {
      case: 'POST deleteImage owner',
      path: asking('moderator'),
      status: 303,
      leads: '/users/moderator/images?done=gone',
    },
    { case: 'POST deleteImage member', path: asking('reader'), status: 303 },
    { case: 'GET image member', path: () => sent.reader, status: 404 },
  ],
)

describe('sending a picture', () => {
  test('answers the editor with its address, size and description', async () => {
    const answer = await send('writer', await aPhotograph(), { json: true, alt: '  A  cat\n asleep ' })
    expect(answer.status).toBe(200)
    const data = await answer.json()
    expect(data).toEqual({
      src: expect.stringMatching(/^\/images\/[0-9a-f]{64}\.jpg$/),
      width: 800,
      height: 1200,
      alt: 'A cat asleep',
    })
    expect((await world.get((data as { src: string }).src, 'writer')).headers.get('content-type')).toBe(
      'image/jpeg',
    )
  })

  test('without script leads to the page that shows it and the line for a text', async () => {
    const answer = await send('writer', await aJpeg(321, 123), { alt: 'A "sign" & <more>' })
    expect(answer.status).toBe(303)
    const page = await (await world.get(answer.headers.get('location') ?? '', 'writer')).text()
    expect(page).toContain('The picture is here.')
    expect(page).toContain(
      'alt=&quot;A &amp;quot;sign&amp;quot; &amp;amp; &amp;lt;more&amp;gt;&quot; width=&quot;321&quot;',
    )
  })

  const FAULTS: readonly (readonly [string, () => Promise<Buffer | null>, More, string])[] = [
    ['no description', () => aJpeg(), { alt: ' ' }, 'Say in a few words'],
    ['an endless description', () => aJpeg(), { alt: 'x'.repeat(1_001) }, 'too long'],
    ['no file', async () => null, {}, 'Choose a picture'],
    ['a page', async () => Buffer.from('<script>alert(1)</script>'), { name: 'x.jpg' }, 'This is no picture'],
    ['a flood', async () => aFlood(20_000), {}, 'too large: 50 million'],
    ['more than 20 MB', async () => Buffer.alloc(20_000_001), {}, 'larger than 20 MB'],
  ]
  test.each(FAULTS)('[A-25] with %s is refused, and says so to both', async (_what, picture, more, says) => {
    const page = await send('writer', await picture(), more)
    expect(page.status).toBe(422)
    const text = await page.text()
    expect(text).toContain(says)
    if (more.alt === undefined) expect(text).toContain('value="A brown square"')
    const data = await send('writer', await picture(), { ...more, json: true })
    expect([data.status, await data.json()]).toEqual([422, { fault: expect.stringContaining(says) }])
  })

  test('[A-26] a hostile name is kept as words, and reaches no disk', async () => {
    const names = [
      '../../../etc/passwd',
      '<img src=x onerror=alert(1)>.jpg',
      'a\0b.jpg',
      'CON',
      `${'x'.repeat(5_000)}.jpg`,
      '\ud800.jpg',
      "';drop table images;--",
    ]
    for (const [at, name] of names.entries()) {
      const answer = await send('writer', await aJpeg(400, 300 + at), { name, json: true })
      expect(answer.status, name).toBe(200)
    }
    const page = await (await world.get('/users/writer/images', 'writer')).text()
    expect(page).not.toContain('<img src=x')
    const stored = readdirSync(join(world.dataDir, 'files'), { recursive: true, encoding: 'utf8' })
    expect(
      stored.filter((path) => !/^[0-9a-f]{2}(?:\/[0-9a-f]{2}(?:\/[0-9a-f]{64}(?:-\d+)?\.\w+)?)?$/.test(path)),
    ).toEqual([])
    expect(readdirSync(join(world.dataDir, 'uploads'))).toEqual([])
  })

  test('a form cut off leaves nothing', async () => {
    const cookie = await world.cookie('writer')
    const headers = { cookie, origin: site.url, 'content-type': 'multipart/form-data; boundary=xx' }
    const answer = await fetch(`${site.url}/users/writer/images`, {
      method: 'POST',
      headers,
      body: '--xx\r\nContent-Disp',
    })
    expect(answer.status).toBe(422)
    expect(readdirSync(join(world.dataDir, 'uploads'))).toEqual([])
  })
})

test('[A-19] a picture is served inert, and as what it is', async () => {
  const answer = await world.get(sent.writer, 'writer')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache',
    vary: expect.stringContaining('cookie'),
  })
  const etag = answer.headers.get('etag') ?? ''
  expect((await world.get(sent.writer, 'writer', { 'if-none-match': etag })).status).toBe(304)
  expect((await world.get(sent.writer, 'reader', { 'if-none-match': etag })).status).toBe(404)
  expect((await world.get(sent.writer, null, { 'if-none-match': etag })).status).toBe(404)
  const small = sent.writer.replace('.jpg', '-480.webp')
  expect((await world.get(small, 'writer')).headers.get('content-type')).toBe('image/webp')
  for (const other of ['-960.webp', '-480.jpg', '.png', '.webp', '-1.webp', ''])
    expect((await world.get(sent.writer.replace('.jpg', other), 'writer')).status, other).toBe(404)
})

test('what is not there and what may not be seen answer alike', async () => {
  const [there, not] = await Promise.all(
    [sent.writer, sent.writer.replace(/[0-9a-f]{8}\./, '00000000.')].map((path) => world.get(path, 'reader')),
  )
  const told = async (answer: Response | undefined) => [
    answer?.status,
    (await answer?.text())?.replaceAll(/[0-9a-f]{64}/g, ''),
    [...(answer?.headers.keys() ?? [])].sort(),
  ]
  expect(await told(there)).toEqual(await told(not))
})

test('a page shows a picture in sizes for its screen, and asks for it when it is near', async () => {
  const by = await world.known('writer')
  const html = `<p>See <img src="${sent.writer}" alt="A brown square"></p><p><img src="https://elsewhere.example/x.png" alt="far"></p>`
  const id = await world.work(by, { chapters: [aChapter({ html })] })
  const page = await (await world.get(`/works/${id}?view_adult=true`)).text()
  const [, attributes = ''] = new RegExp(`<img src="${sent.writer}"([^>]*)>`).exec(page) ?? []
  expect(attributes).toContain('width="700" height="506"')
  expect(attributes).toContain(
    `srcset="${sent.writer.replace('.jpg', '-480.webp')} 480w, ${sent.writer} 700w"`,
  )
  expect(attributes).toContain('loading="lazy"')
  expect(page).toContain('<img src="https://elsewhere.example/x.png" alt="far">')
  const seen = await world.get(sent.writer)
  expect([
    seen.status,
    seen.headers.get('cache-control'),
    seen.headers.get('cross-origin-resource-policy'),
  ]).toEqual([200, 'private, max-age=600', 'cross-origin'])
})

test('a picture goes with its work from a draft to its readers, and out of it again', async () => {
  const at = await send('writer', await aJpeg(650, 333), { json: true })
  const { src } = (await at.json()) as { src: string }
  const form = {
    ...{ rating: 'General Audiences', warning: 'No Archive Warnings Apply', fandom: 'Original Work' },
    ...{ language: 'en', title: 'Sent With a Picture', spelling: 'markdown' },
  }
  const body = `Look:\n\n![A brown square](${src})`
  const seen = async () => (await world.get(src)).status
  const draft = await world.post('/works/new', { ...form, body, key: randomUUID(), as: 'draft' }, 'writer')
  const id = /\/works\/(\d+)/.exec(draft.headers.get('location') ?? '')?.[1]
  expect([draft.status, await seen()]).toEqual([303, 404])
  const edit = async (text: string, as: string) => {
    const base =
      /name="base" value="(\d+)"/.exec(await (await world.get(`/works/${id}/edit`, 'writer')).text())?.[1] ??
      ''
    const sent = { ...form, body: text, key: randomUUID(), base, as }
    return (await world.post(`/works/${id}/edit`, sent, 'writer')).status
  }
  expect([await edit(body, 'post'), await seen()]).toEqual([303, 200])
  expect(await (await world.get(`/works/${id}?view_adult=true`)).text()).toContain(
    `${src.replace('.jpg', '-480.webp')} 480w`,
  )
  const list = await (await world.get('/users/writer/images', 'writer')).text()
  expect(list).toContain('Sent With a Picture')
  expect([await edit('Nothing to see.', 'post'), await seen()]).toEqual([303, 404])
  expect(await (await world.get('/users/writer/images', 'writer')).text()).toContain(
    'An earlier version of 1 work',
  )
})
