import type { World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

interface Bundled {
  readonly name: string
  readonly set: Readonly<Record<string, unknown>>
}

/** Pages of files of many works, however far they are: one has the longest title. */
export async function bundlePages(world: World): Promise<PageKind[]> {
  const collector = await world.person('collector')
  const title = `All-of-${'WithoutAnySpaceAtAll'.repeat(6)}`
  const { rows } = await world.pool.query<{ id: number }>(
    "select id from works where standing = 'posted' and audience = 'public' and disclosure = 'open' order by id limit 12",
  )
  const works = rows.map(({ id }) => id)
  const done = { standing: 'done', done_works: 12, held: works, bytes: 2_345_678 }
  const kinds: readonly Bundled[] = [
    { name: 'a file of many works that is being made', set: { standing: 'running', done_works: 5, title } },
    { name: 'a file of many works', set: { ...done, title } },
    {
      name: 'a file of many works without some',
      set: { ...done, format: 'pdf', left_out: 3, beyond: 1, title: 'مصابيح الدرج' },
    },
    { name: 'a file of no works', set: { ...done, held: [], bytes: null } },
    { name: 'a file that has changed', set: { ...done, held: [...works, 999_999] } },
    { name: 'a file that could not be made', set: { standing: 'failed' } },
  ]
  const pages: PageKind[] = []
  for (const { name, set } of kinds) {
    const path = `/downloads/bundles/${await keep(world, collector.id, { works, ...set })}`
    pages.push({ name, path, as: collector.name })
  }
  return pages
}

async function keep(world: World, person: string | number, set: Bundled['set']): Promise<string> {
  const row = {
    ...{ person_id: person, title: 'Rooms to Let', path: '/works', shape: 'zip', format: 'epub' },
    ...{ asked_at: new Date('2026-11-22T11:00:00Z'), finished_at: new Date('2026-11-22T11:01:00Z'), ...set },
  }
  const names = Object.keys(row)
  const { rows } = await world.pool.query(
    `insert into bundles (id, ${names.join()}) values (gen_random_uuid(), ${names.map((_, n) => `$${n + 1}`).join()})
     returning id`,
    Object.values(row),
  )
  return rows[0].id
}
