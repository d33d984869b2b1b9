import { sql } from 'kysely'
import { findPerson, type PenName, penNamesShown } from '../../accounts/index.ts'
import type { PenNameId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import { byline } from '../../works/index.ts'
import { address } from '../address.ts'
import type { Browsing } from '../browse.ts'
import { questionIn } from '../question.ts'
import { findsIn } from '../reader-in.ts'
import type { PensView } from './pens-page.tsx'

const PER_PAGE = 20

/** An account's pen names, the usual one first; undefined where there is no such account. */
export async function pensView(
  browsing: Browsing,
  name: string,
  search: URLSearchParams,
): Promise<PensView | undefined> {
  const { db, actor } = browsing
  const person = await findPerson(db, name)
  if (!person) return undefined
  const all = await penNamesShown(db, actor, person.id)
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE))
  const asked = questionIn(new URLSearchParams({ page: search.get('page') ?? '' }), new Date(0)).page
  const page = Math.min(asked, pages)
  const pens = all.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const works = await worksOf(browsing, pens)
  const path = href(routes.pseuds, { name: person.name })
  const account = person.name
  return {
    account,
    own: actor.type === 'member' && actor.id === person.id,
    all: all.length,
    from: (page - 1) * PER_PAGE + 1,
    pens: pens.map((pen) => ({ ...pen, href: penAt(account, pen), works: works.get(pen.id) ?? 0 })),
    pager: {
      page,
      pages,
      at: (n) => address(path, new URLSearchParams(), (query) => query.set('page', String(n))),
    },
  }
}

const penAt = (account: string, { name, code }: PenName): string =>
  byline({ pen: name, account: code ? null : account, code }).href ?? ''

/** As the pages of the names count them: what is open and listed. */
async function worksOf(
  browsing: Browsing,
  pens: readonly PenName[],
): Promise<ReadonlyMap<PenNameId, number>> {
  const { rows } = await sql<{ id: PenNameId; works: number }>`
    select pen_name_id as id, count(*)::int as works from creatorships join works on works.id = work_id
    where works.disclosure = 'open' and ${findsIn(browsing)} and pen_name_id = any(${pens.map(({ id }) => id)}::int[])
    group by 1`.execute(browsing.db)
  return new Map(rows.map(({ id, works }) => [id, works]))
}
