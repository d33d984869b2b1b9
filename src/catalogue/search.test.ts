import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plain, titlesIn } from '../../test/sample.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'

let world: World

/** Works a reader looks for, each in its language. The titles say which is meant. */
const TEXTS = [
  ['English', 'en', 'She was running through the gardens, and the lamps were burning in every window.'],
  ['Deutsch', 'de', 'Die Häuser standen leer, und in den Gärten blühten die Bäume. Die Straße war weiß.'],
  ['Русский', 'ru', 'В старых книгах она находила письма, и каждое письмо было ей знакомо. Ещё ёлка стояла.'],
  ['Français', 'fr', 'Les cœurs brûlés chantaient à l’été, et la forêt écoutait.'],
  ['Español', 'es', 'Los caballeros andantes caminaban por los caminos de España.'],
  ['中文', 'zh', '姑娘走了以后，那隻鸚鵡沒有人要，廊下的燈還亮著。'],
  ['日本語', 'ja', '吾輩は猫である。名前はまだ無い。ロンドンの街は静かだった。'],
  ['ไทย', 'th', 'ทุกเย็นเมื่อน้ำขึ้นถึงโขดหินก้อนที่สาม'],
  ['العربية', 'ar', 'كانت الكتب القديمة على الرفوف وكتب لها رسالة طويلة'],
  ['עברית', 'he', 'ביום שבו קנה הזר את המחברות עמדתי שני דוכנים משם'],
  ['한국어', 'ko', '토끼는 용궁으로 가지 않았다. 바다는 조용했다.'],
  ['Ελληνικά', 'el', 'Η θάλασσα ήταν ήρεμη και τα πλοία έφευγαν.'],
] as const

beforeAll(async () => {
  world = await makeWorld()
  const by = await world.person('keeper', 'owner', ['Zoë Ångström'])
  for (const [title, language, text] of TEXTS)
    await world.work(by, { title, language, chapters: [aChapter({ html: `<p>${text}</p>` })] })
  await world.work(by, {
    title: 'The Quarry of Marmalade',
    creators: ['Zoë Ångström'],
    summary: '<p>A tortoise and its umbrella.</p>',
    fandoms: ['Pickwick'],
    characters: ['Sam Weller'],
    relationships: ['Weller/Pie'],
    additionalTags: ['Found Family'],
  })
  const long = [1, 2, 3].map((position) =>
    aChapter({
      position,
      title: position === 3 ? 'The Vestibule' : '',
      html: `<p>Before it.</p><p>Here the ${['kettle', 'sextant', 'sextant &amp; <em>astrolabe</em>'][position - 1]} stood, &lt;b&gt;bold&lt;/b&gt; and bright.</p>`,
    }),
  )
  await world.work(by, { title: 'In Three Parts', chapters: long })
  await world.work(by, {
    title: 'Apples and Pears',
    chapters: [aChapter({ html: '<p>Apples were sold with pears.</p>' })],
  })
  await world.work(by, {
    title: 'Pears Alone',
    chapters: [aChapter({ html: '<p>Pears were sold. Were apples? None.</p>' })],
  })
  await world.work(by, { title: 'Plums', chapters: [aChapter({ html: '<p>Plums, and nothing else.</p>' })] })
})
afterAll(() => world.end())

const search = async (q: string): Promise<string> =>
  (await world.get(`/works?q=${encodeURIComponent(q)}`)).text()
const found = async (q: string): Promise<string[]> => titlesIn(await search(q)).sort()

test.each([
  ['its title', 'Marmalade'],
  ['its title in other letters', 'MARMALADE'],
  ['its creator', 'Zoë Ångström'],
  ['its creator without the accents', 'zoe angstrom'],
  ['its fandom', 'Pickwick'],
  ['a character', 'Sam Weller'],
  ['a relationship', 'Weller/Pie'],
  ['a tag', 'found family'],
  ['its summary', 'tortoise umbrella'],
])('a work is found by %s', async (_by, q) => {
  expect(await found(q)).toEqual(['The Quarry of Marmalade'])
})

describe('words are found in the forms a language gives them', () => {
  test.each([
    ['English', 'run garden'],
    ['English', 'burns'],
    ['Deutsch', 'Garten'],
    ['Deutsch', 'Haus'],
    ['Русский', 'книга'],
    ['Русский', 'письмами'],
    ['Français', 'forêts'],
    ['Español', 'camino caballero'],
    ['العربية', 'قديم'],
    ['Ελληνικά', 'πλοίο'],
  ])('%s: %s', async (title, q) => {
    expect(await found(q)).toContain(title)
  })
})

test.each([
  ['Deutsch', 'Hauser'],
  ['Deutsch', 'weiss strasse'],
  ['Français', 'brules'],
  ['Français', 'coeurs'],
  ['Español', 'Espana'],
  ['Русский', 'елка'],
  ['Ελληνικά', 'θαλασσα'],
])('accents may be left out: %s by %s', async (title, q) => {
  expect(await found(q)).toContain(title)
})

test.each([
  ['中文', '鸚鵡'],
  ['中文', '那隻鸚鵡沒有人要'],
  ['日本語', '名前'],
  ['日本語', '猫である'],
  ['日本語', 'ロンドン'],
  ['ไทย', 'โขดหิน'],
  ['ไทย', 'น้ำขึ้น'],
])('where words stand without spaces, any part is found: %s by %s', async (title, q) => {
  const page = await search(q)
  expect(titlesIn(page)).toEqual([title])
  expect(/<mark>(.*?)<\/mark>/s.exec(page)?.[1]).toBe(q)
})

test.each([
  ['中文', '鵡鸚'],
  ['日本語', '前名'],
])('and not by its characters in another order: %s by %s', async (_title, q) => {
  expect(await found(q)).toEqual([])
})

test.each([
  ['العربية', 'رسالة'],
  ['العربية', 'الرفوف'],
  ['עברית', 'המחברות'],
  ['עברית', 'דוכנים'],
  ['한국어', '용궁으로'],
])('scripts from right to left, and Hangul: %s by %s', async (title, q) => {
  const page = await search(q)
  expect(titlesIn(page)).toEqual([title])
  expect(plain(/<mark>(.*?)<\/mark>/s.exec(page)?.[1] ?? '')).toBe(q)
})

describe('what a reader can ask', () => {
  test('all the words', async () =>
    expect(await found('apples pears')).toEqual(['Apples and Pears', 'Pears Alone']))
  test('one of them', async () =>
    expect(await found('plums or tortoise')).toEqual(['Plums', 'The Quarry of Marmalade']))
  test('a phrase in quotes', async () =>
    expect(await found('"apples were sold"')).toEqual(['Apples and Pears']))
  test('a phrase of other order', async () => expect(await found('"sold apples"')).toEqual([]))
  test('but not a word', async () => expect(await found('sold -apples')).toEqual([]))
  test('but not a phrase', async () =>
    expect(await found('sold -"apples were sold"')).toEqual(['Pears Alone']))
  test('the same with a tag and a language', async () => {
    const path = '/works?q=sold&tag=Mrs.+Hudson&language=en&sort=title&order=desc'
    expect(titlesIn(await (await world.get(path)).text())).toEqual(['Pears Alone', 'Apples and Pears'])
  })
  test('nothing that is there', async () => {
    const page = await search('zyzzyva')
    expect(titlesIn(page)).toEqual([])
    expect(page).toContain('value="zyzzyva"')
  })
})

describe('a passage shows where the words stand', () => {
  test.each([
    ['kettle', 1, '1'],
    ['sextant', 2, '2'],
    ['astrolabe', 3, '3. The Vestibule'],
  ])('with the word marked and a link to the very chapter: %s', async (word, position, chapter) => {
    const page = await search(word)
    const { rows } = await world.pool.query<{ id: number; work_id: number }>(
      `select chapters.id, work_id from chapters join works on works.id = work_id
       where works.title = 'In Three Parts' and position = $1`,
      [position],
    )
    const to = `/works/${rows[0]?.work_id}/chapters/${rows[0]?.id}`
    const passages = [...page.matchAll(/<a href="([^"#]*)[^"]*">([^<]*)<\/a> <q[^>]*>(.*?)<\/q>/gs)]
    expect(titlesIn(page)).toEqual(['In Three Parts'])
    expect(passages.map((one) => [one[1], one[2]])).toEqual([[to, chapter]])
    expect(passages[0]?.[3]).toContain(`<mark>${word}</mark>`)
    expect((await world.get(to)).status).toBe(200)
  })

  test('as it was written: markup gone, signs kept as text', async () => {
    const page = await search('astrolabe')
    expect(page).toContain('sextant &amp; <mark>astrolabe</mark>')
    expect(page).toContain('&lt;b&gt;bold&lt;/b&gt;')
  })

  test('none for a work found by its head alone', async () => {
    expect(await search('Marmalade')).not.toContain('class="passages"')
  })
})

test('what fits best stands first, and any other order can be asked', async () => {
  expect(titlesIn(await search('plums'))[0]).toBe('Plums')
  const page = await (await world.get('/works?q=sold&sort=title')).text()
  expect(titlesIn(page)).toEqual(['Apples and Pears', 'Pears Alone'])
  expect(page).toMatch(/<option value="relevance">/)
})
