import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

/** A copy kept by somebody, from an archive elsewhere. */
const copy = async (who: string, some: object = {}) =>
  world.work(await world.known(who), { creators: ['far_away'], ...some }, 'kept')
const nameOn = async (id: number) =>
  /<h3 class="byline heading">(.*?)<\/h3>/s.exec(await (await world.get(`/works/${id}`)).text())?.[1] ?? ''
const record = (id: number) =>
  world.post(
    `/works/${id}/publication`,
    { way: 'permission', given_by: 'far_away', how: 'By mail: “yes, please do”.' },
    'moderator',
  )

describe('a claim by a code on a page elsewhere', () => {
  const ask = async (id: number, profile = 'https://far.example/profile') => {
    const page = await (
      await world.post(`/works/${id}/claim`, { name: 'far_away', profile }, 'writer')
    ).text()
    return /palimpsest-[A-Za-z0-9_-]{43}/.exec(page)?.[0] ?? ''
  }
  const claimId = async (id: number) =>
    String(
      (await world.pool.query('select id from claims where work_id = $1 and profile_url is not null', [id]))
        .rows[0].id,
    )

  test('is decided by a keeper who saw it there, which is recorded', async () => {
    const id = await copy('moderator', { title: 'By Profile' })
    await record(id)
    const code = await ask(id)
    expect(await (await world.get('/admin/claims', 'moderator')).text()).toContain(
      'https://far.example/profile',
    )
    const claim = await claimId(id)
    const wrong = await world.post(
      '/admin/claims',
      { claim, deed: 'confirm', seen: `palimpsest-${'x'.repeat(43)}` },
      'moderator',
    )
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('does not stand there')])
    await world.post(
      '/admin/claims',
      { claim, deed: 'confirm', seen: `About me: ${code}, and cats` },
      'moderator',
    )
    expect(await nameOn(id)).toContain('<bdi>writer</bdi></a>')
    const { rows } = await world.pool.query('select outcome, decided_by from claims where id = $1', [claim])
    expect(rows).toEqual([{ outcome: 'claimed', decided_by: (await world.known('moderator')).id }])
  })

  test('is no link: whoever reads the code there can do nothing with it', async () => {
    const id = await copy('moderator', { title: 'Read by All' })
    await record(id)
    const code = await ask(id)
    expect(code).not.toBe('')
    for (const part of [code, code.replace('palimpsest-', '')]) {
      expect((await world.get(`/claims/${part}`)).status).toBe(404)
      expect((await world.post(`/claims/${part}`, { deed: 'remove' })).status).toBe(404)
    }
  })

  test('is looked for by the archive itself, on the public web alone', async () => {
    const id = await copy('moderator', { title: 'Within' })
    await record(id)
    await ask(id, 'http://10.0.0.1/profile')
    const answer = await world.post('/admin/claims', { claim: await claimId(id), deed: 'look' }, 'moderator')
    expect(answer.status).toBe(422)
  })

  test('can be declined', async () => {
    const id = await copy('moderator', { title: 'Declined' })
    await record(id)
    await ask(id)
    await world.post('/admin/claims', { claim: await claimId(id), deed: 'decline' }, 'moderator')
    expect(await nameOn(id)).toContain('far_away')
    expect((await world.get(`/works/${id}/claim`, 'writer')).status).toBe(200)
  })
})
