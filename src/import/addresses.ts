import type { Origin } from '../works/index.ts'

/** Every name the Archive of Our Own has answered to. */
const AO3_HOST =
  /^(?:www\.|insecure\.|download\.|test\.|beta\.)?(?:archiveofourown\.(?:org|com|net|gay)|ao3\.(?:org|com|net|gay))$/i

/** Where a relative link of an old download or a page saved from there points. */
const AO3 = 'https://archiveofourown.org'

/**
 * The one address of a thing. For AO3: https, no query, the plain `/works/N`, `/series/N` or `/collections/X`
 * whatever mirror, collection or chapter was named. Elsewhere all but the fragment, since a query may be the
 * only name a thing has. Undefined when it is no web address.
 */
export function canonicalAddress(href: string): string | undefined {
  const trimmed = href.trim()
  const url = URL.canParse(trimmed, AO3) ? new URL(trimmed, AO3) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  if (!isAo3(url)) return `${url.protocol}//${url.host}${url.pathname}${url.search}`
  const known = /^(?:\/collections\/[^/]+)?(\/(?:works|series)\/\d+)(?:\/|$)/.exec(url.pathname)?.[1]
  return AO3 + (known ?? url.pathname.replace(/(?<=[^/])\/+$/, ''))
}

/** The origin a work link names: AO3's canonical one, or another archive's under the name it gave itself. */
export function originOf(href: string, archive: string): Origin | null {
  const url = canonicalAddress(href)?.split('?')[0]
  if (!url || !/\/works\/\d+/.test(url)) return null
  return { url, archive: url.startsWith(`${AO3}/`) ? 'Archive of Our Own' : archive }
}

const isAo3 = (url: URL): boolean => AO3_HOST.test(url.host.replace(/:\d+$/, ''))

/** Sites have moved from http to https: an address and its twin name the same page. */
export const eitherScheme = (address: string): string[] => [
  address.replace(/^https:/, 'http:'),
  address.replace(/^http:/, 'https:'),
]
