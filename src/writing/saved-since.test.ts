import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, NOW, type Sendable, type World } from '../../test/world.ts'
import { postDue } from '../works/index.ts'
import { LEAST } from './desk.fixtures.ts'

/** A work goes on while a form is open: it posts itself, gets chapters, is saved by somebody else. */
let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const DAY = 86_400_000
const TEXT = '<p>The lamp was lit before anyone asked who had lit it.</p>'
const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** A form as a browser would send it: its marks, and what stands in the fields that the test does not fill. */
async function open(path: string) {
  const html = await (await world.get(path, 'reader')).text()
  const names = ['key', 'base', 'kept', 'stood', 'position_was', 'expected_was']
  const marks = Object.fromEntries(names.map((name) => [name, hidden(html, name)]))
  const { position_was: position = '', expected_was: expected = '' } = marks
  const placed: Sendable = position ? { position, expected } : { published: '' }
  return (typed: Sendable, as = 'draft') =>
    world.post(path, { ...LEAST, body: TEXT, spelling: 'html', ...placed, ...marks, ...typed, as }, 'reader')
}
const sent = async (answer: Response) => [
  answer.status,
  /done=([^&]*)/.exec(answer.headers.get('location') ?? '')?.[1],
]

async function made(as: string, some: Sendable = {}): Promise<string> {
  const form = { ...LEAST, body: TEXT, spelling: 'html', expected: '?', ...some, key: randomUUID(), as }
  const answer = await world.post('/works/new', form, 'reader')
  return `${/\/works\/\d+/.exec(answer.headers.get('location') ?? '')}`
}
async function chapter(work: string, as: string, some: Sendable = {}): Promise<string> {
  const answer = await (await open(`${work}/chapters/new`))({ chapter_title: 'Two', ...some }, as)
  return `${/\/works\/\d+\/chapters\/\d+/.exec(answer.headers.get('location') ?? '')}`
}
const LATER = { posts_day: '2026-11-23', posts_hour: '18:00', posts_zone: 'UTC' }
/** The same hour, once it is over. */
const OVER = { ...LATER, posts_day: '2026-11-22', posts_hour: '08:00' }
/** Its hour comes. */
const postAll = () => postDue(world.db, new Date(NOW.getTime() + 3 * DAY))
const row = async (path: string) => {
  const [, work, one] = /works\/(\d+)(?:\/chapters\/(\d+))?/.exec(path) ?? []
  const sql = one ? 'select * from chapters where id = $1' : 'select * from works where id = $1'
  return (await world.pool.query(sql, [one ?? work])).rows[0]
}

describe('a chapter that posts itself while its form is open', () => {
  test.each([
    ['schedule', OVER],
    ['schedule', LATER],
    ['draft', {}],
    ['post', {}],
  ])('is saved by “%s” and stays posted, and the page after it says so', async (as, hour) => {
    const path = `${await chapter(await made('post'), 'schedule', LATER)}`
    const form = await open(`${path}/edit`)
    await postAll()
    const answer = await form({ ...hour, chapter_title: 'Two, mended', body: `${TEXT}<p>More.</p>` }, as)
    expect(await sent(answer)).toEqual([303, 'posted-since'])
    const page = await world.get(answer.headers.get('location') ?? '', 'reader')
    expect(await page.text()).toContain('It was posted while the form was open')
    const { standing, title, html, posts_at } = await row(path)
    expect({ standing, title, posts_at }).toEqual({
      standing: 'posted',
      title: 'Two, mended',
      posts_at: null,
    })
    expect(html).toContain('More.')
  })

  test('and is saved by another as well: both are shown, nothing is written over', async () => {
    const path = await chapter(await made('post'), 'schedule', LATER)
    const [mine, theirs] = [await open(`${path}/edit`), await open(`${path}/edit`)]
    await postAll()
    expect((await theirs({ chapter_title: 'Theirs' }, 'post')).status).toBe(303)
    expect((await mine({ chapter_title: 'Mine' }, 'post')).status).toBe(409)
    expect((await row(path)).title).toBe('Theirs')
  })

  test('of two forms sent at one moment, one is saved, and the other meets it', async () => {
    const path = await chapter(await made('post'), 'schedule', LATER)
    const both = [await open(`${path}/edit`), await open(`${path}/edit`)]
    await postAll()
    const answers = await Promise.all(both.map((form, at) => form({ chapter_title: `Form ${at}` }, 'post')))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect((await row(path)).title).toBe(`Form ${answers.findIndex(({ status }) => status === 303)}`)
  })

  test('a form that does not know what stood there meets the page', async () => {
    const path = await chapter(await made('post'), 'schedule', LATER)
    const form = await open(`${path}/edit`)
    await postAll()
    expect((await form({ stood: '', chapter_title: 'Mended' }, 'post')).status).toBe(409)
    expect((await row(path)).title).toBe('Two')
  })

  test('another day than the one it was posted on is chosen, not lost', async () => {
    const path = await chapter(await made('post'), 'schedule', LATER)
    const form = await open(`${path}/edit`)
    await postAll()
    expect((await form({ published: '2020-05-01' }, 'post')).status).toBe(409)
  })
})

describe('a work whose own form is open', () => {
  test('meanwhile gets a chapter, and its chapters another order: it is saved', async () => {
    const work = await made('post')
    await chapter(work, 'post')
    const [form, again] = [await open(`${work}/edit`), await open(`${work}/edit`)]
    const three = await chapter(work, 'post', { chapter_title: 'Three' })
    await (await open(`${three}/edit`))({ chapter_title: 'Three', position: '1' }, 'post')
    const { body: _none, ...whole } = { ...LEAST, body: undefined }
    expect((await row(work)).version).toBeGreaterThan(2)
    const saved = await form(
      { ...whole, title: 'Another Title', expected: '?', body: [], series_shown: '1' },
      'post',
    )
    expect(await sent(saved)).toEqual([303, 'saved'])
    expect((await row(work)).title).toBe('Another Title')
    // A third window, opened before that, would write over it.
    expect((await again({ title: 'A Third', expected: '?', body: [] }, 'post')).status).toBe(409)
  })

  test('meanwhile gets its second chapter: what was typed into the text of the first is not lost', async () => {
    const work = await made('post')
    const [title, text] = [await open(`${work}/edit`), await open(`${work}/edit`)]
    await chapter(work, 'post')
    const met = await text({ expected: '?', body: '<p>Quite another text.</p>' }, 'post')
    const offered = await world.get(met.headers.get('location') ?? '', 'reader')
    expect([met.status, (await offered.text()).includes('Quite another text.')]).toEqual([303, true])
    expect((await title({ expected: '?', title: 'Another Title' }, 'post')).status).toBe(303)
    expect((await row(work)).title).toBe('Another Title')
  })

  test.each(['recipients', 'may_podfic', 'comments_from'])(
    'and somebody changes %s: it meets them',
    async (field) => {
      const work = await made('post')
      const [mine, theirs] = [await open(`${work}/edit`), await open(`${work}/edit`)]
      const value = { recipients: 'Agatha', may_podfic: 'yes', comments_from: 'nobody' }[field] ?? ''
      await theirs({ expected: '?', [field]: value }, 'post')
      expect(
        (
          await mine(
            { expected: '?', title: 'Mine', recipients: '', may_podfic: 'no', comments_from: 'members' },
            'post',
          )
        ).status,
      ).toBe(409)
    },
  )

  test('posts itself meanwhile: what is sent to wait is saved, and stays posted', async () => {
    const work = await made('schedule', LATER)
    const form = await open(`${work}/edit`)
    await postAll()
    const answer = await form({ ...OVER, expected: '?', title: 'Another Title' }, 'schedule')
    expect(await sent(answer)).toEqual([303, 'posted-since'])
    const { standing, title } = await row(work)
    expect({ standing, title }).toEqual({ standing: 'posted', title: 'Another Title' })
  })

  test('the form of its tags alone asks only after its tags', async () => {
    const work = await made('post')
    const tags = await open(`${work}/edit_tags`)
    await (await open(`${work}/edit`))({ expected: '?', title: 'Another Title' }, 'post')
    expect((await tags({ freeform: 'Lamps' }, 'post')).status).toBe(303)
    const late = await open(`${work}/edit_tags`)
    await (await open(`${work}/edit_tags`))({ freeform: 'Halls' }, 'post')
    expect((await late({ freeform: 'Doors' }, 'post')).status).toBe(409)
  })
})
