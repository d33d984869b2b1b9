import { sql } from 'kysely'
import { type Actor, GUEST } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import {
  type ImageName,
  type ImageType,
  imageFile,
  SMALLER_TYPE,
  smallerFile,
} from '../../core/image-address.ts'
import type { Db } from '../../storage/transaction.ts'
import { ownWork, visibleTo } from '../visibility.ts'

export interface SeenImage {
  /** In the store of files. */
  readonly file: string
  readonly type: string
  /** Everybody may see it now. */
  readonly public: boolean
}

/**
 * A picture as this reader may see it: whose it is, and whoever may open a work in which it stands. For all others
 * it is not there, whether it exists or not.
 */
export async function imageFor(
  db: Db,
  actor: Actor,
  { hash, width }: ImageName,
): Promise<SeenImage | undefined> {
  const { rows } = await sql<{ type: ImageType; widths: readonly number[]; public: boolean }>`
    select type, widths, (${standsFor(GUEST)}) as public from image_files
    where hash = ${hash} and (${standsFor(actor)} or exists (
      select from images where images.hash = image_files.hash
        and person_id = ${actor.type === 'member' ? actor.id : null}))`.execute(db)
  const [row] = rows
  if (!row) return undefined
  if (width === undefined) return { file: imageFile(hash, row.type), type: row.type, public: row.public }
  if (!row.widths.includes(width)) return undefined
  return { file: smallerFile(hash, width), type: SMALLER_TYPE, public: row.public }
}

/** Where its readers see it, for those; where it waits, or stood once, for the work's makers. */
const standsFor = (actor: Actor) => sql<boolean>`exists (
  select from work_images join works on works.id = work_id where work_images.hash = image_files.hash
    and ${visibleTo(actor)} and (place = 'read' or ${ownWork(actor)})) or ${inSkinFor(actor)}`

/** In a skin of whoever keeps the picture here: worn by a work that this reader may open, or everybody's. */
const inSkinFor = (actor: Actor) => sql<boolean>`exists (
  select from skin_images join skins on skins.id = skin_images.skin_id
    join images on images.hash = skin_images.hash and images.person_id = skins.person_id
  where skin_images.hash = image_files.hash and (skins.standing = 'approved' or exists (
    select from works where works.skin_id = skins.id and ${visibleTo(actor)})))`

/** What a page has to know of a picture to show it well. */
interface ImageFacts {
  readonly type: ImageType
  readonly width: number
  readonly height: number
  readonly widths: readonly number[]
  readonly moving: boolean
}

/** By hash; null where a work has none, as most do. Of the work in whose row it is asked for. */
export type WorkImages = Readonly<Record<string, ImageFacts>>

export const WORK_IMAGES = sql<WorkImages | null>`(
  select json_object_agg(hash, json_build_object(
    'type', type, 'width', width, 'height', height, 'widths', widths, 'moving', moving))
  from work_images join image_files using (hash) where work_images.work_id = works.id)`

/** Of one work that may be opened: whoever asks knows that. */
export async function imagesIn(db: Db, id: WorkId): Promise<WorkImages> {
  const row = await db
    .selectFrom('works')
    .select(WORK_IMAGES.as('images'))
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.images ?? {}
}
