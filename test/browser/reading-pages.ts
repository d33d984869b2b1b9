import { NOW, type World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

const DAY_MS = 86_400_000

/** A reader's history with everything that can stand in it, its lists, and what is asked before it is deleted. */
export async function readingPages(world: World): Promise<PageKind[]> {
  const writer = await world.known('writer')
  const bookworm = await world.person('bookworm')
  const works = await Promise.all(
    ['Wanted for Later', `Dropped${'WithoutAnySpaceAtAll'.repeat(6)}`, 'Deleted Since', 'Read Twice'].map(
      (title) => world.work(writer, { title }),
    ),
  )
  const [wanted = 0, dropped = 0, deleted = 0, twice = 0] = works
  const note = (work: number, state: string, words: string) =>
    world.post(`/works/${work}/reading`, { state, note: words }, 'bookworm')
  await note(wanted, 'later', 'For the train.\n\nAnna spoke of it.')
  await note(dropped, 'dropped', 'Unbroken'.repeat(40))
  await note(deleted, 'read', '')
  await note(twice, 'reading', 'כתוב מימין לשמאל')
  const at = (work: number, days: number, visits: number, seen: number) =>
    world.pool.query(
      `update readings set visits = $3, seen_chapters = $4, at = $2::timestamptz, last_at = $2::timestamptz, first_at = $2::timestamptz - interval '20 days'
       where person_id = $5 and work_id = $1`,
      [work, new Date(NOW.getTime() - days * DAY_MS), visits, seen, bookworm.id],
    )
  await at(twice, 1, 12, 0)
  await at(deleted, 3, 1, 1)
  await at(dropped, 400, 2, 1)
  await world.pool.query("update works set standing = 'trashed' where id = $1", [deleted])
  await world.person('forgetful')
  await world.pool.query(`update people set preferences = '{"history": false}' where name = 'forgetful'`)
  const pages = [
    ['history', '/users/bookworm/readings?done=removed'],
    ['marked for later', '/users/bookworm/readings/later'],
    ['a list with nothing in it', '/users/bookworm/readings/read?q=nothing'],
    ['history from A to Z', '/users/bookworm/readings?sort=title'],
    ['asked before a history is deleted', '/users/bookworm/readings/confirm_delete'],
    ['mark and note', `/works/${twice}/reading?back=/users/bookworm/readings`],
    ['work that is marked', `/works/${wanted}`],
    ['home with works for later', '/'],
    ['what is kept on this device', '/offline'],
  ] as const
  return [
    ...pages.map(([name, path]) => ({ name, path, as: 'bookworm' })),
    { name: 'history that is off', path: '/users/forgetful/readings', as: 'forgetful' },
    { name: 'history with nothing in it', path: '/users/writer/readings', as: 'writer' },
  ]
}
