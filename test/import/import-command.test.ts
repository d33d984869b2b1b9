import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { importWorks } from '../../src/cli/import-works.ts'
import { CommandFault, type Tools } from '../../src/cli/tools.ts'
import { readConfig } from '../../src/core/config.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../world.ts'
import { chapterBoxes, download } from './downloads.ts'
import { fixture, fixtureBytes, folderOf } from './importing.ts'

let world: World
let tools: Tools
beforeAll(async () => {
  world = await makeWorld()
  tools = { db: world.db, config: readConfig({ BASE_URL }), now: () => NOW }
})
afterAll(() => world.end())

let printed: string[] = []
beforeEach(() => {
  printed = []
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text))
})
afterEach(() => vi.restoreAllMocks())

const lines = (): string[] => printed.join('\n').split('\n')
const importing = async (files: Record<string, string | Uint8Array>, options: object = {}) => {
  const { path, gone } = folderOf(files)
  try {
    return await importWorks(tools, { paths: [path], ...options })
  } finally {
    gone()
  }
}

test('before there is an owner it says how to make one', async () => {
  await expect(importing({ 'a.html': download({}) })).rejects.toThrow(
    /no owner yet.*\n.*palimpsest user add NAME --email ADDRESS --role owner/,
  )
  await world.person('keeper', 'owner')
})

test('a path or an account that is not there is a fault with its remedy', async () => {
  await expect(importWorks(tools, { paths: ['/nowhere/at/all'] })).rejects.toThrow(CommandFault)
  await expect(importing({}, { as: 'nobody' })).rejects.toThrow(/palimpsest user add nobody --email ADDRESS/)
})

test('a run ends with a table, a row a file, and then the counts', async () => {
  const status = await importing({
    'a story with a long, long name that goes on and on until nobody wants to read it any more.html':
      download({
        id: 1,
      }),
    'b.html': fixture('refused-login-wall.html'),
    'c/d.epub': fixtureBytes('epub-2015-own-writer-many.epub'),
    'e.html': download({
      id: 2,
      stats: 'Published: 2026-01-02 Words: 1,234,567 Chapters: 1,200/?',
      chapters: chapterBoxes(1_200),
    }),
    'f 東京の物語、とても長い名前のファイル、もっと長い名前のファイル.html': download({ id: 3 }),
    'g.html': download({ id: 1 }),
  })
  expect(status).toBe(1)
  const all = lines()
  const from = all.findIndex((line) => line.startsWith('outcome '))
  expect(all.slice(from)).toEqual([
    'outcome       chapters  words     stated  losses  file',
    'imported             1      6          9       0  …long, long name that goes on and on until nobody wants to read it any more.html'.replace(
      /…l.*$/,
      (all[from + 1] ?? '').slice(50),
    ),
    'refused              –      –          –       –  b.html',
    expect.stringMatching(/^imported {13}3 .* c\/d\.epub$/),
    'imported         1,200  3,600  1,234,567       0  e.html',
    expect.stringMatching(/^imported .* …?.*もっと長い名前のファイル\.html$/),
    'already here         1      6          9       0  g.html',
    '',
    '6 files: 4 imported, 0 updated, 1 already here, 1 refused',
  ])
  expect(all[from + 1]).toMatch(/ {2}…\S.*read it any more\.html$/)
  const columns = (line: string): number =>
    [...line].reduce((sum, letter) => sum + (/[\u3000-\u9fff]/.test(letter) ? 2 : 1), 0)
  for (const line of all.slice(from)) expect(columns(line)).toBeLessThanOrEqual(100)
})

test('what was lost, mended, said and refused is printed with each file', async () => {
  await importing({
    'a.html': download({
      id: 11,
      rows: { 'Odd Row': 'something odd' },
      summary: '<p>Podfic is welcome.</p>',
    }),
    'b.html': fixture('refused-mystery-work.html'),
  })
  const all = lines()
  expect(all).toContain('imported      a.html')
  expect(all).toContain('              lost: row “Odd Row” was not understood: something odd')
  expect(all).toContain('              podfic: yes, for it says “Podfic is welcome.”')
  expect(all[all.indexOf('refused       b.html') + 1]).toMatch(
    /^ {14}The work is not revealed yet.* Download it after/,
  )
})

test('when nothing was refused the status is 0', async () => {
  expect(await importing({ 'a.html': download({ id: 21 }) })).toBe(0)
  expect(await importing({ 'a.html': download({ id: 21 }) })).toBe(0)
  expect(lines().at(-1)).toBe('1 file: 0 imported, 0 updated, 1 already here, 0 refused')
})

test('an empty folder is no fault, and no table', async () => {
  expect(await importing({})).toBe(0)
  expect(lines().filter(Boolean)).toEqual(['0 files: 0 imported, 0 updated, 0 already here, 0 refused'])
})

test('--json prints the report and nothing else', async () => {
  const files = {
    'a.html': download({ id: 31, rows: { 'Odd Row': 'x' } }),
    'b\u001b[2J\u009b\u202e.html': fixture('refused-login-wall.html'),
  }
  expect(await importing(files, { json: true })).toBe(1)
  const text = printed.join('\n')
  expect(JSON.parse(text)).toEqual({
    files: [
      expect.objectContaining({
        ...{ name: 'a.html', outcome: 'imported', chapters: 1, words: { counted: 6, stated: 9 } },
        losses: ['row “Odd Row” was not understood: x'],
      }),
      {
        name: 'b\u001b[2J\u009b\u202e.html',
        outcome: 'refused',
        why: 'login-wall',
        reason: expect.any(String),
      },
    ],
    counts: { files: 2, imported: 1, updated: 0, alreadyHere: 0, refused: 1 },
  })
  expect(text).not.toMatch(/[\p{Cc}--\n]|[\u202a-\u202e]/v)
})

test('a name or a title with terminal codes, line ends or turned text is printed harmlessly', async () => {
  await importing({
    '\u001b[2J\u001b]0;owned\u0007\nrefused  x\u202egnp.html': download({
      id: 41,
      title: 'T&#x1b;[31m&#x9b;5n&#x202e;',
    }),
    'b\r\u0085.html': 'nothing',
  })
  for (const line of lines()) expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2028]/u)
  expect(printed.join('\n')).toContain('\\u{1b}[2J\\u{1b}]0;owned\\u{7}\\u{a}refused  x\\u{202e}gnp.html')
})
