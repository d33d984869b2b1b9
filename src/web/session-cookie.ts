import { cookieValue } from './settings.ts'

/**
 * The names of our own cookies. On https they begin with `__Host-`: no neighbouring host and no plain http can set one,
 * and none is sent anywhere else. On http, where an archive runs on one's own machine, browsers refuse that name.
 */
type OwnCookie = 'session' | 'device' | 'second-step' | 'challenge' | 'help'

const isSecure = (baseUrl: string): boolean => baseUrl.startsWith('https:')

const nameOf = (cookie: OwnCookie, baseUrl: string): string =>
  `${isSecure(baseUrl) ? '__Host-' : ''}palimpsest.${cookie}`

/** What a browser sent back, from its `Cookie` header. */
export const ownCookie = (
  header: string | undefined,
  cookie: OwnCookie,
  baseUrl: string,
): string | undefined => cookieValue(header, nameOf(cookie, baseUrl)) || undefined

interface Kept {
  readonly baseUrl: string
  readonly seconds: number
}

/** A `Set-Cookie` value, out of reach of scripts. */
export function keepCookie(cookie: OwnCookie, value: string, { baseUrl, seconds }: Kept): string {
  const secure = isSecure(baseUrl) ? '; Secure' : ''
  return `${nameOf(cookie, baseUrl)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

export const dropCookie = (cookie: OwnCookie, baseUrl: string): string =>
  keepCookie(cookie, '', { baseUrl, seconds: 0 })
