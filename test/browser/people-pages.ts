import { codeAt, stepAt } from '../../src/accounts/security/totp.ts'
import { aRecord, NOW, type World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

type Named = readonly (readonly [string, string])[]

const PERMISSION = { way: 'permission', given_by: 'far_away', how: 'By mail: “yes, please do”.' }
const LONG_NAME = 'a_name_of_forty_letters_and_not_one_less'

/** The pages of consent, moderation and keeping, with long names and much in them. */
export async function peoplePages(world: World): Promise<PageKind[]> {
  const moderator = await world.known('moderator')
  const far = { creators: ['far_away', 'בת קול', '遠方の作家'] }
  const held = await world.work(moderator, { title: 'Held by Leave', ...far }, 'kept')
  const keepers = await world.work(moderator, { title: 'Kept by the Keeper', creators: ['far_away'] }, 'kept')
  const links = await (await world.post(`/works/${held}/publication`, PERMISSION, 'moderator')).text()
  const claim = /\/claims\/[A-Za-z0-9_-]+/.exec(links)?.[0] ?? ''
  const profile = `https://far.example/${'profile'.repeat(20)}`
  await world.post(`/works/${held}/claim`, { name: 'far_away', profile }, 'writer')
  const refused = await world.work(await world.known('writer'), {
    title: 'Not to Be Taken Along',
    permissions: { ...aRecord().permissions, download: 'no' },
  })
  const judged = await moderated(world)
  const guest: Named = [
    ['claim of a creator', claim],
    ['rules', '/rules'],
    ['privacy', '/privacy'],
    ['reading on an e-reader', '/e-reader'],
    ['a download that is refused', `/downloads/${refused}/x.epub`],
    ['join by invitation', await invitation(world)],
    ['confirming an address', await mailed(world, 'newcomer@example.org')],
    ['another passphrase by mail', await mailed(world, 'reader@example.org')],
    ['a link that is over', '/users/confirmation?code=nothing'],
    ['an invitation that is unknown', '/signup/nothing'],
  ]
  const members: Named = [
    ['claim of somebody who is here', claim],
    ['claim by a page elsewhere', `/works/${held}/claim`],
    ['asked before somebody is blocked', '/users/reader/blocked/users/confirm_block?blocked_id=writer'],
  ]
  const owners: Named = [
    ['keeping', '/admin'],
    ['keeping, nothing found', '/admin?find=nobody'],
    ['name and rules', '/admin/archive'],
    ['claims', '/admin/claims'],
    ['decisions', '/admin/decisions'],
    ['moderation of a work', `/admin/works/${judged}`],
    ['moderation of a person', `/admin/people/${LONG_NAME}`],
    ['a kept copy of a keeper', `/works/${keepers}/publication`],
    ['a person, for a keeper', `/users/${LONG_NAME}`],
    ['a hidden work, for a keeper', `/works/${judged}`],
  ]
  return [
    ...of(null, guest),
    ...of('reader', members),
    ...of('moderator', owners),
    ...of(LONG_NAME, await careful(world)),
  ]
}

const of = (as: string | null, pages: Named): PageKind[] => pages.map(([name, path]) => ({ name, path, as }))

/** The archive's rules; somebody suspended, with many pen names, and their work hidden. */
async function moderated(world: World): Promise<number> {
  const pens = Array.from({ length: 30 }, (_, at) => `${['Pen', 'قلم', 'ペンネーム'][at % 3]} ${at}`)
  const person = await world.person(LONG_NAME, 'member', pens)
  const work = await world.work(person, { title: 'Hidden for a While' })
  const why = { reason: `It was ${'unbroken'.repeat(30)}.\n\nAnd more.` }
  await world.post(`/admin/works/${work}`, { decision: 'hide', ...why }, 'moderator')
  await world.post(`/admin/people/${LONG_NAME}`, { decision: 'suspend', days: '9', ...why }, 'moderator')
  const rules = '<h2>First</h2><p>Be kind.</p><ul><li>To all.</li></ul>\n<p>Second: be brief.</p>'
  const texts = { name: 'The Lamplighters', about: 'Old stories told again.', rules, privacy: 'Ask us.' }
  await world.post('/admin/archive', texts, 'moderator')
  return work
}

/** Their own pages: two-step log-in is on, and they were here from many browsers. */
async function careful(world: World): Promise<Named> {
  const step = '/settings/security/two-step'
  const page = await (await world.get(step, LONG_NAME)).text()
  const offer = /name="offer" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const secret = /<code class="secret"[^>]*>([^<]+)/.exec(page)?.[1]?.replaceAll(/\s/g, '') ?? ''
  await world.post(step, { deed: 'on', offer, code: codeAt(fromBase32(secret), stepAt(NOW)) }, LONG_NAME)
  await world.pool.query(
    `insert into sessions (person_id, token_hash, browser, system, used_at, expires_at, proven_at, proven_by)
      select id, sha256(n::text::bytea), 'Firefox', 'Linux', $2, $2::timestamptz + interval '9 days', $2, 'passphrase'
      from people, generate_series(1, 20) as n where name = $1`,
    [LONG_NAME, NOW],
  )
  await world.pool.query(
    `insert into device_keys (person_id, use, label, key_hash, made_at, used_at)
      select id, (array['catalogue', 'feeds', 'progress'])[n % 3 + 1], repeat('Unbroken', n), sha256(n::text::bytea), $2, $2
      from people, generate_series(1, 12) as n where name = $1`,
    [LONG_NAME, NOW],
  )
  return [
    ['safety with much in it', '/settings/security'],
    ['many keys for devices', '/settings/devices?use=feeds'],
    ['two-step log-in that is on', step],
    ['new recovery codes', '/settings/security/recovery-codes'],
    ['thirty pen names', `/users/${LONG_NAME}/pseuds`],
    ['page of somebody suspended', `/users/${LONG_NAME}`],
    ['own hidden work', `/users/${LONG_NAME}/works`],
  ]
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

async function invitation(world: World): Promise<string> {
  await world.post('/admin/joining', { deed: 'codes', codes: '1' }, 'moderator')
  const { rows } = await world.pool.query<{ code: string }>('select code from invitations order by id desc')
  return `/signup/${rows[0]?.code}`
}

/** Where the link leads that somebody new was mailed, or somebody who forgot their passphrase. */
async function mailed(world: World, email: string): Promise<string> {
  const password = 'lantern pebble orchard kite'
  const form = { name: 'newcomer', email, password, again: password, age: 'on', data: 'on', terms: 'on' }
  if (email.startsWith('newcomer')) await world.post(await invitation(world), form)
  else await world.post('/users/password/new', { login: email, email })
  await world.hear()
  const text = (await world.mails(email)).at(-1)?.text ?? ''
  return /https?:\/\/[^/\s]+(\/users\/\S+code=\S+)/.exec(text)?.[1] ?? '/users/confirmation?code=none'
}
