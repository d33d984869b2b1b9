import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import { parseSeriesId, parseShelfId, parseWorkId, type WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { ALLOWED, keptBy, listedFor, mayDownload, ownWork, shelfIds, visibleTo } from '../../works/index.ts'

/** What may be asked for as one file, by the word a form sends. */
const BUNDLED = ['series', 'shelf', 'account', 'pen-name', 'unlinked', 'elsewhere', 'works'] as const
type Bundled = (typeof BUNDLED)[number]

export const isBundled = (word: string | undefined): word is Bundled => BUNDLED.some((one) => one === word)

export interface BundleOf {
  readonly of: Bundled
  /** A number, a name, a code; of a pen name `account/pen name`; of works their numbers. */
  readonly which: string
}

interface FoundWorks {
  /** Null where it is not named for something. */
  readonly title: string | null
  readonly ids: readonly WorkId[]
}

/** The works it holds that this reader may see, in its order; undefined where it is not there for them. */
export async function bundleWorks(
  db: Db,
  actor: Actor,
  { of, which }: BundleOf,
): Promise<FoundWorks | undefined> {
  const found = await FIND[of](db, actor, which)
  return found && found.ids.length > 0 ? found : undefined
}

type Find = (db: Db, actor: Actor, which: string) => Promise<FoundWorks | undefined>

const FIND: Readonly<Record<Bundled, Find>> = {
  series: async (db, actor, which) => {
    const id = parseSeriesId(which)
    const { rows } = await sql<{ title: string; id: WorkId }>`
      select series.title, works.id from series join series_works on series_id = series.id join works on works.id = work_id
      where series.id = ${id ?? null} and (${listedFor(actor)} or ${keptBy(actor)}) order by position, place`.execute(
      db,
    )
    return rows[0] && { title: rows[0].title, ids: rows.map(({ id }) => id) }
  },
  shelf: async (db, actor, which) => {
    const id = parseShelfId(which)
    const shelf = id && actor.type === 'member' && (await shelfIds(db, actor, id))
    return shelf ? { title: shelf.name, ids: await seen(db, keptBy(actor), shelf.ids) } : undefined
  },
  account: (db, actor, which) =>
    signed(db, actor, which, sql`not pen_names.unlinked and lower(people.name) = lower(${which})`),
  'pen-name': (db, actor, which) => {
    const [account = '', ...pen] = which.split('/')
    const name = pen.join('/')
    return signed(
      db,
      actor,
      name,
      sql`not pen_names.unlinked and lower(people.name) = lower(${account})
      and lower(pen_names.name) = lower(${name})`,
    )
  },
  unlinked: (db, actor, which) =>
    signed(db, actor, null, sql`pen_names.unlinked and pen_names.code = ${which}`),
  elsewhere: (db, actor, which) =>
    signed(db, actor, which, sql`people.id is null and lower(pen_names.name) = lower(${which})`),
  works: async (db, actor, which) => ({
    title: null,
    ids: await seen(
      db,
      visibleTo(actor),
      which
        .split(/[ ,]+/)
        .slice(0, 1_000)
        .flatMap((one) => parseWorkId(one) ?? []),
    ),
  }),
}

/** In the order they were named, once each. */
async function seen(db: Db, scope: RawBuilder<SqlBool>, ids: readonly WorkId[]): Promise<WorkId[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('works').select('id').where('id', 'in', ids).where(scope).execute()
  const there = new Set(rows.map(({ id }) => id))
  return [...new Set(ids)].filter((id) => there.has(id))
}

/** What a name signs for all to see, the newest first: an anonymous work is in nobody's bundle. */
async function signed(
  db: Db,
  actor: Actor,
  title: string | null,
  who: RawBuilder<unknown>,
): Promise<FoundWorks | undefined> {
  const { rows } = await sql<{ id: WorkId; name: string }>`
    select works.id, min(pen_names.name) as name from works
      join creatorships on work_id = works.id join pen_names on pen_names.id = pen_name_id
      left join people on people.id = pen_names.person_id
    where ${listedFor(actor)} and works.disclosure = 'open' and ${who}
    group by works.id order by coalesce(works.updated_on, works.published_on) desc nulls last, works.id desc`.execute(
    db,
  )
  return rows[0] && { title: title ?? rows[0].name, ids: rows.map(({ id }) => id) }
}

/**
 * May this reader still have all of it? Asked whenever a file that was made before is fetched: what was hidden, locked
 * or forbidden since, or has become anonymous, is not handed out with the rest.
 */
export async function mayStillHave(
  db: Db,
  actor: Actor,
  held: readonly WorkId[],
  since: Date,
): Promise<boolean> {
  if (held.length === 0) return false
  const rows = await db
    .selectFrom('works')
    .select([sql<string>`${ALLOWED} ->> 'download'`.as('download'), ownWork(actor).as('own')])
    .where('id', 'in', held)
    .where(visibleTo(actor))
    .where(sql<SqlBool>`(works.disclosure = 'open' or works.changed_at <= ${since})`)
    .execute()
  return rows.length === held.length && rows.every((row) => mayDownload(row.download, Boolean(row.own)))
}
