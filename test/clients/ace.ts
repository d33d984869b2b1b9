import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { z } from 'zod'
import { openBrowser } from '../chromium.ts'

/** DAISY's Ace over a book, in the Chromium that the other browser tests use. Ace asks for a runner; this is one. */
interface Runner {
  readonly concurrency: number
  readonly setTimeout: (ms: number) => void
  readonly launch: () => Promise<void>
  readonly close: () => Promise<void>
  readonly run: (url: string, scripts: readonly string[], contents: readonly string[]) => Promise<unknown>
}

const report = z.object({
  assertions: z.array(
    z.object({
      'earl:testSubject': z.object({ url: z.string() }),
      assertions: z.array(
        z.object({
          'earl:test': z.object({ 'earl:impact': z.string(), 'dct:title': z.string() }),
          'earl:result': z.object({ 'dct:description': z.string(), html: z.string().optional() }),
        }),
      ),
    }),
  ),
})

export interface Finding {
  readonly impact: string
  readonly line: string
}

/** What Ace finds in each book, as lines with the page and the place. */
export async function aceFindings(paths: readonly string[]): Promise<readonly Finding[]> {
  const ace = createRequire(join(import.meta.dirname, 'package.json'))('@daisy/ace-core')
  const browser = await openBrowser()
  const found: Finding[] = []
  try {
    for (const path of paths) {
      const outdir = mkdtempSync(join(tmpdir(), 'palimpsest-ace-'))
      const [, json] = await ace(path, { cwd: '/', outdir, silent: true }, runnerIn(browser))
      rmSync(outdir, { recursive: true, force: true })
      found.push(...findingsIn(path, json))
    }
  } finally {
    await browser.close()
  }
  return found
}

function findingsIn(path: string, json: unknown): Finding[] {
  return report.parse(json).assertions.flatMap(({ 'earl:testSubject': { url }, assertions }) =>
    assertions.map(({ 'earl:test': test, 'earl:result': result }) => ({
      impact: test['earl:impact'],
      line: `${path} ${url}: ${test['dct:title']}: ${result['dct:description'].slice(0, 200)} ${result.html ?? ''}`,
    })),
  )
}

const runnerIn = (browser: Browser): Runner => ({
  concurrency: 2,
  setTimeout: () => undefined,
  launch: async () => undefined,
  close: async () => undefined,
  run: async (url, scripts, contents) => {
    const page = await browser.newPage()
    try {
      await page.goto(url)
      for (const content of contents) await page.addScriptTag({ content })
      for (const path of scripts) await page.addScriptTag({ path })
      return await page.evaluate(RUN)
    } finally {
      await page.close()
    }
  },
})

/** Ace's own scripts put this there. */
const RUN = `new Promise((resolve, reject) =>
  window.daisy.ace.run((fault, found) => fault ? reject(fault) : resolve(found)))`
