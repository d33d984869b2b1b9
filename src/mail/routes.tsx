import { Hono } from 'hono'
import { parseMailId } from '../core/ids.ts'
import { routes } from '../routes.ts'
import type { Env } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { outboxMail, outboxPart } from './outbox.ts'
import { OutboxMailPage } from './outbox-mail-page.tsx'
import { OutboxPage } from './outbox-page.tsx'

/** The owner's view of the outbox. With a mail server, of what a mail is about and how it went: never of its words. */
export function mailRoutes(smtp: boolean) {
  return new Hono<Env>()
    .get(routes.outbox, async (c) => {
      const { deps, actor, page } = c.var
      const part = await outboxPart(deps.db, actor, { page: pageOf(c.req.query('page')), open: !smtp })
      if (!part) return c.notFound()
      return c.html(render(<OutboxPage page={{ ...page, robots: false }} part={part} smtp={smtp} />))
    })

    .get(routes.outboxMail, async (c) => {
      const { deps, actor, page } = c.var
      const id = parseMailId(c.req.param('mailId'))
      const mail = id && (await outboxMail(deps.db, actor, { id, open: !smtp }))
      if (!mail) return c.notFound()
      return c.html(render(<OutboxMailPage page={{ ...page, robots: false }} mail={mail} smtp={smtp} />))
    })
}

const pageOf = (typed: string | undefined): number =>
  typed !== undefined && /^[1-9]\d{0,6}$/.test(typed) ? Number(typed) : 1
