import type { MiddlewareHandler } from 'hono'
import type { Member } from '../../core/actor.ts'
import { answerData, readerOf, type Seen } from '../../web/answer-data.ts'
import type { Env, Handler } from '../../web/app-env.ts'
import { problem } from '../../web/problems.ts'
import type { Permissions } from '../../works/index.ts'
import type { Catalogue } from '../memory/open.ts'
import { notLoggedIn } from './api-refusals.ts'

export interface Answering {
  readonly catalogue: Catalogue
  readonly seen: Seen
}

export const jsonFor =
  ({ seen }: Answering) =>
  (c: Handler, data: object, reserved = false): Response =>
    answerData(c, seen, { type: 'application/json; charset=utf-8', body: JSON.stringify(data), reserved })

/** What has not been given to machines is reserved; one such work reserves the page it is on. */
export const isReserved = ({ permissions }: { readonly permissions: Permissions }): boolean =>
  permissions.machines !== 'yes'

/** Scripts of other sites may read what guests may, and nothing else: neither keys nor changes. */
export const preflight: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method !== 'OPTIONS') return next()
  c.header('access-control-allow-origin', '*')
  c.header('access-control-allow-methods', 'GET, HEAD')
  c.header('access-control-allow-headers', 'accept, accept-language, if-none-match, if-modified-since')
  c.header('access-control-max-age', '86400')
  c.header('allow', 'GET, HEAD, PUT, DELETE, OPTIONS')
  return c.body(null, 204)
}

/** What is asked in the address; neither the language of the answer nor a key is part of the question. */
export const searchOf = (c: Handler): URLSearchParams => {
  const { searchParams } = new URL(c.req.url)
  for (const beside of ['ui', 'key']) searchParams.delete(beside)
  return searchParams
}

export const memberOf = (c: Handler): Member | undefined => {
  const reader = readerOf(c)
  return reader.type === 'member' ? reader : undefined
}

/** Programs ask their person for a key when they are told so. */
export function stranger(c: Handler): Response {
  c.header('www-authenticate', 'Basic realm="api", charset="UTF-8"')
  return problem(c, 401, notLoggedIn(c.var.deps.baseUrl))
}
