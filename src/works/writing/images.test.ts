import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aJpeg, noise } from '../../../test/pictures.ts'
import { aChapter, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { wholeFile } from '../../storage/file-store.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { deleteWork } from '../leaving/delete-works.ts'
import { handImages, noteImages } from './images.ts'
import { type KeptImage, keepImage, roomUsed } from './images-keep.ts'
import { deleteImage, imagesOf, removeImages } from './images-own.ts'
import { sweepImages } from './images-sweep.ts'

let world: World
let ada: Member
let ben: Member
beforeAll(async () => {
  world = await makeWorld()
  ada = await world.person('ada')
  ben = await world.person('ben')
  await world.person('reader')
  await world.person('keeper', 'owner')
})
afterAll(() => world.end())

let made = 0
let works = 0
const MONTH_MS = 31 * 24 * 60 * 60 * 1_000
const later = new Date(NOW.getTime() + MONTH_MS)

async function keep(by: Member, bytes?: Buffer, room = 1e9): Promise<KeptImage> {
  made++
  const picture = bytes ?? (await aJpeg(40 + made, 30))
  const keeping = { db: world.db, files: world.files, room, now: NOW }
  const kept = await keepImage(keeping, by, { bytes: picture, name: 'a.jpg', alt: 'A' })
  if (typeof kept === 'string') throw new Error(kept)
  return kept
}

const shown = ({ file }: KeptImage): string => `<p><img src="/images/${file}" alt="A"></p>`
const work = async (by: Member, ...images: readonly KeptImage[]): Promise<WorkId> =>
  (await world.work(by, {
    title: `Work ${works++}`,
    chapters: [aChapter({ html: `<p>x</p>${images.map(shown).join('')}` })],
  })) as WorkId

const note = (id: WorkId) => inTransaction(world.db, (trx) => noteImages(trx, id, NOW))
const rewrite = async (id: WorkId, html: string): Promise<void> => {
  await world.pool.query('update chapters set html = $2 where work_id = $1', [id, html])
  await note(id)
}
const placesOf = async (id: WorkId) =>
  (await world.pool.query('select place from work_images where work_id = $1 order by 1', [id])).rows.map(
    ({ place }) => place,
  )
const seen = async ({ file }: KeptImage, who: string | null): Promise<number> =>
  (await world.get(`/images/${file}`, who)).status
const isStored = async ({ file }: KeptImage): Promise<boolean> =>
  (await wholeFile(world.files, file)) !== undefined
const sweep = (now = later) => sweepImages(world.db, world.files, now)

describe('who sees a picture', () => {
  let image: KeptImage
  let id: WorkId
  beforeEach(async () => {
    image = await keep(ada)
    id = await work(ada, image)
  })
  const set = (what: string) => world.pool.query(`update works set ${what} where id = $1`, [id])
  const looks = async () => [await seen(image, null), await seen(image, 'reader'), await seen(image, 'ada')]

  test('[A-29] [A-31] is who may see a work that shows it, from the next request on', async () => {
    expect(await looks()).toEqual([200, 200, 200])
    await set(`audience = 'members'`)
    expect(await looks()).toEqual([404, 200, 200])
    await set(`standing = 'hidden'`)
    expect(await looks()).toEqual([404, 404, 200])
    await set(`standing = 'draft', audience = 'public'`)
    expect(await looks()).toEqual([404, 404, 200])
    await set(`standing = 'posted', disclosure = 'unrevealed'`)
    expect(await looks()).toEqual([404, 404, 200])
    const other = await work(ada, image)
    expect(await looks()).toEqual([200, 200, 200])
    await inTransaction(world.db, (trx) => deleteWork(trx, other))
    expect(await looks()).toEqual([404, 404, 200])
  })

  test('[W-036] not of a chapter that is not posted, but for its makers', async () => {
    await world.pool.query(`update chapters set standing = 'draft' where work_id = $1`, [id])
    await note(id)
    expect([await placesOf(id), await looks()]).toEqual([['waiting'], [404, 404, 200]])
    await world.pool.query(`insert into creatorships select $1, id, 9 from pen_names where name = 'ben'`, [
      id,
    ])
    expect(await seen(image, 'ben')).toBe(200)
  })

  test('not who had it taken out again; its makers do, for what it was', async () => {
    await rewrite(id, '<p>without</p>')
    expect([await placesOf(id), await looks()]).toEqual([['former'], [404, 404, 200]])
    await rewrite(id, shown(image))
    expect([await placesOf(id), await looks()]).toEqual([['read'], [200, 200, 200]])
  })

  test('[A-29] nobody opens another’s picture by writing its address into a work of their own', async () => {
    await set(`audience = 'members', standing = 'hidden'`)
    const thief = await work(ben, image)
    expect([await placesOf(thief), await looks(), await seen(image, 'ben')]).toEqual([
      [],
      [404, 404, 200],
      404,
    ])
  })
})

test('notes hold pictures too; a smaller one and one with the archive’s address count', async () => {
  const [one, two] = [await keep(ada, await noise(900, 300).jpeg().toBuffer()), await keep(ada)]
  const notes = `<p><img src="/images/${one?.hash}-480.webp" alt="A"></p>`
  const endNotes = `<p><img src="http://archive.test/images/${two?.file}" alt="B"></p>`
  const id = (await world.work(ada, { title: 'Noted', notes, chapters: [aChapter({ endNotes })] })) as WorkId
  expect(await placesOf(id)).toEqual(['read', 'read'])
})

test('of the same picture of two people, each has their own', async () => {
  const bytes = await aJpeg(333, 222)
  const [hers, his] = [await keep(ada, bytes), await keep(ben, bytes)]
  expect(hers.hash).toBe(his.hash)
  const [id, other] = [await work(ada, hers), await work(ben, his)]
  expect(await deleteImage(world.db, world.files, ada, hers.hash)).toBe('gone')
  expect(await deleteImage(world.db, world.files, ada, hers.hash)).toBe('no-such-image')
  expect([await placesOf(id), await placesOf(other), await isStored(hers)]).toEqual([[], ['read'], true])
  await deleteImage(world.db, world.files, ben, his.hash)
  expect([await placesOf(other), await isStored(hers), await seen(his, 'ben')]).toEqual([[], false, 404])
})

test('[A-39] no more than a person’s room is taken, also by twenty at once', async () => {
  const cy = await world.person('cyd')
  const first = await keep(cy)
  const each = await roomUsed(world.db, cy.id)
  expect(await keep(cy, await aJpeg(41, 31), each + 1).catch((fault: Error) => fault.message)).toBe('no-room')
  const all = await Promise.allSettled(Array.from({ length: 20 }, async () => keep(cy, undefined, each * 6)))
  const taken = all.filter(({ status }) => status === 'fulfilled').length
  expect(taken).toBeGreaterThan(2)
  expect(taken).toBeLessThan(7)
  expect(await roomUsed(world.db, cy.id)).toBeLessThanOrEqual(each * 6)
  expect((await keep(cy, await aJpeg(40 + 1, 30), each * 100)).hash).not.toBe(first.hash)
})

describe('what nobody uses', () => {
  test('for thirty days is gone, from the store as well', async () => {
    const [unused, used] = [await keep(ada), await keep(ada)]
    await work(ada, used)
    await sweep(new Date(NOW.getTime() + MONTH_MS / 2))
    expect(await isStored(unused)).toBe(true)
    await sweep()
    expect([await isStored(unused), await isStored(used)]).toEqual([false, true])
    expect((await imagesOf(world.db, ada)).images.map(({ hash }) => hash)).not.toContain(unused.hash)
  })

  test('is looked for once a day, from the first picture on', async () => {
    const unused = await keep(ada)
    await world.pool.query(`update images set used_at = '2000-01-01' where hash = $1`, [unused.hash])
    await world.hear()
    expect(await isStored(unused)).toBe(true)
    await world.pool.query(`update graphile_worker._private_jobs set run_at = now() where key = 'trash.aged'`)
    await world.hear()
    expect(await isStored(unused)).toBe(false)
  })

  test('is not what somebody is typing, what a work was, or what lies in the trash', async () => {
    const [typed, was, trashed, whole] = [await keep(ada), await keep(ada), await keep(ada), await keep(ada)]
    const id = await work(ada, was, trashed)
    const inTrash = await work(ada, whole)
    await world.pool.query(
      `insert into manuscripts (key, person_id, part, fields, begun_at, kept_at)
        values (gen_random_uuid(), $1, 'work', $2, now(), now())`,
      [ben.id, { body: shown(typed) }],
    )
    await world.pool.query(`insert into work_revisions (work_id, content_hash, record) values ($1, '', $2)`, [
      id,
      { html: shown(was) },
    ])
    await world.pool.query(
      'insert into trashed_chapters (work_id, chapter, position, trashed_at) values ($1, $2, 1, now())',
      [id, { html: shown(trashed) }],
    )
    await rewrite(id, '<p>neither</p>')
    await world.pool.query(`update works set standing = 'trashed' where id = $1`, [inTrash])
    await sweep()
    for (const image of [typed, was, trashed, whole]) expect(await isStored(image)).toBe(true)
    await world.pool.query('delete from manuscripts')
    await world.pool.query('delete from work_revisions where work_id = $1', [id])
    await world.pool.query('delete from trashed_chapters where work_id = $1', [id])
    await world.pool.query('delete from works where id = $1', [inTrash])
    await sweep()
    for (const image of [typed, was, trashed, whole]) expect(await isStored(image)).toBe(false)
  })

  test('[A-39] is not swept while it is sent again: either it is there whole, or not at all', async () => {
    const bytes = await aJpeg(77, 78)
    for (let round = 0; round < 10; round++) {
      const { hash } = await keep(ada, bytes)
      await world.pool.query(`update images set used_at = '2000-01-01' where hash = $1`, [hash])
      const [, kept] = await Promise.all([sweep(NOW), keep(round % 2 ? ada : ben, bytes)])
      const { rows } = await world.pool.query('select from images where hash = $1', [hash])
      expect([rows.length > 0, await isStored(kept)]).toEqual([true, true])
      await deleteImage(world.db, world.files, ada, hash)
      await deleteImage(world.db, world.files, ben, hash)
    }
  })
})

describe('whoever leaves', () => {
  test('takes their pictures with them, but for those of works that stay', async () => {
    const eve = await world.person('eve')
    const [alone, given] = [await keep(eve), await keep(eve)]
    const id = await work(eve, given)
    await world.pool.query('update works set person_id = $2 where id = $1', [id, ben.id])
    await removeImages(world.db, world.files, eve.id, NOW)
    expect([await isStored(alone), await seen(given, null)]).toEqual([false, 200])
    const [his] = (await imagesOf(world.db, ben, { from: 0, most: 1, hash: given.hash })).images
    expect([his?.name, his?.alt]).toEqual(['', ''])
    expect((await world.pool.query('select from images where person_id = $1', [eve.id])).rows).toEqual([])
  })

  test('leaves to whoever holds a work its pictures', async () => {
    const image = await keep(ada)
    const id = await work(ada, image)
    await world.pool.query('update works set person_id = $2 where id = $1', [id, ben.id])
    await inTransaction(world.db, (trx) => handImages(trx, id, { from: ada.id, now: NOW }))
    await deleteImage(world.db, world.files, ada, image.hash)
    expect(await seen(image, null)).toBe(200)
  })
})
