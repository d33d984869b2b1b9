import { spawnSync } from 'node:child_process'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { cleanHtml } from '../../prose/index.ts'
import type { WorkRecord } from '../../works/index.ts'
import type { DownloadInput } from '../download-input.ts'
import { chapter, input, kinds } from '../records.fixtures.ts'
import { canPrint, hasFace } from './faces.ts'
import { MOST_WORDS, type PdfAsked, pdfDownload } from './pdf-download.ts'
import { settingAsked } from './setting.ts'

const SLOW = { timeout: 60_000 }

async function pdfOf(
  more: Partial<WorkRecord>,
  rest: Partial<DownloadInput> = {},
  asked: PdfAsked = {},
): Promise<Buffer> {
  const made = await pdfDownload(input(more, rest), asked)
  if (typeof made === 'string' || !('pdf' in made)) throw new Error(JSON.stringify(made))
  return made.pdf
}

/** Poppler reads the file as any other program would. */
function poppler(program: string, words: readonly string[], pdf: Buffer): string {
  const { stdout, stderr, status } = spawnSync(
    program,
    [...words, '-', ...(program === 'pdftotext' ? ['-'] : [])],
    {
      input: pdf,
      maxBuffer: 1 << 28,
    },
  )
  if (status !== 0) throw new Error(`${program}: ${stderr}`)
  return stdout.toString()
}

/** Letters in the order they are read, as Unicode composes them; where lines and pages end does not count. */
const letters = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{M}\p{N}]/gu, '')
const textOf = (pdf: Buffer): string => poppler('pdftotext', ['-raw', '-nopgbrk'], pdf)
/** What a hyphen at a line's end parts is one word. */
const joined = (text: string): string => text.replace(/[-\u2010\u00ad]\n/g, '')

const SAMPLES: readonly (readonly [language: string, text: string])[] = [
  [
    'en',
    'It rained on the umbrella stand, and nobody minded; understanding extraordinary circumstances requires patience.',
  ],
  [
    'de',
    'Es regnete auf den Schirmständer, und niemand störte sich daran: Geschwindigkeitsbegrenzungen galten nicht.',
  ],
  [
    'ru',
    'Дождь шёл над подставкой для зонтов, и никто не возражал, потому что необыкновенные обстоятельства требуют терпения.',
  ],
  [
    'el',
    'Έβρεχε πάνω στη θήκη για ομπρέλες και κανείς δεν είχε αντίρρηση, γιατί οι περιστάσεις απαιτούν υπομονή.',
  ],
  ['ar', 'كان المطر يهطل على حامل المظلات ولم يعترض أحد لأن الظروف غير العادية تتطلب الصبر'],
  ['he', 'הגשם ירד על מעמד המטריות ואיש לא התנגד כי נסיבות יוצאות דופן דורשות סבלנות'],
  ['hi', 'छाता रखने की जगह पर बारिश हुई और किसी को बुरा नहीं लगा'],
  ['th', 'ฝนตกลงบนที่วางร่มและไม่มีใครว่าอะไร'],
  ['bn', 'ছাতার স্ট্যান্ডে বৃষ্টি পড়ল এবং কেউ কিছু মনে করল না'],
  ['ta', 'குடை வைக்கும் இடத்தில் மழை பெய்தது யாரும் கவலைப்படவில்லை'],
  ['te', 'గొడుగుల స్టాండు మీద వాన పడింది ఎవరూ పట్టించుకోలేదు'],
  ['ka', 'ქოლგების სადგამზე წვიმდა და არავინ წინააღმდეგი არ იყო'],
  ['hy', 'Հովանոցների կանգնակի վրա անձրև էր գալիս, և ոչ ոք դեմ չէր'],
  ['km', 'ភ្លៀងធ្លាក់លើកន្លែងដាក់ឆ័ត្រ ហើយគ្មាននរណាខ្វល់ទេ'],
  ['zh', '雨落在雨伞架上，没有人介意，因为不寻常的情况需要耐心。'],
  ['ja', '傘立てに雨が降ったが、誰も気にしなかった。'],
  ['ko', '우산꽂이 위로 비가 내렸지만 아무도 신경 쓰지 않았다.'],
]

/** Poppler undoes ligatures of a line from right to left only where it lays lines out itself. */
const RIGHT_TO_LEFT = new Set(['ar', 'he'])

/**
 * Of Bengali and Khmer a reader finds all letters in their order, some of them twice: typst says the letters of a syllable again for
 * each part of it that is raised or lowered.
 */
const SAID_TWICE = new Set(['bn', 'km'])

const inOrder = (wanted: string, read: string): boolean => {
  let at = 0
  for (const letter of wanted) at = read.indexOf(letter, at) + 1 || Number.POSITIVE_INFINITY
  return Number.isFinite(at)
}

describe('the words of a PDF are the words of the work, in their order', () => {
  test.each(SAMPLES)('%s', SLOW, async (language, text) => {
    const html = cleanHtml(`<p>${text}</p>`.repeat(12), 'content')
    const made = await pdfDownload(
      input({ language, title: text.slice(0, 20), chapters: [chapter(1, { html })] }),
    )
    if (!canPrint(language)) return expect(made).toMatchObject({ noFontFor: expect.any(Array) })
    if (typeof made === 'string' || !('pdf' in made)) throw new Error(JSON.stringify(made))
    const side = RIGHT_TO_LEFT.has(language) ? [] : ['-raw']
    const read = letters(joined(poppler('pdftotext', [...side, '-nopgbrk'], made.pdf)))
    // Noto Naskh draws the dots of letters on their own, and readers lose their order; Amiri does not.
    if (language === 'ar' && !hasFace('ع', ['Amiri'])) return expect(read).toContain('كان')
    if (SAID_TWICE.has(language)) return expect(inOrder(letters(text.repeat(12)), read)).toBe(true)
    return expect(read).toContain(letters(text.repeat(12)))
  })
})

describe('a book', () => {
  test('names its title, creators, words and language, and is dated by its version', SLOW, async () => {
    const pdf = await pdfOf({
      language: 'de',
      title: 'Ein „Titel“ & mehr',
      chapters: [chapter(1, { html: LONG })],
    })
    const info = poppler('pdfinfo', ['-isodates'], pdf)
    expect(info).toMatch(/Title: +Ein „Titel“ & mehr\n/)
    expect(info).toMatch(/Author: +marigold, Second Pen \(marigold\)\n/)
    expect(info).toMatch(/Keywords: +Fanworks, General Audiences, Weather & Other Stories/)
    expect(info).toMatch(/CreationDate: +2024-02-03T04:05:06/)
    expect(info).toMatch(/Page size: +419.5/)
    expect(pdf.includes('/Lang (de)')).toBe(true)
    expect(pdf.includes('pdfuaid:part')).toBe(true)
    expect(info).toMatch(/Tagged: +yes/)
  })

  test('is the same each time', SLOW, async () => {
    const more = kinds.get('notes-everywhere') ?? {}
    expect((await pdfOf(more)).equals(await pdfOf(more))).toBe(true)
  })

  test('has the paper and the letters that were asked for', SLOW, async () => {
    const size = async (asked: Record<string, string>) =>
      /Page size: +(\d+)/.exec(
        poppler('pdfinfo', [], await pdfOf({}, {}, { setting: settingAsked(asked) })),
      )?.[1]
    expect(await size({ paper: 'a4' })).toBe('595')
    expect(await size({ paper: 'Letter' })).toBe('612')
    expect(await size({ paper: 'wall' })).toBe('419')
    expect(settingAsked({ size: '14' })).toEqual({ paper: 'a5', size: 14 })
    expect(settingAsked({ size: '400' }).size).toBe(10)
  })

  test.each([...kinds])('is made of every kind of work: %s', SLOW, async (kind, more) => {
    const made = await pdfDownload(input(more))
    if (typeof made === 'string') throw new Error(made)
    if ('noFontFor' in made) return expect(canPrint(input(more).record.language), kind).toBe(false)
    const read = textOf(made.pdf)
    const { record } = input(more)
    if (record.anonymous) expect(read).not.toContain('marigold')
    if (kind === 'notes-everywhere')
      for (const words of [
        'Thanks.',
        'Before.',
        'After.',
        'Summary 2',
        'Chapter by Second Pen',
        'Sources: here',
      ])
        expect(read).toContain(words)
    return undefined
  })

  test('sets what is not a paragraph as books do, and notes at the foot of their page', SLOW, async () => {
    const html = cleanHtml(EVERYTHING, 'content')
    const read = textOf(await pdfOf({ chapters: [chapter(1, { html })] }))
    for (const words of [
      'Said apart.',
      '3. Inner',
      'Name Age',
      'Rain 7',
      'as typed',
      '漢\nkan',
      'A note with stress.',
    ])
      if (!words.startsWith('漢') || canPrint('ja')) expect(read).toContain(words)
    expect(read.indexOf('A note with stress.')).toBeGreaterThan(read.indexOf('The last words.'))
  })

  test('tells those who hear it what is a heading, a list, a note, a table and a picture', SLOW, async () => {
    const address = `/images/${'a'.repeat(64)}.png`
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0d554c' } })
      .png()
      .toBuffer()
    const html = cleanHtml(
      `${EVERYTHING}<h5>Small</h5><p lang="fr">Il pleut.</p><p><img src="${address}" alt="A green field"><img src="${address}" alt=""></p>`,
      'content',
    )
    const chapters = [1, 2].map((position) => chapter(position, { html }))
    const pdf = await pdfOf({ chapters }, { pictures: new Map([[address, { type: 'image/png', bytes }]]) })
    const heard = poppler('pdfinfo', ['-struct-text'], pdf)
    for (const said of [
      /H1 "Chapter 1"/,
      /H2 "Summary"/,
      /H2 "A heading"\s.*\n +"A heading"[\s\S]*H3 "Small"/,
      /TOC\n +TOCI/,
      /\n( +)LI \(block\)\n\1 {2}Lbl \(block\)\n\1 {4}"•"/,
      /Note <Note 1> \(inline\)/,
      /THead\n +TR\n +TH <[^>]+>:\n +\/Scope \/Column/,
      /BlockQuote\n +P \(block\)\n +"Said apart\."/,
      /Link \(inline\)\n/,
      /Figure/,
    ])
      expect(heard).toMatch(said)
    expect(heard.match(/Figure/g)).toHaveLength(2)
    expect(pdf.includes('/Lang (fr)')).toBe(true)
    expect(pdf.includes('/Alt (A green field)')).toBe(true)
    expect(pdf.includes('pdfuaid:part')).toBe(true)
  })

  test(
    'begins a paragraph from right to left at the right, in a text from left to right, too',
    SLOW,
    async () => {
      const html = cleanHtml('<p>Left.</p><p dir="rtl" lang="he">שלום</p>', 'content')
      const words = poppler('pdftotext', ['-bbox'], await pdfOf({ chapters: [chapter(1, { html })] }))
      const from = (word: RegExp): number =>
        Number(
          words
            .split('\n')
            .find((line) => word.test(line))
            ?.split('"')[1],
        )
      expect(from(/>Left[.]</)).toBeLessThan(100)
      expect(from(/[\u05d0-\u05ea]{4}/)).toBeGreaterThan(300)
    },
  )

  test('holds the pictures that are the archive’s own, and names the others', SLOW, async () => {
    const address = `/images/${'a'.repeat(64)}.png`
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0d554c' } })
      .png()
      .toBuffer()
    const html = `<p>Look: <img src="${address}" alt="A green field"></p><p><img src="https://x.example/a.png" alt="a map"></p>`
    const pdf = await pdfOf(
      { chapters: [chapter(1, { html })] },
      { pictures: new Map([[address, { type: 'image/png', bytes }]]) },
    )
    expect(poppler('pdfimages', ['-list'], pdf)).toMatch(/image +40 +30/)
    expect(textOf(pdf)).toContain('[a map]')
  })

  test('prints signs without a letter as their numbers, and says so', SLOW, async () => {
    const read = textOf(
      await pdfOf({ title: 'Tag \u{E0041} and \u{10FFFD}\u{F0000}', chapters: [chapter(1)] }),
    )
    expect(read).not.toMatch(/\uFFFD/)
  })

  test('nothing in a text is code, however it looks', SLOW, async () => {
    const evil = '#read("/etc/passwd") #import "x" $x^2$ *bold* @ref <label> \\ #{ panic() } = Head // gone'
    const html = cleanHtml(`<p>${evil.replaceAll('<', '&lt;')}</p>`, 'content')
    const read = textOf(
      await pdfOf({
        title: evil,
        creators: [evil],
        fandoms: [evil],
        chapters: [chapter(1, { html, title: evil })],
        chapterCount: { posted: 1, expected: 2 },
      }),
    )
    expect(letters(joined(read))).toContain(letters(evil))
    expect(read).not.toContain('root:')
  })

  test('of a shelf of books is refused at once', async () => {
    expect(await pdfDownload(input({ words: { stated: null, counted: MOST_WORDS + 1 } }))).toBe('too-large')
  })

  test('tables and lists that nobody would write do not stop it', SLOW, async () => {
    const deep = `${'<blockquote>'.repeat(60)}<p>Deep.</p>${'</blockquote>'.repeat(60)}${'<ul><li>'.repeat(60)}x${'</li></ul>'.repeat(60)}`
    const wide = `<table><tr>${'<td>w</td>'.repeat(80)}</tr></table><table><tr><td rowspan="9" colspan="4">a</td></tr><tr><td>b</td></tr></table>`
    const html = cleanHtml(`${deep}${wide}<table></table><ul></ul><p></p>`, 'content')
    const read = textOf(await pdfOf({ chapters: [chapter(1, { html })] }))
    expect(read).toContain('Deep.')
    expect(read).toContain('w · w')
  })
})

const LONG = cleanHtml('<p>Es regnete, und niemand störte sich daran.</p>'.repeat(60), 'content')
const EVERYTHING = `<p>One “rain”. <em>It</em> rained<sup><a href="#text-note-1" id="text-ref-1">1</a></sup> on <strong>chapter</strong>.</p>
<hr><blockquote><p>Said apart.</p></blockquote><h3>A heading</h3>
<ul><li>First</li><li>Second<ol start="3"><li>Inner</li></ol></li></ul>
<table><caption>Cap</caption><thead><tr><th>Name</th><th>Age</th></tr></thead><tbody><tr><td>Rain</td><td>7</td></tr><tr><td colspan="2">Both</td></tr></tbody></table>
<p class="align-center">Centred line<br>and the next</p><pre>  as  typed
lines</pre><p><ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby> and more</p>
<details><summary>Spoiler</summary><p>It rained.</p></details><p>The last words.</p>
<div class="footnotes"><p><a href="#text-ref-1" id="text-note-1">1</a> A note with <em>stress</em>.</p></div>`
