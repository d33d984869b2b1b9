import type { Actor } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import type { Db } from '../storage/transaction.ts'
import { type FandomCount, fandomsListed, fandomsNamed } from './fandoms.ts'
import type { FandomGroup, MediaPageView } from './media-page.tsx'

const SHOWN_OF_EACH = 12

interface AskedMedia {
  readonly q: string
  /** One medium, from A to Z; null for all, the most used of each. */
  readonly medium: string | null
}

/** The fandoms page; undefined for a medium that has none this reader may find. */
export async function mediaView(
  db: Db,
  actor: Actor,
  { q, medium }: AskedMedia,
): Promise<MediaPageView | undefined> {
  const all = await fandomsListed(db, actor)
  const known = all.find((fandom) => fandom.medium.toLowerCase() === medium?.toLowerCase())
  if (medium !== null && !known) return undefined
  const within = known ? all.filter((fandom) => fandom.medium === known.medium) : all
  const found = fandomsNamed(within, q)
  return {
    medium: known?.medium ?? null,
    q,
    total: new Set(found.map((fandom) => fandom.name)).size,
    groups: known ? byLetter(found) : byMedium(found),
  }
}

function byMedium(fandoms: readonly FandomCount[]): FandomGroup[] {
  return [...Map.groupBy(fandoms, (fandom) => fandom.medium)].map(([medium, those]) => ({
    heading: medium,
    fandoms: those.slice(0, SHOWN_OF_EACH),
    all: those.length,
    href: those.length > SHOWN_OF_EACH ? href(routes.media, {}, { media: medium }) : null,
  }))
}

function byLetter(fandoms: readonly FandomCount[]): FandomGroup[] {
  const sorted = [...fandoms].sort((a, b) => a.name.localeCompare(b.name))
  return [...Map.groupBy(sorted, (fandom) => letterOf(fandom.name))].map(([heading, those]) => ({
    heading,
    fandoms: those,
    all: those.length,
    href: null,
  }))
}

function letterOf(name: string): string {
  const [first = '#'] = name
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toUpperCase()
  return /\p{L}/u.test(first) ? first : '#'
}
