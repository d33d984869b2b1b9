import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plain, titlesIn } from '../../test/sample.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'
import { addMetaTag, makeCanonical, makeSynonym } from '../tags/index.ts'

let world: World
let by: Member
const text = (html: string) => [aChapter({ html: `<p>${html}</p>` })]
const words = (count: number) => [aChapter({ words: count, html: `<p>${'word '.repeat(count)}</p>` })]

beforeAll(async () => {
  world = await makeWorld()
  by = await world.person('keeper', 'owner', ['Zoë Ångström', '猫又'])
  await world.person('reader')
  const work = (title: string, record: object) =>
    world.work(by, { title, creators: ['keeper'], fandoms: ['Pickwick'], ...record })
  await work('White', { chapters: text('A white room with a table.'), additionalTags: ['Angst'] })
  await work('Fluffy', { chapters: text('A white room with a chair.'), additionalTags: ['Fluff'] })
  await work('Backwards', { chapters: text('A room of white.'), completed: null })
  await work('Hundred', { chapters: words(100), relationships: ['A/B'] })
  await work('Two Hundred', { chapters: words(200), relationships: ['A/B', 'B/A'], completed: null })
  await work('Three Hundred', { chapters: words(300), relationships: ['A/B', 'A/C'] })
  await work('Members Only', { audience: 'members', chapters: text('A white room for friends.') })
  await work('Lamp (2 of 6)', { creators: ['Zoë Ångström'], summary: '<p>Bees in the attic.</p>' })
  await work('Lamp (1 of 6)', { creators: ['Zoë Ångström'], chapters: text('Attic bees, 2.') })
  await work('Unsigned', { creators: ['Zoë Ångström'], anonymous: true, chapters: text('No name.') })
  await work('東京の猫', { creators: ['猫又'], language: 'ja', chapters: text('吾輩は猫である。') })
  await work('Old', { published: '2020-02-29', updated: '2021-05-01', completed: '2021-05-01' })
  await work('Older', {
    published: '2019-12-31',
    updated: null,
    completed: null,
    chapterCount: { posted: 1, expected: 3 },
  })
  await work('Explicitly', { rating: 'Explicit', categories: ['M/M'], summary: '<p>Gen, F/F, Mature.</p>' })
  for (const name of ['Feelings', 'Angst']) await makeCanonical(world.db, by, { kind: 'freeform', name })
  await addMetaTag(world.db, by, { kind: 'freeform', name: 'Angst' }, { kind: 'freeform', name: 'Feelings' })
  await makeCanonical(world.db, by, { kind: 'relationship', name: 'A/B' })
  await makeSynonym(
    world.db,
    by,
    { kind: 'relationship', name: 'B/A' },
    { kind: 'relationship', name: 'A/B' },
  )
})
afterAll(() => world.end())

const page = async (q: string, rest = '', who: string | null = null): Promise<string> =>
  (await world.get(`/works?q=${encodeURIComponent(q)}${rest}`, who)).text()
const found = async (q: string, who: string | null = null): Promise<string[]> =>
  titlesIn(await page(q, '', who)).sort()
const notes = async (q: string): Promise<string[]> =>
  [...(await page(q)).matchAll(/<div class="[^"]*notice[^"]*"[^>]*>(.*?)<\/div>/gs)].map((one) =>
    plain(one[1] ?? '').trim(),
  )

describe('the box understands', () => {
  test.each([
    ['a phrase without a tag', '"white room" -fluff', ['White']],
    ['a phrase without a tag by name', '"white room" -tag:Fluff', ['White']],
    ['either of two', '(fluff OR angst)', ['Fluffy', 'White']],
    ['brackets around either', 'room (chair OR table)', ['Fluffy', 'White']],
    ['not what is in brackets', 'room -(chair OR table)', ['Backwards']],
    ['the beginning of a word', 'attic bee*', ['Lamp (1 of 6)', 'Lamp (2 of 6)']],
    ['[S-016] more words than', 'words>200', ['Three Hundred']],
    ['words from and to', 'words:100-200', ['Hundred', 'Two Hundred']],
    ['words and completion', 'words:100-300 complete:yes', ['Hundred', 'Three Hundred']],
    ['not so many words', 'fandom:Pickwick words>=100 -words>150', ['Hundred']],
    [
      'one or the other of different kinds',
      'words>250 OR title:lamp',
      ['Lamp (1 of 6)', 'Lamp (2 of 6)', 'Three Hundred'],
    ],
    ['a language by its name', 'language:Japanese', ['東京の猫']],
    [
      '[S-021] all words of a title, numbers and brackets included',
      'title:"lamp (2 of 6)"',
      ['Lamp (2 of 6)'],
    ],
    ['[S-021] words of a title in any order', 'title:(6 2 lamp)', ['Lamp (2 of 6)']],
    ['a title in a script without spaces', 'title:東京', ['東京の猫']],
    ['the summary alone', 'summary:bees', ['Lamp (2 of 6)']],
    ['[S-022] a creator', 'creator:angstrom', ['Lamp (1 of 6)', 'Lamp (2 of 6)']],
    ['a creator in another script', 'creator:猫又', ['東京の猫']],
    ['[S-002] nobody by the name of an anonymous work’s creator', 'creator:Ångström "no name"', []],
    ['[S-002] and it under Anonymous', 'creator:Anonymous', ['Unsigned']],
    ['[S-003] a tag with what stands under it', 'tag:Feelings', ['White']],
    ['[S-013] one pairing by any of its names', 'otp:true', ['Hundred', 'Two Hundred']],
    ['a rating and not the word', 'rating:Explicit', ['Explicitly']],
    ['[S-011] a rating excluded, not the word', 'summary:mature -rating:mature', ['Explicitly']],
    ['[S-012] a category by its letters', 'm/m', ['Explicitly']],
    ['[S-028] words of tags for a tag nobody has', 'tag:"fluf"', ['Fluffy']],
    ['days by the calendar', 'posted:2020-02-29', ['Old']],
    ['[S-016] how long ago', 'updated:>5 years', ['Old', 'Older']],
    ['a year ago or more, and finished', 'updated:>2 years complete:yes', ['Old']],
    ['chapters planned', 'expected_number_of_chapters:3', ['Older']],
    ['chapters there', 'chapters:>1', []],
  ])('%s', async (_name, q, titles) => {
    expect(await found(q)).toEqual(titles)
  })

  test('[S-001] restricted works, for those who may see them, and for a guest none', async () => {
    expect(await found('restricted:true')).toEqual([])
    expect(await found('restricted:true', 'reader')).toEqual(['Members Only'])
    expect(await found('"white room" OR restricted:true', null)).toEqual(['Fluffy', 'White'])
    expect(await found('-restricted:false')).toEqual([])
  })

  test('an order, which moves to its own field', async () => {
    expect(titlesIn(await page('words>=100 sort:words'))).toEqual(['Three Hundred', 'Two Hundred', 'Hundred'])
    const up = await page('words>=100 sort:>words', '&sort=title')
    expect(titlesIn(up)).toEqual(['Hundred', 'Two Hundred', 'Three Hundred'])
    expect(up).toContain('<option value="words" selected')
    expect(up).toMatch(/id="filter-q" name="q"[^>]* value="words&gt;=100"/)
  })

  test('all of it at once, with the filters of the form', async () => {
    const all = '"white room" complete:yes words<1000 -fluff sort:words'
    expect(titlesIn(await page(all, '&fandom=&tag=Angst&language=en'))).toEqual(['White'])
    expect(await notes(all)).toEqual([])
  })

  test('and marks what was looked for in brackets, too', async () => {
    expect(await page('(table OR tables) -fluff')).toContain('<mark>table</mark>')
  })
})

describe('[S-023] what it does not understand is said, and the rest is answered', () => {
  test.each([
    ['words:many title:lamp', ['Lamp (1 of 6)', 'Lamp (2 of 6)'], 'Write it like words:1000-5000'],
    ['title:white )', ['White'], 'A bracket has no partner and was left out.'],
    ['title:"white', ['White'], 'A quotation mark has no partner'],
    ['title:white OR', ['White'], '“OR” joins nothing here and was left out.'],
    ['titel:white', [], 'Did you mean “title”?'],
    ['tag:Nowhere', [], 'No tag here is called “Nowhere”.'],
    ['ti*le', [], 'A star stands for the rest of a word, at its end'],
  ])('%s', async (q, titles, note) => {
    expect(await found(q)).toEqual(titles)
    expect((await notes(q)).join('\n')).toContain(note)
  })

  test.each([
    ['ten thousand brackets', '('.repeat(10_000)],
    ['as many as are read', `${'('.repeat(240)}lamp${')'.repeat(240)}`],
    ['every sign', '() "" - -- * ** || && ! ? : ; \\ \' ~ ^ % $ # @ < > = \u0000 \ud800'],
    ['an apostrophe and a star', "o'clock* \\'* it's*"],
    ['letters, each an alternative', 'a OR '.repeat(100)],
    ['letters, each in brackets', '(a OR b) '.repeat(60)],
    ['fields without a value', 'words: kudos: title: tag: sort: updated: complete: language:'],
    ['numbers out of bounds', 'words:99999999999999-888888888888888 words<0 chapters:>2147483647'],
    ['dates out of bounds', 'updated:>9999 years posted:9999-12-31 posted:0001 updated:<0 days posted:>9999'],
    ['a tag of every script', `tag:"${'字ا𝕏🫖'.repeat(30)}"`],
    ['stop words', 'the of and'],
    ['stop words in brackets and out', '(the OR of) -the -(a OR an) "the"'],
  ])('and %s are answered, not failed on', async (_name, q) => {
    const answer = await world.get(`/works?q=${encodeURIComponent(q.toWellFormed())}`)
    expect(answer.status).toBe(200)
    expect((await world.get(`/works/search?q=${encodeURIComponent(q.toWellFormed())}`)).status).toBe(200)
  })
})
