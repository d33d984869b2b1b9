import { type Handler, sameSite, typedOf } from './app-env.ts'
import { ownCookie } from './session-cookie.ts'

/** Every field of a form that could not be taken, as it was sent. */
export type GivenFields = Readonly<Record<string, string | readonly string[]>>

const MEGABYTE = 1024 * 1024
const FORM_LIMIT = 6 * MEGABYTE
/** Five million characters of any script, as a form without files sends them: up to three bytes each, as `%XX`. */
const WRITING_LIMIT = 48 * MEGABYTE

/** Forms that somebody writes in for hours. */
export const isWriting = (path: string): boolean =>
  path === '/works' || path.startsWith('/works/') || path.startsWith('/manuscripts/')

/** How much may be sent there: much, for whoever has logged in before. */
export const formLimit = (c: Handler): number =>
  isWriting(c.req.path) && hasSession(c) ? WRITING_LIMIT : FORM_LIMIT

/** The browser has one of ours, whether it still lives or not. */
export const hasSession = (c: Handler): boolean =>
  ownCookie(c.req.header('cookie'), 'session', c.var.deps.baseUrl) !== undefined

/**
 * What was typed, where a form of ours could not be taken: to be given back. Undefined where nothing was typed, where a
 * field is nobody's to repeat, and where it did not come from a page of this archive.
 */
export async function typedBack(c: Handler): Promise<GivenFields | undefined> {
  if (c.req.method !== 'POST' || !isForm(c) || !saysOurs(c)) return undefined
  const length = Number(c.req.header('content-length') ?? Number.NaN)
  if (Number.isNaN(length) ? !('parsedBody' in c.req.bodyCache) : length > formLimit(c)) return undefined
  const fields = await typedOf(c).catch(() => undefined)
  if (!fields) return undefined
  const entries = Object.entries(fields).filter(([name]) => name !== 'csrf')
  if (entries.some(([name]) => SECRET.test(name))) return undefined
  return entries.some(wasTyped) ? Object.fromEntries(entries) : undefined
}

const isForm = (c: Handler): boolean => {
  const type = c.req.header('content-type') ?? ''
  return type.startsWith('application/x-www-form-urlencoded') || type.startsWith('multipart/form-data')
}

/** By the browser's own word. Where it says nothing, another site's form must not become one of ours. */
const saysOurs = (c: Handler): boolean =>
  (c.req.header('sec-fetch-site') !== undefined || c.req.header('origin') !== undefined) && sameSite(c)

/** Passphrases, codes and answers to challenges are never given back. */
const SECRET = /pass|code|secret|token|answer|credential/i

/** Keys, choices and ways back are not what anybody would miss. */
const wasTyped = ([name, value]: readonly [string, string | readonly string[]]): boolean =>
  !['key', 'back', 'names', 'account'].includes(name) && [value].flat().some((one) => isTyped(one))

/** A choice has one word. */
const isTyped = (value: string): boolean => value.trim().includes(' ') || isLong(value)

const A_LINE = 80

/** Given back where it can be seen and copied, rather than hidden. */
export const isLong = (value: string): boolean => value.length > A_LINE || value.includes('\n')
