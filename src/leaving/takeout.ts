import { open } from 'node:fs/promises'
import type { Member } from '../core/actor.ts'
import { type OpenZip, openZip } from '../epub/index.ts'
import type { FileStore } from '../storage/file-store.ts'
import { readFile } from '../storage/files.ts'
import type { Db } from '../storage/transaction.ts'
import { takeoutData } from './takeout-data.ts'
import { takeImages } from './takeout-images.ts'
import { type TakenWork, takeoutWorkIds, takeWork } from './takeout-works.ts'

interface TakingOut {
  readonly db: Db
  readonly files: FileStore
  readonly archive: { readonly name: string; readonly url: string }
  readonly now: Date
}

interface To {
  readonly path: string
  readonly progress?: (done: number, all: number) => Promise<void>
}

/**
 * Everything of one person as one zip: data.json (docs/takeout.schema.json), and beside it each work. Written as it is
 * read: at most one work is in memory.
 */
export async function writeTakeout(
  { db, files, archive, now }: TakingOut,
  person: Member,
  { path, progress = async () => undefined }: To,
): Promise<{ readonly works: number; readonly bytes: number }> {
  const file = await open(path, 'wx', 0o600)
  try {
    const zip = openZip((bytes) => file.writeFile(bytes), now)
    const ids = await takeoutWorkIds(db, person)
    await progress(0, ids.length)
    const works: TakenWork[] = []
    for (const [at, id] of ids.entries()) {
      const taken = await takeWork({ db, files, archive, zip }, person, id)
      if (taken) works.push(taken)
      await progress(at + 1, ids.length)
    }
    await takeIcons(db, zip, person)
    const images = await takeImages({ db, files, zip }, person)
    const about = { format: 'palimpsest-takeout', version: 1, madeAt: now.toISOString(), archive }
    const data = { ...about, ...(await takeoutData(db, person)), images, works }
    await zip.add({ name: 'data.json', bytes: Buffer.from(`${JSON.stringify(data, null, 2)}\n`) })
    return { works: works.length, bytes: await zip.end() }
  } finally {
    await file.close()
  }
}

async function takeIcons(db: Db, zip: OpenZip, { id }: Member): Promise<void> {
  const pens = await db
    .selectFrom('pen_names')
    .select(['id', 'icon'])
    .where('person_id', '=', id)
    .where('icon', 'is not', null)
    .orderBy('id')
    .execute()
  for (const pen of pens) {
    const icon = pen.icon && (await readFile(db, pen.icon))
    if (icon) await zip.add({ name: `icons/${pen.id}.${endingOf(icon.type)}`, bytes: icon.bytes })
  }
}

const endingOf = (type: string): string => (type.split('/')[1] ?? '').replace(/[^a-z0-9]/g, '') || 'bin'
