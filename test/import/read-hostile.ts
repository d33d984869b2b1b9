import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gather, readGathered } from '../../src/import/index.ts'
import { HOSTILE } from './hostile-files.ts'

/** In a process of its own, with little memory: makes the file asked for, reads it, says what became of it. */
const made = HOSTILE[process.argv[2] ?? '']?.made
if (!made) throw new Error('which file?')
const folder = mkdtempSync(join(tmpdir(), 'palimpsest-hostile-'))
try {
  const path = join(folder, 'file')
  writeFileSync(path, made())
  for await (const file of gather([path])) {
    const reading = await readGathered(file)
    const said =
      reading.outcome === 'refused'
        ? `${reading.why} ${reading.reason}`
        : `${reading.record.chapters.length} chapters`
    const { maxRSS } = process.resourceUsage()
    console.log(
      `${reading.outcome} ${said} (${Math.round(maxRSS / 1024)} MB, ${Math.round(process.cpuUsage().user / 1e6)} s)`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
