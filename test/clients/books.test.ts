import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { epubDownload } from '../../src/export/index.ts'
import { chapter, input, kinds } from '../../src/export/records.fixtures.ts'
import { cleanHtml } from '../../src/prose/index.ts'
import { epubcheck } from '../epubcheck.ts'
import { aJpeg } from '../pictures.ts'
import { aceFindings } from './ace.ts'

/** Books of every kind, opened by programs that nobody here wrote. */
const folder = mkdtempSync(join(tmpdir(), 'palimpsest-books-'))
const paths: string[] = []
beforeAll(async () => {
  const bytes = await aJpeg()
  const pictures = new Map([[PICTURE, { type: 'image/jpeg' as const, bytes }]])
  const chapters = [1, 2].map((n) =>
    chapter(n, { title: 'All of it', html: cleanHtml(EVERYTHING, 'content') }),
  )
  const hard = { chapters, chapterCount: { posted: 2, expected: 2 } }
  await write('everything', input(hard, { pictures }))
  await write('arabic', input({ ...hard, title: 'رسالة', language: 'ar' }, { pictures }))
  for (const [kind, more] of kinds) await write(kind, input(more))
})

async function write(kind: string, given: Parameters<typeof epubDownload>[0]): Promise<void> {
  const path = join(folder, `${kind}.epub`)
  writeFileSync(path, await epubDownload(given))
  paths.push(path)
}

const PICTURE = `/images/${'a'.repeat(64)}.jpg`
const EVERYTHING = `<h2>One</h2><h3>Deep</h3><p>Rain<a href="#note" id="back"><sup>1</sup></a> on <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>.</p>
<hr><table><caption>Tides</caption><tr><th scope="col">Day</th><th scope="col">High</th></tr><tr><td>1</td><td>4 m</td></tr></table>
<table><tr><td>no head</td></tr></table><blockquote><p>Said.</p></blockquote><ul><li>a<ol><li>b</li></ol></li></ul><dl><dt>a</dt><dd>b</dd></dl>
<p><img src="${PICTURE}" alt="A wet street"> <img src="${PICTURE}" alt=""> <img src="https://elsewhere.example/x.png"></p>
<figure><img src="${PICTURE}" alt="Again"><figcaption>Rain</figcaption></figure><details><summary>More</summary><p>Text</p></details>
<p dir="rtl" lang="ar">مطر</p><pre>  as typed</pre><p><a href="https://a.example/"></a><a href="https://b.example/">link</a></p>
<center><font color="red">old</font></center><p><em><strong><u>x</u></strong></em></p><p><a id="note">1.</a> A note. <a href="#back">back</a></p>`

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('EPUBCheck finds nothing: ruby, tables, footnotes, right to left, pictures, nothing at all, long titles', () => {
  const { errors, warnings } = epubcheck(paths)
  expect({ errors, warnings }).toEqual({ errors: [], warnings: [] })
})

test('DAISY’s Ace finds nothing', { timeout: 300_000 }, async () => {
  const found = await aceFindings(paths)
  expect(found.map(({ impact, line }) => `${impact}: ${line}`)).toEqual([])
})

test('Calibre reads what the book says of itself, without a warning', { timeout: 300_000 }, () => {
  const path = paths.find((one) => one.endsWith('/series-twice.epub')) ?? ''
  const { stdout, stderr, status } = spawnSync('ebook-meta', [path], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(/^Title +: /m)
  expect(stdout).toMatch(/^Series +: .* #\d/m)
  for (const other of paths) {
    const { status, stderr } = spawnSync('ebook-meta', [other], { encoding: 'utf8' })
    expect([other, status, stderr]).toEqual([other, 0, ''])
  }
})

test('Calibre makes another format of the hardest ones, without a warning', { timeout: 300_000 }, () => {
  for (const kind of ['everything', 'long-title']) {
    const path = join(folder, `${kind}.epub`)
    const run = spawnSync('ebook-convert', [path, join(folder, `${kind}.txt`)], { encoding: 'utf8' })
    expect([kind, run.status]).toEqual([kind, 0])
    expect(`${run.stdout}${run.stderr}`).not.toMatch(/\b(?:warning|error|failed|traceback)\b/i)
  }
})
