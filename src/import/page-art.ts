import { attr, type Element, find, findAll, type Parent, plain } from '../prose/index.ts'
import { firstOf, metaOf } from './page-tree.ts'

/** A page of an art site: the picture, what its maker said of it, where they filed it, when. */
interface ArtPage {
  readonly title: string
  /** Of the picture; absolute where the page's own address is known. */
  readonly image: string
  /** Markup as found, or escaped text. */
  readonly description: string
  readonly categories: readonly string[]
  readonly date: string
}

const SITES = /deviantart|fanart|pixiv|artstation|elfwood|y!?gallery|furaffinity|sketchport/i
const IMAGE = ['.dev-content-full', '.dev-content-normal', '#artwork', '.artwork', '.art-image']
const DESCRIPTION = [
  '.dev-description',
  '.deviation-description',
  '#description',
  '.description',
  '.art-description',
]
const CATEGORIES = [
  '.dev-about-cat-cc',
  '.dev-about-breadcrumb',
  '.breadcrumbs',
  '.breadcrumb',
  '.categories',
  '.tags',
]

export const isArtSite = (document: Parent, address: string | undefined): boolean =>
  SITES.test(metaOf(document, 'og:site_name') ?? '') ||
  SITES.test(address && URL.canParse(address) ? new URL(address).hostname : '')

/** Undefined where the page shows no one picture: a gallery, a profile. */
export function artPage(document: Parent, address: string | undefined): ArtPage | undefined {
  if (address && /\/(?:gallery|galleries|favou?rites|scraps)(?:\/|$|\?)/i.test(address)) return undefined
  const shown = findAll(document, ({ tagName }) => tagName === 'img')
  const marked = firstOf(document, IMAGE)
  const full =
    marked && (marked.tagName === 'img' ? marked : find(marked, ({ tagName }) => tagName === 'img'))
  const image =
    (full && attr(full, 'src')) ?? metaOf(document, 'og:image', 'twitter:image') ?? onlyLarge(shown)
  if (!image || /avatar|logo|icon/i.test(image)) return undefined
  return {
    title: artTitle(document),
    image,
    description: descriptionIn(document),
    categories: categoriesIn(document),
    date: dateIn(document),
  }
}

function onlyLarge(images: readonly Element[]): string | undefined {
  const large = images.filter((image) => Number(attr(image, 'width') ?? 0) >= 300)
  return large.length === 1 ? attr(large[0] as Element, 'src') : undefined
}

function artTitle(document: Parent): string {
  const said =
    metaOf(document, 'og:title') ?? plain(find(document, ({ tagName }) => tagName === 'title') ?? document)
  return said.replace(/(?<!\s)\s+(?:on|by \S+ on|[-|–—])\s+(?:DeviantArt|ArtStation|pixiv)\s*$/i, '').trim()
}

function descriptionIn(document: Parent): string {
  const found = firstOf(document, DESCRIPTION)
  if (found) return plain(found)
  return metaOf(document, 'og:description', 'description') ?? ''
}

function categoriesIn(document: Parent): string[] {
  const named = findAll(
    document,
    (element) => element.tagName === 'a' && /\btag\b/.test(attr(element, 'rel') ?? ''),
  ).map(plain)
  const filed = firstOf(document, CATEGORIES)
  const links = filed ? findAll(filed, ({ tagName }) => tagName === 'a').map(plain) : []
  const keywords = links.length + named.length ? [] : (metaOf(document, 'keywords') ?? '').split(',')
  const all = [...links, ...named, ...keywords].map((name) => name.replace(/^#/, '').trim())
  return [...new Set(all)].filter((name) => name !== '' && !/^home$/i.test(name))
}

function dateIn(document: Parent): string {
  const said = metaOf(document, 'article:published_time', 'date', 'dc.date')
  const time = find(document, ({ tagName }) => tagName === 'time')
  const printed = firstOf(document, ['.date', '.dev-date', '.published'])
  return said ?? (time && (attr(time, 'datetime') ?? plain(time))) ?? (printed ? plain(printed) : '')
}
