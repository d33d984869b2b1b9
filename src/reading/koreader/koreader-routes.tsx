import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Member } from '../../core/actor.ts'
import type { KeptProgress } from '../../library/index.ts'
import { routes } from '../../routes.ts'
import type { Env, Handler } from '../../web/app-env.ts'
import { t } from '../../web/say.ts'
import { isDocument, namesIn, type Refusal, saidIn } from './kosync-shapes.ts'
import { giveProgress, takeProgress } from './sync-progress.ts'

/** KOReader's places, at the addresses and in the words of its own sync server. */
export const koreaderRoutes = () =>
  new Hono<Env>()
    .use('/koreader/*', inItsWords)
    .use(
      routes.koreaderProgress,
      bodyLimit({ maxSize: MOST_BYTES, onError: (c) => refuse(c, 'not-understood') }),
    )

    // Its button „Register": accounts are made by people, in a browser.
    .post(routes.koreaderJoin, (c) => {
      const address = c.var.deps.baseUrl + routes.devices
      const message = t('Accounts are not made here. A password for KOReader is made at {address}.', {
        address,
      })
      return answer(c, 402, { code: 2005, message })
    })

    .get(routes.koreaderLogin, (c) => (member(c) ? answer(c, 200, { authorized: 'OK' }) : stranger(c)))

    .put(routes.koreaderProgress, async (c) => {
      const reader = member(c)
      if (!reader) return stranger(c)
      const said = saidIn(await bodyOf(c))
      if (typeof said === 'string') return refuse(c, said)
      const now = c.var.deps.now()
      await takeProgress(c.var.deps.db, reader, said, now)
      return answer(c, 200, { document: said.document, timestamp: seconds(now) })
    })

    .get(routes.koreaderDocument, async (c) => {
      const reader = member(c)
      if (!reader) return stranger(c)
      const document = c.req.param('document')
      if (!isDocument(document)) return refuse(c, 'no-document')
      const { db, archive } = c.var.deps
      const asked = { document, names: namesIn(c.req.query('ids')), archive: (await archive()).name }
      const found = await giveProgress(db, reader, asked)
      return answer(c, 200, found ? shapeOf(found) : {})
    })

const MOST_BYTES = 32 * 1024

/** By the key that KOReader sends alone: a browser's session has nothing to do here. */
const member = (c: Handler): Member | undefined =>
  c.var.byKey && c.var.actor.type === 'member' ? c.var.actor : undefined

const seconds = (when: Date): number => Math.floor(when.getTime() / 1_000)

const shapeOf = ({ deviceId, notedAt, ...kept }: KeptProgress) => ({
  ...kept,
  device_id: deviceId,
  timestamp: seconds(notedAt),
})

async function bodyOf(c: Handler): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    return undefined // it is no JSON: refused as what is not understood
  }
}

const stranger = (c: Handler): Response =>
  answer(c, 401, {
    code: 2001,
    message: t('The name or the password is not right. Passwords for KOReader are made at {address}.', {
      address: c.var.deps.baseUrl + routes.devices,
    }),
  })

const refuse = (c: Handler, refusal: Refusal): Response =>
  refusal === 'no-document'
    ? answer(c, 403, { code: 2004, message: t('The document is not named.') })
    : answer(c, 403, { code: 2003, message: t('A place in a document was not understood.') })

const ITS_TYPE = 'application/vnd.koreader.v1+json'

function answer(c: Handler, status: number, body: object): Response {
  const type = c.req.header('accept')?.includes(ITS_TYPE) ? ITS_TYPE : 'application/json'
  c.header('cache-control', 'no-store')
  const headers = { ...Object.fromEntries(c.res.headers), 'content-type': `${type}; charset=utf-8` }
  return new Response(JSON.stringify(body), { status, headers })
}

/** Whatever else ends in a page for people, ends in a word that it shows. */
const inItsWords: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const { status, headers } = c.res
  if (status < 400 || headers.get('content-type')?.includes('json')) return
  c.res = answer(c, status, { code: 2000, message: t('This did not work here. Try again later.') })
}
