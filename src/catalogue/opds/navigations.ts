import type { Actor } from '../../core/actor.ts'
import { languageName } from '../../core/languages.ts'
import { href, routes } from '../../routes.ts'
import { t } from '../../web/say.ts'
import { address } from '../address.ts'
import { type Browsing, browse } from '../browse.ts'
import { fandomsListed } from '../names/fandoms.ts'
import { languagesListed } from '../names/languages-listed.ts'
import { alphabetKey, byLetter } from '../names/media-view.ts'
import { questionIn } from '../question.ts'
import { readerIn } from '../reader-in.ts'
import { type Item, type Navigation, ROOT, type Version, type Ways, whole } from './catalog.ts'
import { publications } from './publications.ts'
import { latest } from './works-catalog.ts'

interface Asked extends Browsing {
  readonly version: Version
  readonly search: URLSearchParams
}

const PER_PAGE = 100

/** The beginning: everything is found from here. */
export async function rootOf({ version, ...browsing }: Asked): Promise<Navigation> {
  const works = href(routes.opdsWorks, { version })
  const sorted = (sort: string): string => href(routes.opdsWorks, { version }, { sort })
  const leads = 'acquisition' as const
  const items: Item[] = [
    { title: t('New works'), about: t('The latest first.'), path: sorted('posted'), leads, sorted: 'new' },
    {
      ...{ title: t('Popular works'), about: t('Those with the most kudos first.'), leads },
      ...{ path: sorted('kudos'), sorted: 'popular' },
    },
    {
      ...{ title: t('Recently updated works'), about: t('With new chapters, or new.'), leads },
      path: works,
    },
    way(t('Fandoms A–Z'), t('Works by what they are about.'), href(routes.opdsFandoms, { version })),
    way(
      t('Languages'),
      t('Works by the language they are written in.'),
      href(routes.opdsLanguages, { version }),
    ),
    ...ownWays(version, browsing.actor),
  ]
  return whole({ path: ROOT[version], title: t('Catalogue'), items, updated: await newest(browsing) })
}

const way = (title: string, about: string, path: string): Item => ({
  title,
  about,
  path,
  leads: 'navigation',
})

const ownWays = (version: Version, actor: Actor): Item[] => [
  ...(actor.type === 'guest'
    ? []
    : [way(t('Your saved filters'), t('Each as a list of works.'), href(routes.opdsFilters, { version }))]),
  way(
    t('Your shelves'),
    actor.type === 'guest'
      ? t('For members: with the account’s name and a key for this device.')
      : t('What is kept, wanted later, being read and read.'),
    href(routes.opdsShelves, { version }),
  ),
]

/** When the newest of all works that this reader finds was changed. */
async function newest(browsing: Browsing): Promise<Date> {
  const question = questionIn(new URLSearchParams(), new Date(0))
  const { ids } = await browse({ ...browsing, perPage: 1 }, { of: 'all' }, question)
  const works = await publications(browsing.db, browsing.actor, ids)
  return latest(works.map(({ changed }) => changed))
}

/** Without a letter: the letters. With one: its fandoms, a page of them. */
export async function fandomsOf({ version, search, ...browsing }: Asked): Promise<Navigation> {
  const path = href(routes.opdsFandoms, { version })
  const [listed, updated] = await Promise.all([fandomsListed(browsing), newest(browsing)])
  const letters = byLetter([...new Map(listed.map((fandom) => [fandom.name, fandom])).values()])
  const asked = search.get('letter')?.toUpperCase() ?? ''
  const at = (letter: string): string => href(routes.opdsFandoms, { version }, { letter })
  const fandoms = letters.get(asked)
  if (!fandoms) {
    const items = [...letters].map(([letter, those]) =>
      way(
        letter,
        those
          .map(({ name }) => name)
          .slice(0, NAMED)
          .join(', '),
        at(letter),
      ),
    )
    return whole({ path, title: t('Fandoms A–Z'), items, updated })
  }
  const items = fandoms.map(
    ({ name, works }): Item => ({
      ...{ title: name, about: t('{n, plural, one {# work} other {# works}}', { n: works }), works },
      ...{ path: href(routes.opdsWorks, { version }, { tag: `fandom:${name}` }), leads: 'acquisition' },
    }),
  )
  const title = t('Fandoms: {letter}', { letter: asked })
  return paged({ path: at(asked), title, items, updated }, search)
}

const NAMED = 3

function paged(page: Ways, search: URLSearchParams): Navigation {
  const pages = Math.max(1, Math.ceil(page.items.length / PER_PAGE))
  const asked = questionIn(new URLSearchParams({ page: search.get('page') ?? '' }), new Date(0)).page
  const here = Math.min(asked, pages)
  const { pathname, searchParams } = new URL(page.path, 'http://archive.invalid')
  return {
    ...{ is: 'navigation', notes: [], ...page, here, pages, total: page.items.length, perPage: PER_PAGE },
    items: page.items.slice((here - 1) * PER_PAGE, here * PER_PAGE),
    at: (n) => address(pathname, searchParams, (query) => query.set('page', n > 1 ? String(n) : '')),
  }
}

/** Each with its works; while the catalogue is being read into memory, uncounted. */
export async function languagesOf({ version, ...browsing }: Asked): Promise<Navigation> {
  const counted = languagesCounted(browsing)
  const codes = counted ? [...counted.keys()] : await languagesListed(browsing)
  const items = codes
    .map((code): Item => {
      const path = href(routes.opdsWorks, { version }, { language: code })
      return { title: languageName(code), about: '', path, leads: 'acquisition', works: counted?.get(code) }
    })
    .sort((a, b) => (alphabetKey(a.title) < alphabetKey(b.title) ? -1 : 1))
  const path = href(routes.opdsLanguages, { version })
  return whole({ path, title: t('Languages'), items, updated: await newest(browsing) })
}

function languagesCounted(browsing: Browsing): ReadonlyMap<string, number> | undefined {
  const filter = browsing.within
  const found = browsing.catalogue.index()?.ask({
    ...{ reader: readerIn(browsing), limit: 0, facets: [{ of: 'language', top: 1_000 }] },
    ...(filter ? { filter } : {}),
  })
  return found && new Map((found.facets[0] ?? []).map(({ value, count }) => [String(value), count]))
}
