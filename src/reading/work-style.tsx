import type { WorkId } from '../core/ids.ts'
import { Icon } from '../web/icons.tsx'
import { t } from '../web/say.ts'
import { cookieValue } from '../web/settings.ts'

/** Does a work wear its creator's style for this reader? AO3's words for it in addresses. */
export type WorkStyle = 'creator' | 'disable'

const COOKIE = 'style'
const ONE_YEAR = 365 * 24 * 60 * 60
/** Of the latest works, for which the reader chose otherwise than for all. */
const MOST_REMEMBERED = 40

interface Asked {
  /** `?style=` */
  readonly asked: string | undefined
  /** The `Cookie` header, whole. */
  readonly cookie: string | undefined
  /** The reader wants no styles of creators at all. */
  readonly hides: boolean
}

/** As asked for in the address, else as this browser remembers it for this work, else as the reader prefers. */
export function styleOf(work: WorkId, { asked, cookie, hides }: Asked): WorkStyle {
  if (asked === 'creator' || asked === 'disable') return asked
  return remembered(cookie).get(work) ?? (hides ? 'disable' : 'creator')
}

/** A `Set-Cookie` value that remembers what was asked for this work; undefined: nothing was. */
export function rememberStyle(work: WorkId, { asked, cookie }: Asked): string | undefined {
  if (asked !== 'creator' && asked !== 'disable') return undefined
  const others = [...remembered(cookie)].filter(([id]) => id !== work)
  const all = [...others, [work, asked] as const].slice(-MOST_REMEMBERED)
  const value = all.map(([id, style]) => (style === 'creator' ? 'c' : 'd') + id).join('.')
  return `${COOKIE}=${value}; Path=/; Max-Age=${ONE_YEAR}; SameSite=Lax; HttpOnly`
}

function remembered(cookie: string | undefined): ReadonlyMap<number, WorkStyle> {
  const parts = (cookieValue(cookie, COOKIE) ?? '').slice(0, 1_000).split('.')
  return new Map(
    parts
      .filter((part) => /^[cd]\d{1,10}$/.test(part))
      .map((part) => [Number(part.slice(1)), part.startsWith('c') ? 'creator' : 'disable']),
  )
}

/** Off and on by one click, on the page itself. */
export const StyleSwitch = ({ path, style }: { readonly path: string; readonly style: WorkStyle }) => (
  <li class="style">
    <a class="button" href={withStyle(path, style === 'creator' ? 'disable' : 'creator')} rel="nofollow">
      <Icon name="sun" />
      {style === 'creator' ? t('Hide creator’s style') : t('Show creator’s style')}
    </a>
  </li>
)

function withStyle(path: string, style: WorkStyle): string {
  const url = new URL(path, 'http://archive.invalid')
  url.searchParams.set('style', style)
  url.searchParams.delete('done')
  return url.pathname + url.search
}
