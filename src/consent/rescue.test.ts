import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Listening, listen, sendFiles } from '../../test/listen.ts'
import { someWorks } from '../../test/program/works.ts'
import { routeCases } from '../../test/route-cases.ts'
import { BASE_URL, makeWorld, type World } from '../../test/world.ts'

let world: World
let site: Listening
let next = 1
const at = '/admin/claims/addresses'
const LEAVE = { given_by: 'The Old Archive', given_on: '2026-11-01', how: 'By its closing letter.' }

beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
})
afterAll(async () => {
  await site.close()
  await world.end()
})

/** Works by these writers, one each, brought in by a keeper of the archive; the run is heard to its end. */
async function rescue(
  writers: readonly string[],
  addresses: Readonly<Record<string, string>>,
  as = 'moderator',
) {
  const files = Object.entries(someWorks(writers.length, next * 1_000)).map(([name, html], at) => {
    const signed = html
      .replaceAll('baker_street', writers[at] ?? '')
      .replace(/<title>.*?<\/title>/, `<title>Rescued ${next} ${at}</title>`)
    return [name, signed] as const
  })
  next++
  const lines = Object.entries(addresses).map(([name, address]) => `${name} <${address}>`)
  const more = { ...LEAVE, writers: lines.join('\r\n') }
  const answer = await sendFiles(site, { world, as, files: Object.fromEntries(files), whose: 'others', more })
  const path = answer.headers.get('location') ?? ''
  await world.hear()
  await world.hear()
  const page = await (await world.get(path, as)).text()
  return {
    answer,
    page,
    works: [...new Set([...page.matchAll(/\/works\/(\d+)/g)].map(([, id]) => Number(id)))],
  }
}

const letters = async (to: string) => (await world.mails(to)).filter(({ kind }) => kind === 'claim-letter')
const linkIn = (text = ''): string => /\/claims\/[A-Za-z0-9_-]{43}/.exec(text)?.[0] ?? ''
const newestLink = async (to: string): Promise<string> => linkIn((await letters(to)).at(-1)?.text)
const bylineOf = async (id: number): Promise<string> =>
  (/<h3 class="byline heading">(.*?)<\/h3>/s.exec(await (await world.get(`/works/${id}`)).text())?.[1] ?? '')
    .replace(/<[^>]*>/g, '')
    .trim()
const claimsOn = async (link: string): Promise<string[]> =>
  [...(await (await world.get(link)).text()).matchAll(/name="claim" value="(\d+)"/g)].map(
    ([, id]) => id ?? '',
  )

describe('works of others, brought in by a keeper', () => {
  test('[I-021] are signed by their writers and the archivist, and each writer hears of all of theirs once', async () => {
    const { works } = await rescue(['ann_elsewhere', 'ann_elsewhere', 'bee_elsewhere'], {
      ann_elsewhere: 'ann@far.example',
      bee_elsewhere: 'bee@far.example',
    })
    expect(works).toHaveLength(3)
    const [first = 0] = works
    expect((await world.get(`/works/${first}`)).status).toBe(200)
    expect(await bylineOf(first)).toBe('ann_elsewhere, archived by moderator')
    const toAnn = await letters('ann@far.example')
    expect(toAnn).toHaveLength(1)
    expect(toAnn[0]?.subject).toContain('2 works')
    expect(await letters('bee@far.example')).toHaveLength(1)
    expect(await claimsOn(linkIn(toAnn[0]?.text))).toHaveLength(2)
  })

  test('[I-022] a writer whose address has an account has them at once, told in their own language', async () => {
    await world.pool.query(
      `update people set preferences = coalesce(preferences, '{}') || '{"language": "de"}' where name = 'reader'`,
    )
    const { rows } = await world.pool.query("select email from people where name = 'reader'")
    const { works } = await rescue(['cee_elsewhere', 'dee_elsewhere'], {
      cee_elsewhere: rows[0].email,
      dee_elsewhere: 'dee@far.example',
    })
    const names = await Promise.all(works.map(bylineOf))
    expect(names.filter((name) => name.startsWith('reader'))).toHaveLength(1)
    expect(names).toContain('dee_elsewhere, archived by moderator')
    expect(names.some((name) => name.includes('reader') && name.includes('archived'))).toBe(false)
    const told = (await world.mails(rows[0].email)).filter(({ kind }) => kind === 'works-credited')
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain('aus einem anderen Archiv')
    expect(await letters(rows[0].email)).toHaveLength(0)
    await world.pool.query("update people set preferences = preferences - 'language' where name = 'reader'")
  })

  test('a member who sends the same form keeps copies, and nobody is written to', async () => {
    const { works } = await rescue(['eff_elsewhere'], { eff_elsewhere: 'eff@far.example' }, 'reader')
    expect((await world.get(`/works/${works[0]}`)).status).toBe(404)
    expect(await letters('eff@far.example')).toHaveLength(0)
  })

  test('what of the form cannot be taken is said, and all of it given back', async () => {
    const more = { given_by: '', how: 'by mail', writers: 'Ann <ann@far.example>\nnot a line' }
    const answer = await sendFiles(site, {
      world,
      as: 'moderator',
      files: someWorks(1, 90),
      whose: 'others',
      more,
    })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('Say who gave the permission.')
    expect(page).toContain('not a line')
    expect(page).toContain('by mail')
  })
})

describe('[I-023] by the link in the letter', () => {
  const brought = async (name: string, many = 1) => {
    const to = `${name}@far.example`
    const { works } = await rescue(
      Array.from({ length: many }, () => name),
      { [name]: to },
    )
    return { works, to, link: await newestLink(to) }
  }

  test('the works that are chosen are taken into an account, the others wait', async () => {
    const { works, link } = await brought('gee_elsewhere', 3)
    const [one = '', two = ''] = await claimsOn(link)
    const answer = await world.post(link, { deed: 'claim', claim: [one, two], pen: 'reader' }, 'reader')
    expect(answer.headers.get('location')).toBe('/users/reader/works')
    const names = await Promise.all(works.map(bylineOf))
    expect(names.filter((name) => name === 'reader')).toHaveLength(2)
    expect(await (await world.get(link)).text()).toContain('gee_elsewhere')
  })

  test('they are given up, with the name or without', async () => {
    const named = await brought('aitch_elsewhere')
    await world.post(named.link, { deed: 'give-up-named' })
    expect(await bylineOf(named.works[0] ?? 0)).toBe('aitch_elsewhere (orphan_account)')
    const unnamed = await brought('eye_elsewhere')
    await world.post(unnamed.link, { deed: 'give-up' })
    const page = await (await world.get(`/works/${unnamed.works[0]}`)).text()
    expect(page).toContain('orphan_account')
    expect(page).not.toContain('eye_elsewhere')
    expect(page).not.toContain('archived by')
    expect((await world.get(named.link)).status).toBe(404)
  })

  test('they are removed, or left with the archivist', async () => {
    const gone = await brought('jay_elsewhere')
    await world.post(gone.link, { deed: 'remove' })
    expect((await world.get(`/works/${gone.works[0]}`)).status).toBe(404)
    const left = await brought('kay_elsewhere')
    await world.post(left.link, { deed: 'leave' })
    expect(await bylineOf(left.works[0] ?? 0)).toBe('kay_elsewhere, archived by moderator')
    expect((await world.get(left.link)).status).toBe(404)
  })

  test('none chosen of several is said, and nothing done', async () => {
    const { link } = await brought('ell_elsewhere', 2)
    const answer = await world.post(link, { deed: 'remove' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Choose at least one of them.')
    expect(await claimsOn(link)).toHaveLength(2)
  })

  test('whoever has no account is invited, once', async () => {
    await world.pool.query("update joining set how = 'invited'")
    const { link } = await brought('emm_elsewhere')
    // What keepers change is known at once to the program that they change it through.
    await world.post(at, { deed: 'block', address: 'zed@far.example' }, 'moderator')
    const [first, second] = [
      await world.post(link, { deed: 'invite' }),
      await world.post(link, { deed: 'invite' }),
    ]
    expect(first.headers.get('location')).toMatch(/^\/signup\/.+/)
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect((await world.get(first.headers.get('location') ?? '')).status).toBe(200)
  })
})

describe('[I-024] an address', () => {
  test('refuses letters, or any work, and later runs obey', async () => {
    await rescue(['enn_elsewhere'], { enn_elsewhere: 'enn@far.example' })
    const link = await newestLink('enn@far.example')
    await world.post(link, { deed: 'no-letters' })
    const again = await rescue(['enn_elsewhere'], { enn_elsewhere: 'Enn@far.example' })
    expect(again.works).toHaveLength(1)
    expect(await letters('enn@far.example')).toHaveLength(1)
    expect(await letters('Enn@far.example')).toHaveLength(0)
    await world.post(link, { deed: 'no-works' })
    const third = await rescue(['enn_elsewhere', 'oh_elsewhere'], { enn_elsewhere: 'enn@far.example' })
    expect(third.page).toContain('Its writer asked that nothing of theirs is brought here.')
    expect(third.works).toHaveLength(1)
  })

  test('is blocked by a keeper, and allowed again; its owner’s own word stands', async () => {
    const block = (address: string) =>
      world.post('/admin/claims/addresses', { deed: 'block', address }, 'moderator')
    expect((await block('pea@far.example')).status).toBe(303)
    expect((await rescue(['pea_elsewhere'], { pea_elsewhere: 'pea@far.example' })).works).toHaveLength(0)
    await world.post('/admin/claims/addresses', { deed: 'allow', address: 'pea@far.example' }, 'moderator')
    expect((await rescue(['pea_elsewhere'], { pea_elsewhere: 'pea@far.example' })).works).toHaveLength(1)
    const own = await world.post(
      '/admin/claims/addresses',
      { deed: 'allow', address: 'enn@far.example' },
      'moderator',
    )
    expect(own.status).toBe(404)
  })

  test('has moved: the works go to the new one by a new letter, and the old link is over', async () => {
    await rescue(['cue_elsewhere'], { cue_elsewhere: 'cue@old.example' })
    const old = await newestLink('cue@old.example')
    const moved = { deed: 'forward', from: 'cue@old.example', to: 'cue@new.example' }
    await world.post('/admin/claims/addresses', moved, 'moderator')
    expect((await world.get(old)).status).toBe(404)
    const fresh = await newestLink('cue@new.example')
    expect((await world.get(fresh)).status).toBe(200)
    const none = await world.post('/admin/claims/addresses', moved, 'moderator')
    expect(none.status).toBe(422)
    expect(await none.text()).toContain('cue@old.example')
  })
})

routeCases(
  () => world,
  [
    { case: 'GET claimAddresses guest', path: at, status: 404 },
    { case: 'GET claimAddresses member', path: at, status: 404 },
    { case: 'GET claimAddresses owner', path: at, status: 200, says: ['Writers elsewhere'] },
    {
      case: 'POST claimAddresses guest',
      path: at,
      form: { deed: 'block', address: 'a@b.example' },
      status: 404,
    },
    {
      case: 'POST claimAddresses member',
      path: at,
      form: { deed: 'block', address: 'a@b.example' },
      status: 404,
    },
    {
      case: 'POST claimAddresses owner',
      path: at,
      form: { deed: 'block', address: 'nobody' },
      status: 422,
      says: ['not an e-mail address'],
    },
  ],
)

test('the address of the archive stands in every letter’s link', async () => {
  const [letter] = await letters('ann@far.example')
  expect(letter?.text).toContain(`${BASE_URL}/claims/`)
})
