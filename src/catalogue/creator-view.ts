import { sql } from 'kysely'
import { findPerson, profileOf } from '../accounts/index.ts'
import type { Actor } from '../core/actor.ts'
import type { PenNameId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Db } from '../storage/transaction.ts'
import { byline, listedFor } from '../works/index.ts'
import type { CreatorView } from './creator-page.tsx'
import type { TagCount } from './tag-page.tsx'
import type { Scope } from './wanted.ts'

export interface FoundCreator {
  readonly creator: CreatorView
  readonly scope: Scope
}

const FANDOMS_SHOWN = 6

/** An account's public page: its works under every pen name. */
export async function accountView(db: Db, actor: Actor, name: string): Promise<FoundCreator | undefined> {
  const person = await findPerson(db, name)
  const profile = person && (await profileOf(db, person.name))
  if (!person || !profile) return undefined
  const mine = sql`select work_id from creatorships join pen_names on pen_names.id = pen_name_id where person_id = ${person.id}`
  return {
    creator: {
      name: profile.name,
      kind: 'account',
      account: null,
      penNames: profile.penNames
        .filter((pen) => pen.toLowerCase() !== profile.name.toLowerCase())
        .map((pen) => ({ name: pen, href: href(routes.pseud, { name: profile.name, pseud: pen }) })),
      joined: profile.joined,
      about: '',
      fandoms: await fandomsOf(db, actor, mine),
      own: actor.type === 'member' && actor.id === person.id,
    },
    scope: { of: 'person', id: person.id },
  }
}

/** One pen name of an account. */
export async function penNameView(
  db: Db,
  actor: Actor,
  account: string,
  pen: string,
): Promise<FoundCreator | undefined> {
  const whole = await accountView(db, actor, account)
  if (whole?.scope.of !== 'person') return undefined
  const row = await db
    .selectFrom('pen_names')
    .select(['id', 'name'])
    .where('person_id', '=', whole.scope.id)
    .where('name_key', '=', pen.toLowerCase())
    .executeTakeFirst()
  if (!row) return undefined
  const { creator } = whole
  const others = creator.penNames.filter((other) => other.name !== row.name)
  const account_ = byline({ pen: creator.name, account: creator.name })
  return {
    creator: {
      ...creator,
      name: row.name,
      kind: 'pen-name',
      account: { ...account_, href: href(routes.user, { name: creator.name }) },
      penNames: others,
      fandoms: await fandomsOf(
        db,
        actor,
        sql`select work_id from creatorships where pen_name_id = ${row.id}`,
      ),
    },
    scope: { of: 'pen-name', id: row.id },
  }
}

/** A name works here were signed with elsewhere. Known only while a work this reader may find bears it. */
export async function nameElsewhereView(
  db: Db,
  actor: Actor,
  name: string,
): Promise<FoundCreator | undefined> {
  const row = await db
    .selectFrom('pen_names')
    .select(['id', 'name'])
    .where('person_id', 'is', null)
    .where('name_key', '=', name.toLowerCase())
    .where(
      sql<boolean>`exists (select from works join creatorships on work_id = works.id where pen_name_id = pen_names.id
        and works.disclosure = 'open' and (${listedFor(actor)} or ${keptToo(actor)}))`,
    )
    .executeTakeFirst()
  if (!row) return undefined
  return {
    creator: {
      name: row.name,
      kind: 'elsewhere',
      account: null,
      penNames: [],
      joined: null,
      about: '',
      fandoms: await fandomsOf(db, actor, signedWith(row.id)),
      own: false,
    },
    scope: { of: 'pen-name', id: row.id },
  }
}

const signedWith = (id: PenNameId) => sql`select work_id from creatorships where pen_name_id = ${id}`

/** The name of someone whose work the reader keeps has a page for that reader. */
const keptToo = (actor: Actor) =>
  actor.type === 'member' ? sql`(works.audience = 'kept' and works.person_id = ${actor.id})` : sql`false`

async function fandomsOf(db: Db, actor: Actor, works: ReturnType<typeof sql>): Promise<TagCount[]> {
  const { rows } = await sql<TagCount>`
    select coalesce(canon.name, tags.name) as name, count(distinct works.id)::int as works
    from works join work_tags on work_tags.work_id = works.id join tags on tags.id = work_tags.tag_id and tags.kind = 'fandom'
    left join tags as canon on canon.id = tags.synonym_of
    where ${listedFor(actor)} and works.disclosure = 'open' and works.id in (${works})
    group by 1 order by 2 desc, 1 limit ${FANDOMS_SHOWN}`.execute(db)
  return rows
}
