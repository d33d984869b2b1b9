import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { docx, escaped, para, run, styled } from '../../../test/documents/docx-made.ts'
import { epub } from '../../../test/documents/epub-made.ts'
import { h, odt, odtStyle, p, span } from '../../../test/documents/odt-made.ts'
import { readWork } from '../../../test/documents/reading.ts'
import { parseHtml, textOf } from '../../prose/index.ts'
import type { Block, FileRead } from './document.ts'
import { findChapters, MANNERS } from './split.ts'

/** A text as a list of chapters of paragraphs of phrases: what stands in it comes out of it, whatever carried it. */
interface Phrase {
  readonly words: string
  readonly stressed: boolean
}
type Chapter = { readonly title: string; readonly paragraphs: readonly (readonly Phrase[])[] }

const LETTERS = 'abcdefghijklmnop éüßñ ابتث אבג 海陆 жзи &<>"\u2019\u2014'
const word = fc
  .string({ unit: fc.constantFrom(...LETTERS.replaceAll(' ', '')), minLength: 1, maxLength: 8 })
  .map((letters) => `w${letters}`)
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((some) => some.join(' '))
const phrase: fc.Arbitrary<Phrase> = fc.record({ words, stressed: fc.boolean() })
const paragraph = fc.array(phrase, { minLength: 1, maxLength: 4 })
const chapter: fc.Arbitrary<Chapter> = fc.record({
  title: words,
  paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 5 }),
})
const work = fc.array(chapter, { minLength: 2, maxLength: 5 })

const SPACE = { words: ' ', stressed: false }
const spaced = (phrases: readonly Phrase[]): Phrase[] =>
  phrases.flatMap((one, at) => (at ? [SPACE, one] : [one]))

const CARRIERS: Readonly<Record<string, (chapters: readonly Chapter[]) => string | Uint8Array>> = {
  docx: (chapters) =>
    docx({
      body: chapters
        .map(({ title, paragraphs }) =>
          [
            styled('Heading1', title),
            ...paragraphs.map((one) =>
              para(
                spaced(one)
                  .map((part) => run(part.words, part.stressed ? '<w:i/>' : ''))
                  .join(''),
              ),
            ),
          ].join(''),
        )
        .join(''),
    }),
  odt: (chapters) =>
    odt({
      automatic: odtStyle('T1', 'text', 'fo:font-style="italic"'),
      body: chapters
        .map(({ title, paragraphs }) =>
          [
            h(escaped(title)),
            ...paragraphs.map((one) =>
              p(
                spaced(one)
                  .map((part) => (part.stressed ? span('T1', escaped(part.words)) : escaped(part.words)))
                  .join(''),
              ),
            ),
          ].join(''),
        )
        .join(''),
    }),
  epub: (chapters) =>
    epub({ title: 'x', pages: Object.fromEntries(chapters.map((one, at) => [`c${at}.xhtml`, htmlOf(one)])) }),
  html: (chapters) => `<!DOCTYPE html><html><body>${chapters.map(htmlOf).join('')}</body></html>`,
  txt: (chapters) =>
    chapters
      .map(({ title, paragraphs }, at) =>
        [
          `Chapter ${at + 1}: ${title}`,
          ...paragraphs.map((one) =>
            spaced(one)
              .map((part) => part.words)
              .join(''),
          ),
        ].join('\n\n'),
      )
      .join('\n\n'),
  rtf: (chapters) =>
    `{\\rtf1\\ansi\\uc1{\\stylesheet{\\s1 heading 1;}}${chapters
      .map(
        ({ title, paragraphs }) =>
          `\\pard\\s1 ${rtfOf(title)}\\par\n${paragraphs
            .map(
              (one) =>
                `\\pard\\plain ${spaced(one)
                  .map((part) => (part.stressed ? `{\\i ${rtfOf(part.words)}}` : rtfOf(part.words)))
                  .join('')}\\par\n`,
            )
            .join('')}`,
      )
      .join('')}}`,
}

const htmlOf = ({ title, paragraphs }: Chapter): string =>
  `<h1>${escaped(title)}</h1>${paragraphs
    .map(
      (one) =>
        `<p>${spaced(one)
          .map((part) => (part.stressed ? `<em>${escaped(part.words)}</em>` : escaped(part.words)))
          .join('')}</p>`,
    )
    .join('\n')}`

const rtfOf = (text: string): string =>
  [...text].map((letter) => (letter.charCodeAt(0) < 128 ? letter : `\\u${letter.charCodeAt(0)}?`)).join('')

const wordsIn = (text: string): string[] => text.split(/\s+/).filter(Boolean)
const wordsOfHtml = (html: string): string[] =>
  wordsIn(textOf(parseHtml(html.replaceAll('</p>', ' </p>').replaceAll('</h1>', ' </h1>'))))

describe('no word is lost', () => {
  test.each(Object.entries(CARRIERS))('in %s', async (kind, carry) => {
    await fc.assert(
      fc.asyncProperty(work, async (chapters) => {
        const { chapters: found } = await readWork(`x.${kind}`, carry(chapters))
        const said = found.flatMap(({ title, html }) => [...wordsIn(title), ...wordsOfHtml(html)])
        const given = chapters.flatMap(({ title, paragraphs }) => [
          ...wordsIn(title),
          ...paragraphs.flatMap((one) => one.flatMap((part) => wordsIn(part.words))),
        ])
        expect(said).toEqual(given)
      }),
      { numRuns: 60 },
    )
  })

  test('by whatever manner a document is parted, and in their order', () => {
    const text = fc.constantFrom(
      'Chapter 1',
      'Chapter 2: Sea',
      'Part One',
      'Prologue',
      'plain words',
      'The sea.',
      '第三章 海',
      'Chapter two was his',
    )
    const block: fc.Arbitrary<Block> = fc
      .record({ text, level: fc.constantFrom(0, 0, 0, 1, 2, 3), page: fc.boolean(), rule: fc.boolean() })
      .map(({ text: said, level, page, rule }) =>
        rule
          ? { html: '<hr>', level: 0, line: '', page }
          : { html: level ? `<h${level}>${said}</h${level}>` : `<p>${said}</p>`, level, line: said, page },
      )
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...MANNERS),
        (blocks, manner) => {
          const file: FileRead = {
            name: 'x',
            about: { title: '', language: '', summary: '', tags: [], fandoms: [] },
            remarks: [],
            pictures: [],
            blocks,
            notes: {},
          }
          const { chapters, title } = findChapters([file], manner)
          const said = [
            ...wordsIn(title),
            ...chapters.flatMap((one) => [...wordsIn(one.title), ...one.blocks.flatMap(wordsOfHtml)]),
          ]
          // What says no more than which chapter it is, is said by its place.
          const isNumber = (text: string): boolean => /^(?:chapter|part|1|2|:|one|第三章|2:|1:)$/i.test(text)
          const given = blocks.flatMap(({ line: one }) => wordsIn(one))
          const bare = (all: readonly string[]): string[] =>
            all
              .map((one) => one.replace(/:$/, ''))
              .filter((one) => one && !isNumber(one))
              .sort()
          expect(bare(said).filter((one) => !bare(given).includes(one))).toEqual([])
          expect(bare(said).length).toBeGreaterThanOrEqual(bare(given).length)
        },
      ),
      { numRuns: 500 },
    )
  })
})
