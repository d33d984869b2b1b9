import { type SqlBool, sql } from 'kysely'
import { unlinkedPenName } from '../../accounts/index.ts'
import type { Actor } from '../../core/actor.ts'
import { type PenNameId, parsePenNameId, parsePersonId, parseTagId, parseWorkId } from '../../core/ids.ts'
import { nameFromPart } from '../../routes.ts'
import type { Db } from '../../storage/transaction.ts'
import { listedFor, visibleTo } from '../../works/index.ts'
import { knownTag } from '../names/known-tag.ts'
import type { Hidden } from './choices.ts'
import type { Thing } from './hidden.ts'

/**
 * What stands at an address of this archive: `/works/12`, `/tags/Fluff`, `/users/anna`, `/users/anna/pseuds/Gull`,
 * `/creators/far_away`, `/pens/` and a code. Only what has a page for this reader: asking tells nothing that the page would not.
 */
export async function thingAt(db: Db, actor: Actor, address: string): Promise<Thing | undefined> {
  const [, kind = '', name = '', pseud] =
    /^\/(works|tags|users|creators|pens)\/([^/?#]+)(?:\/pseuds\/([^/?#]+))?$/.exec(address) ?? []
  switch (kind) {
    case 'works':
      return pseud ? undefined : workAt(db, actor, name)
    case 'tags':
      return pseud ? undefined : tagAt(db, actor, part(name))
    case 'users':
      return pseud ? penNameAt(db, part(name), part(pseud)) : accountAt(db, part(name))
    case 'pens':
      return pseud ? undefined : unlinkedAt(db, name)
    case 'creators':
      return pseud ? undefined : elsewhereAt(db, actor, part(name))
    default:
      return undefined
  }
}

function part(written: string): string {
  try {
    return nameFromPart(decodeURIComponent(written))
  } catch (fault) {
    if (fault instanceof URIError) return nameFromPart(written)
    throw fault
  }
}

async function workAt(db: Db, actor: Actor, written: string): Promise<Thing | undefined> {
  const id = parseWorkId(written)
  if (!id) return undefined
  const row = await db
    .selectFrom('works')
    .select('works.id')
    .where('works.id', '=', id)
    .where(visibleTo(actor))
    .executeTakeFirst()
  return row && { is: 'work', id: row.id }
}

/** Under whatever name it was asked for, the tag that name means. */
async function tagAt(db: Db, actor: Actor, name: string): Promise<Thing | undefined> {
  const tag = await knownTag(db, actor, name)
  return tag && tag.kind !== 'media' ? { is: 'tag', id: tag.synonymOf?.id ?? tag.id } : undefined
}

async function accountAt(db: Db, name: string): Promise<Thing | undefined> {
  const row = await db
    .selectFrom('people')
    .select('id')
    .where(sql<SqlBool>`name_key = lower(${name})`)
    .executeTakeFirst()
  return row && { is: 'account', id: row.id }
}

async function penNameAt(db: Db, account: string, pen: string): Promise<Thing | undefined> {
  const row = await db
    .selectFrom('pen_names')
    .innerJoin('people', 'people.id', 'pen_names.person_id')
    .select('pen_names.id')
    .where(sql<SqlBool>`people.name_key = lower(${account}) and pen_names.name_key = lower(${pen})`)
    .where('pen_names.unlinked', '=', false)
    .executeTakeFirst()
  return row && { is: 'pen-name', id: row.id }
}

async function unlinkedAt(db: Db, code: string): Promise<Thing | undefined> {
  const pen = await unlinkedPenName(db, code)
  return pen && { is: 'pen-name', id: pen.id }
}

/** A name from elsewhere is known while an open work that this reader may find bears it. */
async function elsewhereAt(db: Db, actor: Actor, name: string): Promise<Thing | undefined> {
  const row = await db
    .selectFrom('pen_names')
    .select('id')
    .where('person_id', 'is', null)
    .where(sql<SqlBool>`name_key = lower(${name})`)
    .where((one) => one.exists(one.selectFrom('works').select('works.id').where(openBy(actor))))
    .executeTakeFirst()
  return row && { is: 'pen-name', id: row.id }
}

export const openBy = (actor: Actor) =>
  sql<SqlBool>`works.disclosure = 'open' and ${listedFor(actor)}
    and works.id in (select work_id from creatorships where pen_name_id = pen_names.id)`

/** How a form says what to show again: the reader's own numbers, so that what has gone can be lifted, too. */
export const keyOf = ({ is, id }: Thing): string => `${is} ${id}`

export function thingNamed(key: string): Thing | undefined {
  const [is = '', number = ''] = key.split(' ')
  const tag = is === 'tag' ? parseTagId(number) : undefined
  const work = is === 'work' ? parseWorkId(number) : undefined
  const account = is === 'account' ? parsePersonId(number) : undefined
  const penName: PenNameId | undefined = is === 'pen-name' ? parsePenNameId(number) : undefined
  if (tag) return { is: 'tag', id: tag }
  if (work) return { is: 'work', id: work }
  if (account) return { is: 'account', id: account }
  return penName && { is: 'pen-name', id: penName }
}

export function isHidden({ tags, works, accounts, penNames }: Hidden, thing: Thing): boolean {
  switch (thing.is) {
    case 'tag':
      return tags.includes(thing.id)
    case 'work':
      return works.includes(thing.id)
    case 'account':
      return accounts.includes(thing.id)
    case 'pen-name':
      return penNames.includes(thing.id)
  }
}
