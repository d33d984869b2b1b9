import { join } from 'node:path'
import fc from 'fast-check'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { broken } from '../../src/prose/broken-markup.testing.ts'
import { cleanHtml, type Field } from '../../src/prose/index.ts'
import { bundled } from '../../src/web/bundle.ts'
import { openBrowser, type Reader, reader } from '../chromium.ts'

/** The cleaner and the editor's document in a real browser, over the browser's own parser. */
let browser: Browser
let at: Reader

beforeAll(async () => {
  const script = await bundled(join(import.meta.dirname, '../../src/web/editor/again.testing.ts'))
  browser = await openBrowser()
  at = await reader(browser)
  await at.page.setContent('<!DOCTYPE html><title>Schema</title>')
  await at.page.evaluate(`{${Buffer.from(script).toString('utf8')}}`)
})
afterAll(() => browser?.close())

const RUNS = Number(process.env.PROSE_RUNS ?? 1500)

test.each(['content', 'notes', 'summary'] as const)(
  '%s: whatever is clean, the editor gives back',
  async (field: Field) => {
    const clean = fc.sample(broken, RUNS / 3).map((given) => cleanHtml(given, field))
    const found: [string, string][] = await at.page.evaluate(
      `again(${JSON.stringify(clean).replaceAll('<', '\\u003c')}, ${JSON.stringify(field)})`,
    )
    for (const [i, [cleaned, back]] of found.entries()) {
      expect(cleaned).toBe(clean[i])
      expect(cleanHtml(back, field)).toBe(clean[i])
    }
    expect(found.length).toBe(clean.length)
  },
)
