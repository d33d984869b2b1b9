import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPersonById } from '../src/accounts/index.ts'
import type { WorkId } from '../src/core/ids.ts'
import { makeDownload } from '../src/export/index.ts'
import { readGathered } from '../src/import/index.ts'
import { readRecord, type WorkRecord } from '../src/works/index.ts'
import { BASE_URL, makeWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const archive = { name: 'The Lamplighters', url: BASE_URL }

/** What a file cannot say of the archive it came from: how a work came there, and that it was written there. */
const comparable = ({ import: _how, origin: _origin, ...record }: WorkRecord) => record

test.each(['html', 'epub'] as const)(
  'our own %s of every sample work, read in again, is an equal record',
  async (format) => {
    const works = await world.db
      .selectFrom('works')
      .select(['id', 'person_id', 'title'])
      .orderBy('id')
      .execute()
    expect(works.length).toBeGreaterThanOrEqual(40)
    for (const { id, person_id, title } of works) {
      const actor = await findPersonById(world.db, person_id)
      if (!actor) throw new Error(`nobody has work ${id}`)
      const record = await readRecord(world.db, actor, id as WorkId)
      const file = await makeDownload(world.db, actor, { id: id as WorkId, format, archive })
      if (!record || !file || file === 'not-allowed') throw new Error(`work ${id} is not there`)
      const reading = await readGathered({ name: 'x', bytes: file.bytes })
      if (reading.outcome === 'refused') throw new Error(`${title}: ${reading.reason}`)
      expect(reading.record.import?.losses, title).toEqual([])
      const anonymous = {
        creators: [],
        chapters: record.chapters.map(({ creators: _names, ...chapter }) => chapter),
      }
      const expected = comparable(record.anonymous ? { ...record, ...anonymous } : record)
      expect(comparable(reading.record), title).toEqual(expected)
    }
  },
)
