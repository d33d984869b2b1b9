import { sql } from 'kysely'
import type { WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { sheetOf } from '../skins/index.ts'
import type { Db } from '../storage/transaction.ts'
import { CHANGED_AT, WORK_IMAGES, WORK_SHEET, type WorkImages } from '../works/index.ts'
import { UNLINKED_SIGNERS } from './unlinked-signers.ts'

/** What a file of a work is made from beside its record. Whether they may have it was asked before, or is meanwhile. */
export interface BookFacts {
  readonly modified: Date
  /** Where the pen names lead that are not shown to be anybody's. */
  readonly unlinked: ReadonlyMap<string, string>
  /** The paths of its series, by their titles. */
  readonly series: ReadonlyMap<string, string>
  readonly skin: string | undefined
  /** Nobody but its creators sees it yet, or any more. */
  readonly draft: boolean
  readonly images: WorkImages
  /** The cover it had last; which that is, its tag says. Not asked for everywhere. */
  readonly cover: LastCover | undefined
}

export interface LastCover {
  readonly tag: string
  readonly picture: Uint8Array
}

interface Row {
  readonly modified: Date
  readonly unlinked: readonly { readonly name: string; readonly code: string }[]
  readonly series: readonly { readonly id: number; readonly title: string }[]
  readonly css: string | null
  readonly draft: boolean
  readonly images: WorkImages | null
  readonly tag: string | null
  readonly picture: Buffer | null
}

/** One question for all of them: each by itself costs more on the way than in the database. */
export async function bookFacts(
  db: Db,
  id: WorkId,
  withCover: 'with-cover' | 'without-cover' = 'without-cover',
): Promise<BookFacts> {
  const cover = withCover === 'with-cover' ? sql`packed_covers.work_id = works.id` : sql`false`
  const { rows } = await sql<Row>`
    select ${CHANGED_AT} as modified, ${UNLINKED_SIGNERS} as unlinked, ${SERIES} as series, ${WORK_SHEET} as css, works.standing not in ('posted', 'hidden') as draft,
      ${WORK_IMAGES} as images, packed_covers.tag, packed_covers.picture
    from works left join packed_covers on ${cover} where works.id = ${id}`.execute(db)
  const row = rows[0]
  return {
    modified: row?.modified ?? new Date(0),
    unlinked: new Map(row?.unlinked.map(({ name, code }) => [name, href(routes.pen, { code })])),
    series: new Map(row?.series.map(({ id: seriesId, title }) => [title, href(routes.series, { seriesId })])),
    draft: row?.draft ?? false,
    skin: row?.css ? sheetOf(row.css) : undefined,
    images: row?.images ?? {},
    cover: row?.tag && row.picture ? { tag: row.tag, picture: row.picture } : undefined,
  }
}

const SERIES = sql`(select coalesce(json_agg(json_build_object('id', series.id, 'title', series.title)), '[]')
  from series_works join series on series.id = series_id where series_works.work_id = works.id)`
