import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BASE_URL, makeWorld, type Sendable, type World } from '../../test/world.ts'

let world: World
let source: number
beforeAll(async () => {
  world = await makeWorld('empty')
  await world.person('keeper', 'owner')
  for (const name of ['ada', 'brook', 'cleo', 'reader', 'hushed']) await world.person(name)
  source = await world.work(await world.known('brook'), { title: 'The Well' })
  await world.pool.query(
    `insert into creatorships (work_id, pen_name_id, position)
      select $1, pen_names.id, 2 from pen_names where name = 'cleo'`,
    [source],
  )
}, 60_000)
afterAll(() => world.end())
beforeEach(() => world.pool.query('delete from mails'))

const LEAST = {
  rating: 'General Audiences',
  warning: 'No Archive Warnings Apply',
  fandom: 'Hearthside',
  language: 'en',
  body: 'The lamp was lit before anyone asked who had lit it.',
}
const cites = (id: number, kind = 'inspired-by'): Sendable => ({
  related_kind: kind,
  related_url: `${BASE_URL}/works/${id}`,
  related_title: '',
  related_creator: '',
  related_language: '',
})
let titles = 0
const send = (some: Sendable, as = 'post', who = 'ada') => {
  titles += 1
  return world.post('/works/new', { ...LEAST, title: `Derived ${titles}`, as, ...some }, who)
}
const make = async (some: Sendable, as = 'post', who = 'ada'): Promise<number> => {
  const answer = await send(some, as, who)
  const id = /\/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1]
  if (!id) throw new Error(`not made: ${(await answer.text()).slice(0, 3000)}`)
  await world.hear()
  return Number(id)
}
const edit = async (id: number, some: Sendable, as = 'post', who = 'ada'): Promise<Response> => {
  const answer = await world.post(
    `/works/${id}/edit`,
    { ...LEAST, title: `Derived ${titles}`, as, ...some },
    who,
  )
  await world.hear()
  return answer
}
const page = async (path: string, who: string | null = null): Promise<string> =>
  (await world.get(path, who)).text()
const told = async (name: string): Promise<number> =>
  (await world.mails(`${name}@example.org`)).filter(({ kind }) => kind === 'cited').length
const citation = async (work: number): Promise<string> =>
  String((await world.pool.query('select id from related_works where work_id = $1', [work])).rows[0]?.id)
const decide = async (work: number, deed: string, who: string) =>
  world.post(`/users/${who}/related_works`, { relation: await citation(work), deed }, who)
const set = (id: number, some: string) => world.pool.query(`update works set ${some} where id = $1`, [id])

describe('[W-067] citing a work', () => {
  test.each([
    ['posted at once', async () => make(cites(source))],
    [
      'after a draft',
      async () => {
        const id = await make(cites(source), 'draft')
        expect(await told('brook')).toBe(0)
        await edit(id, {})
        return id
      },
    ],
    [
      'after a draft, an edit and a preview',
      async () => {
        const id = await make({}, 'draft')
        await edit(id, cites(source), 'draft')
        await edit(id, {}, 'preview')
        await edit(id, {})
        return id
      },
    ],
  ])('%s links it, and tells each creator once', async (_how, make) => {
    const id = await make()
    expect(await page(`/works/${id}`)).toMatch(new RegExp(`Inspired by.*href="/works/${source}"`, 's'))
    await edit(id, { summary: 'Now with a summary.' })
    expect([await told('brook'), await told('cleo')]).toEqual([1, 1])
    expect((await world.mails('brook@example.org'))[0]?.text).toContain('/users/brook/related_works')
  })

  test('in a draft tells and lists nothing', async () => {
    const id = await make(cites(source), 'draft')
    expect(await told('brook')).toBe(0)
    expect(await page('/users/brook/related_works', 'brook')).not.toContain(`Derived ${titles}<`)
    expect(await page(`/works/${source}`)).not.toContain(`/works/${id}"`)
  })

  test('of one’s own mails nobody', async () => {
    const own = await make({})
    await make(cites(own))
    expect(await world.mails('ada@example.org')).toEqual([])
  })
})

describe('[W-068] ★ the cited work', () => {
  test('shows the other only once one of its creators lets it, and no more when they take it back', async () => {
    const id = await make(cites(source))
    const shows = async () => (await page(`/works/${source}`)).includes(`/works/${id}"`)
    expect(await shows()).toBe(false)
    expect((await decide(id, 'approve', 'ada')).status).toBe(303)
    expect(await shows()).toBe(false)
    await decide(id, 'approve', 'cleo')
    expect(await shows()).toBe(true)
    await decide(id, 'withdraw', 'brook')
    expect(await shows()).toBe(false)
  })

  test('of one’s own can be let by oneself', async () => {
    const own = await make({})
    const id = await make(cites(own))
    await decide(id, 'approve', 'ada')
    expect(await page(`/works/${own}`)).toContain(`/works/${id}"`)
  })
})

test('[W-069] sources and translations stand above the text, what it inspired below; no empty list', async () => {
  const middle = await make(cites(source))
  expect(await page(`/works/${middle}`)).not.toContain('Works inspired by this one')
  const inspired = await make(cites(middle))
  const translated = await make({ ...cites(middle, 'translation-of'), language: 'de' })
  await decide(inspired, 'approve', 'ada')
  await decide(translated, 'approve', 'ada')
  for (const [position, standing] of [
    [2, 'posted'],
    [3, 'draft'],
  ])
    await world.pool.query(
      `insert into chapters (work_id, position, standing, html, words, search)
        values ($1, $2, $3, '<p>Second lamp.</p>', 2, ''::tsvector)`,
      [middle, position, standing],
    )
  await set(middle, 'chapters_posted = 2, chapters_expected = 3')
  const first = await page(`/works/${middle}`)
  const at = (text: string): number => first.indexOf(text)
  expect(at('Inspired by')).toBeLessThan(at('lit before anyone'))
  expect(first).toMatch(/Translation into <span[^>]*>Deutsch<\/span> available/)
  expect(at('Translation into')).toBeLessThan(at('lit before anyone'))
  expect(await page(`/works/${middle}?view_full_work=true`)).toContain('Works inspired by this one')
})

describe('[W-071] a source elsewhere', () => {
  const outside = {
    related_kind: 'inspired-by',
    related_url: 'https://elsewhere.example/story/5',
    related_title: 'The Far Lamp',
    related_creator: 'Mx. Far',
    related_language: '',
  }
  test.each([
    ['an address', { related_url: '' }, 'The source has no address.'],
    ['an address of the web', { related_url: 'not one' }, '“not one” is no address of a page on the web.'],
    ['no script', { related_url: 'javascript:alert(1)' }, 'is no address of a page on the web.'],
    ['a title', { related_title: '' }, 'needs its title.'],
    ['a creator', { related_creator: '' }, 'needs the name of who made it.'],
  ])('needs %s', async (_what, some, says) => {
    const refused = await send({ ...outside, ...some })
    const text = await refused.text()
    expect([refused.status, text]).toEqual([422, expect.stringContaining(says)])
    expect(text).toContain('related_kind')
  })

  test('is shown with all of it; its language where it is known, and as unknown where not', async () => {
    const id = await make(outside)
    expect(await page(`/works/${id}`)).toMatch(
      /https:\/\/elsewhere\.example\/story\/5.*The Far Lamp.*Mx\. Far/s,
    )
    expect(await page(`/works/${id}/edit`, 'ada')).toContain('(language unknown)')
    const known = await make({ ...outside, related_language: 'fr' })
    expect(await page(`/works/${known}/edit`, 'ada')).toMatch(/lang="fr"[^>]*>\(Français\)/)
  })
})

test.each([
  ['/series/5', 'is a series. Name one of its works.'],
  ['/works/987654', 'No posted work stands at'],
  ['/users/brook', 'is a page of this archive, but not a work.'],
])('[W-072] the local address %s is refused with its own reason', async (path, says) => {
  const refused = await send({ ...cites(source), related_url: `${BASE_URL}${path}` })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(says)])
})

test('[W-072] a draft of somebody else’s is refused like a work that is not there', async () => {
  const draft = await make({}, 'draft', 'brook')
  expect(await (await send(cites(draft))).text()).toContain('No posted work stands at')
})

describe('[W-077] the works of somebody who does not want them named', () => {
  const prefer = (name: string, citable: boolean) =>
    world.pool.query(
      `update people set preferences = preferences || jsonb_build_object('citable', $2::boolean) where name = $1`,
      [name, citable],
    )

  test('cannot be named anew; what named them before stays, and they can remove it', async () => {
    const before = await make(cites(source))
    await prefer('cleo', false)
    const refused = await send(cites(source))
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('ask that others do not name it'),
    ])
    expect((await edit(before, { title: 'Derived still' })).status).toBe(303)
    expect(await page(`/works/${before}`)).toContain('The Well')
    expect((await send(cites(source), 'post', 'brook')).status).toBe(303)
    const { status } = await world.post(
      '/users/cleo/related_works',
      { id: await citation(before), deed: 'withdraw' },
      'cleo',
    )
    expect(status).toBe(303)
    await prefer('cleo', true)
    expect((await send(cites(source))).status).toBe(303)
  })

  test('are named like any while nobody is told whose they are: no refusal tells', async () => {
    await prefer('hushed', false)
    for (const disclosure of ['anonymous', 'unrevealed']) {
      const theirs = await world.work(await world.known('hushed'), { title: 'A Secret' })
      await world.pool.query('update works set disclosure = $2 where id = $1', [theirs, disclosure])
      expect((await send(cites(theirs))).status, disclosure).toBe(303)
    }
    await prefer('hushed', true)
  })
})

describe('[W-073] ★ a work that is not revealed', () => {
  test('cited is a nameless placeholder on the page, in its file and in the form, until it is revealed', async () => {
    const secret = await make({ title: 'Hushed Title' }, 'post', 'hushed')
    await set(secret, `disclosure = 'unrevealed'`)
    const id = await make(cites(secret))
    const own = `Derived ${titles}`
    for (const path of [
      `/works/${id}`,
      `/downloads/${id}/x.html`,
      `/works/${id}/edit`,
      '/users/ada/related_works',
    ]) {
      const text = await page(path, 'ada')
      expect(text, path).toMatch(/not revealed yet|unrevealed collection/)
      expect(text, path).not.toContain('Hushed Title')
      expect(text, path).not.toContain('hushed')
      expect(text, path).toContain(own)
    }
    await set(secret, `disclosure = 'open'`)
    expect(await page(`/works/${id}`)).toContain('Hushed Title')
  })

  test('citing tells nobody, and to the creators of its source is a placeholder', async () => {
    const id = await make(cites(source), 'draft')
    await set(id, `disclosure = 'unrevealed'`)
    await edit(id, {})
    expect(await told('brook')).toBe(0)
    const text = await page('/users/brook/related_works', 'brook')
    expect(text).toContain('a work that is not revealed yet')
    expect(text).not.toContain(`Derived ${titles}<`)
    await decide(id, 'approve', 'brook')
    expect((await page(`/works/${source}`)).includes('not revealed yet')).toBe(false)
  })
})

test('[W-074] an anonymous work is by Anonymous to all but its own creators', async () => {
  const anonymous = await make({ title: 'Nobody’s Well' }, 'post', 'cleo')
  await set(anonymous, `disclosure = 'anonymous'`)
  const id = await make(cites(anonymous))
  for (const who of [null, 'ada', 'brook']) {
    const text = await page(`/works/${id}`, who)
    expect(text).toMatch(/Nobody’s Well.*by Anonymous/s)
    expect(text).not.toContain('cleo')
  }
  expect(await page(`/works/${id}`, 'cleo')).toMatch(/Nobody’s Well<\/cite><\/a> by <span><bdi>cleo/)
  const [mail] = await world.mails('cleo@example.org')
  expect(mail?.kind).toBe('cited')
})

test('[W-076] a work for members is a placeholder with its creators’ names to guests, and whole to members', async () => {
  const restricted = await make({ title: 'Members’ Well', audience: 'members' }, 'post', 'cleo')
  const id = await make(cites(restricted))
  for (const path of [`/works/${id}`, `/downloads/${id}/x.html`]) {
    const text = await page(path)
    expect(text).toMatch(/\[(a work for members|Restricted Work)\] by .*cleo/s)
    expect(text).not.toContain('Members’ Well')
  }
  expect(await page(`/works/${id}`, 'reader')).toContain('Members’ Well')
})

test('[W-078] a source that was deleted is said to be, and can be dropped', async () => {
  const gone = await make({ title: 'Gone Well' }, 'post', 'brook')
  const id = await make(cites(gone))
  await world.pool.query('delete from works where id = $1', [gone])
  await world.pool.query(`update related_works set state = 'deleted', url = null where work_id = $1`, [id])
  expect(await page(`/works/${id}`)).toContain('a work that was deleted')
  expect(await page(`/downloads/${id}/x.html`)).toContain('deleted')
  expect(await page('/users/ada/related_works', 'ada')).toContain('a work that was deleted')
  await edit(id, { related_remove: await citation(id) })
  expect(await page(`/works/${id}`)).not.toContain('deleted')
  const other = await make(cites(source))
  expect((await decide(other, 'remove', 'ada')).status).toBe(303)
  expect(await page(`/works/${other}`)).not.toContain('Inspired by')
})
