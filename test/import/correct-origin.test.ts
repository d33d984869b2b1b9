import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { correctOriginOf } from '../../src/cli/correct-origin.ts'
import type { Tools } from '../../src/cli/tools.ts'
import { readConfig } from '../../src/core/config.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../world.ts'

let world: World
let tools: Tools
beforeAll(async () => {
  world = await makeWorld()
  tools = { db: world.db, config: readConfig({ BASE_URL }), now: () => NOW }
})
afterAll(() => world.end())

test('[I-013] the keepers correct where a work came from on the command line', async () => {
  await world.person('keeper', 'owner')
  const writer = await world.person('writer')
  const origin = { url: 'https://old.example/1', archive: 'old.example' }
  const work = String(await world.work(writer, { origin }))
  const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  expect(await correctOriginOf(tools, { work, url: 'https://new.example/1?id=2#top' })).toBe(0)
  printed.mockRestore()
  const leads = (url: string) => world.get(`/works/original?url=${encodeURIComponent(url)}`)
  expect((await leads('https://new.example/1?id=2')).headers.get('location')).toBe(`/works/${work}`)
  expect((await leads(origin.url)).status).toBe(404)
  await world.work(writer, { origin })
  const draft = String(await world.work(writer, { title: 'Not Yet' }, 'draft'))
  await expect(correctOriginOf(tools, { work, url: origin.url })).rejects.toThrow(
    /came from that address already/,
  )
  await expect(correctOriginOf(tools, { work: draft, url: origin.url })).rejects.toThrow(/no work/)
  await expect(correctOriginOf(tools, { work: 'seven', url: origin.url })).rejects.toThrow(/no work's number/)
  await expect(correctOriginOf(tools, { work, url: 'new.example' })).rejects.toThrow(/no address on the web/)
})
