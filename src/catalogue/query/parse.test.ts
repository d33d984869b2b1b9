import { describe, expect, test } from 'vitest'
import { parseQuery } from './parse.ts'
import type { Query } from './tree.ts'

const TODAY = '2026-11-22'

/** A tree as short text: `all(a, not(b))`. */
function said(query: Query | null): string {
  if (!query) return ''
  switch (query.is) {
    case 'all':
    case 'any':
      return `${query.is}(${query.of.map(said).join(', ')})`
    case 'not':
      return `not(${said(query.of)})`
    case 'text': {
      const text =
        query.how === 'phrase' ? `"${query.text}"` : query.how === 'prefix' ? `${query.text}*` : query.text
      return query.in ? `${query.in}~${text}` : text
    }
    case 'number':
    case 'date':
      return `${query.field}[${query.from ?? ''}..${query.to ?? ''}]`
    case 'flag':
      return `${query.field}=${query.yes}`
    case 'language':
      return `language=${query.code}`
    case 'tag':
      return `${query.kind ?? 'tag'}#${query.name}`
  }
}
const asked = (text: string): string => said(parseQuery(text, TODAY).tree)
const mistakes = (text: string) => parseQuery(text, TODAY).mistakes
const sort = (text: string): string => {
  const { sort: by } = parseQuery(text, TODAY)
  return by ? `${by.by} ${by.order ?? 'usual'}` : ''
}

describe('what readers type is understood:', () => {
  test.each([
    ['nothing', '', ''],
    ['spaces', ' \u3000\t', ''],
    ['a word', 'lamp', 'lamp'],
    ['two words', 'lamp window', 'all(lamp, window)'],
    ['AND says the same', 'lamp AND window && bees', 'all(lamp, window, bees)'],
    ['a phrase', '"white room"', '"white room"'],
    ['a phrase in curled quotes', '“white room” lamp', 'all("white room", lamp)'],
    ['either', 'plums OR tortoise', 'any(plums, tortoise)'],
    ['either, by bars', 'plums || tortoise', 'any(plums, tortoise)'],
    ['either, in small letters', 'plums or tortoise', 'any(plums, tortoise)'],
    ['or as a word', 'or noir', 'all(or, noir)'],
    ['OR binds loosest', 'a b OR c d', 'any(all(a, b), all(c, d))'],
    ['brackets', 'a (b OR c)', 'all(a, any(b, c))'],
    ['brackets that say nothing new', '((a) (b c))', 'all(a, b, c)'],
    ['brackets with nothing in them', 'a () (())', 'a'],
    ['brackets right at a word', 'Sherlock(TV)', 'all(Sherlock, TV)'],
    ['not a word', '-fluff', 'not(fluff)'],
    ['NOT a word', 'lamp NOT fluff', 'all(lamp, not(fluff))'],
    ['not a phrase', '-"white room"', 'not("white room")'],
    ['not what is in brackets', 'lamp -(fluff OR crack)', 'all(lamp, not(any(fluff, crack)))'],
    ['not not', 'NOT -fluff', 'fluff'],
    ['a hyphen within a word', 'well-known', 'well-known'],
    ['a hyphen between words', 'Sherlock Holmes - Doyle', 'all(Sherlock, Holmes, Doyle)'],
    ['the beginning of a word', 'book*', 'book*'],
    ['a slash', 'Weller/Pie', 'Weller/Pie'],
    ['a name with a colon', 'Re:Zero http://x.example', 'all(Re:Zero, http://x.example)'],
    ['small letters are words', 'this and not that', 'all(this, and, not, that)'],
    ['other scripts', '吾輩は 猫である', 'all(吾輩は, 猫である)'],
  ])('%s', (_name, text, tree) => {
    expect(asked(text)).toBe(tree)
    expect(mistakes(text)).toEqual([])
  })
})

describe('numbers:', () => {
  test.each([
    ['words>1000', 'words[1001..]'],
    ['words > 1000', 'words[1001..]'],
    ['words:>1000', 'words[1001..]'],
    ['words: > 1,000', 'words[1001..]'],
    ['words>=1000', 'words[1000..]'],
    ['words≥1000', 'words[1000..]'],
    ['words<1000', 'words[..999]'],
    ['words<=1000', 'words[..1000]'],
    ['words=1000', 'words[1000..1000]'],
    ['words:1000', 'words[1000..1000]'],
    ['words:1000-5000', 'words[1000..5000]'],
    ['words: 1.000 - 5.000', 'words[1000..5000]'],
    ['words:1000–5000', 'words[1000..5000]'],
    ['words:1000 to 5000', 'words[1000..5000]'],
    ['words:5000-1000', 'words[1000..5000]'],
    ['words:1000-', 'words[1000..]'],
    ['words:-5000', 'words[..5000]'],
    ['words:10k-1.5K', 'words[1500..10000]'],
    ['words:1000 -fluff', 'all(words[1000..1000], not(fluff))'],
    ['words:1000 - fluff', 'all(words[1000..1000], fluff)'],
    ['word_count:1000', 'words[1000..1000]'],
    ['kudos:10-20', 'kudos[10..20]'],
    ['KUDOS:10', 'kudos[10..10]'],
    ['hits>99999999999999999999', 'hits[2147483647..]'],
    ['words<0', 'words[..-1]'],
    ['comments<5 bookmarks>2', 'all(comments[..4], bookmarks[3..])'],
    ['chapters:1', 'chapters[1..1]'],
    ['expected_number_of_chapters: 1', 'expected_number_of_chapters[1..1]'],
    ['words:1000..5000', 'words[1000..5000]'],
    ['words:1000.. lamp', 'all(words[1000..], lamp)'],
    ['words:..5000', 'words[..5000]'],
    ['words:1,000, lamp', 'all(words[1000..1000], lamp)'],
    ['words:١٬٠٠٠-٥٠٠٠', 'words[1000..5000]'],
    ['words：１０００～５０００', 'words[1000..5000]'],
    ['kudos＞१०', 'kudos[11..]'],
    ['-words>1000', 'not(words[1001..])'],
    ['words', 'words'],
    ['many words here', 'all(many, words, here)'],
  ])('%s', (text, tree) => {
    expect(asked(text)).toBe(tree)
    expect(mistakes(text)).toEqual([])
  })
})

describe('dates, on 22 November 2026, a Sunday:', () => {
  test.each([
    ['updated:<7 days', 'updated[2026-11-15..]'],
    ['updated: < 7 days ago', 'updated[2026-11-15..]'],
    ['updated<2 weeks', 'updated[2026-11-08..]'],
    ['updated:>8 weeks', 'updated[..2026-09-27]'],
    ['updated:13-21 months', 'updated[2025-02-22..2025-10-22]'],
    ['updated:2 months ago', 'updated[2026-09-01..2026-09-30]'],
    ['updated:1 week ago', 'updated[2026-11-09..2026-11-15]'],
    ['updated:3 days ago', 'updated[2026-11-19..2026-11-19]'],
    ['updated:1 year ago', 'updated[2025-01-01..2025-12-31]'],
    ['updated:<5 hours', 'updated[2026-11-22..]'],
    ['updated:"< 7 days"', 'updated[2026-11-15..]'],
    ['updated:last 2 weeks', 'updated[2026-11-08..]'],
    ['updated:"last 2 weeks" lamp', 'all(updated[2026-11-08..], lamp)'],
    ['updated: past 10 days', 'updated[2026-11-12..]'],
    ['updated:last month', 'updated[2026-10-22..]'],
    ['updated:today', 'updated[2026-11-22..2026-11-22]'],
    ['posted:<yesterday', 'posted[..2026-11-20]'],
    ['posted:２０２４-05', 'posted[2024-05-01..2024-05-31]'],
    ['posted:2024', 'posted[2024-01-01..2024-12-31]'],
    ['posted:2024-02', 'posted[2024-02-01..2024-02-29]'],
    ['posted:2024-02-29', 'posted[2024-02-29..2024-02-29]'],
    ['posted>2024', 'posted[2025-01-01..]'],
    ['posted:<=2024-02', 'posted[..2024-02-29]'],
    ['posted:<2024-03-01', 'posted[..2024-02-29]'],
    ['posted:2019..2021', 'posted[2019-01-01..2021-12-31]'],
    ['posted:2021-05 to 2019', 'posted[2019-01-01..2021-05-31]'],
    ['created_at:2024 lamp', 'all(posted[2024-01-01..2024-12-31], lamp)'],
    ['updated:>9999 years', 'updated[..0001-11-22]'],
  ])('%s', (text, tree) => {
    expect(asked(text)).toBe(tree)
    expect(mistakes(text)).toEqual([])
  })

  test('a month ago from its last day is the last day of a shorter one', () => {
    expect(said(parseQuery('updated:<1 month', '2026-03-31').tree)).toBe('updated[2026-02-28..]')
    expect(said(parseQuery('updated:<1 year', '2024-02-29').tree)).toBe('updated[2023-02-28..]')
  })
})

describe('fields:', () => {
  test.each([
    ['complete:yes', 'complete=true'],
    ['complete: false', 'complete=false'],
    ['otp: true', 'otp=true'],
    ['crossover:no', 'crossover=false'],
    ['restricted: true', 'restricted=true'],
    ['title:lamp', 'title~lamp'],
    ['title:"A Lamp"', 'title~"A Lamp"'],
    ['title:lam*', 'title~lam*'],
    ['title:(lamp OR "white room")', 'any(title~lamp, title~"white room")'],
    ['-summary:(bees honey)', 'not(all(summary~bees, summary~honey))'],
    ['creators:Zoë', 'creator~Zoë'],
    ['author:Zoë', 'creator~Zoë'],
    ['tag:fluff', 'tag#fluff'],
    ['-tag:"Found Family"', 'not(tag#Found Family)'],
    ['tag:(fluff OR "Found Family")', 'any(tag#fluff, tag#Found Family)'],
    ['fandom:"Sherlock (TV)"', 'fandom#Sherlock (TV)'],
    ['ship:"Weller/Pie"', 'relationship#Weller/Pie'],
    ['character:Pip freeform:angst', 'all(character#Pip, freeform#angst)'],
    ['rating:explicit', 'rating#Explicit'],
    ['rating:teen', 'rating#Teen And Up Audiences'],
    ['warning:"Underage"', 'warning#Underage Sex'],
    ['m/m', 'category#M/M'],
    ['category:M/F', 'category#F/M'],
    ['language:Deutsch', 'language=de'],
    ['language:"Português brasileiro"', 'language=pt-BR'],
    [
      'words>1000 complete:yes "white room" -fluff sort:words',
      'all(words[1001..], complete=true, "white room", not(fluff))',
    ],
  ])('%s', (text, tree) => {
    expect(asked(text)).toBe(tree)
    expect(mistakes(text)).toEqual([])
  })
})

test.each([
  ['sort:hits', 'hits usual'],
  ['sort:>words', 'words asc'],
  ['sort:<title', 'title desc'],
  ['sort: > kudos', 'kudos asc'],
  ['sort by: words', 'words usual'],
  ['sorted by:word_count descending', 'words desc'],
  ['sort:posted ascending lamp', 'posted asc'],
  ['sort:updated sort:title', 'title usual'],
  ['sort lamp', ''],
])('[S-019] order can be asked for in the box: %s', (text, by) => {
  expect(sort(text)).toBe(by)
  expect(mistakes(text)).toEqual([])
})

describe('[S-023] what is not understood is told, and the rest is asked:', () => {
  test.each([
    ['lamp "white room', 'all(lamp, "white room")', 'open-quote', 5, '"white room', null],
    ['lamp )', 'lamp', 'lone-bracket', 5, ')', null],
    ['(lamp', 'lamp', 'lone-bracket', 0, '(', null],
    ['lamp OR', 'lamp', 'lone-operator', 5, 'OR', null],
    ['OR lamp', 'lamp', 'lone-operator', 0, 'OR', null],
    ['AND lamp', 'lamp', 'lone-operator', 0, 'AND', null],
    ['lamp AND AND bees', 'all(lamp, bees)', 'lone-operator', 5, 'AND', null],
    ['lamp NOT', 'lamp', 'lone-operator', 5, 'NOT', null],
    ['(lamp ||) bees', 'all(lamp, bees)', 'lone-operator', 6, '||)', null],
    ['? … !!! &', '', 'signs-alone', 0, '? … !!! &', null],
    ['-- --- -', '', 'signs-alone', 0, '-- --- -', null],
    ['💩', '', 'signs-alone', 0, '💩', null],
    ['"♥ ♥" !!!', '', 'signs-alone', 0, '"♥ ♥" !!!', null],
    ['words:many lamp', 'lamp', 'bad-value', 0, 'words:many', 'words:1000-5000'],
    ['kudos: lamp', '', 'bad-value', 0, 'kudos: lamp', 'kudos:1000-5000'],
    ['lamp words:', 'lamp', 'bad-value', 5, 'words:', 'words:1000-5000'],
    ['updated:soon lamp', 'lamp', 'bad-value', 0, 'updated:soon', 'updated:<7 days'],
    ['posted:2024-13', '', 'bad-value', 0, 'posted:2024-13', 'posted:<7 days'],
    ['complete:perhaps lamp', 'lamp', 'bad-value', 0, 'complete:perhaps', 'complete:yes'],
    ['language:Klingon lamp', 'lamp', 'bad-value', 0, 'language:Klingon', 'language:English'],
    ['rating:spicy lamp', 'lamp', 'bad-value', 0, 'rating:spicy', 'rating:"General Audiences"'],
    ['title: lamp', 'title~lamp', '', 0, '', null],
    ['title:"" lamp', 'lamp', 'bad-value', 0, 'title:""', 'title:lamp'],
    ['sort:beauty lamp', 'lamp', 'bad-value', 0, 'sort:beauty', 'sort:words'],
    ['wrods:1000 lamp', 'all(wrods:1000, lamp)', 'unknown-field', 0, 'wrods', 'words'],
    ['b*k', 'b k', 'star-within', 0, 'b*k', null],
    ['lamp a*', 'all(lamp, a)', 'short-star', 5, 'a*', null],
    ['title:(é* lamp)', 'all(title~é, title~lamp)', 'short-star', 7, 'é*', null],
    ['猫*', '猫*', '', 0, '', null],
    ['words:(1 OR lamp)', '', 'bad-value', 7, '1', null],
  ])('%s', (text, tree, what, at, part, suggestion) => {
    expect(asked(text)).toBe(tree)
    const [first] = mistakes(text)
    if (what) expect(first).toEqual({ what, at, part, suggestion })
    else expect(first).toBeUndefined()
  })

  test('the eleventh star and those after it', () => {
    const words = Array.from({ length: 12 }, (_, at) => `word${at}*`)
    expect(asked(words.join(' '))).toBe(`all(${words.slice(0, 10).join(', ')}, word10, word11)`)
    expect(mistakes(words.join(' '))).toMatchObject([{ what: 'many-stars', part: 'word10*' }])
  })

  test('at most ten at a time', () => {
    expect(mistakes(') '.repeat(1000))).toHaveLength(10)
  })
})
