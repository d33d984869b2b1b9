import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chapter, input } from '../records.fixtures.ts'
import { addFonts, type FontsAdded } from './add-fonts.ts'
import { typesetter } from './faces.ts'
import { fontFiles, fontsMark, lookForFontsIn } from './fonts.ts'
import { pdfDownload } from './pdf-download.ts'

const SLOW = { timeout: 60_000 }

let dataDir: string
let folder: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'palimpsest-faces-'))
  folder = join(dataDir, 'fonts')
  lookForFontsIn(dataDir)
})
afterAll(() => rmSync(dataDir, { recursive: true }))

/** A package as npm takes them from a folder, with a face that comes with the program under other names. */
async function added(files: readonly string[]): Promise<FontsAdded> {
  const place = mkdtempSync(join(tmpdir(), 'palimpsest-fonts-'))
  mkdirSync(join(place, 'fonts'))
  writeFileSync(join(place, 'package.json'), '{"name": "@made/fonts-up", "version": "1.2.3"}')
  writeFileSync(join(place, 'LICENSE'), 'OFL')
  const face = fontFiles().find((file) => file.includes('sarabun')) ?? ''
  for (const file of files) copyFileSync(face, join(place, 'fonts', file))
  const outcome = await addFonts({ dataDir, called: 'up', from: place })
  rmSync(place, { recursive: true })
  return outcome
}

test(
  'a package is fetched, its two weights and its licence are kept, and found without a new start',
  SLOW,
  async () => {
    const before = { mark: fontsMark(), typesetter: typesetter() }
    const files = ['Up-Bold.ttf', 'Up-Regular.ttf'].map((file) => join(folder, 'up', file))
    expect(await added(['Up-Regular.ttf', 'Up-Bold.ttf', 'Up-Thin.ttf'])).toEqual({ files })
    expect(readdirSync(folder, { recursive: true })).toEqual(
      ['up', 'up/LICENSE', 'up/Up-Bold.ttf', 'up/Up-Regular.ttf'].map((file) => join(file)),
    )
    expect(fontFiles().filter((file) => file.startsWith(folder))).toEqual(files)
    expect(fontsMark()).not.toBe(before.mark)
    expect(typesetter()).not.toBe(before.typesetter)
    expect(typesetter()).toBe(typesetter())
  },
)

test('a package without faces leaves what was there', SLOW, async () => {
  const before = readdirSync(folder, { recursive: true })
  expect(await added([])).toBe('no-faces')
  expect(readdirSync(folder, { recursive: true })).toEqual(before)
})

test('a face that is merely put there is found, and one taken away is gone', () => {
  const mine = join(folder, 'Mine.TTF')
  copyFileSync(fontFiles()[0] ?? '', mine)
  expect(fontFiles()).toContain(mine)
  rmSync(mine)
  expect(fontFiles()).not.toContain(mine)
})

test('a file that is no face, and one that is not finished, keep no book from being set', SLOW, async () => {
  writeFileSync(join(folder, 'broken.ttf'), 'not a face')
  mkdirSync(join(folder, '.adding-x'))
  writeFileSync(join(folder, '.adding-x', 'half.otf'), 'half')
  expect(fontFiles()).not.toContain(join(folder, '.adding-x', 'half.otf'))
  const made = await pdfDownload(input({ chapters: [chapter(1, { html: '<p>It rained.</p>' })] }))
  expect(made).toHaveProperty('pdf')
})
