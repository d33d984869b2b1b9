import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aChapter, makeWorld, type Sendable, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const LEAST = {
  ...{ title: 'The Lamp in the Hall', rating: 'General Audiences', warning: 'No Archive Warnings Apply' },
  ...{ fandom: 'Sherlock Holmes - Arthur Conan Doyle', language: 'en', spelling: 'html' },
}
const ONE = '<p>The lamp was lit.</p>'
const TWO = '<p>Nobody had come.</p>'
const THREE = '<p>The clock struck nine.</p>'
const text = (...blocks: readonly string[]) => blocks.join('\n\n')

async function made(body = text(ONE, TWO, THREE)): Promise<number> {
  const answer = await world.post('/works/new', { ...LEAST, body, key: randomUUID(), as: 'draft' }, 'reader')
  return Number(/\/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
}

const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** A window: the edit form as it is opened now. */
async function openWindow(id: number, as = 'reader') {
  const html = await (await world.get(`/works/${id}/edit`, as)).text()
  const marks = { key: hidden(html, 'key'), base: hidden(html, 'base'), kept: hidden(html, 'kept') }
  return (typed: Sendable) =>
    world.post(`/works/${id}/edit`, { ...LEAST, ...marks, as: 'draft', ...typed }, as)
}

const body = async (id: number): Promise<string> =>
  (await world.pool.query('select html from chapters where work_id = $1', [id])).rows[0].html

/** Presses a button of the conflict page, as it was proposed or with other choices. */
async function choose(html: string, way: string, choices: Record<string, string> = {}) {
  const form = /<form class="conflict".*?<\/form>/s.exec(html)?.[0] ?? ''
  const plain = (value: string) =>
    value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const fields: Record<string, string[]> = { way: [way] }
  for (const [, name = '', value = ''] of form.matchAll(
    /<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
  ))
    if (name !== 'csrf') fields[name] = [...(fields[name] ?? []), plain(value)]
  for (const [, name = '', value = ''] of form.matchAll(
    /<input type="radio" name="([^"]*)" value="([^"]*)" checked=""/g,
  ))
    fields[name] = [choices[name] ?? value]
  const path = /action="([^"]*)"/.exec(form)?.[1] ?? ''
  const answer = await world.post(path, fields, 'reader')
  return world.get(answer.headers.get('location') ?? '', 'reader')
}

const area = (html: string, name: string): string =>
  (new RegExp(`<textarea[^>]*name="${name}"[^>]*>\n?(.*?)</textarea>`, 's').exec(html)?.[1] ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')

describe('a work that was saved in between', () => {
  test('is never written over: both texts are shown, and what only one side changed is put together', async () => {
    const id = await made()
    const [first, second] = [await openWindow(id), await openWindow(id)]
    expect((await first({ body: text('<p>The lamp was out.</p>', TWO, THREE) })).status).toBe(303)
    const met = await second({ title: 'Another Title', body: text(ONE, TWO, '<p>The clock struck ten.</p>') })
    const html = await met.text()
    expect([met.status, await body(id)]).toEqual([
      409,
      text('<p>The lamp was out.</p>', TWO, THREE).replaceAll('\n\n', '\n'),
    ])
    expect(html).toContain('Another Title')
    expect(html).not.toContain('take_piece')

    const merged = await (await choose(html, 'merged')).text()
    expect(merged).toContain('Restored from')
    expect(merged).toContain('value="Another Title"')
    expect(area(merged, 'body')).toBe(text('<p>The lamp was out.</p>', TWO, '<p>The clock struck ten.</p>'))
    const window = { key: hidden(merged, 'key'), base: hidden(merged, 'base'), kept: hidden(merged, 'kept') }
    const saved = await world.post(
      `/works/${id}/edit`,
      { ...LEAST, ...window, title: 'Another Title', body: area(merged, 'body'), as: 'draft' },
      'reader',
    )
    expect(saved.status).toBe(303)
    expect(await body(id)).toContain('was out.</p>\n<p>Nobody had come.</p>\n<p>The clock struck ten.')
    const left = await (await world.get('/users/reader/manuscripts', 'reader')).text()
    expect(left).toContain('Nothing is waiting')
  })

  test('where both changed the same paragraph, shows both with a choice for each place', async () => {
    const id = await made()
    const [first, second] = [await openWindow(id), await openWindow(id)]
    await first({ body: text(ONE, '<p>Nobody had come yet.</p>', THREE) })
    const html = await (await second({ body: text(ONE, '<p>Somebody had come.</p>', THREE) })).text()
    expect(html).toMatch(/<del>.*Nobody.*<\/del>/s)
    expect(html).toMatch(/<ins>.*Somebody.*<\/ins>/s)
    const both = await (await choose(html, 'merged')).text()
    expect(area(both, 'body')).toBe(
      text(ONE, '<p>Nobody had come yet.</p>', '<p>Somebody had come.</p>', THREE),
    )
  })

  test('is gone on with by all of mine, or by what is saved', async () => {
    const id = await made()
    const [first, second, third] = [await openWindow(id), await openWindow(id), await openWindow(id)]
    await first({ body: ONE })
    const html = await (await second({ body: TWO })).text()
    const mine = await (await choose(html, 'mine')).text()
    expect(area(mine, 'body')).toBe(TWO)
    const theirs = await choose(await (await third({ body: THREE })).text(), 'theirs')
    // What the second window holds is still there, and opens as the newest.
    expect(area(await theirs.text(), 'body')).toBe(TWO)
  })

  test('meets what was typed earlier and is opened again', async () => {
    const id = await made()
    const key = randomUUID()
    const kept = { ...LEAST, title: 'Typed on the Train', body: TWO, part: 'work', work: String(id) }
    const answer = await world.post(`/manuscripts/${key}`, { ...kept, base: '1', kept: '0' }, 'reader')
    expect(answer.status).toBe(200)
    await world.pool.query("update works set title = 'Changed', version = version + 1 where id = $1", [id])
    const html = await (await world.get(`/works/${id}/edit`, 'reader')).text()
    expect(html).toContain('Saved elsewhere in between')
    expect(html).toContain('Typed on the Train')
  })

  test('to the same as mine needs no choice', async () => {
    const id = await made()
    const [first, second] = [await openWindow(id), await openWindow(id)]
    await first({ body: ONE })
    expect((await second({ body: ONE })).status).toBe(303)
  })
})

describe('what stands beside the text', () => {
  const beside = { series_shown: '1', recipients: '' }
  const formOf = (html: string) => html.replaceAll('&quot;', '"')
  const inField = (html: string, name: string): string =>
    new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0].match(/value="([^"]*)"/)?.[1] ?? ''

  test('is never written over either: a gift added in between stays, and both are put together', async () => {
    const id = await made(ONE)
    const [first, second] = [await openWindow(id), await openWindow(id)]
    expect((await first({ ...beside, body: ONE, recipients: 'Agatha' })).status).toBe(303)
    const met = await second({ ...beside, body: ONE, recipients: 'Beatrice' })
    expect(met.status).toBe(409)
    const html = await met.text()
    expect(html).toContain('Gift for')
    const { rows } = await world.pool.query('select recipients from works where id = $1', [id])
    expect(rows[0].recipients).toEqual(['Agatha'])
    const merged = formOf(await (await choose(html, 'merged')).text())
    expect(inField(merged, 'recipients')).toBe('Agatha, Beatrice')
    const theirs = { take_recipients: 'theirs' }
    expect(inField(await (await choose(html, 'merged', theirs)).text(), 'recipients')).toBe('Agatha')
  })

  test('is chosen in words: series, permissions, who sees it; and nothing chosen is lost', async () => {
    const id = await made(ONE)
    const [first, second] = [await openWindow(id), await openWindow(id)]
    const series = { series_new: 'The Lamps', series_position: '3' }
    expect((await first({ ...beside, ...series, body: ONE })).status).toBe(303)
    const source = {
      ...{ related_kind: 'inspired-by', related_url: 'https://example.org/hound' },
      ...{ related_title: 'The Hound', related_creator: 'Doyle' },
    }
    const typed = { audience: 'members', may_podfic: 'yes', published: '2019-05-24', coauthors: 'writer' }
    const met = await second({ ...beside, ...source, ...typed, body: ONE, series_new: 'The Clocks' })
    expect(met.status).toBe(409)
    const html = await met.text()
    for (const words of [
      'What is allowed: podfic',
      'The Lamps, part 3',
      'Clocks',
      'The Hound',
      'Ask writer',
      '2019-05-24',
    ])
      expect(html, words).toContain(words)
    const merged = formOf(await (await choose(html, 'merged')).text())
    expect(inField(merged, 'series_new')).toBe('The Clocks')
    expect(inField(merged, 'published')).toBe('2019-05-24')
    expect(inField(merged, 'coauthors')).toBe('writer')
    expect(merged).toMatch(/name="may_podfic" value="yes"[^>]* checked=""/)
    // What was saved in between is ticked, though the older form knew nothing of it.
    expect(merged).toMatch(/name="series" value="\d+" checked=""/)
    const left = { take_series_new: 'theirs', take_coauthors: 'theirs' }
    const without = await (await choose(html, 'merged', left)).text()
    expect([inField(without, 'series_new'), inField(without, 'coauthors')]).toEqual(['', ''])
  })

  test('and only adds something asks nobody', async () => {
    const id = await made(ONE)
    const [first, second] = [await openWindow(id), await openWindow(id)]
    await first({ ...beside, body: ONE, series_new: 'The Lanterns' })
    const { rows } = await world.pool.query('select series_id from series_works where work_id = $1', [id])
    const ticked = { series: String(rows[0].series_id), series_new: 'The Candles' }
    expect((await second({ ...beside, ...ticked, body: ONE })).status).toBe(303)
  })
})

test('the form of a work that was made already is not made again, and its other words are not lost', async () => {
  const key = randomUUID()
  const form = { ...LEAST, key, as: 'draft' }
  await world.post('/works/new', { ...form, title: 'Once', body: ONE }, 'reader')
  const again = await world.post('/works/new', { ...form, title: 'Once', body: TWO }, 'reader')
  const html = await again.text()
  expect(again.status).toBe(409)
  expect(html).toMatch(/Nobody had come/)
  const { rows } = await world.pool.query("select count(*)::int as n from works where title = 'Once'")
  expect(rows[0].n).toBe(1)
  expect(area(await (await choose(html, 'mine')).text(), 'body')).toBe(TWO)
})

describe('two who write one work together', () => {
  const shared = async () => {
    const chapters = [ONE, TWO].map((html) => aChapter({ html }))
    const reader = await world.known('reader')
    const id = await world.work(reader, { title: `Written by Two, ${randomUUID()}`, chapters })
    await world.pool.query(
      `insert into creatorships (work_id, pen_name_id, position)
       select $1, id, 2 from pen_names where person_id = (select id from people where name = 'writer') limit 1`,
      [id],
    )
    const sql = 'select id from chapters where work_id = $1 order by position'
    const ids = (await world.pool.query<{ id: number }>(sql, [id])).rows.map((row) => row.id)
    return ids.map((chapter) => `/works/${id}/chapters/${chapter}/edit`)
  }
  const openChapter = async (path: string, as: string) => {
    const html = await (await world.get(path, as)).text()
    const marks = { key: hidden(html, 'key'), base: hidden(html, 'base'), kept: hidden(html, 'kept') }
    const position = /name="position"[^>]*value="(\d+)"/.exec(html)?.[1] ?? ''
    return (typed: string) =>
      world.post(path, { ...marks, position, expected: '?', body: typed, spelling: 'html', as: 'post' }, as)
  }
  const html = async (path: string): Promise<string> => {
    const id = path.split('/').at(-2)
    return (await world.pool.query('select html from chapters where id = $1', [id])).rows[0].html
  }

  test('on one chapter, meet: nothing is written over', async () => {
    const [first = ''] = await shared()
    const [mine, theirs] = [await openChapter(first, 'reader'), await openChapter(first, 'writer')]
    expect((await theirs(text(ONE, '<p>Theirs.</p>'))).status).toBe(303)
    const met = await mine(text('<p>Mine.</p>', ONE))
    expect([met.status, await html(first)]).toEqual([409, `${ONE}\n<p>Theirs.</p>`])
    const both = await (await choose(await met.text(), 'merged')).text()
    expect(area(both, 'body')).toBe(text('<p>Mine.</p>', ONE, '<p>Theirs.</p>'))
  })

  test('on different chapters at once, are both kept', async () => {
    const [first = '', second = ''] = await shared()
    const [mine, theirs] = [await openChapter(first, 'reader'), await openChapter(second, 'writer')]
    const answers = await Promise.all([mine('<p>Mine.</p>'), theirs('<p>Theirs.</p>')])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect([await html(first), await html(second)]).toEqual(['<p>Mine.</p>', '<p>Theirs.</p>'])
  })
})

test('twenty identical forms at once make one work', async () => {
  const form = { ...LEAST, title: 'Twenty Times', body: ONE, key: randomUUID(), as: 'post' }
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => world.post('/works/new', form, 'reader')),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
  const { rows } = await world.pool.query("select count(*)::int as n from works where title = 'Twenty Times'")
  expect(rows[0].n).toBe(1)
})
