import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { nuErrors } from '../../test/nu.ts'
import { notWellFormed } from '../../test/well-formed.ts'
import { attr, byId, elementsIn, find, findAll, hasClass, parseDocument, plain } from '../prose/index.ts'
import { carried, htmlDownload } from './index.ts'
import { anyRecord, chapter, input, kinds, related } from './records.fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-html-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const of = (kind: string): string => htmlDownload(input(kinds.get(kind)))
const title = (html: string): string => /<title>(.*?)<\/title>/.exec(html)?.[1] ?? ''
const texts = (html: string, tag: string): string[] =>
  findAll(parseDocument(html), (e) => e.tagName === tag).map(plain)
/** Children as `tag.class#id`, one level. */
const shape = (html: string, id: string): string[] =>
  elementsIn(byId(parseDocument(html), id)!).map((e) =>
    [e.tagName, (attr(e, 'class') ?? '').replaceAll(' ', '.'), attr(e, 'id') ?? ''].join(' ').trim(),
  )

describe('the HTML download', () => {
  test('has AO3’s elements, classes and ids in AO3’s order', () => {
    const html = of('notes-everywhere')
    expect(html.startsWith('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"')).toBe(true)
    expect(
      elementsIn(find(parseDocument(html), (e) => e.tagName === 'body')!).map((e) => attr(e, 'id')),
    ).toEqual(['preface', 'chapters', 'afterword'])
    expect(shape(html, 'preface')).toEqual(['h2 toc-heading', 'p message', 'div meta'])
    const meta = find(byId(parseDocument(html), 'preface')!, (e) => hasClass(e, 'meta'))!
    expect(elementsIn(meta).map((e) => `${e.tagName} ${attr(e, 'class') ?? ''}`.trim())).toEqual([
      'dl tags',
      'h1',
      'div byline',
      'p',
      'blockquote userstuff',
      'p',
      'blockquote userstuff',
      'div endnote-link',
    ])
    expect(shape(html, 'chapters')).toEqual([
      'div meta.group',
      'div userstuff',
      'div meta endnotes1',
      'div meta.group',
      'div userstuff',
      'div meta endnotes2',
      'div meta.group',
      'div userstuff',
    ])
    expect(shape(html, 'afterword')).toEqual(['h2 toc-heading', 'div meta', 'p message'])
    expect(html.match(/<!--\/?chapter content-->/g)).toHaveLength(6)
  })

  test('labels its rows as AO3 does, one or many, and says its numbers in AO3’s order', () => {
    const one = texts(of('wip-1-of-3'), 'dt')
    expect(one).toEqual([
      ...['Rating:', 'Archive Warning:', 'Category:', 'Fandom:', 'Relationship:', 'Characters:'],
      ...['Additional Tags:', 'Language:', 'Stats:'],
    ])
    const more = {
      warnings: ['Major Character Death', 'Underage Sex'],
      categories: ['F/F', 'Multi'],
    } as const
    const many = htmlDownload(
      input({ ...kinds.get('many-fandoms'), ...more, relationships: ['A/B', 'A & B'] }),
    )
    expect(texts(many, 'dt').slice(1, 5)).toEqual([
      'Archive Warnings:',
      'Categories:',
      'Fandoms:',
      'Relationships:',
    ])
    expect(texts(of('notes-everywhere'), 'dd').at(-1)).toBe(
      'Published: 2023-12-31 Completed: 2024-02-03 Words: 1,180 Chapters: 3/3',
    )
    expect(texts(of('open-ended'), 'dd').at(-1)).toBe(
      'Published: 2024-02-03 Updated: 2024-03-01 Words: 1,180 Chapters: 1/?',
    )
    expect(texts(of('one-chapter'), 'dd').at(-1)).toBe('Published: 2024-02-03 Words: 1,180 Chapters: 1/1')
  })

  test('names each series with the work’s part in it', () => {
    expect(of('series-twice')).toContain(
      'Part 2 of <a href="https://archive.example/series/3">Clouds, &amp; More</a>, Part 10 of <a href="https://archiveofourown.org/series/9">Elsewhere</a>, Part 1 of Elsewhere Unlinked',
    )
  })

  test('[W-061] heads chapters when there are or will be several, and not a finished single one', () => {
    expect(texts(of('notes-everywhere'), 'h2')).toEqual([
      'Preface',
      'Chapter 1: Of “Rain” & <Sun> 1',
      'Chapter 2',
      'Chapter 3: Of “Rain” & <Sun> 3',
      'Afterword',
    ])
    for (const kind of ['wip-1-of-3', 'open-ended']) expect(texts(of(kind), 'h2')[1]).toBe('Chapter 1')
    expect(texts(of('one-chapter'), 'h2')).toEqual(['Preface', 'The Wet Umbrella', 'Afterword'])
    expect(shape(of('one-chapter'), 'chapters')).toEqual(['h2 toc-heading', 'div userstuff'])
  })

  test('[W-062] points to end notes only where they are, in words that know of opening notes', () => {
    const links = (notes: string, endNotes: string): string[] => {
      const chapters = [chapter(1, { notes, endNotes }), chapter(2)]
      return findAll(parseDocument(htmlDownload(input({ notes, endNotes, chapters }))), (e) =>
        hasClass(e, 'endnote-link'),
      ).map(plain)
    }
    expect(links('<p>n</p>', '<p>e</p>')).toEqual([
      'See the end of the work for more notes',
      'See the end of the chapter for more notes',
    ])
    expect(links('', '<p>e</p>')).toEqual([
      'See the end of the work for notes',
      'See the end of the chapter for notes',
    ])
    expect(links('<p>n</p>', '')).toEqual([])
    expect(texts(of('empty-sections'), 'blockquote')).toEqual([])
    expect(of('empty-sections')).not.toMatch(/<p>(?:Summary|Notes|End Notes)/)
  })

  test('[W-063] of a work without chapters still has its head', () => {
    expect(texts(of('no-chapter'), 'h1')).toEqual(['The Wet Umbrella'])
    expect(shape(of('no-chapter'), 'chapters')).toEqual([])
  })

  test('[W-064] names no creator of an anonymous work, and calls many fandoms Multifandom', () => {
    expect(of('anonymous')).not.toMatch(/marigold|Second Pen/)
    expect(of('anonymous')).toContain('<div class="byline">by Anonymous</div>')
    expect(title(of('many-fandoms'))).toBe('The Wet Umbrella - marigold, Second Pen (marigold) - Multifandom')
    expect(title(of('no-fandom'))).toContain(' - No fandom specified')
    expect(title(of('unsigned'))).toBe('The Wet Umbrella - Anonymous - Weather &amp; Other Stories')
  })

  test('[W-069] lists translations and sources before the text, what it inspired after it', () => {
    const html = of('related')
    const [translated] = texts(html, 'li')
    expect(translated).toBe('Translation into English available: A Source <of> Rain by cumulus')
    expect(texts(html, 'li')).toHaveLength(15)
    expect(texts(html, 'li')).toContain('A translation of A Source <of> Rain by Anonymous')
    expect(texts(html, 'dd').slice(-5)[0]).toBe('A Source <of> Rain by cumulus')
    const titles = texts(of('one-chapter'), 'ul')
    expect([titles, texts(of('one-chapter'), 'dl')]).toEqual([[], [expect.any(String)]])
  })

  test('[W-073] [W-076] [W-078] keeps the name of a hidden, restricted or deleted work to itself', () => {
    const shown = (state: 'restricted' | 'unrevealed' | 'deleted'): string => {
      const html = htmlDownload(
        input({ relatedWorks: [related({ state, title: 'Secret', url: 'https://x.example/s' })] }),
      )
      expect(html).not.toMatch(/Secret|x\.example/)
      if (state !== 'restricted') expect(html).not.toContain('cumulus')
      return texts(html, 'li')[0] ?? ''
    }
    expect(shown('restricted')).toBe('Inspired by [Restricted Work] by cumulus')
    expect(shown('unrevealed')).toBe('Inspired by a work in an unrevealed collection')
    expect(shown('deleted')).toBe('Inspired by a deleted work')
  })

  test('signs a chapter only when its creators are others', () => {
    expect(texts(of('notes-everywhere'), 'p').filter((text) => text.startsWith('Chapter by'))).toEqual([
      'Chapter by Second Pen (marigold)',
    ])
  })

  test('says where a work first stood, and where this copy is', () => {
    expect(texts(of('imported'), 'p')[0]).toBe(
      'The Wet Umbrella Posted originally on the Archive of Our Own at https://archiveofourown.org/works/123. Downloaded from The Small Archive at https://archive.example/works/7.',
    )
  })

  test('keeps a creator’s own ids from catching its links', () => {
    const html = htmlDownload(
      input({ endNotes: '<p>e</p>', chapters: [chapter(1, { html: '<p id="endnotes">x</p>' })] }),
    )
    expect(html.match(/\sid="endnotes"/g)).toHaveLength(1)
    expect(plain(byId(parseDocument(html), 'endnotes')!)).toBe('End Notes e')
  })

  test('is XHTML with the one fault AO3’s has: its doctype', () => {
    const paths = [...kinds.keys()].map((kind) => join(folder, `${kind}.html`))
    for (const kind of kinds.keys()) writeFileSync(join(folder, `${kind}.html`), of(kind))
    expect(nuErrors(paths).filter((error) => !error.includes('Obsolete doctype'))).toEqual([])
  })

  test('is well-formed, equal twice over, and carries its record, whatever the record holds', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const html = htmlDownload(input(record))
        expect(notWellFormed(html)).toBeUndefined()
        expect(htmlDownload(input(record))).toBe(html)
        const meta = find(parseDocument(html), (e) => attr(e, 'name') === 'palimpsest:record')!
        expect(carried(attr(meta, 'content') ?? '')?.recipients).toEqual(
          record.recipients.map((r) => (r.toWellFormed() === r ? r : expect.any(String))),
        )
      }),
      { numRuns: 200 },
    )
  })
})
