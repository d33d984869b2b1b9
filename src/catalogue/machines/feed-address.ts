import { routes } from '../../routes.ts'
import { address } from '../address.ts'

/** A list's own address, with what is asked of it, as a feed; null for lists that have none. */
export function feedAddress(path: string, search: URLSearchParams): string | null {
  const feed = feedPath(path)
  return feed && address(feed, search, (query) => query.delete('ui'))
}

function feedPath(path: string): string | null {
  if (path === routes.works) return routes.worksFeed
  if (/^\/users\/[^/]+\/(?:library|readings)\b/.test(path)) return `${path}.atom`
  const [of] = /^\/(?:tags|creators|languages|users|pens)\/[^/]+(?:\/pseuds\/[^/]+)?/.exec(path) ?? []
  return of ? `${of}/works.atom` : null
}
