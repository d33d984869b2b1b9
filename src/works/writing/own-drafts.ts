import { type SqlBool, sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { ownWork, unposted } from '../visibility.ts'

/** A work that waits to be posted, as its writers' own list has it. */
export interface OwnDraft {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  readonly fandoms: readonly string[]
  readonly words: number
  readonly chapters: number
  readonly changed: Date
  /** When it posts itself, as its writer set it. */
  readonly posts: { readonly local: string; readonly zone: string } | null
}

export const DRAFTS_AT_ONCE = 50

/** Newest change first. */
export async function ownDrafts(
  db: Db,
  actor: Member,
  page: number,
): Promise<{ readonly total: number; readonly drafts: readonly OwnDraft[] }> {
  const rows = await db
    .selectFrom('works')
    .select(['id', 'title', 'language', 'words', 'changed_at', 'posts_local', 'posts_zone'])
    .select([FANDOMS.as('fandoms'), CHAPTERS.as('chapters')])
    .where(ownWork(actor))
    .where(mayBeTheirs(actor))
    .where(unposted)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(DRAFTS_AT_ONCE)
    .offset((page - 1) * DRAFTS_AT_ONCE)
    .execute()
  const drafts = rows.map(({ changed_at: changed, posts_local: local, posts_zone: zone, ...row }) => ({
    ...row,
    changed,
    posts: local && zone ? { local, zone } : null,
  }))
  return { total: await countDrafts(db, actor), drafts }
}

async function countDrafts(db: Db, actor: Member): Promise<number> {
  const { total } = await db
    .selectFrom('works')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where(ownWork(actor))
    .where(mayBeTheirs(actor))
    .where(unposted)
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** So that not every work has to be looked at. */
const mayBeTheirs = (actor: Member) =>
  sql<SqlBool>`works.id in (select id from works as begun where begun.person_id = ${actor.id}
    union select work_id from creatorships join pen_names on pen_names.id = pen_name_id
    where pen_names.person_id = ${actor.id})`

const FANDOMS = sql<string[]>`(select coalesce(json_agg(coalesce(work_tags.written, tags.name)
  order by work_tags.position), '[]') from work_tags join tags on tags.id = work_tags.tag_id
  where work_tags.work_id = works.id and tags.kind = 'fandom')`

const CHAPTERS = sql<number>`(select count(*)::int from chapters where work_id = works.id)`
