import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeWorld, NOW } from '../../test/world.ts'
import { requestImport } from './import-runs.ts'
import { sweepUploads, uploadFolder } from './index.ts'

test('what was half sent when the program ended is removed after a day; what waits to be read is not', async () => {
  const world = await makeWorld()
  const by = await world.person('wick')
  const made = (name: string, hours: number): string => {
    const folder = join(uploadFolder(world.dataDir), name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, '0'), 'half of a file')
    const at = new Date(NOW.getTime() - hours * 3_600_000)
    utimesSync(folder, at, at)
    return folder
  }
  const [left, fresh, waits] = [made('upload-left', 30), made('upload-fresh', 2), made('upload-waits', 300)]
  await requestImport(world.db, {
    by,
    whose: 'kept',
    files: [{ name: 'a.html', keptAt: join(waits, '0') }],
  })
  await sweepUploads(world.db, world.dataDir, NOW)
  expect([left, fresh, waits].map((folder) => existsSync(folder))).toEqual([false, true, true])
  await world.end()
})
