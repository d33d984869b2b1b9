import { sql } from 'kysely'
import {
  findPerson,
  ownPenName,
  type PenName,
  penNamesShown,
  profileOf,
  unlinkedPenName,
} from '../../accounts/index.ts'
import type { Actor } from '../../core/actor.ts'
import { href, routes } from '../../routes.ts'
import { byline, listedFor } from '../../works/index.ts'
import type { Browsing } from '../browse.ts'
import { conditionOf } from '../filter-sql.ts'
import { OWNER } from '../memory/schema.ts'
import { findsIn, readerIn } from '../reader-in.ts'
import type { Scope } from '../wanted.ts'
import type { CreatorView } from './creator-page.tsx'
import type { TagCount } from './tag-page.tsx'

export interface FoundCreator {
  readonly creator: CreatorView
  readonly scope: Scope
}

const FANDOMS_SHOWN = 6

/** An account's public page: its works under every pen name that is shown to be theirs. */
export async function accountView(browsing: Browsing, name: string): Promise<FoundCreator | undefined> {
  const { db, actor } = browsing
  const person = await findPerson(db, name)
  const profile = person && (await profileOf(db, person.name))
  if (!person || !profile) return undefined
  const pens = await penNamesShown(db, actor, person.id)
  const unlinked = pens.filter((pen) => pen.unlinked)
  return {
    creator: {
      ...NOBODY,
      name: profile.name,
      kind: 'account',
      bundle: { of: 'account', which: profile.name },
      ...alsoWritesAs(profile.name, pens),
      unlinked: unlinked.map((pen) => byline({ pen: pen.name, account: null, code: pen.code })),
      icon: pens.find((pen) => pen.isDefault)?.icon ?? null,
      joined: profile.joined,
      fandoms: await fandomsOf(browsing, OWNER.account(person.id)),
      own: actor.type === 'member' && actor.id === person.id,
    },
    scope: { of: 'person', id: person.id, unlinked: unlinked.map(({ id }) => id) },
  }
}

const NAMES_SHOWN = 5

/** The pen names besides this one, the first few of them. */
function alsoWritesAs(account: string, pens: readonly PenName[], besides?: string) {
  const others = pens.filter((pen) => !pen.unlinked && !pen.isAccount && pen.name !== besides)
  const names = others
    .slice(0, NAMES_SHOWN)
    .map(({ name }) => ({ name, href: href(routes.pseud, { name: account, pseud: name }) }))
  return {
    penNames: names,
    morePenNames: others.length - names.length,
    allPenNames: href(routes.pseuds, { name: account }),
  }
}

/** What is said of a name where nothing is known of it. */
const NOBODY = {
  ...{ account: null, penNames: [], morePenNames: 0, allPenNames: null, unlinked: [] },
  ...{ joined: null, about: '', icon: null, edit: null, own: false },
} as const satisfies Partial<CreatorView>

/** One pen name of an account, of those that are shown to be theirs. */
export async function penNameView(
  browsing: Browsing,
  account: string,
  pen: string,
): Promise<FoundCreator | undefined> {
  const { db, actor } = browsing
  const person = await findPerson(db, account)
  if (!person) return undefined
  const pens = await penNamesShown(db, actor, person.id)
  const shown = pens.find(({ name, unlinked }) => !unlinked && name.toLowerCase() === pen.toLowerCase())
  if (!shown) return undefined
  const own = actor.type === 'member' && actor.id === person.id
  return {
    creator: {
      ...NOBODY,
      name: shown.name,
      kind: 'pen-name',
      bundle: { of: 'pen-name', which: `${person.name}/${shown.name}` },
      account: { name: person.name, href: href(routes.user, { name: person.name }) },
      ...alsoWritesAs(person.name, pens, shown.name),
      about: shown.about,
      icon: shown.icon,
      fandoms: await fandomsOf(browsing, OWNER.penName(shown.id)),
      edit: own ? href(routes.editPseud, { name: person.name, pseud: shown.name }) : null,
      own,
    },
    scope: { of: 'pen-name', id: shown.id },
  }
}

/** A pen name that is not shown to be anybody's: all that is known of it is what it says and what it signs. */
export async function unlinkedView(browsing: Browsing, code: string): Promise<FoundCreator | undefined> {
  const { db, actor } = browsing
  const pen = await unlinkedPenName(db, code)
  if (!pen) return undefined
  const own = actor.type === 'member' && (await ownPenName(db, actor, pen.name))?.id === pen.id
  return {
    creator: {
      ...NOBODY,
      name: pen.name,
      kind: 'unlinked',
      bundle: { of: 'unlinked', which: code },
      about: pen.about,
      icon: pen.icon,
      fandoms: await fandomsOf(browsing, OWNER.penName(pen.id)),
      edit: own ? href(routes.editPseud, { name: actor.name, pseud: pen.name }) : null,
      own,
    },
    scope: { of: 'pen-name', id: pen.id },
  }
}

/** Where the reader's own unlinked pen name stands, asked for under their account; nothing for anybody else. */
export async function ownUnlinkedAt(
  { db, actor }: Browsing,
  account: string,
  pen: string,
): Promise<string | undefined> {
  if (actor.type === 'guest' || actor.name.toLowerCase() !== account.toLowerCase()) return undefined
  const found = await ownPenName(db, actor, pen)
  return found?.code ? href(routes.pen, { code: found.code }) : undefined
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
      ...NOBODY,
      name: row.name,
      kind: 'elsewhere',
      bundle: { of: 'elsewhere', which: row.name },
      fandoms: await fandomsOf(browsing, OWNER.penName(row.id)),
    },
    scope: { of: 'pen-name', id: row.id },
  }
}

/** The name of someone whose work the reader keeps has a page for that reader. */
const keptToo = (actor: Actor) =>
  actor.type === 'member' ? sql`(works.audience = 'kept' and works.person_id = ${actor.id})` : sql`false`

/** What they write for, as far as this reader may find it under their name. */
async function fandomsOf(browsing: Browsing, creator: number): Promise<readonly TagCount[]> {
  const index = browsing.catalogue.index()
  if (index) {
    const reader = readerIn(browsing)
    const facets = [{ of: 'fandom', top: FANDOMS_SHOWN }]
    const [counts = []] = index.ask({ reader, filter: { creator }, limit: 0, facets }).facets
    return counts.map(({ value, count }) => ({ name: index.nameOfTag(Number(value)) ?? '', works: count }))
  }
  const { rows } = await sql<TagCount>`
    select coalesce(canon.name, tags.name) as name, count(distinct works.id)::int as works
    from works join work_tags on work_tags.work_id = works.id join shown_tags as tags on tags.id = work_tags.tag_id and tags.kind = 'fandom'
    left join tags as canon on canon.id = tags.synonym_of
    where ${findsIn(browsing)} and ${conditionOf({ creator })}
    group by 1 order by 2 desc, 1 limit ${FANDOMS_SHOWN}`.execute(browsing.db)
  return rows
}
