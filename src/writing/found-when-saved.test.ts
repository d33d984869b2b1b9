import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRecord, BASE_URL, makeWorld, NOW, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'
import type { ChapterId, WorkId } from '../core/ids.ts'
import { enteringWords, enterWords, saveChapter, wordsAreDue } from '../works/index.ts'

let world: World
let writer: Member
beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('irene', 'owner')
})
afterAll(() => world.end())

const save = (work: number, chapter: number | null, base: number | null, body: string) =>
  saveChapter(world.db, writer, {
    ...{
      workId: work as WorkId,
      chapterId: chapter as ChapterId | null,
      intent: 'post',
      key: randomUUID(),
      base,
    },
    ...{ now: NOW, baseUrl: BASE_URL, fields: { body } },
  })

const chapterOf = async (work: number): Promise<{ id: number; version: number; search: string | null }> =>
  (
    await world.pool.query(
      'select id, version, search from chapters where work_id = $1 order by position limit 1',
      [work],
    )
  ).rows[0]

const finds = async (words: string, title: string): Promise<boolean> => {
  await world.catalogue.catchUp()
  const answer = await world.get(`/works?q=${encodeURIComponent(words)}`)
  return (await answer.text()).includes(title)
}

test('what is saved is found by the very next search, and what is gone by none', async () => {
  const work = await world.work(writer, { title: 'Lanterns at Sea' })
  const before = await chapterOf(work)
  expect(before.search).not.toBeNull()
  await save(work, before.id, before.version, '<p>A quincunx of buoys.</p>')
  expect((await chapterOf(work)).search).toBeNull()
  expect(await finds('quincunx', 'Lanterns at Sea')).toBe(true)
  expect((await chapterOf(work)).search).not.toBeNull()
  await save(work, before.id, before.version + 1, '<p>A row of buoys.</p>')
  expect(await finds('quincunx', 'Lanterns at Sea')).toBe(false)
  expect(await finds('buoys', 'Lanterns at Sea')).toBe(true)
})

test('the running program enters them on its own, one saving after another', async () => {
  const entering = enteringWords({ db: world.db, log: pino({ level: 'silent' }) })
  const work = await world.work(writer, { title: 'Harbour Lights' })
  const { id, version } = await chapterOf(work)
  await save(work, id, version, '<p>Mizzen.</p>')
  entering.saved()
  await save(work, id, version + 1, '<p>Mizzenmast.</p>')
  entering.saved()
  await entering.flush()
  expect(await wordsAreDue(world.db)).toBe(false)
  expect(await finds('mizzenmast', 'Harbour Lights')).toBe(true)
})

test('two programs that enter the same words at once do it once, and wait for each other', async () => {
  const work = await world.work(writer, { title: 'Two Keepers' })
  const { id, version } = await chapterOf(work)
  await save(work, id, version, '<p>Halyard.</p>')
  const entered = await Promise.all([enterWords(world.db), enterWords(world.db), enterWords(world.db)])
  expect(entered.reduce((sum, many) => sum + many, 0)).toBe(1)
})

test('a chapter whose words PostgreSQL refuses is found by its title, and keeps no other from being found', async () => {
  await world.pool.query(`
    create function refuse_words() returns trigger language plpgsql as $$ begin
      if new.search @@ to_tsquery('simple', 'brobdingnag') then
        raise 'string is too long for tsvector' using errcode = '54000';
      end if;
      return new;
    end $$;
    create trigger refuse_words before update on chapters for each row execute function refuse_words()`)
  try {
    const [work, next] = [
      await world.work(writer, { title: 'Too Much' }),
      await world.work(writer, { title: 'Enough' }),
    ]
    const [long, short] = [await chapterOf(work), await chapterOf(next)]
    await save(work, long.id, long.version, '<p>Brobdingnag.</p>')
    await save(next, short.id, short.version, '<p>Lilliput.</p>')
    expect(await finds('lilliput', 'Enough')).toBe(true)
    expect(await finds('brobdingnag', 'Too Much')).toBe(false)
    expect(await wordsAreDue(world.db)).toBe(false)
  } finally {
    await world.pool.query('drop function refuse_words cascade')
  }
})

test('in another language all its chapters are found by that language’s rules', async () => {
  const [first] = aRecord().chapters
  const chapters = [1, 2].map((position) => ({ ...first, position, html: '<p>Die Häuser am Hafen.</p>' }))
  const work = await world.work(writer, { title: 'Am Hafen', language: 'en', chapters } as never)
  expect(await finds('haus', 'Am Hafen')).toBe(false)
  const form = await world.get(`/works/${work}/edit`, 'irene')
  expect(form.status).toBe(200)
  const read = await form.text()
  const value = (name: string): string =>
    new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(read)?.[1] ?? ''
  await world.post(
    `/works/${work}/edit`,
    {
      ...{ key: value('key'), base: value('base'), title: 'Am Hafen', rating: 'General Audiences' },
      ...{ warning: 'No Archive Warnings Apply', fandom: 'The Lamplighters', language: 'de', intent: 'post' },
    },
    'irene',
  )
  expect(await finds('haus', 'Am Hafen')).toBe(true)
})
