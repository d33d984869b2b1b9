import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plain, titlesIn } from '../../test/sample.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'

/** Words within texts: what finds them, what is marked of them, and where the link to them leads. */

let world: World

beforeAll(async () => {
  world = await makeWorld()
  const by = await world.person('keeper', 'owner')
  const work = (title: string, language: string, html: string, more: object = {}) =>
    world.work(by, { title, language, chapters: [aChapter({ html: `<p>${html}</p>` })], ...more })
  await work('It', 'en', 'Something dreadful in a drain.')
  await work('Not It', 'en', 'He carried a lamp: a clever thing, a small one, a lamp.')
  await work('Theatre', 'en', 'They went to the theatre and saw nothing.')
  await work('Sisters', 'de', 'Die Schwestern gehen aus.')
  await work('Abroad', 'en', 'She read 東京都の猫 on the wall, and Cat Café below.')
  await work('街', 'zh', '他對 Harry 說：你好，世界。')
  await work('तारे', 'hi', 'आकाश में बहुत सारे तारे चमकते हैं।')
  await work('ดาว', 'th', 'คืนนี้มีดาวเต็มท้องฟ้า')
  await work('نجوم', 'ar', 'رأيتُ النجومَ في السماء.')
  await work('Marked Up', 'en', 'The sign read &lt;b&gt;exit&lt;/b&gt; &amp; nothing else.')
  await work('Closed', 'en', 'A lamp for members only.', { audience: 'members' })
})
afterAll(() => world.end())

const page = async (q: string, more = ''): Promise<string> =>
  (await world.get(`/works?q=${encodeURIComponent(q)}${more}`)).text()
const found = async (q: string): Promise<string[]> => titlesIn(await page(q)).sort()
const passages = (html: string): string[] =>
  [...html.matchAll(/<ol class="passages">(.*?)<\/ol>/gs)].map(([, one = '']) => one)
const marked = async (q: string): Promise<string[]> =>
  passages(await page(q)).flatMap((one) =>
    [...one.matchAll(/<mark>(.*?)<\/mark>/gs)].map(([, text = '']) => plain(text)),
  )
const leadsTo = async (q: string): Promise<string[]> =>
  passages(await page(q)).flatMap((one) =>
    [...one.matchAll(/#:~:text=([^"]*)"/g)].map(([, at = '']) => decodeURIComponent(at)),
  )

describe('words that nearly every text of a language has', () => {
  test('are looked for in titles when they are all there is, and that is said', async () => {
    const html = await page('it')
    expect(titlesIn(html).sort()).toEqual(['It', 'Not It'])
    expect(html).toContain('Words that nearly every text has were looked for in titles alone.')
    expect(await found("don't")).toEqual([])
    expect(await page("don't")).toContain('were looked for in titles alone')
  })

  test('are left out beside others, and nothing is said', async () => {
    const html = await page('the drain')
    expect(titlesIn(html)).toEqual(['It'])
    expect(html).not.toContain('in titles alone')
  })

  test('with a star they are the beginning of other words', async () => {
    expect(await found('the*')).toContain('Theatre')
    expect(await found('went the*')).toEqual(['Theatre'])
  })
})

test('a phrase is marked whole and its words nowhere else, and the link leads to the phrase', async () => {
  expect(await marked('"a lamp"')).toEqual(['a lamp', 'a lamp'])
  expect(await leadsTo('"a lamp"')).toEqual(['a lamp'])
  expect(await marked('"clever thing" lamp')).toEqual(['lamp', 'clever thing', 'lamp'])
})

describe('a passage is shown of', () => {
  test.each([
    ['words without spaces in a work of another language', '東京都', ['東京都']],
    ['a name in another alphabet, in small letters', 'harry', ['Harry']],
    ['a script without spaces', '世界', ['世界']],
    ['Thai', 'ดาว', ['ดาว']],
    ['Hindi, by another form of the word', 'तारों', ['तारे']],
    ['Arabic, without the vowels', 'النجوم', ['النجومَ']],
    ['accents that were not typed', 'cafe', ['Café']],
    ['a stem', 'schwester', ['Schwestern']],
  ])('%s', async (_what, q, marks) => {
    expect(await marked(q)).toEqual(marks)
  })

  test('what looks like markup, as it reads', async () => {
    const html = await page('exit')
    expect(passages(html)[0]).toContain('&lt;b&gt;<mark>exit</mark>&lt;/b&gt; &amp; nothing')
  })

  test('nothing that this reader may not see', async () => {
    expect(await page('"lamp for members"')).not.toContain('members only')
    expect((await world.get('/works?q=%22lamp+for+members%22', 'keeper')).status).toBe(200)
  })
})
