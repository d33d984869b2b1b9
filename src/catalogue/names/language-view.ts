import { sql } from 'kysely'
import { languageName } from '../../core/languages.ts'
import type { Browsing } from '../browse.ts'
import { findsIn, readerIn } from '../reader-in.ts'
import type { LanguagesPageView } from './language-page.tsx'

/** Languages of the works this reader may find, each under its own name, in the order of those names. */
export async function languagesView(browsing: Browsing): Promise<LanguagesPageView> {
  const languages = await languagesCounted(browsing)
  return {
    languages: languages.map(({ code, works }) => ({ code, name: languageName(code), works })).sort(byName),
  }
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  order.compare(a.name, b.name)
const order = new Intl.Collator('en')

interface Counted {
  readonly code: string
  readonly works: number
}

const ALL = 1000

async function languagesCounted(browsing: Browsing): Promise<readonly Counted[]> {
  const index = browsing.catalogue.index()
  if (index) {
    const reader = readerIn(browsing)
    const [counts = []] = index.ask({ reader, limit: 0, facets: [{ of: 'language', top: ALL }] }).facets
    return counts.map(({ value, count }) => ({ code: String(value), works: count }))
  }
  const { rows } = await sql<Counted>`
    select language as code, count(*)::int as works from works where ${findsIn(browsing)} group by 1`.execute(
    browsing.db,
  )
  return rows
}
