import { routes } from '../routes.ts'
import { pathBack } from '../web/app-env.ts'
import type { Notice } from '../web/page.ts'
import { t } from '../web/say.ts'

/** Pages nobody wants to come back to: they ask who somebody is, or say what was done. */
const AT_THE_DOOR = [
  routes.login,
  routes.logout,
  routes.join,
  routes.confirmation,
  '/users/password/',
  '/signup/',
]

/** Where a log-in or a log-out leads: to the page before, if that is one to read. */
export function afterDoor(back: string | undefined): string {
  const path = pathBack(back)
  return AT_THE_DOOR.some((door) => path.startsWith(door)) ? routes.home : path
}

interface Before {
  /** As the link says. */
  readonly back: string | undefined
  /** As the browser says. */
  readonly referrer: string | undefined
  /** Of this archive. */
  readonly hosts: readonly (string | undefined)[]
}

/** The page before this one; never another site. */
export function cameFrom({ back, referrer = '', hosts }: Before): string {
  if (back !== undefined) return afterDoor(back)
  if (!URL.canParse(referrer)) return routes.home
  const { host, pathname, search } = new URL(referrer)
  return hosts.includes(host) ? afterDoor(pathname + search) : routes.home
}

const DONE: ReadonlyMap<string, () => string> = new Map([
  [
    'leaving',
    () =>
      t(
        'The account will be deleted in seven days, and nobody is logged in any more. Log in before to keep it.',
      ),
  ],
  ['confirmed', () => t('The address is confirmed. Log in, and the account is yours.')],
  ['reset', () => t('The new passphrase stands. Log in with it; the second step is asked for as before.')],
])

/** What was done just before the log-in: only words of ours are shown. */
export function doneBefore(done: string | undefined): { readonly notice?: Notice } {
  const said = DONE.get(done ?? '')
  return said ? { notice: { kind: 'ok', text: said() } } : {}
}
