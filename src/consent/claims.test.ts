import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { BASE_URL, makeWorld, type World } from '../../test/world.ts'
import { NOTHING_SAID } from '../works/index.ts'

let world: World
const at = { kept: 0, keepers: 0, held: 0, open: '' }

/** A copy kept by somebody, from an archive elsewhere. */
const copy = async (who: string, some: object = {}) =>
  world.work(await world.known(who), { creators: ['far_away'], ...some }, 'kept')
const PERMISSION = {
  way: 'permission',
  given_by: 'far_away',
  given_on: '2026-11-01',
  how: 'By mail: “yes, please do”.',
}
const record = (id: number, more: Record<string, string> = {}, who = 'moderator') =>
  world.post(`/works/${id}/publication`, { ...PERMISSION, ...more }, who)
/** The link that a keeper is shown once. */
const linkOf = async (id: number): Promise<string> => {
  const page = await (await record(id)).text()
  return /\/claims\/[A-Za-z0-9_-]+/.exec(page)?.[0] ?? ''
}
const nameOn = async (id: number, who: string | null = null) =>
  /<h3 class="byline heading">(.*?)<\/h3>/s.exec(await (await world.get(`/works/${id}`, who)).text())?.[1] ??
  ''

beforeAll(async () => {
  world = await makeWorld('sample')
  at.kept = await copy('reader', { title: 'Kept by the Reader' })
  at.keepers = await copy('moderator', { title: 'Kept by the Keeper' })
  at.held = await copy('moderator', { title: 'Held by Leave' })
  at.open = await linkOf(at.held)
})
afterAll(() => world.end())

routeCases(
  () => world,
  [
    { case: 'GET publication guest', path: () => `/works/${at.kept}/publication`, status: 303 },
    {
      case: 'GET publication member',
      path: () => `/works/${at.kept}/publication`,
      status: 200,
      says: ['I am the creator'],
      hides: ['I record its creator'],
    },
    { case: 'GET publication member', path: () => `/works/${at.keepers}/publication`, status: 404 },
    {
      case: 'GET publication owner',
      path: () => `/works/${at.kept}/publication`,
      status: 404,
      hides: ['Kept by the Reader'],
    },
    {
      case: 'GET publication owner',
      path: () => `/works/${at.keepers}/publication`,
      status: 200,
      says: ['I record its creator'],
    },
    { case: 'GET publication member', path: () => `/works/${at.held}/publication`, status: 404 },
    {
      case: 'POST publication guest',
      path: () => `/works/${at.kept}/publication`,
      form: { way: 'creator' },
      status: 404,
    },
    {
      case: 'POST publication member',
      path: () => `/works/${at.kept}/publication`,
      form: { ...PERMISSION },
      status: 404,
    },
    {
      case: 'POST publication member',
      path: () => `/works/${at.kept}/publication`,
      form: { way: 'creator', pen: 'writer' },
      status: 422,
    },
    {
      case: 'POST publication owner',
      path: () => `/works/${at.kept}/publication`,
      form: { ...PERMISSION },
      status: 404,
    },
    {
      case: 'POST publication owner',
      path: () => `/works/${at.keepers}/publication`,
      form: { way: 'permission', given_on: '2026-13-01', mail_to: 'a b@c' },
      status: 422,
      says: ['Say who gave', 'a b@c', 'A day up to today'],
    },
    {
      case: 'GET claim guest',
      path: () => at.open,
      status: 200,
      says: ['Held by Leave', 'far_away', 'noindex'],
      hides: ['moderator', 'yes, please do'],
    },
    { case: 'GET claim member', path: () => at.open, status: 200, says: ['Under the pen name'] },
    { case: 'GET claim owner', path: '/claims/x', status: 404 },
    { case: 'POST claim guest', path: () => at.open, form: { deed: 'claim' }, status: 303 },
    {
      case: 'POST claim member',
      path: () => at.open,
      form: { deed: 'claim', pen: 'moderator' },
      status: 422,
    },
    { case: 'POST claim owner', path: '/claims/x', form: { deed: 'remove' }, status: 404 },
    { case: 'GET workClaim guest', path: () => `/works/${at.held}/claim`, status: 303 },
    {
      case: 'GET workClaim member',
      path: () => `/works/${at.held}/claim`,
      status: 200,
      says: ['Get the code'],
    },
    { case: 'GET workClaim owner', path: () => `/works/${at.kept}/claim`, status: 404 },
    {
      case: 'POST workClaim guest',
      path: () => `/works/${at.held}/claim`,
      form: { name: 'far_away', profile: 'https://a.example/' },
      status: 303,
    },
    {
      case: 'POST workClaim member',
      path: () => `/works/${at.held}/claim`,
      form: { name: 'nobody', profile: 'javascript:alert(1)' },
      status: 422,
      says: ['javascript:alert(1)'],
    },
    {
      case: 'POST workClaim owner',
      path: () => `/works/${at.kept}/claim`,
      form: { name: 'far_away' },
      status: 404,
    },
    { case: 'GET claims guest', path: '/admin/claims', status: 404 },
    { case: 'GET claims member', path: '/admin/claims', status: 404 },
    { case: 'GET claims owner', path: '/admin/claims', status: 200 },
    { case: 'POST claims guest', path: '/admin/claims', form: { claim: '1', deed: 'decline' }, status: 404 },
    { case: 'POST claims member', path: '/admin/claims', form: { claim: '1', deed: 'decline' }, status: 404 },
    { case: 'POST claims owner', path: '/admin/claims', form: { claim: 'x', deed: 'decline' }, status: 404 },
  ],
)

describe('a copy that is public by its creator’s leave', () => {
  test('keeps the name from elsewhere, says whose leave and when, and the creator is mailed a link', async () => {
    const id = await copy('moderator', { title: 'By Leave' })
    expect((await record(id, { mail_to: 'far@example.org' })).status).toBe(303)
    const page = await (await world.get(`/works/${id}`)).text()
    expect(page).toMatch(
      /Posted by permission of <bdi>far_away<\/bdi>, recorded on <time datetime="2026-11-22">/,
    )
    expect(page).not.toContain('yes, please do')
    const [mail] = await world.mails('far@example.org')
    expect(mail?.subject).toContain('By Leave')
    const link = new RegExp(`${BASE_URL}(/claims/[A-Za-z0-9_-]{43})`).exec(mail?.text ?? '')?.[1] ?? ''
    expect((await world.get(link)).status).toBe(200)
    const { rows } = await world.pool.query(
      "select encode(code_hash, 'escape') as hash from claims where work_id = $1",
      [id],
    )
    expect(rows[0].hash).not.toContain(link.split('/').at(-1))
  })

  test('is taken into an account by its link: name, work and series; both ends hear of it; the link is over', async () => {
    const id = await copy('moderator', {
      title: 'Going Home',
      creators: ['homecomer'],
      series: [{ title: 'Homewards', position: 1 }],
    })
    const link = await linkOf(id)
    expect((await world.post(link, { deed: 'claim', pen: 'writer' }, 'writer')).headers.get('location')).toBe(
      `/works/${id}`,
    )
    expect(await nameOn(id)).toContain('<bdi>writer</bdi></a>')
    const { rows } = await world.pool.query(
      'select works.person_id, series.person_id as series from works join series_works on work_id = works.id join series on series.id = series_id where works.id = $1',
      [id],
    )
    const writer = (await world.known('writer')).id
    expect(rows).toEqual([{ person_id: writer, series: writer }])
    expect(await (await world.get(`/works/${id}`)).text()).not.toContain('Posted by permission')
    expect((await world.get(`/works/${id}/permissions`, 'writer')).status).toBe(200)
    expect((await world.get(`/works/${id}/permissions`, 'moderator')).status).toBe(403)
    const { rows: people } = await world.pool.query(
      "select email from people where name in ('writer', 'moderator')",
    )
    for (const { email } of people)
      expect((await world.mails(email)).map(({ kind }) => kind)).toContain('work-claimed')
    expect((await world.get(link)).status).toBe(404)
    expect((await world.post(link, { deed: 'remove' })).status).toBe(404)
  })

  test('is removed by its link, at once and without an account, and gone for good a month later', async () => {
    const id = await copy('moderator', { title: 'Taken Down' })
    const link = await linkOf(id)
    expect(await (await world.get('/works?q="Taken Down"')).text()).toContain(`/works/${id}`)
    expect((await world.post(link, { deed: 'remove' })).status).toBe(200)
    for (const who of [null, 'reader', 'moderator'])
      expect((await world.get(`/works/${id}`, who)).status).toBe(404)
    expect(await (await world.get('/works?q="Taken Down"')).text()).not.toContain(`/works/${id}"`)
    const due = await world.pool.query(
      "select round(extract(epoch from run_at - now()) / 86400)::int as days from graphile_worker.jobs where task_identifier = 'work.removed'",
    )
    expect(due.rows.map(({ days }) => days)).toEqual([30])
    await world.pool.query(
      "update graphile_worker._private_jobs set run_at = now() where task_id = (select id from graphile_worker._private_tasks where identifier = 'work.removed')",
    )
    await world.hear()
    expect((await world.pool.query('select from works where id = $1', [id])).rowCount).toBe(0)
  })

  test('of two creators goes to the one who claims it; the other may then take their name off, not the work', async () => {
    const id = await copy('moderator', { title: 'Of Two', creators: ['one', 'other'] })
    const links = [...(await (await record(id)).text()).matchAll(/\/claims\/[A-Za-z0-9_-]{43}/g)].map(
      ([link]) => link,
    )
    expect(links).toHaveLength(2)
    await world.post(links[0] ?? '', { deed: 'claim', pen: 'writer' }, 'writer')
    await world.post(links[1] ?? '', { deed: 'remove' })
    expect(await nameOn(id)).toMatch(/<bdi>writer<\/bdi>/)
    expect(await nameOn(id)).not.toContain('other')
  })

  test('goes to one of two who use the link at once', async () => {
    const id = await copy('moderator', { title: 'At Once' })
    const link = await linkOf(id)
    const answers = await Promise.all([
      world.post(link, { deed: 'claim', pen: 'writer' }, 'writer'),
      world.post(link, { deed: 'claim', pen: 'reader' }, 'reader'),
      world.post(link, { deed: 'remove' }),
    ])
    expect(answers.map(({ status }) => status).filter((status) => status < 400)).toHaveLength(1)
    const { rows } = await world.pool.query(
      'select count(*)::int as n from claims where work_id = $1 and outcome is not null',
      [id],
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test.each(['', 'x', '%00', '..%2f..', 'a'.repeat(5_000), "' or 1=1 --", '\u202e', '{}'])(
    'no link is made of %j',
    async (code) => {
      for (const answer of [
        await world.get(`/claims/${encodeURIComponent(code)}`),
        await world.post(`/claims/${encodeURIComponent(code)}`, { deed: 'remove' }),
      ])
        expect(answer.status).toBe(404)
    },
  )

  test('obeys the permissions it came with', async () => {
    const id = await copy('moderator', {
      title: 'No Files',
      permissions: { ...NOTHING_SAID, download: 'no' },
    })
    await record(id, { mail_to: 'b@example.org' })
    expect((await world.get(`/downloads/${id}/x.epub`, 'reader')).status).toBe(403)
  })
})
