import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import compression from 'compression'
import { type Giving, giveKept } from './web/kept-pages-routes.ts'

type Fetch = Parameters<typeof getRequestListener>[0]

/** Brotli at 4 takes as long as gzip at 6, and is shorter. Books, pictures and fonts are compressed already. */
const compress = compression({
  threshold: 1024,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
}) as unknown as (asked: IncomingMessage, answer: ServerResponse, next: () => void) => void

/** What Node calls for every request: what is kept goes out as it is, all else is made by the site and compressed on its way. */
export function answering(fetch: Fetch, giving: Giving, hostname: string) {
  const listener = getRequestListener(fetch, { hostname })
  return (asked: IncomingMessage, answer: ServerResponse): void => {
    if (!giveKept(giving, asked, answer)) compress(asked, answer, () => void listener(asked, answer))
  }
}
