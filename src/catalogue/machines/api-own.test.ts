import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { notePlace } from '../../library/index.ts'
import { ANSWERS } from './api-openapi.ts'
import { aPlaceIn, type OwnThings, onShelf, ownThings, PLACES, readBy, SHELVES } from './api-own.fixtures.ts'
import { PLACES_TAKEN } from './api-own-shapes.ts'
import { PROBLEM } from './api-shapes.ts'

let world: World
let own: OwnThings
beforeAll(async () => {
  world = await makeWorld('sample')
  own = await ownThings(world)
})
afterAll(() => world.end())
beforeEach(() => world.pool.query('delete from places'))

describe('a chapter', () => {
  test('is found from its work, and is what its description says', async () => {
    const work = (await readBy(world, `/api/v1/works/${own.at.given}`)) as {
      contents: { id: number; position: number }[]
    }
    expect(work.contents.map(({ position }) => position)).toEqual([1, 2])
    for (const of of ['open', 'closed', 'kept', 'given'] as const) {
      const said = await readBy(world, own.chapter(of))
      expect((ANSWERS.apiChapter as z.ZodType).parse(said)).toEqual(said)
    }
    const second = (await readBy(
      world,
      `/api/v1/works/${own.at.given}/chapters/${work.contents[1]?.id}`,
    )) as {
      previous: string
    }
    expect(new URL(second.previous).pathname).toBe(own.chapter('given'))
  })

  test('has its text for programs where its creator gave it to machines, and for its makers and keepers', async () => {
    const text = async (of: keyof OwnThings['chapters'], who: string | null): Promise<unknown> =>
      ((await (await world.get(own.chapter(of), who)).json()) as { text_html: unknown }).text_html
    expect(await text('given', null)).toContain('Qzwords')
    expect(await text('open', null)).toBeNull()
    expect(await text('open', 'reader')).toBeNull()
    expect(await text('open', 'writer')).toContain('Qzwords')
    expect(await text('kept', 'reader')).toContain('Qzwords')
    expect((await world.get(own.chapter('given'))).headers.get('tdm-reservation')).toBe('0')
    expect((await world.get(own.chapter('open'))).headers.get('tdm-reservation')).toBe('1')
  })
})

describe('places', () => {
  test('go and come by a key, each with what became of it', async () => {
    const [hour] = [new Date(NOW.getTime() - 3_600_000).toISOString()]
    const places = [
      {
        work: own.at.closed,
        chapter: own.chapters.closed,
        paragraph: 3,
        share: 0.2,
        device: 'Kobo',
        at: NOW.toISOString(),
      },
      { work: own.at.closed, share: 0.1, at: hour },
      { work: 999_999, share: 0.1, at: hour },
    ]
    const answer = await own.asProgram('PUT', PLACES, { places })
    expect(answer.status).toBe(200)
    const taken = PLACES_TAKEN.parse(await answer.json())
    expect(taken.places.map(({ outcome }) => outcome)).toEqual(['noted', 'older', 'no-such-work'])
    const said = (await (await own.asProgram('GET', PLACES)).json()) as { now: string; places: unknown[] }
    expect((ANSWERS.apiPlaces as z.ZodType).parse(said)).toEqual(said)
    expect(said.places).toMatchObject([
      { work: { title: 'Qzclosed' }, chapter: own.chapters.closed, device: 'Kobo' },
    ])
    expect(await readBy(world, `${PLACES}?since=${said.now}`)).toMatchObject({ places: [] })
    expect(await readBy(world, `${PLACES}?since=2001-01-01`)).toMatchObject({ places: [{ paragraph: 3 }] })
  })

  test('in works that are not to be seen any more are nowhere', async () => {
    const place = {
      workId: own.at.closed as WorkId,
      chapterId: own.chapters.closed as ChapterId,
      paragraph: 1,
      share: 0.5,
    }
    await notePlace(world.db, await world.known('reader'), { ...place, device: '', at: NOW }, NOW)
    await world.pool.query("update works set standing = 'hidden' where id = $1", [own.at.closed])
    expect(await readBy(world, PLACES)).toMatchObject({ places: [] })
    await world.pool.query("update works set standing = 'posted' where id = $1", [own.at.closed])
  })

  test('[A-33] that make no sense are refused whole, and the field is named', async () => {
    const [place = {}] = aPlaceIn(own).places
    const faults: readonly (readonly [unknown, string])[] = [
      [undefined, 'places'],
      ['{"places":', 'places'],
      [{ places: [] }, 'places'],
      [{ places: Array.from({ length: 201 }, () => place) }, 'places'],
      [{ places: [place, { ...place, share: 2 }] }, 'places.1.share'],
      [{ places: [{ ...place, work: 0 }] }, 'places.0.work'],
      [{ places: [{ ...place, work: 2 ** 40 }] }, 'places.0.work'],
      [{ places: [{ ...place, paragraph: -1 }] }, 'places.0.paragraph'],
      [{ places: [{ ...place, at: 'now' }] }, 'places.0.at'],
      [{ places: [{ ...place, device: 'x'.repeat(101) }] }, 'places.0.device'],
    ]
    for (const [body, field] of faults) {
      const answer = await own.send('PUT', PLACES, { who: 'reader', body })
      expect(answer.status, field).toBe(400)
      expect(PROBLEM.parse(await answer.json()).detail).toContain(`“${field}”`)
    }
    const long = await own.asProgram('PUT', PLACES, { places: 'x'.repeat(1_100_000) })
    expect(long.status).toBe(413)
    expect(PROBLEM.parse(await long.json()).remedy).toContain('megabyte')
    expect(await readBy(world, PLACES)).toMatchObject({ places: [] })
  })
})

describe('shelves', () => {
  test('are listed, and hold what was put there until it is taken off', async () => {
    const said = (await readBy(world, SHELVES)) as { shelves: { key: string; works: number; name: string }[] }
    expect((ANSWERS.apiShelves as z.ZodType).parse(said)).toEqual(said)
    expect(said.shelves.map((shelf) => shelf.key)).toEqual([
      'later',
      'reading',
      'read',
      'dropped',
      'library',
      String(own.shelf),
    ])
    const works = async (shelf: string | number): Promise<readonly string[]> => {
      const page = (await readBy(world, `${SHELVES}/${shelf}`)) as { works: { title: string }[] }
      expect((ANSWERS.apiShelf as z.ZodType).parse(page)).toEqual(page)
      return page.works.map(({ title }) => title)
    }
    for (const [shelf, work, title] of [
      ['read', own.at.open, 'Qzopen'],
      [own.shelf, own.at.kept, 'Qzkept'],
    ] as const) {
      expect(await works(shelf)).toEqual([])
      expect((await own.asProgram('PUT', onShelf(shelf, work))).status).toBe(204)
      expect((await own.asProgram('PUT', onShelf(shelf, work))).status).toBe(204)
      expect(await works(shelf)).toEqual([title])
      expect((await own.asProgram('DELETE', onShelf(shelf, work))).status).toBe(204)
      expect((await own.asProgram('DELETE', onShelf(shelf, work))).status).toBe(204)
      expect(await works(shelf)).toEqual([])
    }
  })

  test('have each work once: where it is put, it leaves the list it was in, and no other list takes it off', async () => {
    await own.asProgram('PUT', onShelf('later', own.at.open))
    await own.asProgram('PUT', onShelf('read', own.at.open))
    await own.asProgram('DELETE', onShelf('later', own.at.open))
    expect(await readBy(world, `${SHELVES}/later`)).toMatchObject({ total: 0 })
    expect(await readBy(world, `${SHELVES}/read?q=Qzopen`)).toMatchObject({ total: 1 })
    await own.asProgram('DELETE', onShelf('read', own.at.open))
  })

  test('refuse what cannot stand there, each with its remedy', async () => {
    const refused: readonly (readonly [string, number])[] = [
      [onShelf('library', own.at.open), 409],
      [onShelf('later', 999_999), 404],
      [onShelf(own.shelf, own.at.open), 404],
      [onShelf(999_999, own.at.kept), 404],
      [onShelf('__proto__', own.at.kept), 404],
      [`${SHELVES}/later/works/x`, 404],
    ]
    for (const [path, status] of refused)
      for (const method of ['PUT', 'DELETE']) {
        if (method === 'DELETE' && path.includes('/later/works/9')) continue
        const answer = await own.asProgram(method, path)
        expect(answer.status, `${method} ${path}`).toBe(status)
        expect(PROBLEM.parse(await answer.json()).remedy).not.toBe('')
      }
  })
})
