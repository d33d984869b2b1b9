import type { Handler } from '../../web/app-env.ts'
import type { Page } from '../../web/page.ts'
import type { Writing } from './invitation-mails.ts'

/** A whole number as a person types it; null for anything else. */
export const numberIn = (typed: string | undefined): number | null =>
  typed !== undefined && /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : null

/** What was just done, by the word in the address: it only chooses among sentences of ours. Not for search engines. */
export function withNotice(c: Handler, says: Readonly<Record<string, () => string>>): Page {
  const done = c.req.query('done') ?? ''
  const text = Object.hasOwn(says, done) ? says[done]?.() : undefined
  const page = { ...c.var.page, robots: false }
  return text === undefined ? page : { ...page, notice: { kind: 'ok', text } }
}

export async function writingFor(c: Handler): Promise<Writing> {
  const { archive, baseUrl, now } = c.var.deps
  return { archive: (await archive()).name, baseUrl, now: now() }
}
