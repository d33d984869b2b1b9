import type { Context } from 'hono'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { routePath } from 'hono/route'
import { faultWords } from '../core/fault-words.ts'
import type { Env } from './app-env.ts'
import { AwayPage, ErrorPage, type ErrorStatus, type Instead } from './error-page.tsx'
import { type GivenFields, typedBack } from './kept-typing.ts'
import { render } from './layout.tsx'
import { USUAL_SETTINGS } from './page.ts'
import { readSettings } from './settings.ts'

/** Thrown where a request ends with a page of ours: no such thing, not from a form of ours, too much. */
export class Refused extends Error {
  readonly status: ErrorStatus
  readonly instead: Instead | undefined
  constructor(status: ErrorStatus, said?: string, instead?: Instead) {
    super(said ?? '')
    this.status = status
    this.instead = instead
  }
}

export async function answerNotFound(c: Context<Env>) {
  const typed = await givenBack(c)
  return c.html(render(<ErrorPage page={{ ...c.var.page, robots: false }} status={404} typed={typed} />), 404)
}

/** What was typed, for the page that says why it could not be taken; which nobody keeps. */
async function givenBack(c: Context<Env>) {
  const typed = c.var.page && (await typedBack(c))
  if (typed) c.header('cache-control', 'private, no-store')
  return typed || undefined
}

/** Every fault ends here, once: said to the reader in general words, to the keepers in the log under a mark. */
export function answerError(makeMark: () => string) {
  return async (fault: Error, c: Context<Env>) => {
    const { page, deps } = c.var
    if (fault instanceof Refused) {
      const { status, message, instead } = fault
      const said = message || undefined
      return answer(c, status, (typed) => <ErrorPage {...{ page, status, said, instead, typed }} />)
    }
    if (isAway(fault)) {
      deps.log.warn({ fault: faultWords(fault).message, path: pathSaid(c) }, 'the database is away')
      c.header('retry-after', '5')
      return answer(c, 503, (typed) => <AwayPage {...away(c)} typed={typed} />)
    }
    const mark = makeMark()
    if (isFull(fault)) {
      deps.log.error({ mark, fault: faultWords(fault).message, path: pathSaid(c) }, 'the disk is full')
      return answer(c, 507, (typed) => <ErrorPage page={page} status={507} mark={mark} typed={typed} />)
    }
    deps.log.error(
      { mark, fault: forKeepers(fault), method: c.req.method, path: pathSaid(c) },
      'a request failed',
    )
    return answer(c, 500, (typed) => <ErrorPage page={page} status={500} mark={mark} typed={typed} />)
  }
}

/** As a page that gives back what was typed; to a script that keeps it anyway, in a word. */
async function answer(
  c: Context<Env>,
  status: ErrorStatus,
  page: (typed: GivenFields | undefined) => JSX.Element,
) {
  const asks = c.req.header('accept') ?? ''
  if (c.req.path.startsWith('/manuscripts/') && asks.startsWith('application/json'))
    return c.json({ refused: String(status) }, status)
  return c.html(render(page(await givenBack(c))), status)
}

/** What the program knows by itself, without the database. */
const away = (c: Context<Env>) => ({
  archive: c.var.page?.archive ?? '',
  settings: c.var.page?.settings ?? readSettings(c.req.header('cookie')) ?? USUAL_SETTINGS,
  path: new URL(c.req.url).pathname,
  csrf: c.var.page?.csrf ?? '',
})

/** The address as it is in routes.ts: in a real one stand names, words that were looked for, and codes that open something. */
const pathSaid = (c: Context<Env>): string => routePath(c)

/** What and where, cause by cause; not PostgreSQL's detail, which quotes the row that somebody typed. */
const forKeepers = (fault: Error): readonly object[] => {
  const { name } = fault
  const code = 'code' in fault ? { code: String(fault.code) } : {}
  return [
    { name, ...code, ...faultWords(fault) },
    ...(fault.cause instanceof Error ? forKeepers(fault.cause) : []),
  ]
}

/** The database is not there, or is just coming or going (PostgreSQL's classes 08 and 57P). */
const isAway = (fault: Error): boolean =>
  behind(fault).some(
    ({ code, message }) =>
      /^(08|57P|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|53300)/.test(code) ||
      /Connection terminated|after calling end on the pool|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
        message,
      ),
  )

/** No room for what was sent: in the data folder, or where the database lies (PostgreSQL's 53100). */
const isFull = (fault: Error): boolean =>
  behind(fault).some(({ code }) => ['ENOSPC', 'EDQUOT', '53100'].includes(code))

/** The fault and what caused it: a library (the sessions' one) wraps what the database said. */
function behind(fault: unknown): { readonly code: string; readonly message: string }[] {
  if (!(fault instanceof Error)) return []
  const code = 'code' in fault ? String(fault.code) : ''
  return [{ code, message: fault.message }, ...behind(fault.cause)]
}
