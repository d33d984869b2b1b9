import { sql } from 'kysely'
import type { TagId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { Kind } from './kinds.ts'
import { tagKey } from './names.ts'

/** A tag as the verbs change it. */
export interface TagRow {
  readonly id: TagId
  readonly kind: Kind
  readonly name: string
  readonly canonical: boolean
  readonly synonymOf: TagId | null
  /** Absent in what was written down before tags could be banned: it is as it is. */
  readonly banned?: boolean
}

/** From the one below to the one above. */
export type Link = readonly [below: TagId, above: TagId]

/** Some of the graph at one moment. */
export interface GraphPart {
  readonly tags: readonly TagRow[]
  readonly parents: readonly Link[]
  readonly metaTags: readonly Link[]
}

/** Tags as they were and become; links that go, and links that come. The other way round, it is its own undoing. */
export interface Change {
  readonly before: GraphPart
  readonly after: GraphPart
}

export const NOTHING: GraphPart = { tags: [], parents: [], metaTags: [] }

export const isNothing = ({ tags, parents, metaTags }: GraphPart): boolean =>
  tags.length + parents.length + metaTags.length === 0

export const joined = (a: GraphPart, b: GraphPart): GraphPart => ({
  tags: [...a.tags, ...b.tags],
  parents: [...a.parents, ...b.parents],
  metaTags: [...a.metaTags, ...b.metaTags],
})

/** Do both say something of the same tag, or of the same link? */
export function shareFacts(a: GraphPart, b: GraphPart): boolean {
  const facts = (part: GraphPart): string[] => [
    ...part.tags.map((tag) => `tag ${tag.id}`),
    ...part.parents.map(([below, above]) => `parent ${below} ${above}`),
    ...part.metaTags.map(([below, above]) => `meta ${below} ${above}`),
  ]
  const said = new Set(facts(a))
  return facts(b).some((fact) => said.has(fact))
}

export function touchedBy({ before, after }: Change): TagId[] {
  const ids = [before, after].flatMap((part) => [
    ...part.tags.map((tag) => tag.id),
    ...part.parents.flat(),
    ...part.metaTags.flat(),
  ])
  return [...new Set(ids)].sort((a, b) => a - b)
}

export async function applyChange(trx: Transaction, { before, after }: Change): Promise<void> {
  await unlink(trx, before)
  const rows = after.tags.map((tag) => ({ ...tag, key: tagKey(tag.name) }))
  if (rows.length) {
    await sql`update tags set kind = become.kind, name = become.name, name_key = become.key,
        canonical = become.canonical, synonym_of = become."synonymOf", banned = coalesce(become.banned, tags.banned)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as become (id int, kind text, name text, key text, canonical boolean, "synonymOf" int, banned boolean)
      where tags.id = become.id`.execute(trx)
  }
  await link(trx, after)
}

async function unlink(trx: Transaction, { parents, metaTags }: GraphPart): Promise<void> {
  if (parents.length) {
    await sql`delete from tag_parents using ${pairs(parents)}
      where child_id = below and parent_id = above`.execute(trx)
  }
  if (metaTags.length) {
    await sql`delete from meta_tags using ${pairs(metaTags)}
      where tag_id = below and meta_id = above`.execute(trx)
  }
}

async function link(trx: Transaction, { parents, metaTags }: GraphPart): Promise<void> {
  if (parents.length) {
    await sql`insert into tag_parents (child_id, parent_id) select below, above from ${pairs(parents)}`.execute(
      trx,
    )
  }
  if (metaTags.length) {
    await sql`insert into meta_tags (tag_id, meta_id) select below, above from ${pairs(metaTags)}`.execute(
      trx,
    )
  }
}

const pairs = (links: readonly Link[]) =>
  sql`unnest(${links.map((link) => link[0])}::int[], ${links.map((link) => link[1])}::int[]) as pair (below, above)`

/** Does this part of the graph stand as `part` says, and without the links of `gone`? */
export async function standsAs(trx: Transaction, part: GraphPart, gone: GraphPart): Promise<boolean> {
  const { rows } = await sql<{ other: boolean }>`select (
    exists (select from jsonb_to_recordset(${JSON.stringify(part.tags)}::jsonb)
        as said (id int, kind text, name text, canonical boolean, "synonymOf" int, banned boolean)
      left join tags on tags.id = said.id where tags.id is null
        or (tags.kind, tags.name, tags.canonical) <> (said.kind, said.name, said.canonical)
        or tags.synonym_of is distinct from said."synonymOf" or tags.banned <> said.banned)
    or exists (select from ${pairs(part.parents)} left join tag_parents on child_id = below and parent_id = above
      where child_id is null)
    or exists (select from ${pairs(part.metaTags)} left join meta_tags on tag_id = below and meta_id = above
      where tag_id is null)
    or exists (select from ${pairs(gone.parents)} join tag_parents on child_id = below and parent_id = above)
    or exists (select from ${pairs(gone.metaTags)} join meta_tags on tag_id = below and meta_id = above)
  ) as other`.execute(trx)
  return rows[0]?.other === false
}
