import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Member } from '../core/actor.ts'
import { parseWorkId, type WorkId } from '../core/ids.ts'
import { type Format, fileName, makeDownload, mayTake, recordJson } from '../export/index.ts'
import { readArchive } from '../site/index.ts'
import { openFiles } from '../storage/open-files.ts'
import { readRecord } from '../works/index.ts'
import { asked, CommandFault, owner, type Tools } from './tools.ts'

interface Asked {
  readonly works: readonly string[]
  readonly format: string
  readonly out?: string
}

const FORMATS = ['json', 'html', 'epub'] as const

/** Writes works as files, or one work to standard output. */
export async function exportWorks(tools: Tools, { works, format, out }: Asked): Promise<number> {
  const wanted = FORMATS.find((one) => one === format)
  if (!wanted) throw new CommandFault(`There is no format “${format}”. Choose one of: ${FORMATS.join(', ')}`)
  if (!out && works.length > 1)
    throw new CommandFault('Several works need a folder to be written to: --out FOLDER')
  const actor = await owner(tools.db)
  const folder = out && asked(out)
  if (folder) await mkdir(folder, { recursive: true }).catch((fault) => unwritable(folder, fault))
  for (const written of works) {
    const id = parseWorkId(written)
    const file = id && (await fileOf(tools, actor, id, wanted))
    if (file === 'not-allowed')
      throw new CommandFault(
        `The creator of work ${written} asks that it is not downloaded, and the archive keeps to that.`,
      )
    if (!id || !file) {
      throw new CommandFault(
        `There is no work ${written}. Works are named by number; bin/palimpsest list shows them.`,
      )
    }
    if (!folder) process.stdout.write(file.bytes)
    else {
      const path = join(folder, `${fileName(file.title, id)}-${id}.${wanted}`)
      await writeFile(path, file.bytes).catch((fault) => unwritable(path, fault))
      console.log(path)
    }
  }
  return 0
}

function unwritable(path: string, fault: Error): never {
  throw new CommandFault(`${path} cannot be written: ${fault.message}. Name another folder: --out FOLDER`)
}

interface File {
  readonly title: string
  readonly bytes: Uint8Array
}

async function fileOf(
  tools: Tools,
  actor: Member,
  id: WorkId,
  format: Format | 'json',
): Promise<File | 'not-allowed' | undefined> {
  if (format === 'json') {
    const record = await readRecord(tools.db, actor, id)
    if (record && !(await mayTake(tools.db, actor, id, record))) return 'not-allowed'
    return record && { title: record.title, bytes: Buffer.from(`${recordJson(record)}\n`) }
  }
  const { name } = await readArchive(tools.db)
  const archive = { name, url: tools.config.baseUrl }
  const files = openFiles(tools.config.dataDir, tools.config.files)
  return makeDownload(tools.db, actor, { id, format, archive, files })
}
