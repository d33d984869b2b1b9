import { knownPenNames } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { type PenNameId, parseSeriesId, parseWorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Db } from '../storage/transaction.ts'
import { type OwnShare, ownShares } from '../works/index.ts'

/** What the address asks about. */
interface AskedOrphans {
  readonly works: readonly string[]
  readonly pseud: string | undefined
  readonly series: string | undefined
  readonly all: string | undefined
}

export interface FoundOrphans {
  readonly shares: readonly OwnShare[]
  readonly pen?: PenNameId
  /** Where somebody goes who changes their mind. */
  readonly back: string
}

/** Undefined: nothing was asked about. What is not theirs is not among the works. */
export async function whichOrphans(
  db: Db,
  by: Member,
  { works, pseud, series, all }: AskedOrphans,
): Promise<FoundOrphans | undefined> {
  const { name } = by
  const here = href(routes.orphan, { name })
  if (pseud !== undefined) {
    const pen = (await knownPenNames(db, by.id)).get(pseud.toLowerCase())
    if (pen === undefined) return { shares: [], back: here }
    return { shares: await ownShares(db, by, { pen }), pen, back: href(routes.editPseud, { name, pseud }) }
  }
  if (series !== undefined) {
    const id = parseSeriesId(series)
    if (!id) return { shares: [], back: here }
    return { shares: await ownShares(db, by, { series: id }), back: href(routes.series, { seriesId: id }) }
  }
  if (all !== undefined) return { shares: await ownShares(db, by), back: here }
  if (works.length === 0) return undefined
  const wanted = new Set(works.map(parseWorkId))
  return { shares: (await ownShares(db, by)).filter(({ id }) => wanted.has(id)), back: here }
}
