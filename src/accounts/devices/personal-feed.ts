import { routes } from '../../routes.ts'
import { pathBack } from '../../web/app-env.ts'

/** The feed a reader came from, as a path of this archive; else that of all works. */
export function feedAsked(path: string | undefined): string {
  const asked = pathBack(path)
  return new URL(asked, ANYWHERE).pathname.endsWith('.atom') ? asked : routes.worksFeed
}

/** The same feed, for whoever holds the key. */
export function personalFeed(feed: string, key: string): string {
  const address = new URL(feed, ANYWHERE)
  address.searchParams.set('key', key)
  return address.pathname + address.search
}

/** Paths are read as addresses of some site. */
const ANYWHERE = 'http://archive.invalid'
