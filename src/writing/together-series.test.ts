import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type Sendable, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('empty')
  await world.person('keeper', 'owner')
  for (const name of ['ada', 'brook', 'reader', 'shy']) await world.person(name)
  await world.person('twin_one', 'member', ['Twin'])
  await world.person('twin_two', 'member', ['Twin'])
  await world.pool.query(
    `update people set preferences = preferences || '{"inviteCoCreator": false}' where name = 'shy'`,
  )
}, 60_000)
afterAll(() => world.end())

const LEAST = {
  rating: 'General Audiences',
  warning: 'No Archive Warnings Apply',
  fandom: 'Hearthside',
  language: 'en',
  body: 'The lamp was lit before anyone asked who had lit it.',
  series_shown: '1',
}
let titles = 0
const send = (some: Sendable, as = 'post', who = 'ada') => {
  titles += 1
  return world.post('/works/new', { ...LEAST, title: `Part ${titles}`, as, ...some }, who)
}
const make = async (some: Sendable, as = 'post', who = 'ada'): Promise<number> => {
  const answer = await send(some, as, who)
  const id = /\/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1]
  if (!id) throw new Error(`not made: ${(await answer.text()).slice(0, 3000)}`)
  return Number(id)
}
const edit = (id: number, some: Sendable, who = 'ada') =>
  world.post(`/works/${id}/edit`, { ...LEAST, title: `Part ${titles}`, as: 'post', ...some }, who)
const page = async (path: string, who: string | null = null): Promise<string> =>
  (await world.get(path, who)).text()
const seriesCalled = async (title: string): Promise<number | undefined> =>
  (await world.pool.query('select id from series where title = $1', [title])).rows[0]?.id
const parts = async (id: number | undefined): Promise<Record<string, number>> => {
  const { rows } = await world.pool.query(
    'select title, position from series_works join works on works.id = work_id where series_id = $1 order by position',
    [id],
  )
  return Object.fromEntries(rows.map((row) => [row.title, row.position]))
}
/** A series of so many parts, by ada. */
async function row(title: string, many: number): Promise<{ id: number; works: number[] }> {
  const works = [await make({ series_new: title })]
  const id = (await seriesCalled(title)) ?? 0
  for (let at = 1; at < many; at++) works.push(await make({ series: String(id) }))
  return { id, works }
}

describe('the form of a work', () => {
  test('[W-009] gives back the series that were typed and chosen, with whatever was wrong', async () => {
    const { id } = await row('Kept in the Form', 1)
    const wrong = { title: '', series: String(id), [`series_at_${id}`]: '4', series_new: 'And a New One' }
    const text = await (await send(wrong)).text()
    expect(text).toMatch(new RegExp(`name="series" value="${id}" checked`))
    expect(text).toMatch(new RegExp(`name="series_at_${id}"[^>]*value="4"`))
    expect(text).toContain('value="And a New One"')
    const place = await send({ series_new: 'X', series_position: 'third' })
    expect([place.status, await place.text()]).toEqual([
      422,
      expect.stringContaining('whole number, from 1 on'),
    ])
  })

  test('puts a work into several series, at the end or at a place, and takes it out again', async () => {
    const [one, other] = [await row('Lamps', 2), await row('Wells', 1)]
    const id = await make({ series: [String(one.id), String(other.id)], [`series_at_${one.id}`]: '2' })
    const title = `Part ${titles}`
    expect((await parts(one.id))[title]).toBe(2)
    expect(Object.values(await parts(one.id))).toEqual([1, 2, 3])
    expect((await parts(other.id))[title]).toBe(2)
    expect(await page(`/works/${id}`)).toMatch(/Part .*2.* of .*Lamps/s)
    await edit(id, { series: String(other.id) })
    expect(await parts(one.id)).not.toHaveProperty(title)
    expect(await parts(other.id)).toHaveProperty(title)
  })

  test('that has no such fields leaves the series alone; a series that is emptied is gone', async () => {
    const { works } = await row('Lonely', 1)
    const { series_shown: _shown, ...without } = LEAST
    const sent = { ...without, title: `Part ${titles}`, as: 'post' }
    await world.post(`/works/${works[0]}/edit`, sent, 'ada')
    expect(await seriesCalled('Lonely')).toBeDefined()
    await edit(works[0] ?? 0, {})
    expect(await seriesCalled('Lonely')).toBeUndefined()
  })

  test('puts nothing into a series of somebody else’s', async () => {
    const { id } = await row('Not Yours', 1)
    await make({ series: String(id) }, 'post', 'brook')
    expect(Object.keys(await parts(id))).toHaveLength(1)
  })
})

test('[O-016] ★ parts that a reader may not see are not listed, counted or led to', async () => {
  const { id, works } = await row('Mixed', 4)
  const draft = await make({ series: String(id) }, 'draft')
  const [first = 0, members = 0, anonymous = 0, last = 0] = works
  await world.pool.query(`update works set audience = 'members' where id = $1`, [members])
  await world.pool.query(`update works set disclosure = 'unrevealed' where id = $1`, [anonymous])
  const guest = await page(`/series/${id}`)
  expect(guest).toMatch(/<dd class="works">2<\/dd>/)
  for (const hidden of [members, anonymous, draft]) expect(guest).not.toContain(`id="work_${hidden}"`)
  expect(await page(`/series/${id}`, 'reader')).toMatch(/<dd class="works">3<\/dd>/)
  expect(await page(`/works/${first}`)).toContain(`href="/works/${last}"`)
  expect(await page(`/works/${first}`, 'reader')).toContain(`href="/works/${members}"`)
  expect(await page(`/works/${last}`)).not.toContain(`href="/works/${draft}"`)
  const shut = await row('Members Only', 1)
  await world.pool.query(`update works set audience = 'members' where id = $1`, [shut.works[0]])
  expect(await page('/users/ada/series')).not.toContain('Members Only')
  expect((await world.get(`/series/${shut.id}`)).status).toBe(404)
  expect(await page('/users/ada/series', 'reader')).toContain('Members Only')
})

describe('[O-017] a series', () => {
  test('has its title, description, notes and completeness edited; a new title is on its works', async () => {
    const { id, works } = await row('Old Title', 2)
    const fields = {
      title: 'New Title',
      summary: 'About <b>lamps</b>.',
      notes: 'Notes on it.',
      complete: 'yes',
    }
    expect((await world.post(`/series/${id}/edit`, fields, 'ada')).headers.get('location')).toBe(
      `/series/${id}`,
    )
    const text = await page(`/series/${id}`)
    for (const says of ['New Title', 'About <b>lamps</b>.', 'Notes on it.']) expect(text).toContain(says)
    expect(text).toMatch(/<dd class="complete">Yes<\/dd>/)
    expect(text).toMatch(/<dd class="words">22<\/dd>/)
    expect(text).toMatch(/<dd class="works">2<\/dd>/)
    expect(await page(`/works/${works[1]}`)).toContain('New Title')
    expect(await page('/works')).toContain('New Title')
    await world.hear()
    expect(await page('/works?q="New Title"')).toContain(`id="work_${works[0]}"`)
  })

  test.each([
    ['without a title', { title: '  ' }, 'A series needs a title.'],
    ['with too much to say', { title: 'T', summary: 'x'.repeat(1300) }, 'at most 1250 fit'],
    ['called like another', { title: 'Taken' }, 'Another series of yours is called so.'],
  ])('%s is given back as it was typed', async (_how, some, says) => {
    if (!(await seriesCalled('Taken'))) await row('Taken', 1)
    const { id } = await row(`For ${says}`, 1)
    const answer = await world.post(`/series/${id}/edit`, { summary: 'Typed before.', ...some }, 'ada')
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(says)])
  })
})

describe('[O-018] the order', () => {
  test('is typed as numbers, and the parts of the works follow', async () => {
    const { id, works } = await row('To Be Ordered', 3)
    const names = Object.keys(await parts(id))
    const places = Object.fromEntries(works.map((work, at) => [`place_${work}`, String([3, 1, 2][at])]))
    expect((await world.post(`/series/${id}/manage`, places, 'ada')).status).toBe(303)
    expect(await parts(id)).toEqual({ [names[1] ?? '']: 1, [names[2] ?? '']: 2, [names[0] ?? '']: 3 })
    expect(await page(`/works/${works[0]}`)).toMatch(/Part .*3.* of .*To Be Ordered/s)
    const wrong = await world.post(
      `/series/${id}/manage`,
      { ...places, [`place_${works[0]}`]: 'last' },
      'ada',
    )
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('value="last"')])
    await world.post(`/series/${id}/manage`, { ...places, [`out_${works[0]}`]: 'on' }, 'ada')
    expect(Object.values(await parts(id))).toEqual([1, 2])
  })

  test('and the series can be deleted: its works stay', async () => {
    const { id, works } = await row('To Be Deleted', 1)
    expect(await page(`/series/${id}/confirm_delete`, 'ada')).toContain('To Be Deleted')
    await world.post(`/series/${id}/confirm_delete`, {}, 'ada')
    expect((await world.get(`/series/${id}`)).status).toBe(404)
    expect((await world.get(`/works/${works[0]}`)).status).toBe(200)
  })
})

describe('[O-019] another keeper of a series', () => {
  const invite = (id: number, coauthors: string) =>
    world.post(`/series/${id}/edit`, { title: `Kept ${id}`, coauthors }, 'ada')
  const sent = (name: string) => world.mails(`${name}@example.org`)

  test('who takes no invitations is refused by name; a shared pen name asks which', async () => {
    const { id } = await row('Kept Alone', 1)
    const refused = await invite(id, 'shy')
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('“shy” cannot be invited to be a creator.'),
    ])
    expect(await (await invite(id, 'Twin')).text()).toContain('Twin (twin_one) or Twin (twin_two)')
    expect(await sent('shy')).toEqual([])
  })

  test('is not shown until they accept, is mailed once, and then edits it and adds works of theirs', async () => {
    const { id } = await row('Kept Together', 1)
    await invite(id, 'brook')
    await invite(id, 'brook')
    expect(await sent('brook')).toHaveLength(1)
    expect(await page(`/series/${id}`)).not.toContain('brook')
    expect((await world.get(`/series/${id}/edit`, 'brook')).status).toBe(404)
    const invitation = /name="invitation" value="(\d+)"/.exec(
      await page('/users/brook/creatorships', 'brook'),
    )?.[1]
    await world.post('/users/brook/creatorships', { invitation: invitation ?? '', answer: 'accept' }, 'brook')
    expect(await page(`/series/${id}`)).toContain('brook')
    expect((await world.get(`/series/${id}/edit`, 'brook')).status).toBe(200)
    await make({ series: String(id) }, 'post', 'brook')
    expect(Object.keys(await parts(id))).toHaveLength(2)
    await world.post(`/series/${id}/edit`, { leave: 'yes' }, 'brook')
    expect((await world.get(`/series/${id}/edit`, 'brook')).status).toBe(404)
  })
})
