import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import { isImageAddress } from '../../core/image-address.ts'
import { cleanHtml } from '../../prose/index.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { describeImage } from '../../works/index.ts'
import { escapeText } from '../text-html.ts'

/** What its writer says of a picture that came without words: what it shows, or that it is to be left out. */
export interface Describing {
  readonly address: string
  readonly alt: string
  readonly leaveOut: boolean
}

const UNDESCRIBED = /<img src="(\/images\/[0-9a-f]{64}\.(?:jpg|png|gif))" alt="">/g

/** The pictures in the chapters that are left in, and in the notes, of which nobody has said what they show. */
export async function undescribed(db: Db, document: string): Promise<readonly string[]> {
  const { rows } = await sql<{ text: string }>`
    select array_to_string(blocks, ' ') as text from document_chapters
      where document_id = ${document} and not left_out and array_to_string(blocks, ' ') like '%/images/%'
    union all select value from documents, jsonb_each_text(notes)
      where documents.id = ${document} and value like '%/images/%'`.execute(db)
  return [...new Set(rows.flatMap(({ text }) => [...text.matchAll(UNDESCRIBED)].map(([, at = '']) => at)))]
}

const LONGEST = 1_000

/** In the chapters, in the notes, and in what was read, from which chapters are parted anew. */
export async function describePictures(
  trx: Transaction,
  by: Member,
  document: string,
  all: readonly Describing[],
): Promise<void> {
  for (const { address, alt: typed, leaveOut } of all) {
    const alt = typed.replace(/\s+/g, ' ').trim().slice(0, LONGEST)
    if (!isImageAddress(address) || (alt === '' && !leaveOut)) continue
    await putInPlace(trx, document, `<img src="${address}" alt="">`, leaveOut ? '' : written(address, alt))
    if (!leaveOut) await describeImage(trx, by, address, alt)
  }
}

/** As the cleaner spells it. */
function written(address: string, alt: string): string {
  const quoted = escapeText(alt).replaceAll('"', '&quot;')
  const clean = cleanHtml(`<p><img src="${address}" alt="${quoted}"></p>`, 'content')
  return clean.slice('<p>'.length, -'</p>'.length)
}

async function putInPlace(trx: Transaction, document: string, from: string, to: string): Promise<void> {
  await sql`update document_chapters set blocks = array(
      select replace(block, ${from}, ${to}) from unnest(blocks) with ordinality as told (block, at) order by at)
    where document_id = ${document} and array_to_string(blocks, ' ') like '%/images/%'`.execute(trx)
  const [inFrom, inTo] = [from, to].map((text) => JSON.stringify(text).slice(1, -1))
  await sql`update documents set files_read = replace(files_read, ${inFrom}, ${inTo}),
    notes = replace(notes::text, ${inFrom}, ${inTo})::jsonb where id = ${document}`.execute(trx)
}

/** The pictures of documents that wait stay as long as these. */
export async function waitingPictures(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ hash: string }>`select distinct address[1] as hash from documents
    cross join lateral regexp_matches(files_read || notes::text, '/images/([0-9a-f]{64})', 'g') as address
    where became_at is null`.execute(db)
  return rows.map(({ hash }) => hash)
}
