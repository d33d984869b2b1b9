import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plain, titlesIn } from '../../test/sample.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'

/** Of each language whose index leaves words out: what is there, what stands where it might be taken for it, the phrase. */
const LANGUAGES = [
  ['da', 'Det var den gamle mand i huset.', 'Jeg så en gamle mand ved huset.', 'den gamle mand i huset'],
  ['de', 'Am Ende der Welt stand ein Haus.', 'Das Ende einer Welt.', 'Ende der Welt'],
  ['en', 'They met at the end of the world.', 'There is an end to this world.', 'the end of the world'],
  ['es', 'Vivía en el fin del mundo.', 'Es un fin sin mundo, un fin para mundo.', 'el fin del mundo'],
  ['fi', 'Talo ja puutarha olivat tyhjät.', 'Talo tai puutarha, kumpi?', 'talo ja puutarha'],
  ['fr', 'C’était la fin du monde.', 'Une fin de monde.', 'la fin du monde'],
  ['hu', 'Itt van a világ és a vége.', 'Itt van egy világ de egy vége.', 'a világ és a vége'],
  ['it', 'Era la fine del mondo.', 'Una fine nel mondo.', 'la fine del mondo'],
  ['nl', 'Het was het einde van de wereld.', 'Een einde aan een wereld.', 'het einde van de wereld'],
  ['no', 'Det var slutten på verden.', 'Det var slutten for verden.', 'slutten på verden'],
  ['pt', 'Era o fim do mundo.', 'Um fim no mundo.', 'o fim do mundo'],
  ['ru', 'Это был дом и сад у моря.', 'Это был дом не сад.', 'дом и сад'],
  ['sv', 'Det var slutet på världen.', 'Det var slutet av världen.', 'slutet på världen'],
  ['tr', 'Dünya ve deniz aynıydı.', 'Dünya ile deniz, dünya da deniz.', 'dünya ve deniz'],
  ['el', 'Το τέλος του κόσμου ήρθε.', 'Το τέλος ενός κόσμου ήρθε.', 'τέλος του κόσμου'],
  ['ar', 'كانت نهاية في العالم كله.', 'كانت نهاية من العالم كله.', 'نهاية في العالم'],
  ['he', 'זה היה סוף של העולם.', 'זה היה סוף כל העולם.', 'סוף של העולם'],
  ['ja', '世界の終わりに立つ。', '世界と終わりに立つ。', '世界の終わり'],
  ['zh', '這是世界的盡頭。', '這是世界和盡頭。', '世界的盡頭'],
  ['th', 'นี่คือจุดจบของโลก', 'นี่คือจุดจบบนโลก', 'จุดจบของโลก'],
] as const

let world: World
let by: Member

beforeAll(async () => {
  world = await makeWorld()
  by = await world.person('keeper', 'owner')
  const work = (title: string, language: string, text: string, more: object = {}) =>
    world.work(by, { title, language, chapters: [aChapter({ html: `<p>${text}</p>` })], ...more })
  for (const [language, there, near] of LANGUAGES) {
    await work(`${language} there`, language, there)
    await work(`${language} near`, language, near)
  }
  await work('Marked up', 'en', '“At <em>Th</em>e Énd, of <strong>the</strong> World&nbsp;Tree,” she said.')
  await work('Parted', 'en', 'The wend of the worldly; the end of that.')
  await work('Mixed', 'en', 'He was in 東京都 that year.')
  await work('To Be or Not to Be', 'en', 'A play.', { additionalTags: ['The Lamp of the North'] })
  await work('It', 'en', 'A clown.', { additionalTags: ['A Lamp in That North'] })
  await work('Ends', 'en', 'Nothing.', { summary: '<p>An end in my world.</p>' })
  await work('Said of It', 'en', 'Nothing.', { summary: '<p>Walking to the end of the world.</p>' })
  await work('Of Two', 'en', 'Nothing.', {
    chapters: [
      aChapter({ position: 1, html: '<p>It is an end for a world.</p>' }),
      aChapter({
        position: 2,
        html: '<p>And here an end in a world. Far off, it is the end of the world again.</p>',
      }),
    ],
  })
})
afterAll(() => world.end())

const page = async (search: Record<string, string>, who: string | null = null): Promise<string> =>
  (await world.get(`/works?${new URLSearchParams(search)}`, who)).text()
const found = async (q: string, more: Record<string, string> = {}): Promise<string[]> =>
  titlesIn(await page({ q, sort: 'title', ...more }))

describe('a phrase is exactly its words, those too that nearly every text has', () => {
  test.each(LANGUAGES)('%s: “%s”, not “%s”', async (language, _there, _near, phrase) => {
    expect(await found(`"${phrase}"`, { language })).toContain(`${language} there`)
    expect(await found(`"${phrase}"`, { language })).not.toContain(`${language} near`)
  })

  test.each([
    ['"the end of the world"', ['en there', 'Marked up', 'Of Two', 'Said of It']],
    ['"THE END, of the wórld"', ['en there', 'Marked up', 'Of Two', 'Said of It']],
    ['"an end"', ['en near', 'Ends', 'Of Two']],
    ['"was in 東京"', ['Mixed']],
    ['"the lamp of the north"', ['To Be or Not to Be']],
    ['"the end of the world" walking', ['Said of It']],
    ['"the end of the world" OR clown', ['en there', 'It', 'Marked up', 'Of Two', 'Said of It']],
    ['end -"the end of the world"', ['en near', 'Ends', 'Parted']],
    ['walking "to the"', ['Said of It']],
    ['"not to be" OR clown', ['It', 'To Be or Not to Be']],
    ['walking ("to be" OR "the end of the")', ['Said of It']],
  ])('%s', async (q, titles) => {
    const named = await found(q, { language: 'en' })
    expect(named.sort()).toEqual([...titles].sort())
  })

  test('one of nothing but such words is looked for in titles, and the list says so', async () => {
    const html = await page({ q: '"to be or not to be"' })
    expect(titlesIn(html)).toEqual(['To Be or Not to Be'])
    expect(plain(html)).toContain('were looked for in titles')
  })
})

test('[S-021] a title search needs all its words, also those that nearly every text has', async () => {
  const titled = async (title: string): Promise<string[]> =>
    titlesIn(await page({ title, sort: 'title', language: 'en' }))
  expect(await titled('it')).toEqual(['It', 'Said of It'])
  expect(await titled('of it')).toEqual(['Said of It'])
  expect(await titled('"not to be"')).toEqual(['To Be or Not to Be'])
  expect(await titled('the ends')).toEqual([])
})

test('the passage shown is where the phrase stands, and no place that only looks like it', async () => {
  const html = await page({ q: '"the end of the world"' })
  const shown = [...html.matchAll(/<q[^>]*>(.*?)<\/q>/gs)].map(([, text = '']) =>
    plain(text).normalize('NFD'),
  )
  expect(shown.filter((text) => /Th ?e E?\u0301?nd, of|the end of the world/i.test(text))).toHaveLength(4)
  expect(html).toMatch(/<mark>the end of the world<\/mark>/)
})

test('nothing that a reader may not see is read for, or told of', async () => {
  await world.work(
    by,
    { title: 'Unposted', chapters: [aChapter({ html: '<p>the end of the sky</p>' })] },
    'draft',
  )
  expect(await found('"the end of the sky"')).toEqual([])
  expect(plain(await page({ q: '"the end of the sky"' }))).not.toContain('latest works')
})

test('of more texts than a question reads, the latest are read, and the list says so', async () => {
  const filler = `<p>${'love in other words. '.repeat(40_000)}</p>`
  for (let n = 0; n < 20; n += 1)
    await world.pool.query(
      `insert into chapters (work_id, position, html, words, search)
       select id, ${n + 2}, $1, 1, to_tsvector('pal_english', 'love') from works where title = 'Parted'`,
      [filler],
    )
  const html = await page({ q: '"a love"' })
  expect(titlesIn(html)).toEqual([])
  expect(plain(html)).toContain('was looked for in the latest works')
  expect(plain(await page({ q: '"a love" clown' }))).not.toContain('latest works')
})

test('a phrase as long as the box holds is answered', async () => {
  const html = await page({ q: `"${'in the ösend '.repeat(37)}"` })
  expect(titlesIn(html)).toEqual([])
})

test('and so are as many phrases, or common words of a title, as it holds', async () => {
  const many = Array.from(
    { length: 120 },
    (_, n) => `"a${String.fromCodePoint(97 + (n % 26), 97 + (n % 7))}"`,
  ).join('')
  expect((await world.get(`/works?${new URLSearchParams({ q: many })}`)).status).toBe(200)
  const words =
    'i me my we our you your he him his she her it its they them what which who whom this that these those am is are was were be been being have has had do does did a an the and but if or as until while of at by for with about against between into through'
  expect(titlesIn(await page({ title: words }))).toEqual([])
})
