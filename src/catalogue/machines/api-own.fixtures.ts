import { aChapter, BASE_URL, NOW, type World } from '../../../test/world.ts'
import { makeDeviceKey } from '../../accounts/index.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { addShelf, NOTHING_SAID } from '../../works/index.ts'

export const PLACES = '/api/v1/places'
export const SHELVES = '/api/v1/shelves'

interface Sent {
  readonly who?: string | null
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** Works that their reader may see and have or not, a shelf, and a key for the reader's programs. */
export async function ownThings(world: World) {
  const [writer, reader] = [await world.known('writer'), await world.known('reader')]
  const text = [aChapter({ title: 'Qzone', html: '<p>Qzwords</p>' }), aChapter({ position: 2, title: 'Two' })]
  const given = { permissions: { ...NOTHING_SAID, machines: 'yes' } } as const
  const at = {
    open: await world.work(writer, { title: 'Qzopen', chapters: text }),
    closed: await world.work(writer, { title: 'Qzclosed', audience: 'members', chapters: text }),
    kept: await world.work(reader, { title: 'Qzkept', creators: ['far'], chapters: text }, 'kept'),
    given: await world.work(writer, { title: 'Qzgiven', chapters: text, ...given }),
  }
  const firstOf = async (work: number): Promise<number> =>
    (await world.pool.query('select id from chapters where work_id = $1 order by position', [work])).rows[0]
      .id
  const chapters = {
    open: await firstOf(at.open),
    closed: await firstOf(at.closed),
    kept: await firstOf(at.kept),
    given: await firstOf(at.given),
  }
  await addShelf(world.db, reader, 'Rainy days', NOW)
  const shelf: number = (await world.pool.query('select id from shelves')).rows[0].id
  const wanted = { use: 'catalogue', label: 'A program', now: NOW } as const
  const made = await inTransaction(world.db, (trx) => makeDeviceKey(trx, reader.id, wanted))
  if (typeof made === 'string') throw new Error(made)
  const chapter = (of: keyof typeof chapters): string => `/api/v1/works/${at[of]}/chapters/${chapters[of]}`
  return { at, chapters, shelf, chapter, asProgram: programWith(world, made.key), send: scriptOf(world) }
}

export type OwnThings = Awaited<ReturnType<typeof ownThings>>

export const onShelf = (shelf: string | number, work: number): string => `${SHELVES}/${shelf}/works/${work}`

/** As a program elsewhere, with the reader's key. */
const programWith =
  (world: World, key: string) =>
  (method: string, path: string, body?: unknown, password = key) => {
    const authorization = `Basic ${Buffer.from(`reader:${password}`).toString('base64')}`
    const sent = body === undefined ? null : JSON.stringify(body)
    return world.app.request(`${BASE_URL}${path}`, { method, headers: { authorization }, body: sent })
  }

/** As a script on a page of ours: with its session and its token. */
const scriptOf =
  (world: World) =>
  async (method: string, path: string, { who = null, body, headers = {} }: Sent = {}) => {
    const page = await (await world.get('/settings/reading', who)).text()
    const token = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const cookie = await world.cookie(who)
    const own = { host: 'archive.test', origin: BASE_URL, cookie, 'x-csrf-token': token }
    const sent = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
    return world.app.request(`${BASE_URL}${path}`, { method, headers: { ...own, ...headers }, body: sent })
  }

/** What the reader reads in a browser. */
export async function readBy(world: World, path: string): Promise<unknown> {
  const answer = await world.get(path, 'reader')
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

export const aPlaceIn = ({ at, chapters }: OwnThings) => ({
  places: [{ work: at.open, chapter: chapters.open, share: 0.4, at: NOW.toISOString() }],
})
