import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unzip } from '../../../test/unzip.ts'
import { aChapter, BASE_URL, makeWorld, type World } from '../../../test/world.ts'

/** Nothing that anybody but its person may read ties an unlinked pen name to its account. */
const ACCOUNT = 'qzcanaryaccount'
const LINKED = 'Qzlinkedcanary'
const PEN = 'Xvquietmoth'
const CANARIES = /qzcanary|qzlinked/i
const READERS = [null, 'reader', 'moderator'] as const

let world: World
let code = ''
const at = {
  plain: 0,
  restricted: 0,
  shared: 0,
  adult: 0,
  linked: 0,
  cited: 0,
  derived: 0,
  series: 0,
  chapter: 0,
}

beforeAll(async () => {
  world = await makeWorld('sample')
  const person = await world.person(ACCOUNT, 'member', [LINKED, PEN])
  const other = await world.known('library_door')
  const [theirs] = await world.db
    .selectFrom('pen_names')
    .selectAll()
    .where('name', '=', 'library_door')
    .execute()
  const cited = (id: number, title: string) => ({
    ...{
      relation: 'inspired-by' as const,
      title,
      creators: [`${PEN} (${ACCOUNT})`],
      url: `${BASE_URL}/works/${id}`,
      language: 'en',
    },
  })
  const chapters = [1, 2].map((position) => aChapter({ position, creators: [PEN] }))
  const common = { creators: [PEN], fandoms: ['Quiet Fandom'], additionalTags: ['Quiet Tag'], chapters }
  at.cited = await world.work(other, { title: 'Xv Cited', creators: ['library_door'] })
  at.linked = await world.work(person, {
    // Far back in every list, where it does not stand beside the others.
    ...{ title: 'Of the Account', creators: [LINKED], fandoms: ['Loud Fandom'], language: 'fr' },
    ...{ published: '2001-01-01', completed: '2001-01-01' },
  })
  at.plain = await world.work(person, {
    ...{ ...common, title: 'Xv Plain', series: [{ title: 'Xv Series', position: 1 }] },
    relatedWorks: [cited(at.cited, 'Xv Cited')],
  })
  at.restricted = await world.work(person, { ...common, title: 'Xv Restricted', audience: 'members' })
  at.adult = await world.work(person, {
    ...common,
    title: 'Xv Adult',
    rating: 'Explicit',
    series: [{ title: 'Xv Series', position: 2 }],
  })
  at.shared = await world.work(person, { ...common, title: 'Xv Shared' })
  await world.pool.query('insert into creatorships values ($1, $2, 2)', [at.shared, theirs?.id])
  at.derived = await world.work(other, {
    title: 'Xv Derived',
    creators: ['library_door'],
    relatedWorks: [cited(at.plain, 'Xv Plain')],
  })
  await world.pool.query('update related_works set approved = true')
  const number = async (sql: string): Promise<number> =>
    (await world.pool.query<{ id: number }>(sql)).rows[0]?.id ?? 0
  at.series = await number("select id from series where title = 'Xv Series'")
  at.chapter = await number(`select id from chapters where work_id = ${at.plain} and position = 2`)
  // Whoever looked before has what was shown then: the pages of the catalogue are warm when the name is unlinked.
  expect(await (await world.get(`/works/${at.plain}`)).text()).toContain(`${PEN} (${ACCOUNT})`)
  await world.post(`/users/${ACCOUNT}/pseuds/${PEN}/edit`, { name: PEN, about: 'I write at night.' }, ACCOUNT)
  const answer = await world.post(`/users/${ACCOUNT}/pseuds/${PEN}/link`, { deed: 'unlink' }, ACCOUNT)
  expect(answer.status).toBe(303)
  code =
    (await world.pool.query<{ code: string }>('select code from pen_names where unlinked')).rows[0]?.code ??
    ''
})
afterAll(() => world.end())

/** What names the pen name or its works: the account must not be read there. */
const ofThePen = (): string[] => [
  ...[`/pens/${code}`, `/pens/${code}/works`, `/pens/${code}/works.atom`, `/pens/${code}?tag=Quiet Tag`],
  ...[at.plain, at.restricted, at.shared, at.adult, at.derived, at.cited].flatMap((id) => [
    ...[
      `/works/${id}`,
      `/works/${id}?view_full_work=true`,
      `/works/${id}?view_adult=true`,
      `/works/${id}/navigate`,
    ],
    ...[`/api/v1/works/${id}`, `/downloads/${id}/x.html`, `/downloads/${id}/x.epub`, `/works/${id}/claim`],
  ]),
  ...[`/works/${at.plain}/chapters/${at.chapter}`, `/series/${at.series}`, `/series/${at.series}.atom`],
  ...[
    '/',
    '/works',
    '/works.atom',
    '/works?q=Xv',
    '/api/v1/works?q=Xv',
    '/works.atom?q=Xv',
    `/works?q=creator:${PEN}`,
  ],
  ...[
    '/tags/Quiet Tag',
    '/tags/Quiet Tag/works',
    '/tags/Quiet Tag/works.atom',
    '/api/v1/tags/freeform/Quiet Tag',
  ],
  ...[
    '/tags/Quiet Fandom',
    '/tags/Quiet Fandom/works',
    '/works?facet=fandom',
    '/media',
    '/languages/en/works',
  ],
  ...['/languages/en/works.atom', `/people/search?name=${PEN}`, `/people/search?any=${PEN}`],
  ...['/people/search?fandom=Quiet Fandom', '/tags/search?name=quiet', '/autocomplete/fandom?term=qui'],
  ...['/autocomplete/tag?term=qui', `/autocomplete/tag?term=xv`, `/creators/${PEN}`, '/works/search'],
  ...['/robots.txt', '/ai.txt', '/.well-known/tdmrep.json', '/settings/hidden'],
]

/** What names the account: the pen name and what it signs must not be read there. */
const ofTheAccount = (): string[] => [
  ...[
    '',
    '/works',
    '/works.atom',
    '/profile',
    '/series',
    '/pseuds',
    '/pseuds?page=2',
    '/works?facet=fandom',
  ].map((path) => `/users/${ACCOUNT}${path}`),
  ...['', '/works', '/works.atom'].map((path) => `/users/${ACCOUNT}/pseuds/${LINKED}${path}`),
  ...['', '/works', '/works.atom', '/edit', '/link', '/confirm_delete', '/permissions'].map(
    (path) => `/users/${ACCOUNT}/pseuds/${PEN}${path}`,
  ),
  ...[
    `/people/search?any=${ACCOUNT}`,
    `/people/search?any=${ACCOUNT.slice(0, 5)}*`,
    `/people/search?name=${LINKED}`,
  ],
  ...[`/works?q=creator:${ACCOUNT}`, `/works?q=creator:${LINKED}`, `/api/v1/works?q=creator:${ACCOUNT}`],
  ...[`/works?q=${ACCOUNT}`, `/works?q=${LINKED}`, `/creators/${ACCOUNT}`, `/users/${ACCOUNT}?tag=Quiet Tag`],
]

/** All of an answer: its head, and the files in an e-book. */
async function read(
  path: string,
  who: string | null,
): Promise<{ readonly status: number; readonly says: string }> {
  const answer = await world.get(path, who)
  const head = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const isBook = path.endsWith('.epub') && answer.status === 200
  const body = isBook ? [...unzip(bytes)].flat().join('\n') : Buffer.from(bytes).toString('utf8')
  return { status: answer.status, says: `${head}\n${body}` }
}

/** A page repeats what was asked of it, in its form and its links. */
function withoutAsked(page: string, path: string): string {
  // A token is letters by chance, and any two stand in it now and then.
  const says = page.replace(/(?:name="csrf" value|data-csrf|data-again|&quot;csrf&quot;:)="?[\w-]+"?/g, '')
  return (
    decodeURI(path)
      .match(/qz\w+|xv\w+|quiet/gi)
      ?.reduce((left, word) => left.replaceAll(new RegExp(word, 'gi'), ''), says) ?? says
  )
}

describe.each(READERS)('to %s', (who) => {
  test('[A-30] nothing of the pen name tells the account', async () => {
    let named = 0
    for (const path of ofThePen()) {
      const { status, says } = await read(path, who)
      expect(status, path).toBeLessThan(500)
      if (says.includes(PEN)) named += 1
      expect(CANARIES.exec(says)?.[0], `${path}: ${around(says, CANARIES)}`).toBeUndefined()
    }
    expect(named).toBeGreaterThan(who ? 45 : 38)
  })

  test('[A-30] nothing of the account tells the pen name', async () => {
    for (const path of ofTheAccount()) {
      const { status, says } = await read(path, who)
      expect(status, path).toBeLessThan(500)
      const rest = withoutAsked(says, path)
      expect(/xv|quiet/i.exec(rest)?.[0], `${path}: ${around(rest, /xv|quiet/i)}`).toBeUndefined()
      expect(rest).not.toContain(code)
    }
  })

  test('the account’s address has no such pen name, as none that never was', async () => {
    for (const path of ['', '/works', '/works.atom', '/edit', '/link', '/confirm_delete']) {
      const [real, made] = [PEN, 'Neverwas'].map((pen) =>
        world.get(`/users/${ACCOUNT}/pseuds/${pen}${path}`, who),
      )
      expect((await real)?.status, path).toBe((await made)?.status)
    }
  })

  test('it is found as a person of its own, with its works counted', async () => {
    const { says } = await read(`/people/search?name=${PEN}`, who)
    expect(says).toContain(`/pens/${code}`)
    expect(says).toContain(who ? '4 works' : '3 works')
    expect(says).not.toContain('a name from elsewhere')
    expect((await read(`/pens/${code}`, who)).says).toContain('I write at night.')
  })

  test('the account’s numbers leave its works out', async () => {
    expect((await read(`/users/${ACCOUNT}/works`, who)).says).toMatch(/1 work\b/)
    expect((await read(`/users/${ACCOUNT}/pseuds`, who)).says).toContain('2 pen names')
  })

  test('to hide the account hides nothing of the pen name, and the other way round', async () => {
    if (who !== 'reader') return
    const shows = async (id: number, q: string) =>
      (await read(`/works?q=${q}`, who)).says.includes(`href="/works/${id}"`)
    await world.post('/settings/hidden', { hide: `/users/${ACCOUNT}` }, who)
    expect([await shows(at.plain, 'Xv'), await shows(at.linked, 'Account')]).toEqual([true, false])
    expect((await read(`/users/${who}/hidden`, who)).says).not.toContain(PEN)
    await world.pool.query('delete from mutes')
    await world.pool.query('delete from hidden_creators')
    await world.post('/settings/hidden', { hide: `/pens/${code}` }, who)
    expect([await shows(at.plain, 'Xv'), await shows(at.linked, 'Account')]).toEqual([false, true])
    expect((await read(`/users/${who}/hidden`, who)).says).not.toMatch(CANARIES)
    await world.pool.query('delete from hidden_creators')
  })
})

const around = (says: string, what: RegExp): string => {
  const found = what.exec(says)
  return found ? says.slice(Math.max(0, found.index - 120), found.index + 120) : ''
}

describe('to its own person', () => {
  test('their page lists all they wrote, and says which names only they see', async () => {
    const { says } = await read(`/users/${ACCOUNT}/works`, ACCOUNT)
    for (const title of ['Of the Account', 'Xv Plain', 'Xv Restricted', 'Xv Adult', 'Xv Shared'])
      expect(says).toContain(title)
    expect(says).toContain('Only you see here')
    expect((await read(`/users/${ACCOUNT}/pseuds`, ACCOUNT)).says).toContain(
      'known only to you and the archive',
    )
  })

  test('a feed of their own says no more than to others, and a work is signed as others read it', async () => {
    expect((await read(`/users/${ACCOUNT}/works.atom`, ACCOUNT)).says).not.toContain('Xv')
    const { says } = await read(`/works/${at.plain}`, ACCOUNT)
    expect(says).not.toContain(`${PEN} (${ACCOUNT})`)
  })
})

describe('linked again', () => {
  test('it is signed with the account from the next request, and its address leads there; unlinked anew it has another', async () => {
    const link = `/users/${ACCOUNT}/pseuds/${PEN}/link`
    const etag = async () => (await world.get(`/downloads/${at.plain}/x.epub`)).headers.get('etag')
    const before = await etag()
    await world.post(link, { deed: 'link' }, ACCOUNT)
    expect((await read(`/works/${at.plain}`, null)).says).toContain(`${PEN} (${ACCOUNT})`)
    expect((await read(`/users/${ACCOUNT}/works`, null)).says).toContain('Xv Plain')
    expect(await etag()).not.toBe(before)
    const old = await world.get(`/pens/${code}`)
    expect([old.status, old.headers.get('location')]).toEqual([303, `/users/${ACCOUNT}/pseuds/${PEN}`])
    await world.post(link, { deed: 'unlink' }, ACCOUNT)
    await world.post(link, { deed: 'unlink' }, ACCOUNT)
    expect((await world.get(`/pens/${code}`)).status).toBe(404)
    expect((await read(`/works/${at.plain}`, null)).says).not.toMatch(CANARIES)
  })
})
