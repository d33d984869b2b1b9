import { STATUS_CODES } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import { TAG_KINDS } from '../core/values.ts'
import { href, routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { t } from '../web/say.ts'
import type { ProblemShape } from './api-shapes.ts'
import { forGuests } from './machine-answer.ts'

type Words = Pick<ProblemShape, 'detail' | 'remedy'>

const TYPE = 'application/problem+json'

/** RFC 9457, in words. */
export function problem(c: Handler, status: number, { detail, remedy }: Words): Response {
  const said: ProblemShape = {
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

export const noSuchWork = (c: Handler): Response =>
  problem(c, 404, {
    detail: t('No work of that number is here for whoever asks.'),
    remedy: t('Take the number from a list of works. What is for members is told to members alone.'),
  })

export const noSuchTag = (c: Handler, name: string): Response =>
  problem(c, 404, {
    detail: t('No tag of that kind is called “{name}”.', { name }),
    remedy: t('Look for its name at {address}.', {
      address: c.var.deps.baseUrl + href(routes.apiTags, {}, { name: 'lamp' }),
    }),
  })

export const noSuchKind = (c: Handler, kind: string): Response =>
  problem(c, 404, {
    detail: t('“{kind}” is no kind of tag.', { kind }),
    remedy: t('Kinds are: {kinds}.', { kinds: [...TAG_KINDS, 'media'].join(', ') }),
  })

/** Whatever else ends in a page for people, ends in words for programs here. */
export const inProblems: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const { status, headers } = c.res
  if (status < 400 || headers.get('content-type')?.startsWith(TYPE)) return
  c.res = problem(c, status, wordsFor(c, status))
}

function wordsFor(c: Handler, status: number): Words {
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
