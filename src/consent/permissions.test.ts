import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { unzip } from '../../test/unzip.ts'
import { makeWorld, type World } from '../../test/world.ts'
import { NOTHING_SAID, PERMISSION_KINDS } from '../works/index.ts'

let world: World
const at = { work: 0, others: 0, kept: 0, anonymous: 0 }

beforeAll(async () => {
  world = await makeWorld('sample')
  const reader = await world.known('reader')
  at.work = await world.work(reader, { title: 'Mine to Say' })
  at.anonymous = await world.work(reader, { title: 'By Nobody Named', anonymous: true })
  at.others = await world.work(await world.known('writer'), { title: 'Not Mine to Say' })
  at.kept = await world.work(reader, { title: 'Only Kept', creators: ['far away'] }, 'kept')
})
afterAll(() => world.end())

const ofWork = (id: number): string => `/works/${id}/permissions`
const OWN = '/users/reader/pseuds/reader/permissions'
interface Answer {
  readonly permissions: Readonly<Record<string, string>>
  readonly downloads: object | null
}
const json = async (path: string, who: string | null = null): Promise<Answer> =>
  (await (await world.get(path, who)).json()) as Answer
const save = (answers: Record<string, string>, id = at.work, who: string | null = 'reader') =>
  world.post(ofWork(id), { deed: 'save', ...answers }, who)

routeCases(
  () => world,
  [
    { case: 'GET permissions guest', path: () => ofWork(at.others), status: 403 },
    { case: 'GET permissions guest', path: () => ofWork(at.kept), status: 404, hides: ['Only Kept'] },
    {
      case: 'GET permissions member',
      path: () => ofWork(at.work),
      status: 200,
      says: ['One answer to everything'],
    },
    { case: 'GET permissions member', path: () => ofWork(at.kept), status: 404 },
    { case: 'GET permissions member', path: () => ofWork(at.others), status: 403 },
    { case: 'GET permissions owner', path: () => ofWork(at.others), status: 403 },
    { case: 'GET permissions member', path: '/works/0/permissions', status: 404 },
    { case: 'POST permissions guest', path: () => ofWork(at.others), status: 403 },
    {
      case: 'POST permissions member',
      path: () => ofWork(at.others),
      form: { deed: 'all-yes' },
      status: 403,
    },
    { case: 'POST permissions member', path: () => ofWork(at.kept), form: { deed: 'all-yes' }, status: 404 },
    { case: 'POST permissions owner', path: () => ofWork(at.kept), status: 404 },
    {
      case: 'POST permissions member',
      path: () => ofWork(at.work),
      form: { deed: 'save', words: 'x'.repeat(2_001) },
      status: 422,
      says: ['x'.repeat(2_001), '1 letter more'],
    },
    { case: 'GET penNamePermissions guest', path: OWN, status: 303 },
    {
      case: 'GET penNamePermissions member',
      path: OWN,
      status: 200,
      says: ['What <bdi>reader</bdi> allows'],
    },
    { case: 'GET penNamePermissions member', path: '/users/writer/pseuds/writer/permissions', status: 404 },
    { case: 'GET penNamePermissions member', path: '/users/reader/pseuds/writer/permissions', status: 404 },
    { case: 'GET penNamePermissions owner', path: OWN, status: 404 },
    { case: 'POST penNamePermissions guest', path: OWN, status: 404 },
    {
      case: 'POST penNamePermissions member',
      path: OWN,
      form: { deed: 'save' },
      status: 303,
      leads: `${OWN}?saved=true`,
    },
    { case: 'POST penNamePermissions owner', path: OWN, form: { deed: 'all-yes' }, status: 404 },
    {
      case: 'GET robots guest',
      path: '/robots.txt',
      status: 200,
      says: ['User-agent: GPTBot', 'Disallow: /\n'],
    },
    { case: 'GET robots member', path: '/robots.txt', status: 200 },
    { case: 'GET robots owner', path: '/robots.txt', status: 200 },
    { case: 'GET aiRules guest', path: '/ai.txt', status: 200 },
    { case: 'GET aiRules member', path: '/ai.txt', status: 200 },
    { case: 'GET aiRules owner', path: '/ai.txt', status: 200 },
    { case: 'GET tdmRules guest', path: '/.well-known/tdmrep.json', status: 200 },
    { case: 'GET tdmRules member', path: '/.well-known/tdmrep.json', status: 200 },
    { case: 'GET tdmRules owner', path: '/.well-known/tdmrep.json', status: 200 },
  ],
)

describe('what a creator says of a work', () => {
  test('stands on its page with words and signs, and keeps what was said before', async () => {
    const said = { download: 'yes', translation: 'ask', copy: 'no', words: 'Write to <me> first.' }
    expect((await save(said)).status).toBe(303)
    const page = await (await world.get(`/works/${at.work}`)).text()
    expect(page).toMatch(/<li class="no"><svg.*?<strong>No<\/strong> to copies elsewhere/s)
    expect(page).toContain('The one to ask: <a href="/users/reader/pseuds/reader">reader</a>.')
    expect(page).toContain('Write to &lt;me&gt; first.')
    const { rows } = await world.pool.query('select record from work_revisions where work_id = $1', [at.work])
    expect(rows.map(({ record }) => record.permissions)).toEqual([NOTHING_SAID])
  })

  test('said again the same keeps no revision and writes no book anew', async () => {
    const changed = async () =>
      (await world.pool.query('select changed_at from works where id = $1', [at.work])).rows[0].changed_at
    const before = await changed()
    await save({ download: 'yes', translation: 'ask', copy: 'no', words: 'Write to <me> first.' })
    expect(await changed()).toEqual(before)
  })

  test('can be one answer to everything, by a button', async () => {
    for (const [deed, answer] of [
      ['all-yes', 'yes'],
      ['all-ask', 'ask'],
      ['all-no', 'no'],
    ] as const) {
      await world.post(ofWork(at.work), { deed, words: 'kept' }, 'reader')
      const { permissions } = await json(`/api/v1/works/${at.work}`)
      expect(PERMISSION_KINDS.map((kind) => permissions[kind])).toEqual(PERMISSION_KINDS.map(() => answer))
      expect(permissions.words).toBe('kept')
    }
  })

  test('is nothing when an answer is none that there is', async () => {
    await save({ download: 'sure', podfic: 'yes' })
    const { permissions } = await json(`/api/v1/works/${at.work}`)
    expect(permissions.download).toBe('unsaid')
  })
})

describe('the default of a pen name', () => {
  const set = (answers: Record<string, string>) => world.post(OWN, { deed: 'save', ...answers }, 'reader')
  const allowed = async (id = at.work) => (await json(`/api/v1/works/${id}`)).permissions

  test('holds where the work says nothing, and yields where it does', async () => {
    await save({ podfic: 'no', words: '' })
    await set({ podfic: 'yes', translation: 'yes', words: 'As I say everywhere.' })
    expect(await allowed()).toMatchObject({
      podfic: 'no',
      translation: 'yes',
      remix: 'unsaid',
      words: 'As I say everywhere.',
    })
    await save({ podfic: 'no', words: 'Here I say more.' })
    expect((await allowed()).words).toBe('Here I say more.')
  })

  test('tells nobody whose an anonymous work is', async () => {
    expect(await allowed(at.anonymous)).toMatchObject({ translation: 'yes', words: '' })
  })

  test('is written into the downloads from then on', async () => {
    await set({ print: 'ask' })
    const file = await world.get(`/downloads/${at.work}/x.html`)
    expect(await file.text()).toContain('Ask the creator first: printing and binding.')
  })

  test('of two creators is the stricter; one who has not spoken keeps a yes back', async () => {
    const writer = await world.known('writer')
    const { rows } = await world.pool.query('select id from pen_names where person_id = $1 limit 1', [
      writer.id,
    ])
    await save({})
    await set({ podfic: 'yes', remix: 'ask' })
    await world.pool.query('insert into creatorships (work_id, pen_name_id, position) values ($1, $2, 2)', [
      at.work,
      rows[0].id,
    ])
    expect(await allowed()).toMatchObject({ podfic: 'unsaid', remix: 'ask' })
    await world.pool.query('update pen_names set permissions = $2 where id = $1', [
      rows[0].id,
      { ...NOTHING_SAID, podfic: 'yes', remix: 'no' },
    ])
    expect(await allowed()).toMatchObject({ podfic: 'yes', remix: 'no' })
    await world.pool.query('delete from creatorships where work_id = $1 and pen_name_id = $2', [
      at.work,
      rows[0].id,
    ])
  })
})

describe('a no to downloads', () => {
  test('takes every file from everybody but the creators', async () => {
    await save({ download: 'no' })
    for (const who of [null, 'writer', 'moderator']) {
      expect(await (await world.get(`/works/${at.work}`, who)).text()).not.toContain('/downloads/')
      for (const format of ['epub', 'html']) {
        const answer = await world.get(`/downloads/${at.work}/x.${format}`, who)
        expect(answer.status).toBe(403)
        expect(await answer.text()).toContain('Its creator asks that this work is not downloaded')
      }
      expect((await json(`/api/v1/works/${at.work}`)).downloads).toBeNull()
      expect(await (await world.get('/users/reader/works.atom', who)).text()).not.toContain('/downloads/')
    }
    expect((await world.get(`/downloads/${at.work}/x.epub`, 'reader')).status).toBe(200)
    expect(await (await world.get(`/works/${at.work}`, 'reader')).text()).toContain('/downloads/')
  })

  test('is not told of a work that is not there for them', async () => {
    const draft = await world.work(
      await world.known('writer'),
      { title: 'D', permissions: { ...NOTHING_SAID, download: 'no' } },
      'draft',
    )
    expect((await world.get(`/downloads/${draft}/x.epub`, 'reader')).status).toBe(404)
  })
})

describe('machines', () => {
  const signs = async (path: string, who: string | null = null) => {
    const { headers } = await world.get(path, who)
    return [headers.get('tdm-reservation'), headers.get('x-robots-tag')]
  }
  const RESERVED = ['1', 'noai, noimageai']

  test('are told in every answer that it is not theirs', async () => {
    const paths = [
      '/',
      '/works',
      '/works.atom',
      '/api/v1/works',
      '/no/such/page',
      '/about',
      '/healthz',
      '/users/reader',
      ofWork(at.others),
    ]
    const ofOne = [
      `/works/${at.others}`,
      `/works/${at.others}/navigate`,
      `/downloads/${at.others}/x.html`,
      `/downloads/${at.others}/x.epub`,
      `/api/v1/works/${at.others}`,
    ]
    for (const path of [...paths, ...ofOne]) expect(await signs(path), path).toEqual(RESERVED)
    const page = await (await world.get(`/works/${at.others}`)).text()
    expect(page).toContain('<meta name="tdm-reservation" content="1"/>')
    expect(page).toContain('<meta name="robots" content="noai, noimageai"/>')
  })

  test('are told of a work whose creator said yes, and of no other', async () => {
    await save({ machines: 'yes' })
    const ofOne = [
      `/works/${at.work}`,
      `/downloads/${at.work}/x.html`,
      `/downloads/${at.work}/x.epub`,
      `/api/v1/works/${at.work}`,
    ]
    for (const path of ofOne) expect(await signs(path), path).toEqual(['0', null])
    expect(await (await world.get(`/works/${at.work}`)).text()).not.toContain('noai')
    const rules = (await (await world.get('/.well-known/tdmrep.json')).json()) as object[]
    expect(rules[0]).toEqual({ location: `/works/${at.work}$`, 'tdm-reservation': 0 })
    expect(rules.at(-1)).toEqual({ location: '/*', 'tdm-reservation': 1 })
    for (const path of ['/robots.txt', '/ai.txt']) {
      const text = await (await world.get(path)).text()
      expect(text).toContain(`Allow: /works/${at.work}$\n`)
      expect(text).not.toContain(`/works/${at.others}`)
    }
  })

  test('are told so by the default of a pen name, never of works that guests do not see', async () => {
    await save({})
    const members = await world.work(await world.known('reader'), { title: 'M', audience: 'members' })
    await world.post(OWN, { deed: 'save', machines: 'yes' }, 'reader')
    const text = await (await world.get('/robots.txt')).text()
    expect(text).toContain(`Allow: /works/${at.work}$`)
    expect(text).not.toContain(`/works/${members}$`)
  })

  test('find it in the book and in the file', async () => {
    const book = unzip(Buffer.from(await (await world.get(`/downloads/${at.others}/x.epub`)).arrayBuffer()))
    const opf = String(
      book.get('OEBPS/content.opf') ?? [...book].find(([name]) => name.endsWith('.opf'))?.[1],
    )
    expect(opf).toContain('<meta property="tdm:reservation">1</meta>')
    expect(opf).toContain('<dc:rights>')
    expect(await (await world.get(`/downloads/${at.others}/x.html`)).text()).toContain(
      '<meta name="tdm-reservation" content="1"/>',
    )
  })
})
