import { sql } from 'kysely'
import { findPerson, profileOf } from '../../accounts/index.ts'
import type { Actor } from '../../core/actor.ts'
import { href, routes } from '../../routes.ts'
import { byline, classesListedFor, listedFor } from '../../works/index.ts'
import type { Browsing } from '../browse.ts'
import { conditionOf } from '../filter-sql.ts'
import { OWNER } from '../memory/schema.ts'
import type { Scope } from '../wanted.ts'
import type { CreatorView } from './creator-page.tsx'
import type { TagCount } from './tag-page.tsx'

export interface FoundCreator {
  readonly creator: CreatorView
  readonly scope: Scope
}

const FANDOMS_SHOWN = 6

/** An account's public page: its works under every pen name. */
export async function accountView(browsing: Browsing, name: string): Promise<FoundCreator | undefined> {
  const { db, actor } = browsing
  const person = await findPerson(db, name)
  const profile = person && (await profileOf(db, person.name))
  if (!person || !profile) return undefined
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
      fandoms: await fandomsOf(browsing, OWNER.account(person.id)),
      own: actor.type === 'member' && actor.id === person.id,
    },
    scope: { of: 'person', id: person.id },
  }
}

/** One pen name of an account. */
export async function penNameView(
  browsing: Browsing,
  account: string,
  pen: string,
): Promise<FoundCreator | undefined> {
  const whole = await accountView(browsing, account)
  if (whole?.scope.of !== 'person') return undefined
  const row = await browsing.db
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
      fandoms: await fandomsOf(browsing, OWNER.penName(row.id)),
    },
    scope: { of: 'pen-name', id: row.id },
  }
}

/** A name works here were signed with elsewhere. Known only while a work this reader may find bears it. */
export async function nameElsewhereView(browsing: Browsing, name: string): Promise<FoundCreator | undefined> {
  const { db, actor } = browsing
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
      fandoms: await fandomsOf(browsing, OWNER.penName(row.id)),
      own: false,
    },
    scope: { of: 'pen-name', id: row.id },
  }
}

/** The name of someone whose work the reader keeps has a page for that reader. */
const keptToo = (actor: Actor) =>
  actor.type === 'member' ? sql`(works.audience = 'kept' and works.person_id = ${actor.id})` : sql`false`

/** What they write for, as far as this reader may find it under their name. */
async function fandomsOf({ db, catalogue, actor }: Browsing, creator: number): Promise<readonly TagCount[]> {
  const index = catalogue.index()
  if (index) {
    const reader = { sees: classesListedFor(actor) }
    const facets = [{ of: 'fandom', top: FANDOMS_SHOWN }]
    const [counts = []] = index.ask({ reader, filter: { creator }, limit: 0, facets }).facets
    return counts.map(({ value, count }) => ({ name: index.nameOfTag(Number(value)) ?? '', works: count }))
  }
  const { rows } = await sql<TagCount>`
    select coalesce(canon.name, tags.name) as name, count(distinct works.id)::int as works
    from works join work_tags on work_tags.work_id = works.id join tags on tags.id = work_tags.tag_id and tags.kind = 'fandom'
    left join tags as canon on canon.id = tags.synonym_of
    where ${listedFor(actor)} and ${conditionOf({ creator })}
    group by 1 order by 2 desc, 1 limit ${FANDOMS_SHOWN}`.execute(db)
  return rows
}
