import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gather, readGathered } from '../../src/import/index.ts'
import { HEAVIEST, HOSTILE } from './hostile-files.ts'

/**
 * A process of its own, with little memory: makes the files named, one after another, reads each as the importer
 * would, and says what became of it, a line of JSON each.
 */
const folder = mkdtempSync(join(tmpdir(), 'palimpsest-hostile-'))
try {
  for (const name of process.argv.slice(2)) await readOne(name)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function readOne(name: string): Promise<void> {
  const path = join(folder, 'file')
  writeFileSync(path, ({ ...HOSTILE, ...HEAVIEST }[name] ?? missing(name)).made())
  // What made the file is not what reads it.
  globalThis.gc?.()
  const before = process.cpuUsage()
  const outcomes: string[] = []
  for await (const file of gather([path])) {
    const reading = await readGathered(file)
    outcomes.push(
      reading.outcome === 'refused'
        ? `refused ${reading.why} ${reading.reason}`
        : `read ${reading.record.chapters.length} chapters`,
    )
  }
  const { user, system } = process.cpuUsage(before)
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(
    JSON.stringify({ name, outcome: outcomes.join('; '), megabytes, seconds: (user + system) / 1e6 }),
  )
}

function missing(name: string): never {
  throw new Error(`there is no file “${name}”`)
}
