import { describe, expect, test } from 'vitest'
import { parseHtml } from '../prose/index.ts'
import { bylineNames, isAnonymous } from './bylines.ts'

describe('bylines', () => {
  test.each([
    ['by <a rel="author">pen (account)</a>, <a rel="author">other</a>', ['pen (account)', 'other']],
    ['by\n  <a>Pen, with Comma</a>', ['Pen, with Comma']],
    ['by <a>by the Sea</a>', ['by the Sea']],
    ['Chapter by <a>one</a>', ['one']],
    ['by Jane Doe, <a>other</a>.', ['Jane Doe', 'other']],
    ['by <a>quiet</a>. Log in to view.', ['quiet']],
    ['by <a>Mrs.</a>, <a>..</a>', ['Mrs.', '..']],
    ['by Old Name [archived by <a>keeper</a>]', ['Old Name']],
    ['by Anonymous', []],
    ['Anonymous [<a>pen</a>]', ['pen']],
    ['', []],
  ])('%s', (html, names) => {
    expect(bylineNames(parseHtml(html).childNodes)).toEqual(names)
  })

  test('an anonymous work is told from a pen name that begins so', () => {
    expect(['by Anonymous', 'Anonymous', 'Anonymous [pen]'].map(isAnonymous)).toEqual([true, true, true])
    expect(isAnonymous('by Anonymouse')).toBe(false)
  })
})
