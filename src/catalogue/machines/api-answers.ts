import type { MiddlewareHandler } from 'hono'
import { answerData, type Seen } from '../../web/answer-data.ts'
import type { Env, Handler } from '../../web/app-env.ts'
import type { Permissions } from '../../works/index.ts'
import type { Catalogue } from '../memory/open.ts'

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
