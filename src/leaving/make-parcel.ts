import { mkdir, rename, rm } from 'node:fs/promises'
import {
  agedParcels,
  failParcel,
  findPersonById,
  finishParcel,
  forgetParcel,
  parcelById,
  parcelProgress,
} from '../accounts/index.ts'
import type { FileStore } from '../storage/file-store.ts'
import type { Db } from '../storage/transaction.ts'
import { parcelFile, parcelFolder } from './parcel-files.ts'
import { writeTakeout } from './takeout.ts'

interface Making {
  readonly db: Db
  readonly dataDir: string
  readonly files: FileStore
  readonly baseUrl: string
  readonly archive: () => Promise<string>
  readonly now: () => Date
}

/** Makes what was asked for. Asked twice, it is made twice; stopped half-way, it begins again. */
export async function makeParcel(making: Making, id: string): Promise<void> {
  const { db, dataDir, files, baseUrl, archive, now } = making
  const parcel = await parcelById(db, id)
  const person = parcel && (await findPersonById(db, parcel.person))
  if (!person || parcel.readyAt) return
  const path = parcelFile(dataDir, id)
  const part = `${path}.part`
  await mkdir(parcelFolder(dataDir), { recursive: true, mode: 0o700 })
  await rm(part, { force: true })
  try {
    const where = { name: await archive(), url: baseUrl }
    const progress = (done: number, all: number) => parcelProgress(db, id, { done, all })
    const { bytes } = await writeTakeout({ db, files, archive: where, now: now() }, person, {
      path: part,
      progress,
    })
    await rename(part, path)
    await finishParcel(db, id, bytes, now())
  } catch (fault) {
    await rm(part, { force: true })
    await failParcel(db, id)
    throw fault
  }
}

/** After a week nobody can fetch it any more, and it is not there. */
export async function forgetOldParcels({
  db,
  dataDir,
  now,
}: Pick<Making, 'db' | 'dataDir' | 'now'>): Promise<void> {
  for (const id of await agedParcels(db, now())) {
    await rm(parcelFile(dataDir, id), { force: true })
    await rm(`${parcelFile(dataDir, id)}.part`, { force: true })
    await forgetParcel(db, id)
  }
}
