import { type Expression, sql } from 'kysely'
import { SIGNER, type Signer, signature, signerAt } from '../accounts/index.ts'
import type { Actor } from '../core/actor.ts'
import type { ChapterId, SeriesId, WorkId } from '../core/ids.ts'
import type { Category, TagKind, Warning } from '../core/values.ts'
import type { Db } from '../storage/transaction.ts'
import type { Byline, TagName, Veiled, WorkBlurb } from './views.ts'
import { namesShownTo, ownWork, visibleTo } from './visibility.ts'

/** The blurbs of these works, in this order, in one question; those the reader may not see are left out. */
export async function blurbs(db: Db, actor: Actor, ids: readonly WorkId[]): Promise<WorkBlurb[]> {
  if (!ids.length) return []
  const rows = await blurbRows(db, actor, ids)
  const byId = new Map(rows.map((row) => [row.id, toBlurb(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

type BlurbRow = Awaited<ReturnType<typeof blurbRows>>[number]

/** The columns of a blurb, for one work or many, seen by this reader. */
const blurbRows = (db: Db, actor: Actor, ids: readonly WorkId[]) =>
  blurbColumns(db, actor)
    .where('works.id', 'in', [...ids])
    .execute()

export const blurbColumns = (db: Db, actor: Actor) =>
  db
    .selectFrom('works')
    .select([
      'works.id',
      'works.title',
      'works.language',
      'works.audience',
      'works.standing',
      'works.rating',
      'works.completed_on',
      'works.summary',
      'works.recipients',
      'works.words',
      'works.chapters_posted',
      'works.chapters_expected',
      'works.published_on',
      'works.sorted_at',
      'works.posted_at',
    ])
    .select((is) => [
      shownWithNames(actor, is.ref('works.origin_url')).as('origin_url'),
      shownWithNames(actor, is.ref('works.origin_archive')).as('origin_archive'),
    ])
    .select(SIGNERS(actor).as('signers'))
    .select(ARCHIVIST.as('archivist'))
    .select(TAGS.as('tags'))
    .select(SERIES.as('series'))
    .select(NEWEST.as('newest'))
    .select(veiledFor(actor).as('veiled'))
    .where(visibleTo(actor))

/** The address a work was first posted at names who wrote it as surely as a byline does. */
const shownWithNames = (actor: Actor, column: Expression<string | null>) =>
  sql<string | null>`case when ${namesShownTo(actor)} then ${column} end`

/** A preference of the reader's; their own works they see as they are. */
const veiledFor = (actor: Actor) =>
  actor.type === 'guest'
    ? sql<Veiled | null>`null`
    : sql<Veiled | null>`(select json_build_object(
        'warnings', coalesce((preferences ->> 'hideWarnings')::boolean, false),
        'tags', coalesce((preferences ->> 'hideTags')::boolean, false))
      from people where people.id = ${actor.id} and not ${ownWork(actor)})`

const SIGNERS = (actor: Actor) => sql<Signer[]>`case when ${namesShownTo(actor)} then (
  select coalesce(json_agg(${SIGNER} order by creatorships.position), '[]')
  from creatorships join pen_names on pen_names.id = creatorships.pen_name_id
  left join people on people.id = pen_names.person_id where creatorships.work_id = works.id) else '[]' end`

/** The keeper under whose pen name it came. Not of an anonymous work, and not once a creator has it. */
const ARCHIVIST = sql<Signer | null>`(select ${SIGNER} from held_permissions
  join pen_names on pen_names.id = held_permissions.archivist left join people on people.id = pen_names.person_id
  where held_permissions.work_id = works.id and works.disclosure = 'open'
    and not exists (select from claims where claims.work_id = works.id and claims.outcome in ('claimed', 'orphaned')))`

const TAGS = sql<{ kind: TagKind; name: string; page: string }[]>`(
  select coalesce(json_agg(json_build_object('kind', tags.kind, 'name', coalesce(work_tags.written, tags.name),
    'page', coalesce(canon.name, tags.name)) order by work_tags.position), '[]')
  from work_tags join shown_tags as tags on tags.id = work_tags.tag_id left join tags as canon on canon.id = tags.synonym_of
  where work_tags.work_id = works.id)`

const SERIES = sql<{ id: SeriesId; title: string; position: number }[]>`(
  select coalesce(json_agg(json_build_object('id', series.id, 'title', series.title, 'position', series_works.position)
    order by series_works.place), '[]')
  from series_works join series on series.id = series_works.series_id where series_works.work_id = works.id)`

/** The chapter that was last in the work's own order, whenever it was posted. */
const NEWEST = sql<ChapterId | null>`case when works.chapters_posted > 1 then (select chapters.id from chapters
  where chapters.work_id = works.id and chapters.standing = 'posted' order by chapters.position desc limit 1) end`

export function toBlurb(row: BlurbRow): WorkBlurb {
  const tags = (kind: TagKind): TagName[] => row.tags.filter((tag) => tag.kind === kind)
  const names = (kind: TagKind): string[] => tags(kind).map((tag) => tag.name)
  return {
    id: row.id,
    title: row.title,
    language: row.language,
    creators: row.signers.map(byline),
    archivist: row.archivist && byline(row.archivist),
    audience: row.audience,
    draft: row.standing === 'draft' || row.standing === 'scheduled',
    hidden: row.standing === 'hidden',
    rating: row.rating,
    warnings: names('warning') as Warning[],
    categories: names('category') as Category[],
    fandoms: tags('fandom'),
    relationships: tags('relationship'),
    characters: tags('character'),
    freeforms: tags('freeform'),
    complete: row.completed_on !== null,
    summary: row.summary,
    series: row.series,
    recipients: row.recipients,
    ...(row.veiled ? { veiled: row.veiled } : {}),
    words: row.words,
    chapters: { posted: row.chapters_posted, expected: row.chapters_expected, newest: row.newest },
    published: row.published_on ? new Date(`${row.published_on}T00:00:00Z`) : row.posted_at,
    updated: row.sorted_at,
    origin: row.origin_url ? { url: row.origin_url, archive: row.origin_archive ?? '' } : null,
    passages: [],
  }
}

export const byline = (signer: Signer): Byline => ({ name: signature(signer), href: signerAt(signer) })
