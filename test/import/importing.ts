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

/** An AO3 download of our own prose: what is not said is ordinary. */
export function download(some: {
  id?: number
  title?: string
  by?: string
  rows?: Readonly<Record<string, string>>
  preface?: string
  stats?: string
  summary?: string
  chapters?: string
  afterword?: string
}): string {
  const { id = 4711, title = 'A Lamp', by = '<a rel="author" href="/users/wick/pseuds/wick">wick</a>' } = some
  const rows = {
    Rating: '<a href="https://archiveofourown.org/tags/General%20Audiences">General Audiences</a>',
    'Archive Warning': '<a href="x">No Archive Warnings Apply</a>',
    Fandom: '<a href="x">Original Work</a>',
    Language: 'English',
    ...some.rows,
    Stats: some.stats ?? 'Published: 2026-01-02 Words: 9 Chapters: 1/1',
  }
  const list = Object.entries(rows).map(([label, value]) => `<dt>${label}:</dt><dd>${value}</dd>`)
  const text = some.chapters ?? '<div class="userstuff"><p>It was lit before anyone asked.</p></div>'
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body>
<div id="preface"><p class="message"><b>${title}</b><br>Posted originally on the <a href="https://archiveofourown.org/">Archive of Our Own</a> at <a href="https://archiveofourown.org/works/${id}">https://archiveofourown.org/works/${id}</a>.</p>
<div class="meta"><dl class="tags">${list.join('')}</dl><h1>${title}</h1><div class="byline">by ${by}</div>${
    some.summary === undefined
      ? ''
      : `<p>Summary</p><blockquote class="userstuff">${some.summary}</blockquote>`
  }${some.preface ?? ''}</div></div>
<div id="chapters" class="userstuff">${text}</div>
<div id="afterword"><div class="meta">${some.afterword ?? ''}</div><p class="message">Please drop by the Archive and comment to let the creator know if you enjoyed their work!</p></div></body></html>`
}

/** Chapters with heads, as downloads of many have. */
export const chapterBoxes = (count: number, title = (at: number) => `Square ${at}`): string =>
  Array.from(
    { length: count },
    (_, at) =>
      `<div class="meta group"><h2 class="heading">Chapter ${at + 1}: ${title(at + 1)}</h2></div><div class="userstuff"><p>The ${at + 1}th lamp.</p></div>`,
  ).join('')

/** One of our own downloads with this in its hidden part: a stranger can write anything there. */
export function carrying(carried: object, some: Parameters<typeof download>[0] = {}): string {
  const json = JSON.stringify(carried).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return download(some).replace('<head>', `<head><meta name="palimpsest:record" content="${json}">`)
}
