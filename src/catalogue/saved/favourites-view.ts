import type { Member } from '../../core/actor.ts'
import { href, routes } from '../../routes.ts'
import { type Browsing, countOf } from '../browse.ts'
import { secondsAt } from '../memory/schema.ts'
import { questionIn } from '../question.ts'
import { wantedBy } from '../wanted.ts'
import type { Choices } from './choices.ts'
import { type Favourite, favouritesOf } from './favourites.ts'
import { accountKeeper, choicesIn } from './keeper.ts'

export interface FavouriteShown extends Favourite {
  readonly works: string
  readonly feed: string
  /** In its list, as this reader finds it; and how many of those are new. Null while the catalogue is being read. */
  readonly total: number | null
  readonly fresh: number | null
}

/** The tags a member keeps, each with its works as their own lists count them. */
export async function favouritesShown(
  browsing: Browsing,
  member: Member,
  now: Date,
): Promise<FavouriteShown[]> {
  const favourites = await favouritesOf(browsing.db, member.id)
  if (!favourites.length) return []
  const keeper = accountKeeper(browsing.db, member, now)
  const choices = choicesIn(await keeper.filters(), await keeper.takenOut(), now)
  const shown: FavouriteShown[] = []
  for (const favourite of favourites) shown.push(await favouriteShown(browsing, favourite, choices))
  return shown
}

async function favouriteShown(
  browsing: Browsing,
  favourite: Favourite,
  choices: Choices,
): Promise<FavouriteShown> {
  const { page: name, lookedAt } = favourite
  const shown = {
    ...favourite,
    works: href(routes.tagWorks, { name }),
    feed: href(routes.tagFeed, { name }),
  }
  if (!browsing.catalogue.index()) return { ...shown, total: null, fresh: null }
  const question = questionIn(new URLSearchParams(), lookedAt)
  const tag = { ...favourite, canonical: true, banned: false, synonymOf: null }
  const wanted = await wantedBy(browsing.db, browsing.actor, {
    ...{ scope: { of: 'tag', tag }, question, choices },
  })
  const since = { column: 'updated', from: secondsAt(lookedAt.getTime()) }
  const fresh = { ...wanted, filter: { all: [wanted.filter, since] } }
  return { ...shown, total: await countOf(browsing, wanted), fresh: await countOf(browsing, fresh) }
}
