import { type SqlBool, sql } from 'kysely'
import { SIGNER, type Signer } from '../../accounts/index.ts'
import type { Actor } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { TagKind } from '../../core/values.ts'
import { href, routes } from '../../routes.ts'
import type { Db } from '../../storage/transaction.ts'
import { blurbs, byline, visibleTo, type WorkBlurb } from '../../works/index.ts'
import type { Hidden } from './choices.ts'
import type { Thing } from './hidden.ts'
import { keyOf, openBy } from './thing-at.ts'

export const HIDDEN_KINDS = ['tags', 'works', 'creators'] as const
export type HiddenKind = (typeof HIDDEN_KINDS)[number]

export interface HiddenView {
  readonly groups: readonly HiddenGroup[]
  /** A work one of whose tags is to be hidden. */
  readonly work: WorkBlurb | null
}

export interface HiddenGroup {
  readonly of: HiddenKind
  readonly all: number
  readonly shown: readonly HiddenThing[]
}

export interface HiddenThing {
  /** To show it again by. */
  readonly key: string
  /** Null: something this reader may not see just now. It was visible when it was hidden. */
  readonly name: string | null
  readonly href: string
  readonly kind?: TagKind
  readonly language?: string
}

/** Longer lists are cut, until one of them is asked for by itself. */
const SHOWN = 60

interface Asked {
  readonly hidden: Hidden
  readonly only: HiddenKind | null
  readonly workId: WorkId | undefined
}

export async function hiddenView(db: Db, actor: Actor, asked: Asked): Promise<HiddenView> {
  const { hidden, only, workId } = asked
  const things = thingsOf(hidden)
  const groups: HiddenGroup[] = []
  for (const of of HIDDEN_KINDS) {
    if (only && only !== of) continue
    const some = only ? things[of] : things[of].slice(0, SHOWN)
    const names = await namesOf(db, actor, some)
    const shown = some.map((thing) => names.get(keyOf(thing)) ?? { key: keyOf(thing), name: null, href: '' })
    groups.push({ of, all: things[of].length, shown })
  }
  const [work = null] = workId ? await blurbs(db, actor, [workId]) : []
  return { groups, work }
}

function thingsOf({ tags, works, accounts, penNames }: Hidden): Record<HiddenKind, readonly Thing[]> {
  return {
    tags: tags.map((id) => ({ is: 'tag', id })),
    works: works.map((id) => ({ is: 'work', id })),
    creators: [
      ...accounts.map((id): Thing => ({ is: 'account', id })),
      ...penNames.map((id): Thing => ({ is: 'pen-name', id })),
    ],
  }
}

/** By what they are called now, as far as this reader may know of them: a work may have been taken back since. */
async function namesOf(db: Db, actor: Actor, things: readonly Thing[]): Promise<Map<string, HiddenThing>> {
  const ids = (is: Thing['is']): number[] => things.filter((thing) => thing.is === is).map(({ id }) => id)
  const named = await Promise.all([
    tagsNamed(db, actor, ids('tag')),
    worksNamed(db, actor, ids('work')),
    accountsNamed(db, actor, ids('account')),
    penNamesNamed(db, actor, ids('pen-name')),
  ])
  return new Map(named.flat().map((thing) => [thing.key, thing]))
}

/** known-tag.ts, for many. */
async function tagsNamed(db: Db, actor: Actor, ids: readonly number[]): Promise<HiddenThing[]> {
  if (!ids.length) return []
  const { rows } = await sql<{ id: number; name: string; kind: TagKind }>`
    select id, name, kind from shown_tags as tags where id = any(${[...ids]}::int[]) and kind <> 'media'
      and (canonical or synonym_of is not null or exists (select from works
        where ${visibleTo(actor)} and works.id in (select work_id from work_tags where tag_id = tags.id)))`.execute(
    db,
  )
  return rows.map(({ id, name, kind }) => ({
    key: `tag ${id}`,
    ...{ name, kind },
    href: href(routes.tag, { name }),
  }))
}

async function worksNamed(db: Db, actor: Actor, ids: readonly number[]): Promise<HiddenThing[]> {
  if (!ids.length) return []
  const rows = await db
    .selectFrom('works')
    .select(['works.id', 'title', 'language'])
    .where(sql<SqlBool>`works.id = any(${[...ids]}::int[])`)
    .where(visibleTo(actor))
    .execute()
  return rows.map(({ id, title: name, language }) => ({
    key: `work ${id}`,
    ...{ name, language },
    href: href(routes.work, { workId: id }),
  }))
}

/** Whoever signed what this reader finds: a cookie full of numbers must not be a way to list every account there is. */
async function accountsNamed(db: Db, actor: Actor, ids: readonly number[]): Promise<HiddenThing[]> {
  if (!ids.length) return []
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from people where id = any(${[...ids]}::int[]) and exists (
      select from pen_names join works on ${openBy(actor)} where pen_names.person_id = people.id and not unlinked)`.execute(
    db,
  )
  return rows.map(({ id, name }) => ({ key: `account ${id}`, name, href: href(routes.user, { name }) }))
}

async function penNamesNamed(db: Db, actor: Actor, ids: readonly number[]): Promise<HiddenThing[]> {
  if (!ids.length) return []
  const { rows } = await sql<{ id: number; signer: Signer }>`
    select pen_names.id, ${SIGNER} as signer
    from pen_names left join people on people.id = person_id
    where pen_names.id = any(${[...ids]}::int[])
      and exists (select from works where ${openBy(actor)})`.execute(db)
  return rows.map(({ id, signer }) => {
    const { name, href: at } = byline(signer)
    return { key: `pen-name ${id}`, name, href: at ?? '' }
  })
}
