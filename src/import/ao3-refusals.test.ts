import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { looksLikeAo3Html } from './ao3-html.ts'
import { looksLikeAo3Page } from './ao3-page.ts'
import { refusalOfPage } from './ao3-refusals.ts'

const folder = join(import.meta.dirname, '../../test/fixtures/import')
const fixture = (name: string): string => readFileSync(join(folder, name), 'utf8')

describe('pages that stand where a work was wanted', () => {
  test.each([
    ['login-wall', 'login-wall', 'Log in'],
    ['login-restricted', 'login-wall', 'Log in'],
    ['adult-step', 'adult-step', 'Yes, Continue'],
    ['adult-step-2010', 'adult-step', 'Yes, Continue'],
    ['error-404', 'error-page', 'no such page'],
    ['error-deleted', 'error-page', 'deleted'],
    ['error-502', 'error-page', 'later'],
    ['error-503-2012', 'error-page', 'later'],
    ['error-challenge', 'error-page', 'robots'],
    ['error-shields', 'error-page', 'robots'],
    ['error-hidden', 'error-page', 'hidden'],
    ['mystery-work', 'mystery-work', 'not revealed'],
    ['list-tag', 'not-supported', 'list of works'],
    ['list-chapters', 'no-chapters', 'list of a work’s chapters'],
    ['other-page', 'not-recognised', 'not of a work'],
  ])('%s is refused as %s, with what to do instead [I-014]', (name, why, says) => {
    const text = fixture(`refused-${name}.html`)
    expect(looksLikeAo3Html(text)).toBe(false)
    expect(looksLikeAo3Page(text)).toBe(false)
    expect(refusalOfPage(text)).toEqual({ outcome: 'refused', why, reason: expect.stringContaining(says) })
  })

  test('“Retry later” is all AO3 says when asked too often', () => {
    expect(refusalOfPage('Retry later\n')).toMatchObject({ why: 'error-page' })
  })

  test('no work is refused, and no page from elsewhere', () => {
    const works = readdirSync(folder).filter((name) => /^(?:html|page)-.*\.html$/.test(name))
    expect(works.length).toBeGreaterThan(20)
    for (const name of works) expect([name, refusalOfPage(fixture(name))]).toEqual([name, undefined])
    const elsewhere =
      '<title>My page</title><p>This work could have adult content. Error 404. Shields are up!</p>'
    expect(refusalOfPage(elsewhere)).toBeUndefined()
  })
})
