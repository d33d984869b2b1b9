import type { ChapterId, SeriesId, WorkId } from '../../src/core/ids.ts'
import type { TagKind } from '../../src/core/values.ts'
import {
  type ChapterPlace,
  type ChapterText,
  NOTHING_SAID,
  type TagName,
  type WorkBlurb,
  type WorkHead,
} from '../../src/works/index.ts'

/** Works nobody wrote, for looking at pages: each shows a case that a page must bear. */

export const workId = (n: number): WorkId => n as WorkId
export const chapterId = (n: number): ChapterId => n as ChapterId
export const seriesId = (n: number): SeriesId => n as SeriesId

export const tags = (kind: TagKind, ...names: string[]): TagName[] =>
  names.map((name) => ({ kind, name, page: name }))

const signed = (...names: string[]) =>
  names.map((name) => ({ name, href: `/users/${encodeURIComponent(name)}` }))

const PLAIN: WorkBlurb = {
  id: workId(1),
  title: 'Untitled',
  language: 'en',
  archivist: null,
  creators: signed('mrs_hudson_rents'),
  audience: 'public',
  draft: false,
  hidden: false,
  rating: 'Teen And Up Audiences',
  warnings: ['No Archive Warnings Apply'],
  categories: [],
  fandoms: tags('fandom', 'Sherlock Holmes – Arthur Conan Doyle'),
  relationships: [],
  characters: [],
  freeforms: [],
  complete: true,
  summary: '',
  series: [],
  recipients: [],
  words: 1000,
  chapters: { posted: 1, expected: 1 },
  published: new Date('2026-10-03T08:00:00Z'),
  updated: new Date('2026-11-19T21:14:00Z'),
  origin: null,
  passages: [],
}

export const longTags: WorkBlurb = {
  ...PLAIN,
  id: workId(101),
  title: 'The Adventure of the Second Key',
  categories: ['M/M'],
  complete: false,
  relationships: tags('relationship', 'Sherlock Holmes/John Watson', 'Mrs. Hudson & Everyone'),
  characters: tags(
    'character',
    'Sherlock Holmes',
    'John Watson',
    'Mary Morstan',
    'Mrs. Hudson',
    'Mycroft Holmes',
    'Inspector Lestrade',
    'Wiggins',
    'Irene Adler',
  ),
  freeforms: tags(
    'freeform',
    'Slow Burn',
    'Letters',
    'Epistolary',
    'Retirement in Sussex',
    'Bees',
    'Found Family',
    'Post-Reichenbach',
    'Hurt/Comfort',
    'Insomnia',
    'Violins at Unreasonable Hours',
    'Domestic',
    'Case Fic',
    'Casefile: The Second Stain',
    'Minor Original Characters',
    'Mrs. Hudson Knows Everything',
    'POV First Person',
    'Unreliable Narrator',
    'Period-Typical Train Timetables',
    'London Fog',
    'Snow',
    'Christmas',
    'Tea',
    'Pining',
    'Mutual Pining',
    'Friends to Something Else',
    'Happy Ending',
    'Canon Compliant Until It Isn’t',
    'Footnotes',
    'Not Beta Read',
  ),
  summary:
    '<p>In the autumn of 1894 a landlady in Lamb’s Conduit Street lets the same room twice, to two men who never meet. One of them is dead. Watson, who has lately been writing his own obituary notices, takes the case.</p>',
  series: [{ id: seriesId(4), title: 'Rooms to Let', position: 2 }],
  words: 12408,
  chapters: { posted: 3, expected: 5 },
}

export const arabic: WorkBlurb = {
  ...PLAIN,
  id: workId(104),
  title: 'رسالة من شارع بيكر',
  language: 'ar',
  creators: signed('layla_reads'),
  rating: 'General Audiences',
  categories: ['Gen'],
  relationships: tags('relationship', 'Sherlock Holmes & John Watson'),
  characters: tags('character', 'John Watson', 'Sherlock Holmes'),
  freeforms: tags('freeform', 'Letters', 'القاهرة'),
  summary:
    '<p>يصل إلى القاهرة خطابٌ بلا توقيع، ولا يعرف أحدٌ الخطّ إلا طبيبٌ متقاعد يجلس كلّ مساء قرب النافذة.</p>',
  words: 5302,
  chapters: { posted: 2, expected: 2 },
  updated: new Date('2026-11-15T09:00:00Z'),
}

export const chinese: WorkBlurb = {
  ...PLAIN,
  id: workId(105),
  title: '雾中来信',
  language: 'zh',
  creators: signed('青灯夜读'),
  warnings: ['Creator Chose Not To Use Archive Warnings'],
  fandoms: tags('fandom', 'Sherlock Holmes – Arthur Conan Doyle', 'Pride and Prejudice – Jane Austen'),
  characters: tags('character', 'Elizabeth Bennet', 'Sherlock Holmes'),
  freeforms: tags('freeform', 'Crossover', 'Time Travel', '雾都'),
  summary: '<p>伦敦的雾里，一封写给班内特小姐的信被送到了贝克街。信封上的邮戳，比寄信人早了八十年。</p>',
  words: 18760,
  chapters: { posted: 6, expected: 6 },
  updated: new Date('2026-11-12T09:00:00Z'),
}

export const anonymous: WorkBlurb = {
  ...PLAIN,
  id: workId(106),
  title: 'Penelope, Unpicking',
  creators: [],
  rating: 'General Audiences',
  categories: ['F/F'],
  fandoms: tags('fandom', 'The Odyssey – Homer'),
  relationships: tags('relationship', 'Penelope/Eurycleia’s Granddaughter (Original)'),
  characters: tags('character', 'Penelope', 'Telemachus'),
  freeforms: tags('freeform', 'Weaving', 'Second Person', 'Drabble Sequence'),
  summary: '<p>By day a shroud. By night the same thread, learning the way back.</p>',
  recipients: ['tellmeofawoman'],
  words: 900,
  chapters: { posted: 9, expected: 9 },
  updated: new Date('2026-11-09T09:00:00Z'),
}

export const members: WorkBlurb = {
  ...PLAIN,
  id: workId(103),
  title: 'What the Ferryman Is Owed',
  creators: signed('asphodel', 'kore_kore'),
  audience: 'members',
  rating: 'Mature',
  warnings: ['Major Character Death'],
  categories: ['F/M'],
  fandoms: tags('fandom', 'Ancient Greek Religion & Lore', 'The Odyssey – Homer'),
  relationships: tags('relationship', 'Hades/Persephone (Greek Religion & Lore)', 'Odysseus & Elpenor'),
  characters: tags('character', 'Charon', 'Persephone', 'Hades', 'Elpenor'),
  freeforms: tags(
    'freeform',
    'Underworld',
    'Bureaucracy',
    'Grief',
    'Pomegranates',
    'Chapters to be added as the dead arrive',
  ),
  complete: false,
  summary:
    '<p>Nobody has paid Charon in bronze for a very long time. He has started to keep a ledger of promises instead, and in the third spring of the war the queen asks to see it.</p>',
  words: 41930,
  chapters: { posted: 9, expected: null },
  updated: new Date('2026-11-17T09:00:00Z'),
}

export const longTitle: WorkBlurb = {
  ...PLAIN,
  id: workId(107),
  title:
    'Five Letters Mr. Bennet Did Not Answer, One That He Did, and the Considerable Inconvenience to Everyone Concerned, With a List of Persons to Whom an Apology Is Owing, Alphabetically',
  creators: signed('library_door'),
  rating: 'General Audiences',
  categories: ['Gen', 'F/M'],
  fandoms: tags('fandom', 'Pride and Prejudice – Jane Austen'),
  relationships: tags('relationship', 'Elizabeth Bennet & Mr. Bennet'),
  characters: tags('character', 'Mr. Bennet', 'Mr. Collins'),
  freeforms: tags('freeform', 'Humour', 'Epistolary', 'Answering Letters Fourteen Years Late'),
  complete: false,
  summary: '<p>A drawer is forced. A debt of civility falls due.</p>',
  series: [{ id: seriesId(5), title: 'The Drawer', position: 1 }],
  words: 7455,
  chapters: { posted: 4, expected: 12 },
  updated: new Date('2026-11-08T09:00:00Z'),
}

export const kept: WorkBlurb = {
  ...PLAIN,
  id: workId(108),
  title: 'Concerning the Hound, and a Dog',
  creators: [{ name: 'dartmoor_post', href: '/creators/dartmoor_post' }],
  audience: 'kept',
  rating: 'Not Rated',
  warnings: ['Graphic Depictions Of Violence'],
  categories: ['Multi'],
  characters: tags('character', 'John Watson', 'Henry Baskerville', 'Beryl Stapleton'),
  freeforms: tags('freeform', 'Moors', 'Dogs', 'Aftermath', 'Nobody Sleeps'),
  summary:
    '<p>Sir Henry will not have a dog in the house. Then one follows him home across the Grimpen Mire, and it knows the path.</p>',
  origin: { url: 'https://archiveofourown.org/works/1234567', archive: 'Archive of Our Own' },
  words: 23081,
  chapters: { posted: 8, expected: 8 },
  updated: new Date('2019-11-02T09:00:00Z'),
}

export const found: WorkBlurb = {
  ...longTags,
  id: workId(109),
  freeforms: longTags.freeforms.slice(0, 5),
  passages: [
    {
      chapterId: chapterId(9002),
      chapter: 'Chapter 2: The Wet Umbrella',
      parts: [
        {
          text: 'Three women, twenty years, and each of them painted over the last without scraping. People will burn a letter, but hardly anyone troubles to burn a ',
          match: false,
        },
        { text: 'wall', match: true },
        { text: '. It is a great convenience to us.', match: false },
      ],
    },
    {
      chapterId: chapterId(9003),
      chapter: 'Chapter 3: Mrs. Pell',
      parts: [
        { text: 'Behind the ', match: false },
        { text: 'yellow', match: true },
        { text: ' paper the ', match: false },
        { text: 'wall', match: true },
        { text: ' had been written on, in pencil, in two hands, for the whole of its length.', match: false },
      ],
    },
  ],
}

export const draft: WorkBlurb = {
  ...PLAIN,
  id: workId(110),
  title: 'Untitled (bees)',
  draft: true,
  words: 212,
  summary: '',
}

export const everyKind: readonly WorkBlurb[] = [
  longTags,
  members,
  arabic,
  chinese,
  anonymous,
  longTitle,
  kept,
  draft,
]

const OPENING = [
  'The house in Lamb’s Conduit Street had been painted within the year, and badly. Holmes ran his thumb along the door-frame and showed me the green that came away upon it. Beneath was a brown, and beneath the brown, where some former tenant had let a trunk swing against the wood, a thin bright scar of yellow.',
  '“Three landladies,” he said.',
  '“Or one who could not make up her mind.”',
  '“My dear Watson, nobody who could not make up her mind would have chosen that yellow.” He had already rung. “No: three women, twenty years, and each of them painted over the last without scraping. It is a great convenience to us. People will burn a letter, but hardly anyone troubles to burn a wall.”',
  'I had been three years accustomed to hearing that voice only in the minute before sleep, and I found that I had not yet learned to answer it promptly by daylight. He glanced at me. He did not remark upon it. He had not, since April, remarked upon a number of things, and I had begun to keep a list of them, as one does with the effects of a man who may come back for them.',
]
const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('\n')
const ENGLISH = `${paragraphs(OPENING)}
<hr />
<p>The room was on the second floor. It held a bed, a wash-stand, two chairs, and, in the china stand behind the door, an umbrella, standing in an inch of water.</p>
<p>“It has not rained since Tuesday,” I said.</p>
<p>“It has not,” said Holmes, with every sign of pleasure, and lifted it out. Round the handle somebody had wound a half-sheet of paper and tied it with a bit of green silk.</p>
<blockquote><p>Sir,</p><p>You do not know me and I should be glad to keep it so. I have the room by day and you, I think, have it by night. Pray take the left-hand chair, as the right has a leg that will not bear a grown man, and do not let Mrs. Pell have the second key, <em>whatever she says about the sheets.</em></p><p>Yours, from nine until six,<br />A Neighbour in Time</p></blockquote>
<p>Holmes read it through twice. Then he sat, with great deliberation, in the left-hand chair.</p>
${paragraphs(OPENING.slice(3))}`

const ARABIC = paragraphs([
  'وصل الخطاب في الصباح، بين فاتورة الخبّاز وجريدة الأمس، بلا توقيع ولا عنوان للمرسل. كان الورق رقيقًا، والحبر بنيًّا كأنّه كُتب في بلدٍ آخر وفي زمنٍ آخر.',
  '«أتعرف هذا الخطّ؟» سألته ليلى وهي تضع القهوة على حافّة النافذة.',
  'نظر الطبيب طويلًا إلى الحروف، ثمّ طوى الورقة كما تُطوى خريطة مدينةٍ لم يعد إليها منذ سنين، وقال: «أعرفه كما أعرف صوت المطر».',
])
const CHINESE = paragraphs([
  '雾从泰晤士河上升起来，把整条街都吞了进去。信差敲门的时候，福尔摩斯正对着一只空茶杯出神。',
  '“给班内特小姐的。”信差说，“地址是这里，可邮戳……先生，您自己看吧。”',
  '邮戳上的年份是一八一二年。华生把信翻过来，又翻回去，仿佛这样就能让八十年的时间自己对上。',
])

const chapter = (position: number, title: string, more: Partial<ChapterText> = {}): ChapterText => ({
  id: chapterId(9000 + position),
  position,
  title,
  published: new Date(Date.UTC(2026, 9, 3 + position * 6)),
  creators: null,
  summary: '',
  notes: '',
  endNotes: '',
  html: ENGLISH,
  words: 4100,
  ...more,
})

export const chapters: readonly ChapterText[] = [
  chapter(1, 'To Let', { summary: '<p>An advertisement is answered twice.</p>' }),
  chapter(2, 'The Wet Umbrella', {
    notes:
      '<p>Thank you for your patience, and for the three people who wrote to correct my trains. The 4.10 from Charing Cross has been replaced by the 4.25.</p>',
    endNotes:
      '<p>Lamb’s Conduit Street is real, and so was the yellow. Next chapter: Mrs. Pell, the sheets, and Lestrade in a bad temper.</p>',
  }),
  chapter(3, '', {
    creators: signed('charlotte_c'),
    endNotes: '<p>With thanks to everyone who has ever let a room.</p>',
  }),
]
export const arabicChapters: readonly ChapterText[] = [
  chapter(1, 'الخطّ', { html: ARABIC, notes: '<p>شكرًا لكلّ من قرأ الفصل الأوّل.</p>' }),
  chapter(2, 'النافذة', { html: ARABIC }),
]
export const chineseChapter: ChapterText = chapter(1, '', { html: CHINESE })

export const hundred: readonly ChapterPlace[] = Array.from({ length: 100 }, (_, at) => ({
  id: chapterId(7000 + at),
  position: at + 1,
  title:
    at % 7 === 3
      ? ''
      : ([
          'The Ledger',
          'Bronze',
          'What the River Said',
          'Elpenor Falls',
          'A List of Those Who Paid in Honey, and Why It Was Not Accepted',
        ][at % 5] ?? ''),
  published: new Date(Date.UTC(2024, 0, 3 + at * 9)),
  words: 2_000,
}))

const HEAD = {
  notes: '',
  endNotes: '',
  permissions: NOTHING_SAID,
  collections: [],
  pictures: null,
  relatedWorks: [],
  statements: [],
  downloadable: true,
  held: null,
  own: false,
  indexed: true,
  shareable: true,
  anonymous: false,
} as const

export const head = (work: WorkBlurb, more: Partial<WorkHead> = {}): WorkHead => ({
  ...work,
  ...HEAD,
  ...more,
})

export const secondKey: WorkHead = head(longTags, {
  notes:
    '<p>For the winter letter exchange. You asked for <em>a mystery with nobody in it</em>; I am afraid somebody got in.</p>',
  endNotes: '<p>All trains in this story ran on the day named. The bees are invented.</p>',
  permissions: {
    download: 'yes',
    translation: 'yes',
    podfic: 'ask',
    remix: 'ask',
    print: 'yes',
    copy: 'no',
    machines: 'no',
    words: 'Translate freely and send me a link: I will read it badly and love it.',
  },
  statements: [{ permission: 'copy', says: 'no', quote: 'please do not post this anywhere else' }],
  recipients: ['tellmeofawoman'],
  collections: ['Winter Letters 2026'],
  relatedWorks: [
    {
      relation: 'inspired-by',
      title: 'A Room by Day',
      creators: ['kore_kore'],
      url: null,
      language: 'en',
      href: '/works/88',
    },
    {
      relation: 'translated-as',
      title: '第二把钥匙',
      creators: ['青灯夜读'],
      url: null,
      language: 'zh',
      href: '/works/301',
    },
    {
      relation: 'translation-of',
      title: '',
      creators: [],
      url: null,
      language: null,
      href: null,
      state: 'unrevealed',
    },
    {
      relation: 'inspired',
      title: 'The Left-Hand Chair',
      creators: ['asphodel', 'charlotte_c'],
      url: null,
      language: 'en',
      href: '/works/402',
    },
    {
      relation: 'inspired',
      title: 'x',
      creators: ['shy_one'],
      url: null,
      language: 'en',
      href: null,
      state: 'restricted',
    },
  ],
})
