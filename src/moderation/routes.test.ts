import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { plain } from '../../test/sample.ts'
import { makeWorld, NOW, SAMPLE_PASSWORD, type World } from '../../test/world.ts'

let world: World
let id: number
beforeAll(async () => {
  world = await makeWorld('sample')
  await world.person('mod', 'moderator')
  id = await world.work(await world.known('writer'), { title: 'Qzhidden', creators: ['writer'] })
})
afterAll(() => world.end())

const work = () => `/admin/works/${id}`

routeCases(
  () => world,
  [
    { case: 'GET adminWork guest', path: work, status: 404 },
    { case: 'GET adminWork member', path: work, status: 404 },
    { case: 'GET adminWork owner', path: work, status: 200, says: ['Hide this work', 'Qzhidden'] },
    { case: 'GET adminWork owner', path: '/admin/works/999999', status: 404 },
    { case: 'POST adminWork guest', path: work, form: { decision: 'hide', reason: 'x' }, status: 404 },
    { case: 'POST adminWork member', path: work, form: { decision: 'hide', reason: 'x' }, status: 404 },
    {
      case: 'POST adminWork owner',
      path: work,
      form: { decision: 'hide', reason: ' ' },
      status: 422,
      says: ['Say why'],
    },
    {
      case: 'POST adminWork owner',
      path: work,
      form: { decision: 'show', reason: 'typed words' },
      status: 422,
      says: ['not hidden any more', 'typed words'],
    },
    { case: 'GET adminPerson guest', path: '/admin/people/reader', status: 404 },
    { case: 'GET adminPerson member', path: '/admin/people/writer', status: 404 },
    { case: 'GET adminPerson owner', path: '/admin/people/reader', status: 200, hides: ['@example.org'] },
    { case: 'GET adminPerson owner', path: '/admin/people/nobody_here', status: 404 },
    { case: 'POST adminPerson guest', path: '/admin/people/reader', form: { decision: 'ban' }, status: 404 },
    {
      case: 'POST adminPerson member',
      path: '/admin/people/writer',
      form: { decision: 'ban', reason: 'x' },
      status: 404,
    },
    {
      case: 'POST adminPerson owner',
      path: '/admin/people/reader',
      form: { decision: 'suspend', reason: 'typed words' },
      status: 422,
      says: ['Say for how many days', 'typed words'],
    },
    { case: 'POST adminPerson owner', path: '/admin/people/reader', form: {}, status: 422 },
    {
      case: 'POST adminPerson owner',
      path: '/admin/people/moderator',
      form: { decision: 'role', role: 'member' },
      status: 422,
      says: ['The archive needs an owner'],
    },
    { case: 'GET keeping guest', path: '/admin', status: 404 },
    { case: 'GET keeping member', path: '/admin', status: 404 },
    { case: 'POST errands guest', path: '/admin/errands', form: {}, status: 404 },
    { case: 'POST errands member', path: '/admin/errands', form: {}, status: 404 },
    { case: 'POST errands owner', path: '/admin/errands', form: {}, status: 303, leads: '/admin' },
    { case: 'GET keeping owner', path: '/admin', status: 200, says: ['/admin/joining'] },
    { case: 'GET keeping owner', path: '/admin?find=READER', status: 303, leads: '/admin/people/reader' },
    {
      case: 'GET keeping owner',
      path: () => `/admin?find=${encodeURIComponent(`http://archive.test${work()}`).replace('admin%2F', '')}`,
      status: 303,
      leads: () => work(),
    },
    { case: 'GET keeping owner', path: '/admin?find=nobody+here', status: 200, says: ['Nothing here'] },
    { case: 'GET adminDecisions guest', path: '/admin/decisions', status: 404 },
    { case: 'GET adminDecisions member', path: '/admin/decisions', status: 404 },
    { case: 'GET adminDecisions owner', path: '/admin/decisions', status: 200 },
  ],
)

const statuses = async (path: string, ...whose: readonly (string | null)[]): Promise<number[]> => {
  const found: number[] = []
  for (const who of whose) found.push((await world.get(path, who)).status)
  return found
}

test('[M-001] a hidden work is open to its creators, who are told why, and to moderators; shown again, nobody is mailed', async () => {
  const all = [null, 'reader', 'writer', 'mod'] as const
  const before = (await world.mails('writer@example.org')).length
  expect((await world.post(work(), { decision: 'hide', reason: 'Qzreason' }, 'mod')).status).toBe(303)
  expect(await statuses(`/works/${id}`, ...all)).toEqual([404, 404, 200, 200])
  expect(plain(await (await world.get(`/works/${id}`, 'writer')).text())).toContain('Qzreason')
  expect(await (await world.get('/works?q=Qzhidden', 'mod')).text()).not.toContain(`/works/${id}"`)
  const mails = await world.mails('writer@example.org')
  expect(mails.slice(before)).toMatchObject([{ kind: 'work-hidden' }])
  expect(mails.at(-1)?.text).toContain('Qzreason')
  expect((await world.post(work(), { decision: 'show', reason: '' }, 'mod')).status).toBe(303)
  expect(await statuses(`/works/${id}`, ...all)).toEqual([200, 200, 200, 200])
  expect(await world.mails('writer@example.org')).toHaveLength(before + 1)
  const log = plain(await (await world.get('/admin/decisions', 'mod')).text())
  expect(log).toMatch(/shown again, by mod[\s\S]*hidden, by mod[\s\S]*Qzreason/)
})

test.each([
  ['2026-11-22T12:00:00Z', 30],
  ['2026-11-22T23:59:59Z', 1],
])(
  '[U-014] who is suspended at %s for %i days is told the day on which they really can post again',
  async (_at, days) => {
    const form = { decision: 'suspend', days: String(days), reason: 'Too much' }
    expect((await world.post('/admin/people/library_door', form, 'mod')).status).toBe(303)
    const refused = await world.get('/works/import', 'library_door')
    expect(refused.status).toBe(403)
    const { rows } = await world.pool.query<{ until: Date }>(
      `select suspended_until as until from people where name = 'library_door'`,
    )
    const until = rows[0]?.until ?? NOW
    expect(until.toISOString()).toMatch(/T00:00:00.000Z$/)
    expect(until.getTime() - NOW.getTime()).toBeGreaterThanOrEqual(days * 86_400_000)
    const said = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(
      until,
    )
    const [day = '', month = ''] = said.split(' ')
    expect(plain(await refused.text())).toMatch(
      new RegExp(`post again on [^.]*(${day} ${month.slice(0, 3)}|${month.slice(0, 3)}\\w* ${day})`),
    )
    expect((await world.get('/works', 'library_door')).status).toBe(200)
    expect((await world.post('/works/1/post', {}, 'library_door')).status).toBe(403)
    expect((await world.mails('library_door@example.org')).at(-1)?.text).toContain('Too much')
    await world.post('/admin/people/library_door', { decision: 'lift', reason: 'Enough' }, 'mod')
    expect((await world.get('/works/import', 'library_door')).status).toBe(200)
  },
)

test('[U-014] [A-03] who is banned is a guest from the next request, and cannot log in', async () => {
  const cookie = await world.cookie('reader')
  expect((await world.post('/admin/people/reader', { decision: 'ban', reason: 'Spam' }, 'mod')).status).toBe(
    303,
  )
  const page = await world.app.request('http://archive.test/', { headers: { host: 'archive.test', cookie } })
  expect(await page.text()).not.toContain('Log out')
  const login = { login: 'reader', password: SAMPLE_PASSWORD }
  const refused = await world.post('/users/login', login)
  const given = refused.headers.getSetCookie().map((one) => one.split(';')[0])
  const again = { headers: { host: 'archive.test', cookie: given.join('; ') } }
  const after = await world.app.request('http://archive.test/', again)
  expect(await after.text()).not.toContain('Log out')
})
