import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runImport } from '../../src/import/index.ts'
import { cleanHtml } from '../../src/prose/index.ts'
import { type Listening, sendFiles } from '../listen.ts'
import { idOf } from '../sample.ts'
import { aChapter, BASE_URL, NOW, type World } from '../world.ts'
import { bundlePages } from './bundle-pages.ts'
import { chapterPages } from './chapter-pages.ts'
import { documentsPages } from './documents-pages.ts'
import { formerPages } from './former-pages.ts'
import { imagePages } from './image-pages.ts'
import { peoplePages } from './people-pages.ts'
import { placesPages } from './places-pages.ts'
import { readingPages } from './reading-pages.ts'
import { skinPages } from './skin-pages.ts'
import { togetherPages } from './together-pages.ts'
import { typingPages } from './typing-pages.ts'

export interface PageKind {
  readonly name: string
  readonly path: string
  readonly as: string | null
}

/** One page of each kind, and the harder ones of some. */
export async function pageKinds(world: World, site: Listening): Promise<PageKind[]> {
  await world.pool.query("update joining set how = 'open'")
  const writer = await world.known('writer')
  const adult = await world.work(writer, { title: 'For Grown Readers', rating: 'Explicit' })
  const mystery = await world.work(writer, { title: 'Not Revealed' })
  await world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [mystery])
  const kept = await world.work(
    await world.known('reader'),
    { title: 'A Kept Copy', creators: ['someone far'] },
    'kept',
  )
  const own = await world.work(await world.known('reader'), { title: 'To Be Allowed' })
  await world.work(await world.known('reader'), { title: 'Still in a Drawer' }, 'draft')
  await world.post('/users/reader/library/shelves', { deed: 'add', name: 'Rainy days' }, 'reader')
  const crowded = await world.work(writer, {
    title: `An Extraordinarily-Long-Title-${'WithoutAnySpaceAtAll'.repeat(8)}`,
    additionalTags: Array.from({ length: 60 }, (_, at) => `Tag number ${at}${'n'.repeat(at)}`),
    summary: `<p>${'Unbroken'.repeat(60)}</p>`,
    chapters: [aChapter({ html: cleanHtml(AWKWARD, 'content') })],
  })
  const run = await importRun(world, site)
  const stopped = await importStopped(world, site)
  await chosenByReader(world)
  const ids = await Promise.all(
    [
      'The Umbrella Stand',
      'The Hundred Nights of Penelope',
      'رسالة إلى شارع بيكر',
      'ふしぎの国の郵便局',
      'The Lawyer’s Pomegranate',
      'In Reply to Yours',
    ].map((title) => idOf(world, title).catch(() => 0)),
  )
  const [umbrella = 0, penelope = 0, arabic = 0, japanese = 0, pomegranate = 0] = ids
  const { rows } = await world.pool.query<{ id: number }>(
    "select id from series where title = 'Rooms to Let'",
  )
  const guest: readonly (readonly [string, string])[] = [
    ['home', '/'],
    ['about', '/about'],
    ['works', '/works'],
    ['works found', '/works?q=lamp'],
    ['works filtered', '/works?tag=Fluff&not=Angst&language=en&complete=yes&words=10-9000'],
    ['works none', '/works?q=zyzzyva'],
    ['search', '/works/search'],
    ['fandoms', '/media'],
    ['fandoms of a medium', '/media/Books *a* Literature/fandoms'],
    ['search for tags', '/tags/search?name=holmes&fandoms=Nowhere'],
    ['search for people', '/people/search?any=wri*'],
    ['languages', '/languages'],
    ['works in a language', '/languages/ar/works?with=Fluf'],
    ['no such tag', '/tags/Flufff'],
    ['tag', '/tags/Sherlock Holmes - Arthur Conan Doyle'],
    ['works of a tag', '/tags/Sherlock Holmes - Arthur Conan Doyle/works'],
    ['series', `/series/${rows[0]?.id}`],
    ['account', '/users/mrs_hudson_rents'],
    ['pen name', '/users/writer/pseuds/third_draft'],
    ['pen names', '/users/writer/pseuds'],
    ['pen name that is kept apart', await penKeptApart(world)],
    ['works of a person', '/users/writer/works'],
    ['series of a person', '/users/mrs_hudson_rents/series'],
    ['profile', '/users/writer/profile'],
    ['log in', '/users/login'],
    ['join', '/users/new'],
    ['join, mailed', '/users/confirmation'],
    ['passphrase forgotten', '/users/password/new'],
    ['passphrase forgotten, mailed', '/users/password/new?sent=yes'],
    ['queue for invitations', '/invite_requests'],
    ['settings', '/settings/reading'],
    ['filters of a guest', '/settings/filters'],
    ['what a guest hides', `/settings/hidden?work=${umbrella}`],
    ['work', `/works/${umbrella}`],
    ['work entire', `/works/${pomegranate}?view_full_work=true`],
    ['work of 100 chapters', `/works/${penelope}`],
    ['work in Arabic', `/works/${arabic}`],
    ['work in Japanese', `/works/${japanese}?view_full_work=true`],
    ['work that is crowded', `/works/${crowded}`],
    ['works of the crowd', '/works?q=extraordinarily'],
    ['chapter index', `/works/${penelope}/navigate`],
    ['adult step', `/works/${adult}`],
    ['mystery', `/works/${mystery}`],
    ['not found', '/no/such/page'],
  ]
  const members: readonly (readonly [string, string])[] = [
    ['home of a member', '/'],
    ['own account', '/users/reader'],
    ['account of another', '/users/writer'],
    ['account of somebody muted', '/users/mrs_hudson_rents'],
    ['own profile', '/users/reader/profile/edit'],
    ['preferences', '/users/reader/preferences'],
    ['blocked people', '/users/reader/blocked/users'],
    ['muted people', '/users/reader/muted/users'],
    ['muting somebody', '/users/reader/muted/users/confirm_mute?muted_id=writer'],
    ['library', '/users/reader/library'],
    ['own pen names', '/users/reader/pseuds'],
    ['new pen name', '/users/reader/pseuds/new'],
    ['a pen name to change', '/users/reader/pseuds/Of the Quiet Hours/edit'],
    ['asked before a name is kept apart', '/users/reader/pseuds/Gull/link'],
    ['asked before a name is shown again', '/users/reader/pseuds/Of the Quiet Hours/link'],
    ['asked before a name is deleted', '/users/reader/pseuds/Of the Quiet Hours/confirm_delete'],
    ['log out?', '/users/logout'],
    ['shelves', '/users/reader/library/shelves'],
    ['kept copy', `/works/${kept}/publication`],
    ['permissions', `/works/${own}/permissions`],
    ['permissions of a pen name', '/users/reader/pseuds/reader/permissions'],
    ['saved filters', '/users/reader/filters'],
    ['favourite tags', '/users/reader/favorite_tags'],
    ['safety of the account', '/settings/security'],
    ['passkeys', '/settings/security/passkeys'],
    ['keys for devices', '/settings/devices'],
    ['turning two-step log-in on', '/settings/security/two-step'],
    ['still you', '/users/login/again'],
    ['another passphrase', '/users/reader/change_password'],
    ['another address', '/users/reader/change_email'],
    ['another name', '/users/reader/change_username'],
    ['taking everything along', '/settings/export'],
    ['leaving', '/settings/leave'],
    ['giving works up', '/users/reader/orphan'],
    ['asked before a work is given up', `/works/${own}/orphan`],
    ['what one hides', '/users/reader/hidden'],
    ['works with some taken out', '/works?language=en'],
    ['a tag that is hidden', '/tags/Domestic Fluff'],
    ['new work', '/works/new'],
    ['work to edit', `/works/${own}/edit`],
    ['tags to edit', `/works/${own}/edit_tags`],
    ['preview', `/works/${own}/preview`],
    ['drafts', '/users/reader/works/drafts'],
    ['import', '/works/import'],
    ['import of pages', '/works/import/pages'],
    ['import report', run],
    ['import that stopped', stopped],
    ['own invitations', '/users/reader/invitations'],
  ]
  const owners: readonly (readonly [string, string])[] = [
    ['who may join', '/admin/joining'],
    ['outbox', '/admin/outbox'],
    ['a mail', `/admin/outbox/${await joiningWith(world)}`],
  ]
  return [
    ...(await peoplePages(world)),
    ...(await placesPages(world)),
    ...(await documentsPages(world, site)),
    ...(await bundlePages(world)),
    ...(await typingPages(world)),
    ...(await chapterPages(world)),
    ...(await skinPages(world)),
    ...(await togetherPages(world)),
    ...(await imagePages(world)),
    ...(await formerPages(world)),
    ...(await readingPages(world)),
    ...guest.map(([name, path]) => ({ name, path, as: null })),
    ...members.map(([name, path]) => ({ name, path, as: 'reader' })),
    ...owners.map(([name, path]) => ({ name, path, as: 'moderator' })),
  ]
}

/** People join by invitation: some wait, one asks for more, one was mailed. The mail's id. */
async function joiningWith(world: World): Promise<number> {
  const joining = { how: 'invited', queueSends: '5', queueEveryHours: '12', invitationsEach: '1' }
  await world.post('/admin/joining', { deed: 'settings', ...joining }, 'moderator')
  await world.post('/admin/joining', { deed: 'give', each: '2', whom: 'all' }, 'moderator')
  await world.post('/invite_requests', { email: `${'long-name.'.repeat(5)}waits@example.org` })
  const more = { deed: 'ask', wanted: '3', reason: 'Unbroken'.repeat(40) }
  await world.post('/users/writer/invitations', more, 'writer')
  const { rows } = await world.pool.query<{ id: number }>('select max(id) as id from mails')
  return rows[0]?.id ?? 0
}

/** Filters and hidden things of every sort, one of which cannot be named any more. */
async function chosenByReader(world: World): Promise<void> {
  const save = { deed: 'save', back: '/' }
  const filters: readonly Record<string, string>[] = [
    { name: 'Not too sad', query: 'not=Angst', usual: 'on' },
    { name: `Long${'WithoutAnySpace'.repeat(5)}`, query: `tag=${'Unbroken'.repeat(30)}&words=100-` },
  ]
  for (const filter of filters) await world.post('/settings/filters', { ...save, ...filter }, 'reader')
  const gone = await world.work(await world.known('writer'), { title: 'Taken Back' })
  for (const hide of [`/works/${gone}`, '/tags/Domestic Fluff', '/users/mrs_hudson_rents'])
    await world.post('/settings/hidden', { hide }, 'reader')
  for (const keep of ['fandom:Sherlock Holmes - Arthur Conan Doyle', 'Fluff', 'M/M'])
    await world.post('/users/reader/favorite_tags', { keep }, 'reader')
  await world.pool.query("update works set standing = 'trashed' where id = $1", [gone])
}

/** One of two new pen names of the reader's, with works in series and beside the other. */
async function penKeptApart(world: World): Promise<string> {
  const reader = await world.known('reader')
  const about = 'Short things, written <em>late</em>. Letters welcome.'
  for (const name of ['Gull', 'Of the Quiet Hours'])
    await world.post('/users/reader/pseuds/new', { name, about }, 'reader')
  const series = [{ title: 'Tides', position: 1 }]
  await world.work(reader, { title: 'High Water', creators: ['Gull', 'reader'], series })
  await world.work(reader, { title: 'Night Post', creators: ['Of the Quiet Hours'] })
  await world.post('/users/reader/pseuds/Of the Quiet Hours/link', { deed: 'unlink' }, 'reader')
  const { rows } = await world.pool.query<{ code: string }>('select code from pen_names where unlinked')
  return `/pens/${rows[0]?.code}`
}

async function importRun(world: World, site: Listening): Promise<string> {
  const names = ['html-2026-one.html', 'html-2010-12-many.html', 'refused-login-wall.html']
  const files = Object.fromEntries(
    names.map((name) => [name, readFileSync(join(import.meta.dirname, '../fixtures/import', name), 'utf8')]),
  )
  const answer = await sendFiles(site, { world, as: 'reader', files })
  const path = answer.headers.get('location') ?? ''
  await runImport(
    { archive: async () => 'The Lamplighters', db: world.db, baseUrl: BASE_URL, now: () => NOW },
    path.split('/').at(-1) ?? '',
  )
  return path
}

/** One that its archive has given up: the page says so, and the owner's page, too. */
async function importStopped(world: World, site: Listening): Promise<string> {
  const files = Object.fromEntries(
    ['the lamp.html', `${'unbroken'.repeat(12)}.epub`].map((name) => [name, '']),
  )
  const answer = await sendFiles(site, { world, as: 'reader', files })
  const path = answer.headers.get('location') ?? ''
  await world.pool.query(
    `update graphile_worker._private_jobs set attempts = max_attempts, last_error = $2
     where payload ->> 'runId' = $1`,
    [path.split('/').at(-1), `ENOSPC: no space left on device, write '/${'folder/'.repeat(12)}'`],
  )
  return path
}

const AWKWARD = `<h2>A heading</h2><p>${'Unbroken'.repeat(80)}</p><table><tr>${'<td>A cell of a wide table</td>'.repeat(20)}</tr></table>
<pre>${'a line that does not break '.repeat(20)}</pre><blockquote><blockquote><blockquote><p>Deep within.</p></blockquote></blockquote></blockquote>
<p align="center">Centred</p><ul><li>One<ul><li>Two</li></ul></li></ul><hr><p><a href="https://example.org/${'x'.repeat(200)}">https://example.org/${'x'.repeat(200)}</a></p><p><img src="https://example.org/a.png" width="4000" height="200" alt="A very wide picture"></p>`
