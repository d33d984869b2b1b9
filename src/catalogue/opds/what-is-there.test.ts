import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyFor } from '../../../test/clients/catalogue-walk.ts'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { setState } from '../../library/index.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { NOTHING_SAID, saveDefaultPermissions } from '../../works/index.ts'
import { hide } from '../saved/hidden.ts'

let world: World
let [writer, reader, muted]: Member[] = []
const works = new Map<string, number>()
beforeAll(async () => {
  world = await makeWorld()
  await world.person('owner', 'owner')
  writer = await world.person('writer')
  reader = await world.person('reader')
  muted = await world.person('muted')
  const no = { ...NOTHING_SAID, download: 'no' } as const
  const make = async (by: Member, title: string, more = {}, how?: 'draft' | 'kept') =>
    works.set(title, await world.work(by, { title, fandoms: [`Of ${title}`], ...more }, how))
  await make(writer, 'Open')
  await make(writer, 'Members', { audience: 'members' })
  await make(writer, 'Masked', { anonymous: true })
  await make(writer, 'Secret')
  await make(writer, 'Hidden')
  await make(writer, 'Draft', {}, 'draft')
  await make(writer, 'Forbidden', { permissions: no })
  await make(writer, 'Trashed')
  await make(muted, 'By Somebody Muted')
  await make(reader, 'Kept', { creators: ['far'], permissions: no }, 'kept')
  const put = (what: string, title: string) =>
    world.pool.query(`update works set ${what} where id = $1`, [works.get(title)])
  await put("disclosure = 'unrevealed'", 'Secret')
  await put("standing = 'hidden'", 'Hidden')
  await put("standing = 'trashed'", 'Trashed')
})
afterAll(() => world.end())

const ROOTS = ['/opds/v1.2', '/opds/v2'] as const

async function titlesAt(path: string, who: string | null): Promise<string[]> {
  const answer = await world.get(path, null, who ? await keyFor(world, who) : {})
  const text = await answer.text()
  expect(answer.status, `${path} as ${who}`).toBe(200)
  return [...works.keys()].filter(
    (title) => text.includes(`>${title}<`) || text.includes(`"title":"${title}"`),
  )
}

const PUBLIC = ['Open', 'Masked', 'By Somebody Muted']

describe.each(ROOTS)('%s holds', (root) => {
  test.each([
    [null, PUBLIC],
    ['reader', ['Open', 'Members', 'Masked', 'By Somebody Muted']],
    ['writer', ['Open', 'Members', 'Masked', 'By Somebody Muted']],
    ['owner', ['Open', 'Members', 'Masked', 'By Somebody Muted']],
  ])('for %s what they may see and take along, and counts no more', async (who, titles) => {
    expect(await titlesAt(`${root}/works`, who)).toEqual(titles)
    const given = who ? await keyFor(world, who) : {}
    const list = await (await world.get(`${root}/works`, null, given)).text()
    const total = /totalResults>(\d+)|"numberOfItems":(\d+),"itemsPerPage"/.exec(list)
    expect(Number(total?.[1] ?? total?.[2])).toBe(titles.length)
    const letters = await (await world.get(`${root}/fandoms?letter=O`, null, given)).text()
    expect([...letters.matchAll(/"title":"Of |<title>Of /g)]).toHaveLength(titles.length)
  })

  test('an anonymous work under nobody’s name', async () => {
    const entry = await (await world.get(`${root}/works/${works.get('Masked')}`)).text()
    expect(entry).toContain('Anonymous')
    expect(entry).not.toContain('writer')
  })

  test('kept copies for whoever keeps them, whatever their creators say of downloads', async () => {
    expect(await titlesAt(`${root}/library`, 'reader')).toEqual(['Kept'])
    expect(await titlesAt(`${root}/library`, 'writer')).toEqual([])
    const { status } = await world.get(
      `${root}/works/${works.get('Kept')}`,
      null,
      await keyFor(world, 'owner'),
    )
    expect(status).toBe(404)
  })

  test('no work that its creator does not give away, but for themselves', async () => {
    const at = `${root}/works/${works.get('Forbidden')}`
    for (const who of [null, 'reader', 'owner'])
      expect((await world.get(at, null, who ? await keyFor(world, who) : {})).status).toBe(404)
    expect((await world.get(at, null, await keyFor(world, 'writer'))).status).toBe(200)
  })

  test('what is wanted later, and not what may no longer be seen', async () => {
    for (const title of ['Open', 'Members', 'Forbidden'])
      await inTransaction(world.db, (trx) =>
        setState(trx, reader as Member, { work: works.get(title) as WorkId, state: 'later', now: NOW }),
      )
    expect(await titlesAt(`${root}/readings/later`, 'reader')).toEqual(['Open', 'Members'])
    expect(await titlesAt(`${root}/readings/later`, 'writer')).toEqual([])
    expect(await titlesAt(`${root}/readings/read`, 'reader')).toEqual([])
  })
})

describe('afterwards', () => {
  test('what a member hides or mutes is not there for them', async () => {
    await hide(world.db, reader as Member, { is: 'account', id: (muted as Member).id }, NOW)
    await hide(world.db, reader as Member, { is: 'work', id: works.get('Masked') as WorkId }, NOW)
    for (const root of ROOTS) {
      expect(await titlesAt(`${root}/works`, 'reader')).toEqual(['Open', 'Members'])
      expect(await titlesAt(`${root}/works`, null)).toEqual(PUBLIC)
    }
  })

  test('a creator who says no for all that is signed so is obeyed at once', async () => {
    const said = await saveDefaultPermissions(world.db, writer as Member, {
      ...{ pen: 'writer', permissions: { ...NOTHING_SAID, download: 'no' }, now: NOW },
    })
    expect(said).toBe('saved')
    for (const root of ROOTS) expect(await titlesAt(`${root}/works`, null)).toEqual(['By Somebody Muted'])
  })
})
