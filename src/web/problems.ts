import { STATUS_CODES } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import { routes } from '../routes.ts'
import { forGuests } from './answer-data.ts'
import type { Env, Handler } from './app-env.ts'
import { t } from './say.ts'

/** A refusal or a fault as programs read it: RFC 9457, in words, with what to do. */
export interface Problem extends ProblemWords {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
}

export interface ProblemWords {
  readonly detail: string
  readonly remedy: string
}

const TYPE = 'application/problem+json'

export function problem(c: Handler, status: number, { detail, remedy }: ProblemWords): Response {
  const said: Problem = {
    ...{ type: 'about:blank', title: STATUS_CODES[status] ?? '', status },
    ...{ detail, remedy },
  }
  forGuests(c)
  return new Response(JSON.stringify(said), { status, headers: { ...given(c), 'content-type': TYPE } })
}

const given = (c: Handler): Record<string, string> => {
  c.header('cache-control', 'no-store')
  return Object.fromEntries(c.res.headers)
}

export const tooLong = (): ProblemWords => ({
  detail: t('More was sent than is taken at once.'),
  remedy: t('Send it in parts of less than a megabyte.'),
})

export const noToken = (): ProblemWords => ({
  detail: t('With a session, a change needs the token of one of this archive’s pages.'),
  remedy: t('Send the field “csrf” of any form here as the header X-CSRF-Token; or use a key for programs.'),
})

/** Whatever else ends in a page for people, ends in words for programs here. */
export const inProblems: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const { status, headers } = c.res
  if (status < 400 || headers.get('content-type')?.startsWith(TYPE)) return
  c.res = problem(c, status, wordsFor(c, status))
}

function wordsFor(c: Handler, status: number): ProblemWords {
  if (status === 404)
    return {
      detail: t('There is nothing at this address.'),
      remedy: t('All there are stand in {address}.', {
        address: c.var.deps.baseUrl + routes.apiDescription,
      }),
    }
  return status === 503
    ? { detail: t('The archive cannot reach its database.'), remedy: t('Ask again in a few seconds.') }
    : {
        detail: t('Something went wrong here, and is in the archive’s log.'),
        remedy: t('Ask again later. If it stays so, tell whoever keeps this archive.'),
      }
}
