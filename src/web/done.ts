import type { Page } from './page.ts'

/**
 * What was just done, said once at the top of the page it led to: `?done=saved`. The address only chooses among the
 * sentences that this page knows, so that nobody can put words here.
 */
export function withDone(
  page: Page,
  done: string | undefined,
  says: Readonly<Record<string, () => string>>,
): Page {
  const text = done !== undefined && Object.hasOwn(says, done) ? says[done]?.() : undefined
  return text ? { ...page, notice: { kind: 'ok', text } } : page
}
