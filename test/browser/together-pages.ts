import { BASE_URL, type World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

const LEAST = {
  rating: 'General Audiences',
  warning: 'No Archive Warnings Apply',
  fandom: 'Sherlock Holmes - Arthur Conan Doyle',
  language: 'en',
  body: 'The lamp was lit before anyone asked who had lit it.',
  series_shown: '1',
}

const idIn = (answer: Response): number =>
  Number(/\/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? 0)

/** Pages of several creators, gifts, related works and series, each with something on it: the reader's. */
export async function togetherPages(world: World): Promise<PageKind[]> {
  const post = async (who: string, some: Record<string, string>) =>
    idIn(await world.post('/works/new', { ...LEAST, as: 'post', ...some }, who))
  const cites = (id: number) => ({
    ...{ related_kind: 'inspired-by', related_url: `${BASE_URL}/works/${id}` },
    ...{ related_title: '', related_creator: '', related_language: '' },
  })
  const own = await post('reader', {
    title: 'A Lamp of One’s Own',
    series_new: 'Lamps, and Those Who Light Them',
    coauthors: 'writer',
    recipients: 'Great-Aunt Agatha',
  })
  const { rows } = await world.pool.query<{ id: number }>(
    "select id from series where title = 'Lamps, and Those Who Light Them'",
  )
  const series = String(rows[0]?.id)
  const longest = `An-Extraordinarily-Long-Title-${'WithoutAnySpace'.repeat(8)}`
  const second = await post('reader', { title: longest, series, ...cites(own) })
  await post('reader', { title: 'The Third Lamp', series })
  await post('writer', { title: 'For You', recipients: 'reader', coauthors: 'reader', ...cites(own) })
  await post('writer', { title: longest, recipients: 'reader', coauthors: 'reader', ...cites(second) })
  const refused = await post('writer', { title: 'Not for You', recipients: 'reader' })
  await world.post('/users/reader/gifts', { work: String(refused), deed: 'refuse' }, 'reader')
  const shared = await sharedWork(world)
  const members: readonly (readonly [string, string])[] = [
    ['a new work, with others', '/works/new'],
    ['a work to edit, with others', `/works/${own}/edit`],
    ['invitations to be a creator', '/users/reader/creatorships'],
    ['own gifts', '/users/reader/gifts'],
    ['related works', '/users/reader/related_works'],
    ['a work to leave', `/works/${shared}/leave`],
    ['a series to edit', `/series/${series}/edit`],
    ['a series to order', `/series/${series}/manage`],
    ['asked before a series is deleted', `/series/${series}/confirm_delete`],
    ['own series', `/series/${series}`],
  ]
  return [
    ...members.map(([name, path]) => ({ name, path, as: 'reader' })),
    { name: 'gifts of somebody', path: '/users/reader/gifts', as: null },
    { name: 'gifts to a name', path: '/gifts?recipient=Great-Aunt Agatha', as: null },
  ]
}

/** Of two chapters, both signed by both. */
async function sharedWork(world: World): Promise<number> {
  const id = await world.work(await world.known('writer'), { title: 'Ours' })
  await world.pool.query(
    `insert into creatorships (work_id, pen_name_id, position)
      select $1, id, 2 from pen_names where name = 'reader'`,
    [id],
  )
  await world.pool.query(
    `insert into chapters (work_id, position, title, html, words, search)
      values ($1, 2, 'The Second Lamp', '<p>Lit again.</p>', 2, ''::tsvector)`,
    [id],
  )
  await world.pool.query('update works set chapters_posted = 2 where id = $1', [id])
  return id
}
