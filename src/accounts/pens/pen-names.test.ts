import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aChapter, makeWorld, type World } from '../../../test/world.ts'
import { ownPenNames } from './pen-names-read.ts'

/** Making, changing and deleting pen names, over the pages as a browser without script sends them. */
let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
  await world.person('ada')
})
afterAll(() => world.end())

let name = ''
let count = 0
/** Each test has a person of its own. */
beforeEach(async () => {
  name = `person_${++count}`
  await world.person(name)
})

const make = (form: Record<string, string>) => world.post(`/users/${name}/pseuds/new`, form, name)
const at = (pen: string, what = '') => `/users/${name}/pseuds/${encodeURIComponent(pen)}${what}`
const change = (pen: string, form: Record<string, string>) =>
  world.post(at(pen, '/edit'), { name: pen, ...form }, name)
const names = async () => (await ownPenNames(world.db, await world.known(name))).map((pen) => pen.name)
const text = async (path: string, who: string | null = null) => (await world.get(path, who)).text()

describe('the name of a pen name', () => {
  test.each([
    'Zoë',
    '夜の電車',
    'ночной трамвай',
    'さくら さくら',
    'قلم الليل',
    'Ann-Marie_2',
    'नमस्ते',
    '한글',
    '7',
  ])('[U-036] may be %s', async (pen) => {
    expect((await make({ name: pen })).status).toBe(303)
    expect(await names()).toEqual([name, pen.normalize('NFC')])
    expect(await text(at(pen))).toContain(pen)
  })

  test.each([
    'a/b',
    'a&b',
    'a.b',
    'a?',
    '#a',
    "a'b",
    'a+b',
    '(a)',
    'a<b>',
    '',
    '   ',
    '-_-',
    '😀',
    'x'.repeat(41),
    'new',
    'a\u200db',
  ])('[U-036] may not be %j; what was typed stays, nothing is saved', async (pen) => {
    const answer = await make({ name: pen, about: 'Typed already.' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Typed already.')
    expect(page).toContain('aria-invalid="true"')
    expect(await names()).toEqual([name])
  })

  test('is kept composed and on one line; forty letters of any kind fit', async () => {
    await make({ name: '  Zoe\u0308   Lamp ' })
    await make({ name: '電'.repeat(40) })
    expect(await names()).toEqual([name, 'Zoë Lamp', '電'.repeat(40)])
  })

  test.each([
    ['Gull', 'gull'],
    ['Gull', 'GuIl'],
    ['Gull', 'Ｇｕｌｌ'],
    ['scope', 'ѕсоре'],
    ['Nora', 'N0ra'],
    ['Zoë', 'Zoe\u0308'],
  ])('[U-036] that looks like another of the same person is refused: %s, %s', async (first, second) => {
    await make({ name: first })
    expect((await make({ name: second })).status).toBe(422)
    expect(await names()).toHaveLength(2)
  })

  test('may be another person’s too, and differ in an accent', async () => {
    await world.post('/users/ada/pseuds/new', { name: 'Shared' }, 'ada')
    expect((await make({ name: 'Shared' })).status).toBe(303)
    expect((await make({ name: 'Sharéd' })).status).toBe(303)
  })

  test('that an import brought stays whatever it is, while other fields are changed', async () => {
    const person = await world.known(name)
    await world.db.insertInto('pen_names').values({ person_id: person.id, name: 'x. & "y" / z' }).execute()
    expect((await change('x. & "y" / z', { about: 'Imported.' })).status).toBe(303)
    expect(await names()).toContain('x. & "y" / z')
    expect((await change('x. & "y" / z', { name: 'x. & z' })).status).toBe(422)
  })
})

describe('the usual pen name', () => {
  const usual = async () =>
    (await ownPenNames(world.db, await world.known(name)))
      .filter((pen) => pen.isDefault)
      .map((pen) => pen.name)

  test('is one at every time: the first, then the one that is chosen', async () => {
    expect(await usual()).toEqual([name])
    await make({ name: 'Gull' })
    expect(await usual()).toEqual([name])
    await change('Gull', { isDefault: 'on' })
    expect(await usual()).toEqual(['Gull'])
    await make({ name: 'Heron', isDefault: 'on' })
    expect(await usual()).toEqual(['Heron'])
  })

  test('cannot be deleted or kept apart; neither can the one called like the account, nor be renamed', async () => {
    await make({ name: 'Gull', isDefault: 'on' })
    for (const pen of ['Gull', name]) {
      expect((await world.post(at(pen, '/confirm_delete'), {}, name)).status).toBe(422)
      expect((await world.post(at(pen, '/link'), { deed: 'unlink' }, name)).status).toBe(422)
    }
    expect((await change(name, { name: 'Other' })).status).toBe(422)
    expect(await names()).toEqual(['Gull', name])
  })

  test('is not one that is kept apart', async () => {
    await make({ name: 'Gull' })
    await world.post(at('Gull', '/link'), { deed: 'unlink' }, name)
    expect((await change('Gull', { isDefault: 'on' })).status).toBe(422)
  })
})

test('[U-013] a pen name that is renamed is renamed everywhere at once, and the old name finds nothing', async () => {
  await make({ name: 'Oldfeather' })
  const person = await world.known(name)
  const chapters = [aChapter(), aChapter({ position: 2, creators: ['Oldfeather'] })]
  const id = await world.work(person, {
    ...{ creators: [name, 'Oldfeather'], chapters, rating: 'General Audiences' },
    series: [{ title: `Series of ${name}`, position: 1 }],
  })
  const etag = async () => (await world.get(`/downloads/${id}/x.html`)).headers.get('etag')
  const before = await etag()
  expect((await change('Oldfeather', { name: 'Newfeather' })).status).toBe(303)
  const surfaces = [
    ...[
      `/works/${id}?view_full_work=true`,
      `/downloads/${id}/x.html`,
      `/api/v1/works/${id}`,
      `/users/${name}/works`,
    ],
    ...['/works?q=creator:Newfeather', '/works.atom?q=creator:Newfeather', `/users/${name}/pseuds`],
    ...[
      at('Newfeather'),
      at('Newfeather', '/works'),
      at('Newfeather', '/works.atom'),
      '/people/search?name=Newfeather',
    ],
  ]
  for (const path of surfaces) {
    const page = await text(path)
    expect(page, path).toContain('Newfeather')
    expect(page, path).not.toContain('Oldfeather')
  }
  expect(await etag()).not.toBe(before)
  expect((await world.get(at('Oldfeather'))).status).toBe(404)
  expect(await text('/people/search?name=Oldfeather')).toContain('Nobody found')
  expect(await text('/works?q=creator:Oldfeather')).not.toContain(`href="/works/${id}"`)
})

describe('many pen names', () => {
  test('[U-037] are some on the profile with the number of the others, and a list in pages', async () => {
    const person = await world.known(name)
    const pens = Array.from({ length: 24 }, (_, at) => ({ person_id: person.id, name: `Pen ${100 + at}` }))
    await world.db.insertInto('pen_names').values(pens).execute()
    const profile = await text(`/users/${name}/works`)
    expect(profile).toContain('19 more')
    expect(profile).toContain(`href="/users/${name}/pseuds"`)
    const [first, second] = [await text(`/users/${name}/pseuds`), await text(`/users/${name}/pseuds?page=2`)]
    expect(first).toContain('25 pen names')
    expect([first.includes('Pen 118'), first.includes('Pen 119')]).toEqual([true, false])
    expect([second.includes('Pen 118'), second.includes('Pen 119'), second.includes('Pen 123')]).toEqual([
      false,
      true,
      true,
    ])
  })
})

describe('a description', () => {
  test('[U-039] keeps simple HTML and no picture, and comes back as it was typed', async () => {
    const about = '<b>Bold</b> <img src="https://example.org/x.png" alt="a cat"> <script>x()</script>words'
    await make({ name: 'Gull', about })
    const page = await text(at('Gull'))
    expect(page).toContain('Bold')
    expect(page).not.toContain('example.org')
    expect(page).not.toContain('x()')
    expect(await text(at('Gull', '/edit'), name)).toContain('&lt;img src=')
    expect((await change('Gull', { about: 'y'.repeat(501) })).status).toBe(422)
  })
})

describe('deleting a pen name', () => {
  test('[U-038] asks first; cancelling changes nothing; then all it signed is signed with the usual one', async () => {
    await make({ name: 'Gull' })
    const person = await world.known(name)
    const chapters = [aChapter({ creators: ['Gull'] }), aChapter({ position: 2, creators: [name, 'Gull'] })]
    const alone = await world.work(person, { creators: ['Gull'] })
    const both = await world.work(person, { creators: ['Gull', name], chapters })
    expect(await text(at('Gull', '/confirm_delete'), name)).toContain('2 works are')
    const signed = async () => {
      const { rows } = await world.pool.query<{ name: string }>(
        `select work_id, 0 as chapter, name from creatorships join pen_names on pen_names.id = pen_name_id where work_id = any($1)
         union all select work_id, chapters.position, pen_names.name from chapter_creatorships join chapters on chapters.id = chapter_id
         join pen_names on pen_names.id = pen_name_id where work_id = any($1) order by 1, 2, 3`,
        [[alone, both]],
      )
      return rows.map((row) => row.name)
    }
    const before = await signed()
    expect(before.filter((one) => one === 'Gull')).toHaveLength(4)
    expect((await world.post(at('Gull', '/confirm_delete'), {}, name)).status).toBe(303)
    expect(await signed()).toEqual([name, name, name, name])
    expect(await text(`/works/${alone}`)).not.toContain('Gull')
    expect((await world.get(at('Gull'))).status).toBe(404)
    expect(await names()).toEqual([name])
  })

  test('of one that is kept apart says that everybody will see whose it was', async () => {
    await make({ name: 'Gull' })
    await world.work(await world.known(name), { creators: ['Gull'] })
    await world.post(at('Gull', '/link'), { deed: 'unlink' }, name)
    expect(await text(at('Gull', '/confirm_delete'), name)).toContain('everybody then sees')
  })
})

test('two tabs that make one name at once make it once', async () => {
  await world.cookie(name)
  const answers = await Promise.all(Array.from({ length: 4 }, () => make({ name: 'At Once' })))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422])
  expect(await names()).toEqual([name, 'At Once'])
})
