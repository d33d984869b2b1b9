import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docx, line, para, run, styled } from '../../test/documents/docx-made.ts'
import { sendDocuments } from '../../test/documents/sending.ts'
import { type Listening, listen } from '../../test/listen.ts'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
let at: Listening
beforeAll(async () => {
  world = await makeWorld()
  at = await listen(world)
  await world.person('ann', 'owner')
  await world.person('ben')
})
afterAll(async () => {
  await at.close()
  await world.end()
})

const voyage = (...chapters: readonly (readonly [string, ...string[]])[]): Uint8Array<ArrayBuffer> =>
  docx({
    core: 'The Voyage',
    body: chapters
      .map(([head, ...lines]) => styled('Heading1', head) + lines.map((one) => line(one)).join(''))
      .join(''),
  })
const THREE = voyage(
  ['Chapter 1: Out', 'They sailed.', 'The wind was fair.', 'Then it was not.'],
  ['Chapter 2: Storm', 'It blew.'],
  ['Chapter 3: Home', 'They came home.'],
)

type Files = Record<string, string | Uint8Array<ArrayBuffer>>

/** Sends it and answers with the path of the page it led to. */
async function read(files: Files, fields: Record<string, string> = {}, as = 'ann'): Promise<string> {
  const answer = await sendDocuments(at, { world, as, files, fields: { key: randomUUID(), ...fields } })
  if (answer.status !== 303) throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 3_000)}`)
  return answer.headers.get('location') ?? ''
}

const shown = async (path: string, as = 'ann'): Promise<string> => (await world.get(path, as)).text()
const press = (path: string, deed: string, more: Record<string, string> = {}) =>
  world.post(path, { deed, ...more }, 'ann')

/** Numbers and titles of the chapters a page shows. */
async function chapters(path: string): Promise<{ id: string; title: string }[]> {
  const page = await shown(path)
  return [...page.matchAll(/name="title-(\d+)" value="([^"]*)"/g)].map(([, id = '', title = '']) => ({
    id,
    title,
  }))
}
const titles = async (path: string): Promise<string[]> => (await chapters(path)).map(({ title }) => title)
const idOf = async (path: string, title: string): Promise<string> =>
  (await chapters(path)).find((one) => one.title === title)?.id ?? ''

/** Makes the draft and answers with the work's number. */
async function make(path: string, title = 'The Voyage'): Promise<number> {
  const made = await press(path, 'make', { title, language: 'en' })
  const id = /^\/works\/(\d+)\/(?:edit|chapters\/manage)$/.exec(made.headers.get('location') ?? '')?.[1]
  if (!id) throw new Error(`${made.status}: ${(await made.text()).slice(0, 3_000)}`)
  return Number(id)
}

const stored = async (id: number) =>
  (
    await world.pool.query(
      'select position, title, html, standing from chapters where work_id = $1 order by position',
      [id],
    )
  ).rows

describe('a document that is uploaded', () => {
  test('is shown chapter by chapter, and becomes a draft that only its writer sees', async () => {
    const path = await read({
      'voyage.docx': docx({
        core: 'The Voyage',
        body:
          styled('Heading1', 'Chapter 1: Out') +
          para(run('It was a ') + run('bright', '<w:i/>') + run(' morning.')) +
          styled('Heading1', 'Chapter 2') +
          line('Home.'),
      }),
    })
    expect(await shown(path)).toMatch(/value="Out"[\s\S]*It was a bright morning\.[\s\S]*value="The Voyage"/)
    const id = await make(path)
    expect(await stored(id)).toMatchObject([
      { title: 'Out', html: '<p>It was a <em>bright</em> morning.</p>', standing: 'posted' },
      { title: '', html: '<p>Home.</p>' },
    ])
    const { rows } = await world.pool.query(
      'select standing, words, title, language from works where id = $1',
      [id],
    )
    expect(rows).toEqual([{ standing: 'draft', words: 6, title: 'The Voyage', language: 'en' }])
    expect((await world.get(`/works/${id}`, 'ben')).status).toBe(404)
    expect((await world.get(`/works/${id}`)).status).toBe(404)
  })

  test('is mended: chapters joined, parted, named, ordered, left out', async () => {
    const path = await read({ 'voyage.docx': THREE })
    expect(await titles(path)).toEqual(['Out', 'Storm', 'Home'])
    const [out, storm, home] = (await chapters(path)).map(({ id }) => id)
    await press(path, `split ${out} 2`)
    expect(await titles(path)).toEqual(['Out', '', 'Storm', 'Home'])
    const parted = await idOf(path, '')
    await press(path, `down ${parted}`, { [`title-${parted}`]: 'Foul Wind', [`title-${out}`]: 'Away' })
    expect(await titles(path)).toEqual(['Away', 'Storm', 'Foul Wind', 'Home'])
    await press(path, `up ${parted}`)
    await press(path, `join ${storm}`)
    expect(await titles(path)).toEqual(['Away', 'Foul Wind', 'Home'])
    await press(path, `leave ${home}`)
    const id = await make(path)
    expect((await stored(id)).map(({ title, html }) => [title, html])).toEqual([
      ['Away', '<p>They sailed.</p>\n<p>The wind was fair.</p>'],
      ['Foul Wind', '<p>Then it was not.</p>\n<h3>Storm</h3>\n<p>It blew.</p>'],
    ])
  })

  test('is looked into, and parted at another place, or anew in another manner', async () => {
    const path = await read({ 'voyage.docx': THREE })
    const out = await idOf(path, 'Out')
    const inside = await shown(`${path}?chapter=${out}`)
    expect(inside).toContain('The wind was fair.')
    expect(inside).toContain(`value="split ${out} 1"`)
    await press(path, 'again', { manner: 'whole' })
    expect(await titles(path)).toEqual([''])
    await press(path, 'again', { manner: 'headings' })
    expect(await titles(path)).toEqual(['Out', 'Storm', 'Home'])
    const gone = await press(path, `join ${out}`)
    expect(gone.headers.get('location')).toContain('done=gone')
  })

  test('of many files: each a chapter, in the order of their names; what is no document is named', async () => {
    const path = await read({
      'chapter 10.txt': 'The tenth.',
      'chapter 2.md': '# The Second\n\nTwo.',
      'chapter 1.txt': 'The first.',
      'map.pdf': '%PDF-1.7',
    })
    expect(await titles(path)).toEqual(
      ['Chapter 1', 'The Second', 'Chapter 10'].map((title) => title.replace('Chapter', 'chapter')),
    )
    expect(await shown(path)).toContain('map.pdf was not taken.')
  })

  test('becomes chapters of a work that is there, as drafts behind its own', async () => {
    const ann = await world.known('ann')
    const id = await world.work(ann, { title: 'Already Here' })
    const path = await read({ 'voyage.docx': THREE }, { into: String(id) })
    expect(await shown(path)).toContain('Already Here')
    expect(await make(path)).toBe(id)
    const now = await stored(id)
    expect(now.slice(-3).map(({ title, standing }) => [title, standing])).toEqual([
      ['Out', 'draft'],
      ['Storm', 'draft'],
      ['Home', 'draft'],
    ])
    expect(now[0]?.standing).toBe('posted')
  })

  test('of another’s work is refused, and nobody sees another’s document', async () => {
    const others = await world.work(await world.known('ben'), { title: 'Ben’s' })
    const answer = await sendDocuments(at, {
      world,
      as: 'ann',
      files: { 'a.txt': 'x' },
      fields: { into: String(others) },
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('That work is not there.')
    const path = await read({ 'a.txt': 'Mine alone.' })
    expect((await world.get(path, 'ben')).status).toBe(404)
    expect((await world.post(path, { deed: 'make', title: 'x', language: 'en' }, 'ben')).status).toBe(404)
    await world.post(path, { deed: 'forget' }, 'ben')
    expect((await world.get(path, 'ann')).status).toBe(200)
    const inside = (await chapters(path))[0]?.id
    expect((await world.get(`${path}?chapter=${inside}`, 'ben')).status).toBe(404)
  })

  test('sent twice with one form is one document, made twenty times at once one work', async () => {
    const key = randomUUID()
    const paths = await Promise.all(
      Array.from({ length: 3 }, () => read({ 'twice.txt': 'Once only.' }, { key })),
    )
    expect(new Set(paths).size).toBe(1)
    const [path = ''] = paths
    const made = await Promise.all(
      Array.from({ length: 20 }, () => press(path, 'make', { title: 'Once', language: 'en' })),
    )
    expect(new Set(made.map((one) => one.headers.get('location'))).size).toBe(1)
    const { rows } = await world.pool.query("select count(*)::int as many from works where title = 'Once'")
    expect(rows).toEqual([{ many: 1 }])
    expect((await world.get(path, 'ann')).headers.get('location')).toMatch(/\/edit$/)
  })

  test('the same again is said, not refused', async () => {
    const first = await read({ 'same.txt': 'The very same.' })
    const second = await read({ 'other name.txt': 'The very same.' })
    expect(await shown(second)).toContain(`href="${first}"`)
    await make(first, 'Same as Before')
    expect(await shown(second)).toContain('Same as Before')
  })

  test('that needs a title, or has a chapter too long, says so and keeps what was typed', async () => {
    const path = await read({ 'long.txt': `Chapter 1\n\n${'word '.repeat(110_000)}\n\nChapter 2\n\nShort.` })
    expect(await shown(path)).toContain('Too long for one chapter')
    const chapter = (await chapters(path))[0]?.id ?? ''
    const refused = await press(path, 'make', {
      title: 'Typed',
      language: 'de',
      [`title-${chapter}`]: 'Renamed',
    })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    for (const words of ['value="Typed"', 'value="Renamed"', 'longer than a chapter may be'])
      expect(page).toContain(words)
    await press(path, `leave ${chapter}`)
    expect(await (await press(path, 'make', { title: ' ', language: 'de' })).text()).toContain(
      'Give it a title.',
    )
  })

  test('thrown away is gone', async () => {
    const path = await read({ 'gone.txt': 'Gone.' })
    expect((await press(path, 'forget')).headers.get('location')).toBe('/works/documents?done=forgotten')
    expect((await world.get(path, 'ann')).status).toBe(404)
  })

  test('leaves nothing on the disk, and the archive answers while it is read', async () => {
    const long = docx({
      body: Array.from({ length: 8_000 }, (_, n) =>
        line(`Paragraph ${n} of very many in this one document.`),
      ).join(''),
    })
    const reading = read({ 'long.docx': long })
    let slowest = 0
    for (let done = false; !done; ) {
      const begun = performance.now()
      done = await Promise.race([
        reading.then(() => true),
        new Promise<boolean>((wait) => setTimeout(() => wait(false), 20)),
      ])
      if (!done) slowest = Math.max(slowest, performance.now() - begun)
    }
    expect(slowest).toBeLessThan(2_000)
    const { readdir } = await import('node:fs/promises')
    expect(await readdir(`${world.dataDir}/uploads`)).toEqual([])
  })

  test('keeps what the front matter says: title, summary, fandom, tags', async () => {
    const path = await read({
      'tide.md':
        '---\ntitle: Low Tide\nsummary: A *quiet* day.\nfandom: Songs of the Sea\ntags: [gulls, slow burn]\nlang: de\n---\n\nThe sea lay still.',
    })
    const id = await make(path, 'Low Tide')
    const { rows } = await world.pool.query(
      'select name from work_tags join tags on tags.id = tag_id where work_id = $1 order by position',
      [id],
    )
    expect(rows.map(({ name }) => name)).toEqual(['Not Rated', 'Songs of the Sea', 'gulls', 'slow burn'])
    expect((await world.pool.query('select summary from works where id = $1', [id])).rows[0].summary).toBe(
      '<p>A *quiet* day.</p>',
    )
  })
})
