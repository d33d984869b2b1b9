import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildZip } from '../../test/zip.ts'
import { gather } from './gather.ts'
import { LIMITS } from './source.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-gather-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, data: string | Uint8Array): string => {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, data)
  return path
}
const gathered = async (paths: string[], limits = LIMITS as Parameters<typeof gather>[1]) => {
  const list: string[] = []
  for await (const file of gather(paths, limits)) {
    if ('bytes' in file) list.push(`${file.name}: ${new TextDecoder().decode(file.bytes).slice(0, 20)}`)
    else if (file.refused.outcome === 'refused') list.push(`${file.name} refused ${file.refused.why}`)
  }
  return list
}
const EPUB = [
  { name: 'mimetype', data: 'application/epub+zip' },
  { name: 'META-INF/container.xml', data: '<container/>' },
]

describe('what a person names', () => {
  test('a file is taken, whatever its name', async () => {
    expect(await gathered([put('.hidden', 'words')])).toEqual(['.hidden: words'])
  })

  test('a folder gives all that is in it, in one order, but what is hidden', async () => {
    put('b.txt', '2')
    put('a/z.txt', '1')
    put('.git/config', 'no')
    put('__MACOSX/._b.txt', 'no')
    expect(await gathered([folder])).toEqual(['a/z.txt: 1', 'b.txt: 2'])
  })

  test('the pictures and scripts of a saved page are not works', async () => {
    put('Page.html', '<p>')
    put('Page_files/script.js', 'no')
    put('Other_files/work.html', 'yes')
    put('Thumbs.db', 'no')
    expect(await gathered([folder])).toEqual(['Other_files/work.html: yes', 'Page.html: <p>'])
    const names = ['old/Page.htm', 'old/Page_files/a/b.css', 'Other_files/work.html', 'old/Thumbs.db']
    const zip = put('saved.zip', buildZip(names.map((name) => ({ name, data: 'x' }))))
    expect(await gathered([zip])).toEqual(['saved.zip/Other_files/work.html: x', 'saved.zip/old/Page.htm: x'])
  })

  test('what is missing or too large is named with the reason', async () => {
    const large = put('large.txt', 'x'.repeat(60))
    expect(await gathered([join(folder, 'gone'), large], { ...LIMITS, file: 50 })).toEqual([
      'gone refused damaged',
      'large.txt refused too-large',
    ])
  })

  test('[A-26] links are not followed out of a folder, nor gathered twice inside it, nor round in circles', async () => {
    put('box/inside.txt', 'yes')
    put('outside.txt', 'no')
    symlinkSync('../outside.txt', join(folder, 'box/out'))
    symlinkSync('inside.txt', join(folder, 'box/twice'))
    symlinkSync('.', join(folder, 'box/round'))
    symlinkSync('nowhere', join(folder, 'box/dangling'))
    expect(await gathered([join(folder, 'box')])).toEqual([
      'dangling refused not-supported',
      'inside.txt: yes',
      'out refused not-supported',
    ])
  })
})

describe('a zip', () => {
  test('of files gives them; folders and hidden files inside are no works', async () => {
    const path = put(
      'works.zip',
      buildZip([
        { name: 'b/', data: '' },
        { name: 'b/two.html', data: '2', deflate: true },
        { name: 'a.txt', data: '1' },
        { name: '__MACOSX/._a.txt', data: 'no' },
      ]),
    )
    expect(await gathered([path])).toEqual(['works.zip/a.txt: 1', 'works.zip/b/two.html: 2'])
  })

  test('that is a book or a document is one file, alone or inside a zip', async () => {
    const path = put(
      'works.zip',
      buildZip([
        { name: 'book', data: buildZip(EPUB) },
        { name: 'letter', data: buildZip([{ name: 'word/document.xml', data: '' }]) },
        { name: 'more.zip', data: buildZip([{ name: 'a.txt', data: 'x' }]) },
      ]),
    )
    const list = await gathered([put('x.epub', buildZip(EPUB)), path])
    expect(list.map((line) => line.replace(/: PK[\s\S]*/, ' taken'))).toEqual([
      'x.epub taken',
      'works.zip/book taken',
      'works.zip/letter taken',
      'works.zip/more.zip refused not-supported',
    ])
  })

  test('[A-26] that is hostile or empty is refused, and the rest goes on', async () => {
    const slip = put('1.zip', buildZip([{ name: '../x', data: 'x' }]))
    const empty = put('2.zip', buildZip([]))
    const bomb = { name: 'b', data: Buffer.alloc(3_000_000), deflate: true }
    const mixed = put('3.zip', buildZip([{ name: 'a', data: '1' }, bomb, { name: 'c', data: '2' }]))
    expect(await gathered([slip, empty, mixed])).toEqual([
      '1.zip refused damaged',
      '2.zip refused empty',
      '3.zip/a: 1',
      '3.zip/b refused too-large',
      '3.zip/c: 2',
    ])
  })
})
