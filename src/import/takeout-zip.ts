/**
 * What somebody took along from an archive like ours: the pages of their works are brought in, each with all that its
 * record says. The books beside them hold the same, and the data is for programs.
 */
const RECORD = /^works\/\d+\/record\.json$/
const PAGE = /^(works\/\d+\/)[^/]+\.html$/

export const isTakeout = (names: readonly string[]): boolean =>
  names.includes('data.json') && names.some((name) => RECORD.test(name))

interface TakenAlong {
  readonly pages: readonly string[]
  /** Of works that have no page: they lay in the trash. */
  readonly records: readonly string[]
}

export function takenAlong(names: readonly string[]): TakenAlong {
  const pages = names.filter((name) => PAGE.test(name)).sort()
  const paged = new Set(pages.map((name) => PAGE.exec(name)?.[1]))
  const records = names.filter((name) => RECORD.test(name) && !paged.has(name.replace(/record\.json$/, '')))
  return { pages, records: records.sort() }
}
