import { afterAll, beforeAll, expect, test } from 'vitest'
import { BASE_URL, makeWorld, type World } from '../../test/world.ts'
import { NOTHING_SAID } from '../works/index.ts'
import { exportWorks } from './export-works.ts'
import type { Tools } from './tools.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

test.each(['json', 'html', 'epub'])(
  'a work whose creator says no to downloads is not written as %s for others',
  async (format) => {
    const permissions = { ...NOTHING_SAID, download: 'no' } as const
    const tools = { db: world.db, config: { baseUrl: BASE_URL } } as Tools
    const theirs = await world.work(await world.known('writer'), { title: `Theirs ${format}`, permissions })
    await expect(exportWorks(tools, { works: [String(theirs)], format })).rejects.toThrow(
      'asks that it is not downloaded',
    )
    const own = await world.work(await world.known('moderator'), { title: `Own ${format}`, permissions })
    const out = `${world.dataDir}/${format}`
    expect(await exportWorks(tools, { works: [String(own)], format, out })).toBe(0)
  },
)
