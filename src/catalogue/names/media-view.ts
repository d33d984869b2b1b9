import { sql } from 'kysely'
import { href, routes } from '../../routes.ts'
import { address } from '../address.ts'
import type { Browsing } from '../browse.ts'
import { questionIn } from '../question.ts'
import { type FandomCount, fandomsListed, fandomsNamed, UNSORTED } from './fandoms.ts'
import { knownMedium } from './known-tag.ts'
import type { FandomGroup, MediaPageView } from './media-page.tsx'

const SHOWN_OF_EACH = 12
/** A medium with more than these is shown a letter at a time, so many fandoms a page. */
const SHOWN_TOGETHER = 600
const PER_PAGE = 500

/** The fandoms page: each medium with its most used. */
export async function mediaView(browsing: Browsing, q: string): Promise<MediaPageView> {
  const [all, media] = await Promise.all([fandomsListed(browsing), mediaNamed(browsing)])
  const found = fandomsNamed(all, q)
  const groups = Map.groupBy(found, (fandom) => fandom.medium)
  return {
    medium: null,
    q,
    total: different(found),
    letters: [],
    // A shelf stands there from the day it is made; in a search, and where there is nothing at all, the empty ones do not.
    groups: [...(q || !all.length ? groups.keys() : new Set([...media, ...groups.keys()]))]
      .sort()
      .map((medium) => shelf(medium, groups.get(medium) ?? [])),
    pager: null,
  }
}

const different = (fandoms: readonly FandomCount[]): number => new Set(fandoms.map(({ name }) => name)).size

/** All there are, but the one for what is in none. */
export async function mediaNamed({ db }: Pick<Browsing, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from shown_tags where kind = 'media' and canonical and name <> ${UNSORTED}`.execute(db)
  return rows.map(({ name }) => name)
}

const shelf = (medium: string, fandoms: readonly FandomCount[]): FandomGroup => ({
  heading: medium,
  fandoms: fandoms.slice(0, SHOWN_OF_EACH),
  all: fandoms.length,
  href: href(routes.mediaFandoms, { name: medium }),
})

/** One medium's fandoms from A to Z; undefined when there is no such medium. */
export async function mediumView(
  browsing: Browsing,
  name: string,
  search: URLSearchParams,
): Promise<MediaPageView | undefined> {
  const known = await knownMedium(browsing.db, name)
  if (!known) return undefined
  const q = search.get('q') ?? ''
  const all = await fandomsListed(browsing)
  const found = fandomsNamed(
    all.filter(({ medium }) => medium === known.name),
    q,
  )
  const path = href(routes.mediaFandoms, { name: known.name })
  const view = { medium: known.name, q, total: found.length }
  const letters = byLetter(found)
  return { ...view, ...(found.length > SHOWN_TOGETHER ? oneLetter : everyLetter)(letters, path, search) }
}

type Letters = ReadonlyMap<string, readonly FandomCount[]>
type Shown = Pick<MediaPageView, 'letters' | 'groups' | 'pager'>

const group = (heading: string, fandoms: readonly FandomCount[], all = fandoms.length): FandomGroup => ({
  heading,
  fandoms,
  all,
  href: null,
})

const everyLetter = (letters: Letters): Shown => ({
  letters: [...letters.keys()].map((letter, at) => ({ letter, href: `#group-${at}`, here: false })),
  groups: [...letters].map(([letter, fandoms]) => group(letter, fandoms)),
  pager: null,
})

function oneLetter(letters: Letters, path: string, search: URLSearchParams): Shown {
  const asked = search.get('letter')?.toUpperCase() ?? ''
  const here = letters.has(asked) ? asked : ([...letters.keys()][0] ?? '')
  const fandoms = letters.get(here) ?? []
  const pages = Math.ceil(fandoms.length / PER_PAGE)
  const page = Math.min(pageIn(search), pages)
  return {
    letters: [...letters.keys()].map((letter) => ({
      letter,
      href: address(path, search, (query) => query.set('letter', letter)),
      here: letter === here,
    })),
    groups: [group(here, fandoms.slice((page - 1) * PER_PAGE, page * PER_PAGE), fandoms.length)],
    pager: { page, pages, at: (n) => address(path, search, (query) => query.set('page', String(n))) },
  }
}

const pageIn = (search: URLSearchParams): number =>
  questionIn(new URLSearchParams({ page: search.get('page') ?? '' }), new Date(0)).page

/** Read as English reads a title: without the article, whatever stands before the first letter or figure, and accents. */
export const alphabetKey = (name: string): string => {
  const plain = name.normalize('NFKD').replace(/\p{M}+/gu, '')
  const bare = plain.replace(/^[^\p{L}\p{N}]+/u, '').replace(/^(the|an?) (?=\S)/i, '')
  return (bare || plain).normalize('NFC').toUpperCase()
}

/** The letter a name stands under; scripts of thousands of signs have one heading each, figures and the rest have `#`. */
function letterOf(key: string): string {
  const [first = '#'] = key
  if (!/\p{L}/u.test(first)) return '#'
  return SCRIPTS.find(([script]) => script.test(first))?.[1] ?? first
}

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{sc=Han}/u, '漢'],
  [/[\p{sc=Hira}\p{sc=Kana}]/u, 'あ'],
  [/\p{sc=Hang}/u, '가'],
]

export function byLetter(fandoms: readonly FandomCount[]): Letters {
  const keyed = fandoms.map((fandom) => ({ fandom, key: alphabetKey(fandom.name) }))
  keyed.sort((a, b) => order.compare(a.key, b.key))
  const groups = Map.groupBy(keyed, ({ key }) => letterOf(key))
  return new Map([...groups].map(([letter, those]) => [letter, those.map(({ fandom }) => fandom)]))
}

/** As ICU sorts for all languages, numbers by their size; the same for every reader. */
const order = new Intl.Collator('en', { numeric: true })
