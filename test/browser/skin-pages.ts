import { judgeSkin } from '../judge-skin.ts'
import type { World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

const SITE_CSS = `:root { color-scheme: light; --paper: #fdf6e3; --ink: #1c2a30; }
.blurb { border-inline-start: 4px solid #2a6f6f; padding-inline-start: 1em; }`
const WORK_CSS = `.letter { border: 1px solid; padding: 1em; font-style: italic; }
blockquote { border-inline-start: 3px double; padding-inline-start: 1em; }
#workskin .title { letter-spacing: 0.05em; }`

/** The pages of skins: the reader's own, offered and everybody's, with long titles; a work in its creator's style. */
export async function skinPages(world: World): Promise<PageKind[]> {
  const make = async (form: Parameters<World['post']>[1]): Promise<number> => {
    const answer = await world.post('/skins/new', form, 'reader')
    return Number(/skins\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
  }
  const deed = (id: number, what: string) => world.post(`/skins/${id}`, { deed: what }, 'reader')
  const about = 'Warm paper, quiet lists.\nFor long evenings.'
  const shown = await make({ kind: 'site', title: 'Old Paper', about, css: SITE_CSS })
  const letters = await make({
    kind: 'work',
    title: `Letters ${'Unbroken'.repeat(20)}`,
    about,
    css: WORK_CSS,
  })
  const waits = await make({ kind: 'work', title: 'Telegrams', css: 'p { font-family: monospace }' })
  for (const id of [shown, letters, waits]) await deed(id, 'offer')
  for (const id of [shown, letters]) await judgeSkin(world, id, 'approve', 'moderator')
  const own = await make({
    ...{ kind: 'site', title: 'Mine', css: SITE_CSS, font: 'Georgia', base_em: '110', margin: '2' },
    ...{ paragraph_gap: '1', media: ['screen', 'dark'], parent: String(shown) },
  })
  const work = await world.work(await world.known('reader'), { title: 'In Its Own Style' })
  await world.pool.query('update works set skin_id = $1 where id = $2', [letters, work])
  const guest: readonly (readonly [string, string])[] = [
    ['skins', '/skins'],
    ['a site skin', `/skins/${shown}`],
    ['a site skin at work', `/skins/${shown}?site_skin=${shown}`],
    ['a work skin', `/skins/${letters}`],
    ['a work in its own style', `/works/${work}`],
    ['a page in a skin', `/works?site_skin=${shown}`],
  ]
  const member: readonly (readonly [string, string])[] = [
    ['own skins', '/users/reader/skins'],
    ['a new work skin', '/skins/new?kind=work'],
    ['a new site skin', '/skins/new?kind=site'],
    ['own site skin', `/skins/${own}`],
    ['own site skin to change', `/skins/${own}/edit`],
    ['asked before a skin is deleted', `/skins/${own}/confirm_delete`],
  ]
  return [
    ...guest.map(([name, path]) => ({ name, path, as: null })),
    ...member.map(([name, path]) => ({ name, path, as: 'reader' })),
    { name: 'skins, for the moderators', path: '/admin/skins', as: 'moderator' },
    { name: 'a skin that is offered, for the moderators', path: `/admin/skins/${waits}`, as: 'moderator' },
    {
      name: 'a skin that is everybody’s, for the moderators',
      path: `/admin/skins/${letters}`,
      as: 'moderator',
    },
  ]
}
