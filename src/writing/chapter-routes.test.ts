import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { idOf } from '../../test/sample.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'

let world: World
const at = { work: 0, first: 0, draft: 0, theirs: 0, theirFirst: 0, waits: 0 }
const BODY = 'Nobody had been in the loft since <em>March</em>.'

const chaptersOf = async (work: number): Promise<readonly { id: number; version: number; title: string }[]> =>
  (
    await world.pool.query('select id, version, title from chapters where work_id = $1 order by position', [
      work,
    ])
  ).rows

beforeAll(async () => {
  world = await makeWorld('sample')
  const reader = await world.known('reader')
  at.work = await world.work(reader, {
    title: 'Loft Letters',
    chapters: ['One', 'Two'].map((title, n) => aChapter({ title, position: n + 1, published: '2026-10-01' })),
    chapterCount: { posted: 2, expected: 5 },
    completed: null,
  })
  at.theirs = await idOf(world, 'The Umbrella Stand')
  at.theirFirst = (await chaptersOf(at.theirs))[0]?.id ?? 0
  at.first = (await chaptersOf(at.work))[0]?.id ?? 0
  at.draft = await add({ chapter_title: 'Hidden Stair', as: 'draft', position: '2' })
  at.waits = await add({
    ...{ chapter_title: 'Not Before Spring', as: 'schedule' },
    ...{ posts_day: '2027-03-28', posts_hour: '02:30', posts_zone: 'Europe/Berlin' },
  })
})
afterAll(() => world.end())

/** A new chapter by its form; its id, from where the answer leads. */
async function add(form: Readonly<Record<string, string>>): Promise<number> {
  const answer = await world.post(
    `/works/${at.work}/chapters/new`,
    { body: BODY, key: randomUUID(), ...form },
    'reader',
  )
  expect(answer.status, await answer.clone().text()).toBe(303)
  return Number(/chapters\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
}

const page = async (path: string, who: string | null = 'reader') => (await world.get(path, who)).text()
const chapter = (id: number, rest = '') => `/works/${at.work}/chapters/${id}${rest}`

describe('pages of chapters', () => {
  const their = (rest: string) => () => `/works/${at.theirs}/chapters/${rest}`
  const their1 = (rest: string) => () => `/works/${at.theirs}/chapters/${at.theirFirst}/${rest}`
  const own = (rest: string) => () => `/works/${at.work}/chapters/${rest}`
  const own1 = (rest: string) => () => `/works/${at.work}/chapters/${at.first}/${rest}`
  routeCases(
    () => world,
    [
      { case: 'GET newChapter guest', path: own('new'), status: 303 },
      {
        case: 'GET newChapter member',
        path: own('new'),
        status: 200,
        says: ['A new chapter of', 'name="body"'],
      },
      { case: 'GET newChapter member', path: their('new'), status: 403 },
      { case: 'GET newChapter owner', path: own('new'), status: 403 },
      { case: 'POST newChapter guest', path: own('new'), status: 303 },
      {
        case: 'POST newChapter member',
        path: own('new'),
        form: { body: '' },
        status: 422,
        says: ['no text yet'],
      },
      { case: 'POST newChapter member', path: their('new'), form: { body: BODY }, status: 403 },
      { case: 'POST newChapter owner', path: own('new'), form: { body: BODY }, status: 403 },

      { case: 'GET editChapter guest', path: own1('edit'), status: 303 },
      {
        case: 'GET editChapter member',
        path: own1('edit'),
        status: 200,
        says: ['Edit chapter 1', 'The lamp was lit'],
      },
      { case: 'GET editChapter member', path: own('99999999/edit'), status: 404 },
      { case: 'GET editChapter owner', path: own1('edit'), status: 403 },
      { case: 'POST editChapter guest', path: own1('edit'), status: 303 },
      { case: 'POST editChapter member', path: own1('edit'), form: { body: BODY, base: '77' }, status: 409 },
      { case: 'POST editChapter owner', path: own1('edit'), form: { body: BODY, base: '1' }, status: 403 },

      { case: 'GET previewChapter guest', path: own1('preview'), status: 303 },
      { case: 'GET previewChapter member', path: own1('preview'), status: 200, says: ['This is a preview.'] },
      { case: 'GET previewChapter owner', path: own1('preview'), status: 403 },

      { case: 'GET manageChapters guest', path: own('manage'), status: 303 },
      {
        case: 'GET manageChapters member',
        path: own('manage'),
        status: 200,
        says: ['Hidden Stair', 'Draft', 'Scheduled'],
      },
      { case: 'GET manageChapters member', path: their('manage'), status: 403 },
      { case: 'GET manageChapters owner', path: own('manage'), status: 403 },
      { case: 'POST manageChapters guest', path: own('manage'), status: 303 },
      { case: 'POST manageChapters member', path: own('manage'), form: { was: '' }, status: 303 },
      { case: 'POST manageChapters owner', path: own('manage'), status: 403 },

      { case: 'GET deleteChapter guest', path: own1('confirm_delete'), status: 303 },
      {
        case: 'GET deleteChapter member',
        path: own1('confirm_delete'),
        status: 200,
        says: ['Move to trash'],
      },
      { case: 'GET deleteChapter owner', path: own1('confirm_delete'), status: 403 },
      { case: 'POST deleteChapter guest', path: own1('confirm_delete'), status: 303 },
      { case: 'POST deleteChapter member', path: their1('confirm_delete'), status: 403 },
      { case: 'POST deleteChapter owner', path: own1('confirm_delete'), status: 403 },

      { case: 'POST postChapter guest', path: own1('post'), status: 303 },
      { case: 'POST postChapter member', path: own1('post'), status: 303 },
      { case: 'POST postChapter member', path: own('none/post'), status: 404 },
      { case: 'POST postChapter owner', path: own1('post'), status: 403 },
    ],
  )

  test('another’s draft is not there at all', async () => {
    const draft = await world.work(await world.known('writer'), { title: 'Unseen' }, 'draft')
    for (const path of ['new', 'manage', `${(await chaptersOf(draft))[0]?.id}/edit`])
      expect((await world.get(`/works/${draft}/chapters/${path}`, 'reader')).status, path).toBe(404)
  })
})

describe('[W-036] a draft chapter in a posted work', () => {
  test('is there for its creators, marked as a draft, and for nobody else', async () => {
    const theirs = await world.get(chapter(at.draft), 'reader')
    const text = await theirs.text()
    expect(text).toContain('This chapter is a draft.')
    expect(text).toContain('Hidden Stair')
    expect(text).toContain('<meta name="robots" content="noindex"')
    for (const who of [null, 'writer', 'moderator']) {
      expect((await world.get(chapter(at.draft), who)).status, `as ${who}`).toBe(404)
      for (const path of [
        `/works/${at.work}?view_full_work=true`,
        `/works/${at.work}/navigate`,
        chapter(at.first),
      ])
        expect(await page(path, who)).not.toContain('Hidden Stair')
    }
    expect(await page(`/works/${at.work}?view_full_work=true`)).not.toContain('Hidden Stair')
  })

  test('[W-031] [W-034] readers count and step over it; lists, API, feed and downloads do not know of it', async () => {
    const first = await page(chapter(at.first), null)
    expect(first).toContain('Chapter 1 of 5')
    const [, , two] = await chaptersOf(at.work)
    expect(first).toMatch(new RegExp(`chapters/${two?.id}"[^>]*rel="next"`))
    expect(await page(`/works/${at.work}/navigate`, null)).toMatch(/>2[.] [^<]/)
    const listed = await page('/works?q=%22Loft+Letters%22', null)
    expect(listed).toMatch(/>2<\/a>\/5/)
    for (const path of [`/api/v1/works/${at.work}`, '/works.atom', `/downloads/${at.work}/x.html`]) {
      const answer = await world.get(path)
      expect([200, 301, 303], path).toContain(answer.status)
      expect(await answer.text(), path).not.toMatch(/Hidden Stair|Not Before Spring/)
    }
  })
})

describe('the form', () => {
  test('what was typed comes back beside what is wrong with it', async () => {
    const form = {
      chapter_title: 'Kept Title',
      body: '',
      notes: 'Kept notes',
      published: '2026-12-01',
      as: 'post',
    }
    const answer = await world.post(`/works/${at.work}/chapters/new`, form, 'reader')
    expect(answer.status).toBe(422)
    const text = await answer.text()
    for (const words of ['Kept Title', 'Kept notes', '2026-12-01', 'still to come', 'no text yet'])
      expect(text).toContain(words)
    const late = {
      body: BODY,
      as: 'schedule',
      posts_day: '2020-01-01',
      posts_hour: '10:00',
      posts_zone: 'UTC',
    }
    const past = await world.post(`/works/${at.work}/chapters/new`, late, 'reader')
    expect(past.status).toBe(422)
    expect(await past.text()).toContain('That moment is over.')
  })

  test('a preview shows it in its place and saves nothing; back in the form all is there', async () => {
    const before = await chaptersOf(at.work)
    const form = { chapter_title: 'Only Seen', body: BODY, position: '2', as: 'preview', key: randomUUID() }
    const preview = await world.post(`/works/${at.work}/chapters/new`, form, 'reader')
    const text = await preview.text()
    expect(preview.status, text.slice(0, 500)).toBe(200)
    for (const words of ['This is a preview.', 'Only Seen', '<em>March</em>', 'Chapter 2'])
      expect(text).toContain(words)
    expect(await chaptersOf(at.work)).toEqual(before)
    const back = await (
      await world.post(`/works/${at.work}/chapters/new`, { ...form, as: 'edit' }, 'reader')
    ).text()
    expect(back).toContain('value="Only Seen"')
  })

  test('what is scheduled says its hour, and what the clocks do to it', async () => {
    expect(await page(chapter(at.waits, '/edit'))).toContain('it is posted at 03:30')
    expect(await page(`/works/${at.work}/chapters/manage`)).toContain('Europe/Berlin')
    expect((await world.get(chapter(at.waits), null)).status).toBe(404)
  })

  test('two windows: the second meets what the first saved, with both texts', async () => {
    const [{ version }] = (await world.pool.query('select version from chapters where id = $1', [at.draft]))
      .rows
    const send = (body: string) =>
      world.post(
        chapter(at.draft, '/edit'),
        { body, as: 'draft', base: `${version}`, key: randomUUID() },
        'reader',
      )
    expect((await send('The first window wrote this.')).status).toBe(303)
    const second = await send('The second window wrote that.')
    expect(second.status).toBe(409)
    const text = await second.text()
    expect(text).toContain('The first window wrote this.')
    expect(text).toContain('The second window wrote that.')
  })

  test('the order by typed numbers; the only posted chapter stays', async () => {
    const rows = await chaptersOf(at.work)
    const was = rows.map(({ id }) => id).join(' ')
    const form = {
      was,
      ...Object.fromEntries(rows.map(({ id }, n) => [`place_${id}`, String(rows.length - n)])),
    }
    const answer = await world.post(`/works/${at.work}/chapters/manage`, form, 'reader')
    expect(answer.headers.get('location')).toContain('done=ordered')
    expect((await chaptersOf(at.work)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id).reverse())
    const lone = await world.work(await world.known('reader'), { title: 'Alone' })
    const only = `/works/${lone}/chapters/${(await chaptersOf(lone))[0]?.id}/confirm_delete`
    expect(await page(only)).toContain('It is the only chapter')
    await world.post(only, {}, 'reader')
    expect(await chaptersOf(lone)).toHaveLength(1)
    expect(
      (await world.post(chapter(at.draft, '/confirm_delete'), {}, 'reader')).headers.get('location'),
    ).toContain('done=trashed')
  })
})
