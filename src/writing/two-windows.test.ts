import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type Sendable, type World } from '../../test/world.ts'
import { LEAST } from './desk.fixtures.ts'

/** One form in two windows, or on two devices: whichever is sent, the words of the other are not gone. */
let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const HOME = '<p>Begun at home.</p>'
const TRAIN = '<p>Begun at home. On the train, four more pages.</p>'

const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const page = async (path: string): Promise<string> => (await world.get(path, 'reader')).text()
/** What a page says of a form that was saved elsewhere, and whether the words are on it. */
const said = async (path: string, words: string) => {
  const html = await page(path)
  return { met: html.includes('Saved elsewhere in between'), has: html.includes(words) }
}
const waiting = async (): Promise<boolean> =>
  !(await page('/users/reader/manuscripts')).includes('Nothing is waiting')

async function windowAt(path: string) {
  const html = await page(path)
  const marks = { key: hidden(html, 'key'), base: hidden(html, 'base'), kept: hidden(html, 'kept') }
  const [, work = '', chapter = ''] = /^\/works\/(\d+)(?:\/chapters\/(\d+))?/.exec(path) ?? []
  const part = path.includes('chapters') ? 'chapter' : 'work'
  const place = { part, work, chapter }
  return {
    keep: async (typed: Sendable): Promise<number> => {
      const form = { ...LEAST, ...place, ...marks, ...typed }
      const answer = await world.post(`/manuscripts/${marks.key}`, form, 'reader')
      if (answer.status === 200) marks.kept = String(((await answer.json()) as { version: number }).version)
      return answer.status
    },
    save: (typed: Sendable, as = 'draft') => world.post(path, { ...LEAST, ...marks, as, ...typed }, 'reader'),
  }
}

async function workToEdit(): Promise<string> {
  const answer = await world.post('/works/new', { ...LEAST, key: randomUUID(), as: 'draft' }, 'reader')
  return `${/\/works\/\d+/.exec(answer.headers.get('location') ?? '')}/edit`
}

async function chapterToEdit(): Promise<string> {
  const work = (await workToEdit()).replace('/edit', '')
  const fresh = await windowAt(`${work}/chapters/new`)
  const answer = await fresh.save({ chapter_title: 'Two' })
  return `${/\/works\/\d+\/chapters\/\d+/.exec(answer.headers.get('location') ?? '')}/edit`
}

test.each([
  ['a work', workToEdit],
  ['a chapter', chapterToEdit],
])('%s: what was typed on the train is there after the older form at home was saved', async (_of, made) => {
  const path = await made()
  await (await windowAt(path)).keep({ body: HOME })
  const [home, train] = [await windowAt(path), await windowAt(path)]
  expect(await train.keep({ body: TRAIN })).toBe(200)
  expect((await home.save({ body: HOME })).status).toBe(303)
  expect(await said(path, 'four more pages')).toEqual({ met: true, has: true })

  // The train goes on typing, and puts both together: it is saved, and there is no end of meeting.
  expect(await train.keep({ body: `${TRAIN}\n<p>And five.</p>` })).toBe(200)
  const form = /<form class="conflict".*?<\/form>/s.exec(await page(path))?.[0] ?? ''
  const settled = { deed: 'settle', way: 'mine', over: hidden(form, 'over'), kept: hidden(form, 'kept') }
  await world.post(/action="([^"]*)"/.exec(form)?.[1] ?? '', settled, 'reader')
  const merged = await windowAt(path)
  expect(await said(path, 'And five.')).toEqual({ met: false, has: true })
  expect((await merged.save({ body: `${TRAIN}\n<p>And five.</p>` })).status).toBe(303)
  expect(await said(path, 'And five.')).toEqual({ met: false, has: true })
  expect(await waiting()).toBe(false)
})

test('a new work: what the other window had typed into its form meets the work that was made', async () => {
  const first = await windowAt('/works/new')
  await first.keep({ body: HOME })
  const key = /\?manuscript=([-\w]+)/.exec(await page('/works/new'))?.[1] ?? ''
  const second = await windowAt(`/works/new?manuscript=${key}`)
  await second.keep({ body: TRAIN })
  const work = `${/\/works\/\d+/.exec((await first.save({ body: HOME })).headers.get('location') ?? '')}`
  const met = await second.save({ body: TRAIN })
  expect(met.status).toBe(409)
  expect(await said(`${work}/edit`, 'four more pages')).toEqual({ met: true, has: true })
  await world.post(`/manuscripts/${key}`, { deed: 'throw' }, 'reader')
  expect(await waiting()).toBe(false)
})

test('what was kept a moment before the same was saved is not brought back', async () => {
  const path = await workToEdit()
  for (let time = 0; time < 8; time++) {
    const form = await windowAt(path)
    const body = `${TRAIN}${time}`
    const [, saved] = await Promise.all([form.keep({ body }), form.save({ body })])
    expect(saved.status).toBe(303)
    expect(await said(path, 'pages')).toEqual({ met: false, has: true })
    expect(await waiting()).toBe(false)
  }
})

test('two who settle one conflict at once, and one who types meanwhile: the later words are shown once more', async () => {
  const path = await workToEdit()
  const [first, second] = [await windowAt(path), await windowAt(path)]
  await first.save({ body: HOME })
  const html = await (await second.save({ body: TRAIN })).text()
  const form = /<form class="conflict".*?<\/form>/s.exec(html)?.[0] ?? ''
  const action = /action="([^"]*)"/.exec(form)?.[1] ?? ''
  const marks = { over: hidden(form, 'over'), kept: hidden(form, 'kept') }
  const [, work = ''] = /works\/(\d+)/.exec(path) ?? []
  const typing = { ...LEAST, ...marks, base: '2', part: 'work', work, chapter: '' }
  const later = await world.post(action, { ...typing, body: `${TRAIN}\n<p>Later words.</p>` }, 'reader')
  expect(later.status).toBe(200)
  for (const way of ['merged', 'mine', 'theirs']) {
    await world.post(action, { deed: 'settle', way, ...marks }, 'reader')
    expect(await said(path, 'Later words.')).toEqual({ met: true, has: true })
  }
})

test('a chapter’s form sent once more with other notes, or with a fault, says so and loses nothing', async () => {
  const work = (await workToEdit()).replace('/edit', '')
  const form = await windowAt(`${work}/chapters/new`)
  expect((await form.save({ chapter_title: 'Two', notes: '' })).status).toBe(303)
  expect((await form.save({ chapter_title: 'Two', notes: '' })).status).toBe(303)
  const met = await form.save({ chapter_title: 'Two', notes: 'The tide tables are real.' })
  expect([met.status, (await met.text()).includes('The tide tables are real.')]).toEqual([409, true])
  const long = await form.save({ chapter_title: 'T'.repeat(600) })
  expect([long.status, (await long.text()).includes('T'.repeat(600))]).toEqual([422, true])
})
