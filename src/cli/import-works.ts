import { stat } from 'node:fs/promises'
import { findByLogin } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { bringIn, type FileReport, gather, type Importer, readGathered } from '../import/index.ts'
import { openFiles } from '../storage/open-files.ts'
import { growing } from '../works/index.ts'
import { countsLine, countsOf, harmless, jsonOf, tableOf } from './import-table.ts'
import { asked, CommandFault, owner, type Tools } from './tools.ts'

interface Asked {
  readonly paths: readonly string[]
  readonly as?: string
  readonly mine?: boolean
  readonly json?: boolean
}

/**
 * Files being stored while the next are read. While one is parsed (5 ms) no other can send its next statement, and a
 * work takes a dozen: with 3 at once both sides wait, with 6 a work took 0.8 of the time.
 */
const AT_ONCE = 6

/** Beyond this a file is read alone: a tree of its tags takes many times its size. */
const LARGE = 2 * 1024 * 1024

/** Brings files in, says of each what was lost and mended, ends with a table; the status is 1 when any was refused. */
export async function importWorks(tools: Tools, { paths, as, mine, json }: Asked): Promise<number> {
  const by = await importerOf(tools, as)
  const from = paths.map(asked)
  for (const path of from) await stat(path).catch(() => missing(path))
  const whose = mine ? 'mine' : as ? 'by-name' : 'kept'
  const { dataDir, files, imageRoom: room, baseUrl } = tools.config
  const pictures = { files: openFiles(dataDir, files), room }
  const importer: Importer = { db: tools.db, by, whose, baseUrl, now: tools.now, pictures }
  const reports: FileReport[] = []
  const archive = growing(tools.db)
  for await (const report of brought(importer, from)) {
    reports.push(report)
    if (report.outcome === 'imported') await archive.grown()
    if (!json) for (const line of linesOf(report)) console.log(line)
  }
  await archive.ended()
  if (json) console.log(jsonOf({ files: reports, counts: countsOf(reports) }))
  else console.log(['', ...(reports.length ? [...tableOf(reports), ''] : []), countsLine(reports)].join('\n'))
  return reports.some((report) => report.outcome === 'refused') ? 1 : 0
}

function missing(path: string): never {
  throw new CommandFault(`There is nothing at ${path}. Name files, folders or zip files that exist.`)
}

async function importerOf({ db }: Tools, as: string | undefined): Promise<Member> {
  const belongsTo = await owner(db)
  if (!as) return belongsTo
  const person = await findByLogin(db, as)
  if (person) return person
  throw new CommandFault(
    `There is no account “${as}”. Make it first: bin/palimpsest user add ${as} --email ADDRESS`,
  )
}

/** One file's report after another, in order; the next files are read while the last are stored. */
async function* brought(importer: Importer, paths: readonly string[]): AsyncGenerator<FileReport> {
  const underway: Promise<FileReport>[] = []
  for await (const file of gather(paths)) {
    const large = 'bytes' in file && file.bytes.length > LARGE
    if (large) while (underway.length) yield (await underway.shift()) as FileReport
    const report = readGathered(file).then((reading) => bringIn(importer, file.name, reading))
    report.catch(() => undefined)
    underway.push(report)
    while (underway.length >= (large ? 1 : AT_ONCE)) yield (await underway.shift()) as FileReport
  }
  for (const report of underway) yield await report
}

const linesOf = (report: FileReport): string[] => saidOf(report).map(harmless)

function saidOf(report: FileReport): string[] {
  if (report.outcome === 'refused') return [`refused       ${report.name}`, `              ${report.reason}`]
  const { outcome, name, workId, title, chapters, words, losses, repairs, statements, audience } = report
  const counted = `${words.counted.toLocaleString('en')} words`
  const stated = words.stated === null ? '' : ` (${words.stated.toLocaleString('en')} stated)`
  const about = `${chapters} ${chapters === 1 ? 'chapter' : 'chapters'}, ${counted}${stated}, ${audience === 'kept' ? 'a kept copy' : audience}`
  return [
    `${outcome.padEnd(13)} ${name}`,
    `              work ${workId}: ${title}`,
    `              ${about}`,
    ...losses.map((loss) => `              lost: ${loss}`),
    ...repairs.map((repair) => `              mended: ${repair}`),
    ...statements.map(
      ({ permission, says, quote }) => `              ${permission}: ${says}, for it says “${quote}”`,
    ),
  ]
}
