import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countWords } from '../src/prose/index.ts'
import { readSampleFile } from '../src/site/sample-file.ts'
import type { WorkRecord } from '../src/works/index.ts'
import { aChapter, aRecord } from '../test/records.ts'

/** A small generator of numbers, the same for the same seed. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Paragraphs of the English works of the sample archive: real sentences, so that text compresses and stems as text does. */
function paragraphs(): string[] {
  const folder = fileURLToPath(new URL('../seeds/works/', import.meta.url))
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readSampleFile(name.slice(0, -3), readFileSync(join(folder, name), 'utf8')).record)
    .filter((record) => record.language === 'en')
    .flatMap((record) => record.chapters.flatMap((chapter) => chapter.html.match(/<p>[^\n]*?<\/p>/g) ?? []))
}

const source = paragraphs()

/** A chapter's HTML of about this many words, its paragraphs drawn at random. */
export function chapterOf(words: number, random: () => number): string {
  const chosen: string[] = []
  for (let have = 0; have < words; ) {
    const paragraph = source[Math.floor(random() * source.length)] ?? ''
    chosen.push(paragraph)
    have += countWords(paragraph)
  }
  return chosen.join('\n')
}

export function workOf({
  words,
  chapters,
  seed,
}: {
  words: number
  chapters: number
  seed: number
}): WorkRecord {
  const random = numbers(seed)
  const made = Array.from({ length: chapters }, (_, at) => {
    const html = chapterOf(words / chapters, random)
    return aChapter({ position: at + 1, title: `The ${at + 1}th Lamp`, html, words: countWords(html) })
  })
  const tag = (kind: string, count: number) => `${kind} ${Math.floor(random() ** 2 * count)}`
  return aRecord({
    title: `Bench work ${seed}`,
    creators: [tag('creator', 400)],
    fandoms: [tag('Fandom', 60)],
    relationships: [`${tag('A', 90)}/${tag('B', 90)}`],
    characters: [tag('A', 90), tag('B', 90), tag('C', 200)].filter(
      (name, at, all) => all.indexOf(name) === at,
    ),
    additionalTags: Array.from({ length: 6 }, () => tag('Trope', 900)).filter(
      (name, at, all) => all.indexOf(name) === at,
    ),
    origin: { url: `https://archiveofourown.org/works/${1_000_000 + seed}`, archive: 'Archive of Our Own' },
    summary: '<p>A lamp is lit; somebody asks who lit it.</p>',
    chapters: made,
  })
}
