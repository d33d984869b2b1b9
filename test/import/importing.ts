import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Member } from '../../src/core/actor.ts'
import type { WorkId } from '../../src/core/ids.ts'
import { bringIn, type FileReport, readGathered, type Whose } from '../../src/import/index.ts'
import { readRecord, type WorkRecord } from '../../src/works/index.ts'
import { BASE_URL, NOW, type World } from '../world.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/import')

export const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8')
export const fixtureBytes = (name: string): Uint8Array => new Uint8Array(readFileSync(join(FIXTURES, name)))

/** Every file of a work that AO3 ever wrote, and that converters made of one: one of each format and era. */
export const everyEra = (): string[] => [
  ...readdirSync(FIXTURES).filter((name) => /\.(?:html|epub)$/.test(name) && !name.startsWith('refused')),
  ...readdirSync(join(FIXTURES, 'text'))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => `text/${name}`),
]

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** As the importer takes a file in; the name plays no part. */
export async function bring(
  { db }: World,
  by: Member,
  file: Uint8Array | string,
  whose: Whose = 'kept',
  name = 'a file',
): Promise<FileReport> {
  const reading = await readGathered({ name, bytes: typeof file === 'string' ? bytesOf(file) : file })
  return bringIn({ db, by, whose, baseUrl: BASE_URL, now: () => NOW }, name, reading)
}

export async function brought(...given: Parameters<typeof bring>) {
  const report = await bring(...given)
  if (report.outcome === 'refused') throw new Error(`${report.name}: ${report.reason}`)
  return report
}

export async function recordOf({ db }: World, by: Member, id: WorkId): Promise<WorkRecord> {
  const record = await readRecord(db, by, id)
  if (!record) throw new Error(`${by.name} sees no work ${id}`)
  return record
}

export const worksIn = async ({ db }: World) => db.selectFrom('works').selectAll().orderBy('id').execute()

/** Files in a folder of their own. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): {
  path: string
  gone: () => void
} {
  const path = mkdtempSync(join(tmpdir(), 'palimpsest-import-'))
  for (const [name, data] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), data)
  }
  return { path, gone: () => rmSync(path, { recursive: true, force: true }) }
}
