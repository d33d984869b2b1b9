import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { pageKinds } from '../browser/pages-in-browser.ts'
import { listen } from '../listen.ts'
import { nuErrors } from '../nu.ts'
import { makeWorld } from '../world.ts'
import { type CrawledPage, lostFragments, textOf } from './crawler.ts'

/** The kinds of pages that the browser tests walk, as markup: those behind a log-in, a mail or an office, too. */
const LANGUAGES = ['en', 'ar']
const pages: CrawledPage[] = []

beforeAll(async () => {
  const world = await makeWorld('sample')
  const site = await listen(world)
  for (const { name, path, as } of await pageKinds(world, site)) {
    for (const language of LANGUAGES) {
      const answer = await world.get(`${path}${path.includes('?') ? '&' : '?'}ui=${language}`, as)
      const kind = `${language}: ${name}`
      pages.push({ kind, path, status: answer.status, html: await answer.text() })
    }
  }
  await site.close()
  await world.end()
})

/** Refusals that a page of ours says. */
const REFUSED: Readonly<Record<string, number>> = {
  ...{ 'not found': 404, 'no such tag': 404, 'a download that is refused': 403, join: 403 },
  ...{ 'a link that is over': 422, 'an invitation that is unknown': 403 },
}

describe('every kind of page', () => {
  test('is there', () => {
    const wrong = pages.filter(({ kind, status }) => status !== (REFUSED[kind.slice(4)] ?? 200))
    expect(wrong.map(({ kind, path, status }) => `${status} ${kind} ${path}`)).toEqual([])
  })

  test('is valid HTML', () => {
    const folder = mkdtempSync(join(tmpdir(), 'palimpsest-kinds-'))
    const named = pages.map(({ html, kind }, at) => {
      const file = join(folder, `${at}.html`)
      writeFileSync(file, html)
      return { file, kind }
    })
    const faults = nuErrors(named.map(({ file }) => file)).map((line) => {
      const at = Number.parseInt(line, 10)
      return `${named[at]?.kind} ${line.slice(0, 400)}`
    })
    rmSync(folder, { recursive: true })
    expect(faults).toEqual([])
  })

  test('shows no workings, and its links into itself lead somewhere', () => {
    const workings = /\{[a-z][A-Za-z]*(?:, ?[a-z]+)?[,}]|\bundefined\b|\[object |\bNaN\b|Invalid Date/
    const shown = pages.filter(({ html }) => workings.test(textOf(html)))
    expect(shown.map(({ kind }) => kind)).toEqual([])
    expect(pages.flatMap(lostFragments)).toEqual([])
  })
})
