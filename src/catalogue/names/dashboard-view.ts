import {
  distanceTo,
  type Icon,
  type PublicProfile,
  publicProfile,
  type StandTo,
  suspendedUntil,
} from '../../accounts/index.ts'
import { type ReadAmong, readAmong } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import { blurbs, type WorkBlurb } from '../../works/index.ts'
import { type Browsing, browse } from '../browse.ts'
import { questionIn } from '../question.ts'
import type { Hidden } from '../saved/choices.ts'
import { accountView } from './creator-view.ts'
import { type PersonSeries, seriesBy } from './person-series.ts'

/** A person's first page: a little of everything, each with the way to all of it. */
export interface DashboardView {
  readonly profile: PublicProfile
  readonly own: boolean
  /** Of the default pen name. */
  readonly icon: Icon | null
  readonly works: {
    readonly total: number
    readonly list: readonly WorkBlurb[]
    /** What a member did with them. */
    readonly read?: ReadAmong
  }
  readonly series: PersonSeries
  /** Canonical names, most written first; each leads to this person's works in it. */
  readonly fandoms: readonly { readonly name: string; readonly works: number; readonly href: string }[]
  /** Null: nothing to offer. Oneself, the keepers of the archive, or the reader is a guest. */
  readonly distance: StandTo | null
  /** On one's own page: when one can post again. */
  readonly suspendedUntil: Date | null
}

const SHOWN = 5
const FANDOMS_SHOWN = 20

interface Asked {
  readonly name: string
  readonly hidden: Hidden
  readonly now: Date
}

/** What this reader may find of somebody, counted as they find it: what they hide is not there. */
export async function dashboardView(
  browsing: Browsing,
  { name, hidden, now }: Asked,
): Promise<DashboardView | undefined> {
  const { db, actor } = browsing
  const profile = await publicProfile(db, name)
  const choices = { filter: null, hidden }
  const account = profile && (await accountView({ ...browsing, choices }, profile.name))
  if (!account) return undefined
  const question = questionIn(new URLSearchParams(), now)
  const [found, series, distance, until] = await Promise.all([
    browse({ ...browsing, choices, perPage: SHOWN }, account.scope, question),
    seriesBy(db, actor, { person: profile.id, hidden, limit: SHOWN }),
    distanceTo(db, actor, profile.id),
    account.creator.own ? suspendedUntil(db, profile.id, now) : undefined,
  ])
  const counts = found.facets?.counts.get('fandom') ?? []
  return {
    profile,
    suspendedUntil: until ?? null,
    own: account.creator.own,
    icon: account.creator.icon,
    works: {
      total: found.total,
      list: await blurbs(db, actor, found.ids),
      read: await readAmong(db, actor, found.ids),
    },
    series,
    fandoms: counts.slice(0, FANDOMS_SHOWN).map(({ value, count }) => {
      const fandom = found.facets?.nameOf(Number(value)) ?? ''
      const theirs = href(routes.userWorks, { name: profile.name }, { tag: `fandom:${fandom}` })
      return { name: fandom, works: count, href: theirs }
    }),
    distance,
  }
}
