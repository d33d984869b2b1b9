import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'
import { readConfig } from '../core/config.ts'
import { addFonts, listFonts } from './fonts.ts'
import { CommandFault, type Tools } from './tools.ts'

const SLOW = { timeout: 60_000 }

let world: World
let tools: Tools
let folder: string
beforeAll(async () => {
  world = await makeWorld()
  const config = readConfig({ DATA_DIR: world.dataDir })
  tools = { db: world.db, config, now: () => new Date() }
  folder = join(world.dataDir, 'fonts')
  mkdirSync(folder)
})
afterAll(() => world.end())

async function said(command: () => Promise<number>): Promise<string> {
  const says = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    expect(await command()).toBe(0)
    return says.mock.calls.flat().join('\n')
  } finally {
    says.mockRestore()
  }
}
const fault = async (which: string, more: { from?: string; registry?: string } = {}): Promise<string> => {
  const caught = await said(() => addFonts(tools, { which, ...more })).catch((one: unknown) => one)
  if (!(caught instanceof CommandFault)) throw new Error(`no fault of the call: ${caught}`)
  return caught.message
}

test('what works are written in is listed with the face it has', async () => {
  expect(await fault('xx')).toContain('fonts add kr')
  const keeper = await world.person('keeper', 'owner')
  expect(await said(() => listFonts(tools))).toBe('There are no works yet.')
  for (const language of ['en', 'de', 'ka', 'ko']) await world.work(keeper, { language })
  const listed = await said(() => listFonts(tools))
  expect(listed).toContain('Latin (Deutsch, English): 2 works; Libertinus Serif')
  expect(listed).toMatch(/Georgian \(ka\): 1 work; Noto (Sans|Serif) Georgian/)
  expect(listed).toContain('Korean (한국어): 1 work; ')
})

test('without the network nothing is half there, and the fault says so', SLOW, async () => {
  const before = readdirSync(folder, { recursive: true })
  const told = await fault('jp', { registry: 'http://127.0.0.1:9' })
  expect(told).toContain('Is the network there?')
  expect(told).toContain('ECONNREFUSED')
  expect(readdirSync(folder, { recursive: true })).toEqual(before)
})

test('without npm the fault says what else can be done', async () => {
  vi.stubEnv('PATH', '/nowhere')
  expect(await fault('tc')).toContain('needs npm')
  vi.unstubAllEnvs()
  expect(existsSync(join(folder, 'embedpdf-fonts-tc-1.0.0'))).toBe(false)
})
