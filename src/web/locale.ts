import { LOCALES, type Locale } from './say.ts'
import { cookieValue } from './settings.ts'

const LOCALE_COOKIE = 'ui'
const ONE_YEAR = 365 * 24 * 60 * 60

interface Asked {
  /** `?ui=` */
  readonly query?: string | undefined
  /** The `Cookie` header, whole. */
  readonly cookie?: string | undefined
  /** The `Accept-Language` header, whole. */
  readonly acceptLanguage?: string | undefined
}

/** The interface's language: as asked in the address, as kept, as the browser wishes, or English. */
export function chooseLocale({ query, cookie, acceptLanguage }: Asked): Locale {
  return spoken(query) ?? spoken(cookieValue(cookie, LOCALE_COOKIE)) ?? wished(acceptLanguage ?? '') ?? 'en'
}

/** A `Set-Cookie` value, to be sent when the address asked. */
export const localeCookie = (locale: Locale): string =>
  `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=${ONE_YEAR}; SameSite=Lax; HttpOnly`

/** `de-AT` is spoken as `de`. */
function spoken(code: string | undefined): Locale | undefined {
  const asked = code?.trim().toLowerCase()
  if (!asked) return undefined
  const base = asked.split('-')[0]
  return (LOCALES.find((one) => one.code === asked) ?? LOCALES.find((one) => one.code === base))?.code
}

function wished(header: string): Locale | undefined {
  const wishes = header.split(',').map((part, place) => {
    const [code = '', ...params] = part.split(';')
    const q = params.map((param) => /^\s*q\s*=\s*([\d.]+)\s*$/.exec(param)?.[1]).find(Boolean)
    return { code, weight: q === undefined ? 1 : Number(q), place }
  })
  const ordered = wishes
    .filter((one) => one.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
  for (const { code } of ordered) {
    const found = spoken(code)
    if (found) return found
  }
  return undefined
}
