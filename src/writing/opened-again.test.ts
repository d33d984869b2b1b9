import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, NOW, type Sendable, type World } from '../../test/world.ts'
import { postDue } from '../works/index.ts'
import { LEAST } from './desk.fixtures.ts'

/** What was typed and kept is opened again, after its work has gone on: posted itself, got chapters, been saved. */
let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const DAY = 86_400_000
const TEXT = '<p>The lamp was lit before anyone asked who had lit it.</p>'
const TYPED = '<p>Quite another text, typed on the train.</p>'
const LATER = { posts_day: '2026-11-23', posts_hour: '18:00', posts_zone: 'UTC' }
const FULL = { ...LEAST, body: TEXT, spelling: 'html', expected: '?' }
const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const page = async (path: string): Promise<string> => (await world.get(path, 'reader')).text()
const to = (answer: Response, pattern: RegExp): string =>
  `${pattern.exec(answer.headers.get('location') ?? '')}`
const rowOf = async (path: string) => {
  const [, work, one] = /works\/(\d+)(?:\/chapters\/(\d+))?/.exec(path) ?? []
  const sql = one ? 'select * from chapters where id = $1' : 'select * from works where id = $1'
  return (await world.pool.query(sql, [one ?? work])).rows[0]
}
const waiting = async (): Promise<number> =>
  (await page('/users/reader/manuscripts')).match(/>Go on/g)?.length ?? 0

/** A form as it is opened now: to be kept, as the page's script does, and to be sent. */
async function open(path: string) {
  const html = await page(path)
  const names = ['key', 'base', 'kept', 'stood', 'position_was', 'expected_was']
  const marks = Object.fromEntries(names.map((name) => [name, hidden(html, name)]))
  const [, work = '', chapter = ''] = /^\/works\/(\d+)(?:\/chapters\/(\d+))?/.exec(path) ?? []
  const place = { part: path.includes('chapters') ? 'chapter' : 'work', work, chapter }
  const { position_was: position = '', expected_was: expected = '?' } = marks
  const form: Sendable = position ? { position, expected } : {}
  return {
    html,
    keep: async (typed: Sendable): Promise<number> => {
      const sent = { ...FULL, ...form, ...marks, ...place, ...typed }
      const answer = await world.post(`/manuscripts/${marks.key}`, sent, 'reader')
      if (answer.status === 200) marks.kept = String(((await answer.json()) as { version: number }).version)
      return answer.status
    },
    send: (typed: Sendable, as = 'post') =>
      world.post(path.replace(/\?.*/, ''), { ...FULL, ...form, ...marks, ...typed, as }, 'reader'),
  }
}
const made = async (as: string, some: Sendable = {}): Promise<string> =>
  to(await world.post('/works/new', { ...FULL, ...some, key: randomUUID(), as }, 'reader'), /\/works\/\d+/)
const chapter = async (work: string, as: string, some: Sendable = {}): Promise<string> =>
  to(
    await (await open(`${work}/chapters/new`)).send({ chapter_title: 'Two', ...some }, as),
    /\/works\/\d+\/chapters\/\d+/,
  )
const postAll = () => postDue(world.db, new Date(NOW.getTime() + 3 * DAY))

describe('what was kept before a chapter or a work posted itself', () => {
  test('is in its chapter’s form again, is saved from there, and the page after it says so', async () => {
    const path = `${await chapter(await made('post'), 'schedule', LATER)}/edit`
    await (await open(path)).keep({ ...LATER, chapter_title: 'Two, mended', body: TYPED })
    await postAll()
    const again = await open(path)
    expect(again.html.includes('Restored from')).toBe(true)
    expect(again.html.includes('Two, mended')).toBe(true)
    const saved = await again.send({ chapter_title: 'Two, mended', body: TYPED, published: '' })
    expect([saved.status, saved.headers.get('location')?.includes('posted-since')]).toEqual([303, true])
    expect(await rowOf(path)).toMatchObject({ standing: 'posted', title: 'Two, mended' })
    expect(await waiting()).toBe(0)
  })

  test('is in its work’s form again', async () => {
    const work = await made('schedule', LATER)
    await (await open(`${work}/edit`)).keep({ ...LATER, title: 'Another Title' })
    await postAll()
    const again = await open(`${work}/edit`)
    expect(again.html.includes('Restored from')).toBe(true)
    expect((await again.send({ title: 'Another Title', published: '' })).status).toBe(303)
    expect(await rowOf(work)).toMatchObject({ standing: 'posted', title: 'Another Title' })
  })

  test('meets what was saved by another as well, and goes on from there after it posts itself', async () => {
    const path = `${await chapter(await made('post'), 'schedule', LATER)}/edit`
    const [mine, theirs] = [await open(path), await open(path)]
    await mine.keep({ ...LATER, chapter_title: 'Mine' })
    await theirs.send({ ...LATER, notes: 'A note.' }, 'schedule')
    const met = await page(path)
    expect(met.includes('Saved elsewhere in between')).toBe(true)
    const form = /<form class="conflict".*?<\/form>/s.exec(met)?.[0] ?? ''
    const marks = { over: hidden(form, 'over'), kept: hidden(form, 'kept'), stood: hidden(form, 'stood') }
    const action = /action="([^"]*)"/.exec(form)?.[1] ?? ''
    await world.post(action, { deed: 'settle', way: 'mine', ...marks }, 'reader')
    await postAll()
    const again = await page(path)
    expect([again.includes('Saved elsewhere'), again.includes('value="Mine"')]).toEqual([false, true])
    await world.post(action, { deed: 'throw' }, 'reader')
  })

  test('and before its chapters got another order: the place is where it stands now', async () => {
    const work = await made('post')
    const [two, three] = [
      await chapter(work, 'post'),
      await chapter(work, 'post', { chapter_title: 'Three' }),
    ]
    await (await open(`${two}/edit`)).keep({ chapter_title: 'Mine' })
    await (await open(`${three}/edit`)).send({ chapter_title: 'Three', position: '1' })
    const again = await open(`${two}/edit`)
    expect(again.html.includes('Restored from')).toBe(true)
    expect(hidden(again.html, 'position_was')).toBe('3')
    expect((await again.send({ chapter_title: 'Mine' })).status).toBe(303)
    expect(await rowOf(two)).toMatchObject({ title: 'Mine', position: 3 })
  })
})

describe('a text typed into the form of a work with one chapter, which has got a second since', () => {
  const first = async (work: string): Promise<string> => {
    const sql = 'select id from chapters where work_id = $1 order by id limit 1'
    return `${work}/chapters/${(await world.pool.query(sql, [work.slice('/works/'.length)])).rows[0].id}`
  }
  const formIn = (html: string): string =>
    (/href="(\/works\/\d+\/chapters\/[^"]*manuscript=[^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&')
  const shows = (html: string, ...words: readonly string[]) => words.map((each) => html.includes(each))
  const LINE = 'typed on the train'

  test('and kept, goes to the form of that chapter; the work’s form says so, and keeps the rest', async () => {
    const work = await made('post')
    await (await open(`${work}/edit`)).keep({ title: 'Another Title', body: TYPED })
    const [one, two] = [await first(work), await chapter(work, 'post')]
    await (await open(`${two}/edit`)).send({ chapter_title: 'Two', position: '1' })
    await page(`${work}/edit`)
    const again = await open(`${work}/edit`)
    const said = shows(again.html, 'Restored from', 'value="Another Title"', 'Typed in a chapter’s own form')
    expect([...said, await waiting()]).toEqual([true, true, true, 2])
    const { body: _text, ...head } = { ...FULL, title: 'Another Title' }
    expect((await again.send({ ...head, body: [] })).status).toBe(303)
    const form = await open(formIn(again.html))
    expect([formIn(again.html).startsWith(`${one}/edit`), ...shows(form.html, LINE)]).toEqual([true, true])
    expect((await form.send({ chapter_title: '', body: TYPED, published: '' })).status).toBe(303)
    expect(await rowOf(one)).toMatchObject({ html: TYPED, position: 2 })
    expect([(await rowOf(work)).title, await waiting()]).toEqual(['Another Title', 0])
  })

  test('and sent, once or twice: the rest is saved, and the text is offered in the chapter’s form', async () => {
    const work = await made('post')
    const form = await open(`${work}/edit`)
    const one = await first(work)
    await chapter(work, 'post')
    const answers = [
      await form.send({ title: 'Another', body: TYPED }),
      await form.send({ title: 'Another', body: TYPED }),
    ]
    const [at = '', again] = answers.map((answer) => answer.headers.get('location') ?? '')
    expect([at.startsWith(`${one}/edit?manuscript=`), at === again]).toEqual([true, true])
    const offered = await open(at)
    expect(shows(offered.html, LINE, 'The work is saved.')).toEqual([true, true])
    expect((await rowOf(one)).html).toBe(TEXT)
    expect([(await rowOf(work)).title, await waiting()]).toEqual(['Another', 1])
    expect((await offered.send({ chapter_title: '', body: TYPED, published: '' })).status).toBe(303)
    expect([(await rowOf(one)).html, await waiting()]).toEqual([TYPED, 0])
  })

  test('and somebody changed that chapter, or deleted it: the text meets it, or is offered as a new one', async () => {
    for (const deed of ['changed', 'deleted', 'left one behind']) {
      const work = await made('post')
      const form = await open(`${work}/edit`)
      const one = await first(work)
      await chapter(work, 'post')
      if (deed === 'deleted') await chapter(work, 'post', { chapter_title: 'Three' })
      if (deed === 'changed') await (await open(`${one}/edit`)).send({ body: `${TEXT}<p>More.</p>` })
      else await world.post(`${one}/confirm_delete`, {}, 'reader')
      const at = (await form.send({ body: TYPED })).headers.get('location') ?? ''
      const html = await page(at)
      const place = deed === 'changed' ? `${one}/edit` : `${work}/chapters/new`
      const met = deed === 'changed'
      expect([at.startsWith(place), ...shows(html, LINE, 'Saved elsewhere')]).toEqual([true, true, met])
    }
  })

  test('and the plan has grown with the chapters: nobody is asked about what they did not touch', async () => {
    const work = await made('post', { expected: '1' })
    const [form, other] = [await open(`${work}/edit`), await open(`${work}/edit`)]
    await (await open(`${work}/edit`)).keep({ expected: '1', title: 'On the Train' })
    await chapter(work, 'post', { expected: '1' })
    expect((await rowOf(work)).chapters_expected).toBe(2)
    expect(shows(await page(`${work}/edit`), 'Restored from', 'On the Train')).toEqual([true, true])
    const answer = await form.send({ expected: '1', title: 'Another Title', body: TYPED })
    expect(answer.headers.get('location')).toContain('done=apart')
    expect(await rowOf(work)).toMatchObject({ title: 'Another Title', chapters_expected: 2 })
    const met = await other.send({ expected: '1', title: 'A Third', body: TYPED })
    const asked = shows(await met.text(), 'A Third', 'Planned chapters', 'Typed in a chapter’s own form')
    expect([met.status, ...asked]).toEqual([409, true, false, true])
  })

  test('is not asked about where nobody typed it', async () => {
    const work = await made('post')
    const form = await open(`${work}/edit`)
    await chapter(work, 'post')
    const before = await waiting()
    const answer = await form.send({ title: 'Another Title' })
    expect(answer.headers.get('location')).toContain('done=saved')
    expect([(await rowOf(work)).title, await waiting()]).toEqual(['Another Title', before])
  })

  test('and looked at before it is saved: the form comes back and says where the text is', async () => {
    const work = await made('post')
    const form = await open(`${work}/edit`)
    await chapter(work, 'post')
    const answer = await form.send({ title: 'Another Title', body: TYPED }, 'preview')
    const html = await answer.text()
    expect(shows(html, 'value="Another Title"', LINE, 'Typed in a chapter’s own form')).toEqual([
      true,
      true,
      true,
    ])
  })
})
