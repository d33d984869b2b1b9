import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GERMAN, made, makePages, type Pages, story, usual } from '../../test/page-imports.ts'
import { NOW, type World } from '../../test/world.ts'
import { GUEST } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { postDraft, readRecord } from '../works/index.ts'

let pages: Pages
let world: World

const send: Pages['send'] = (...given) => pages.send(...given)
const here: Pages['here'] = (...paths) => pages.here(...paths)
beforeAll(async () => {
  pages = await makePages()
  world = pages.world
})
afterAll(() => pages.end())

describe('a page by its address', () => {
  test('[I-002] becomes a draft that its writer sees and posts', async () => {
    const id = await made(await send({ ...usual, addresses: here('/lamp') }))
    expect((await world.get(`/works/${id}`)).status).toBe(404)
    const preview = await (await world.get(`/works/${id}`, 'reader')).text()
    expect(preview).toContain('This is a draft.')
    expect(preview).toContain('The lamp was lit before anyone asked.')
    expect(await (await world.get('/users/reader/library', 'reader')).text()).toContain('The Lamp on a Page')
    expect((await world.post(`/works/${id}/post`, {}, 'reader')).status).toBe(303)
    const posted = await world.get(`/works/${id}?view_adult=true`)
    expect(posted.status).toBe(200)
    expect(await posted.text()).not.toContain('This is a draft.')
  })

  test('[I-002] is posted at once where the preview is skipped', async () => {
    const id = await made(await send({ ...usual, addresses: here('/at-once'), post: 'on' }))
    expect((await world.get(`/works/${id}?view_adult=true`)).status).toBe(200)
    expect((await pages.record(id)).published).toBe('2026-11-22')
  })

  test('[I-003] without details is untitled, of no fandom, not rated, its warnings not said', async () => {
    const id = await made(await send({ ...usual, addresses: here('/plain.txt') }))
    expect(await pages.record(id)).toMatchObject({
      title: 'Untitled Imported Work',
      fandoms: ['No Fandom'],
      rating: 'Not Rated',
      warnings: ['Creator Chose Not To Use Archive Warnings'],
      creators: ['reader'],
      language: 'en',
      // Its one chapter is all of it.
      completed: '2026-11-22',
      chapterCount: { posted: 1, expected: 1 },
    })
  })

  const typed = {
    title: 'Typed',
    fandoms: 'Typed Fandom',
    rating: 'Mature',
    warnings: 'Underage Sex',
    categories: 'Gen',
    characters: 'Typed Person',
    relationships: 'Typed/Pair',
    tags: 'typed tag',
    summary: 'Typed summary',
    notes: 'Typed notes',
  }

  test('[I-004] says what it is in labelled lines, which win over what was typed', async () => {
    const id = await made(await send({ ...usual, ...typed, addresses: here('/labelled') }))
    expect(await pages.record(id)).toMatchObject({
      title: 'The Lamp',
      creators: ['reader'],
      fandoms: ['Hearthside'],
      rating: 'Teen And Up Audiences',
      warnings: ['Major Character Death'],
      characters: ['Ada', 'Brook'],
      relationships: ['Ada/Brook'],
      categories: ['F/F'],
      additionalTags: ['lamps', 'dusk'],
      published: '2004-03-09',
      summary: '<p>A lamp, and who lit it.</p>',
      notes: '<p>For B.</p>',
    })
  })

  test('[I-004] says what it is in a story-info comment, which wins over what was typed', async () => {
    const id = await made(await send({ ...usual, ...typed, addresses: here('/comment') }))
    const found = await pages.record(id)
    expect(found).toMatchObject({
      title: 'The Hidden Lamp',
      fandoms: ['Hearthside'],
      rating: 'Explicit',
      warnings: ['No Archive Warnings Apply'],
      relationships: ['Ada/Brook'],
      categories: ['F/F'],
      additionalTags: ['lamps'],
      published: '2005-06-07',
      notes: '<p>A note.</p>',
    })
    expect(found.summary).toMatch(/Two lines.*of summary\./s)
    expect(found.chapters[0]?.html).toBe('<p>Text of the story.</p>')
  })

  test('[I-006] with override on and detection off only what was typed counts, and the title is still found', async () => {
    const fields = { language: 'en', override: 'on', audience: 'public', addresses: here('/override') }
    const id = await made(await send(fields))
    expect(await pages.record(id)).toMatchObject({
      title: 'Title of the Page',
      fandoms: ['No Fandom'],
      rating: 'Not Rated',
      warnings: ['Creator Chose Not To Use Archive Warnings'],
      characters: [],
      additionalTags: [],
      summary: '',
      notes: '',
      published: null,
    })
  })

  test('[I-011] for members only is not there for guests once posted', async () => {
    const fields = { ...usual, audience: 'members', post: 'on', addresses: here('/members') }
    const id = await made(await send(fields))
    expect((await world.get(`/works/${id}`)).status).toBe(404)
    expect((await world.get(`/works/${id}?view_adult=true`, 'writer')).status).toBe(200)
  })

  test('that moved is read where it went, its pictures found from there', async () => {
    const id = await made(await send({ ...usual, addresses: here('/moved') }))
    const { chapters, origin } = await pages.record(id)
    expect(chapters[0]?.html).toContain(`src="${pages.server.url}/p.png"`)
    expect(origin?.url).toBe(`${pages.server.url}/moved`)
  })

  test.each(['/utf8', '/cp1252', '/meta'])(
    '[I-012] is read as it, or its server, declares: %s',
    async (path) => {
      const id = await made(await send({ ...usual, addresses: here(path), language: 'de' }))
      expect((await pages.record(id)).chapters[0]?.html).toBe(GERMAN)
    },
  )

  test('[I-012] is read in the encoding its importer chose where it declares none', async () => {
    const fields = { ...usual, addresses: here('/wrong'), language: 'pl', encoding: 'windows-1250' }
    const { chapters } = await pages.record(await made(await send(fields)))
    expect(chapters[0]?.html).toContain('dźbło')
  })

  test.each([
    ['/empty', 'is empty.'],
    ['/blank', 'holds no text or picture of a work.'],
    ['/nowhere', 'is not there: the site answered 404.'],
  ])('[I-014] that is %s gives a message naming it, and leaves nothing behind', async (path, says) => {
    const before = await pages.countWorks()
    const answer = await send({ ...usual, addresses: here(path), summary: 'Kept words' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(`${pages.server.url}${path} ${says}`)
    expect(page).toContain('Kept words')
    expect(await pages.countWorks()).toBe(before)
  })

  test.each(['works', 'chapters'])(
    '[I-016] on the refusal list is turned down with the reason: %s',
    async (as) => {
      const before = await pages.countWorks()
      const answer = await send({
        ...usual,
        as,
        addresses: 'http://www.refused.test/1\nhttps://refused.test/2',
      })
      expect(answer.status).toBe(422)
      expect((await answer.text()).match(/its keepers asked us not to/g)).toHaveLength(2)
      expect(await pages.countWorks()).toBe(before)
    },
  )

  test('brought twice is there once', async () => {
    const answer = await send({ ...usual, addresses: here('/lamp') })
    expect(await answer.text()).toContain('is here already')
  })
})

describe('several pages', () => {
  test('[I-007] become a draft each, with a list of what worked and what did not', async () => {
    const before = await pages.countWorks()
    const answer = await send({ ...usual, as: 'works', addresses: here('/a', '/nowhere', '/b') })
    const page = await answer.text()
    expect(page).toMatch(/<a href="\/works\/\d+"><bdi>First of Two<\/bdi>/)
    expect(page).toMatch(/<a href="\/works\/\d+"><bdi>Second of Two<\/bdi>/)
    expect(page).toContain('/nowhere is not there')
    expect(await pages.countWorks()).toBe(before + 2)
    const library = await (await world.get('/users/reader/library', 'reader')).text()
    expect(library).toContain('First of Two')
  })

  test('[I-008] become chapters of one work in the order given, each with its own head', async () => {
    const id = await made(await send({ ...usual, as: 'chapters', addresses: here('/c1', '/c2') }))
    const found = await pages.record(id)
    expect(found).toMatchObject({
      title: 'Long Way',
      published: '2003-01-02',
      completed: '2003-05-06',
      chapterCount: { posted: 2, expected: 2 },
    })
    expect(
      found.chapters.map(({ title, published, summary, notes }) => [title, published, summary, notes]),
    ).toEqual([
      ['Long Way - Chapter 1', '2003-01-02', '<p>One.</p>', '<p>N1.</p>'],
      ['Long Way - Chapter 2', '2003-05-06', '<p>Two.</p>', '<p>N2.</p>'],
    ])
    expect(found.words.counted).toBe(found.chapters.reduce((sum, { words }) => sum + words, 0))
  })

  test('[I-009] posted from drafts show all their chapters and words', async () => {
    const { rows } = await world.pool.query<{ id: WorkId }>("select id from works where title = 'Long Way'")
    const id = rows[0]?.id ?? (0 as WorkId)
    expect(await postDraft(world.db, await world.known('reader'), id, NOW)).toBe('posted')
    const found = await readRecord(world.db, GUEST, id)
    expect(found?.chapters).toHaveLength(2)
    expect(found?.published).toBe('2003-01-02')
    expect(found?.words.counted).toBe(found?.chapters.reduce((sum, { words }) => sum + words, 0))
    expect(await postDraft(world.db, await world.known('reader'), id, NOW)).toBe('already-posted')
    const listed = await (await world.get('/works?q=%22Long+Way%22')).text()
    expect(listed).toContain('Long Way')
  })

  test('[I-014] of which one is not there leave no half of a work', async () => {
    const before = await pages.countWorks()
    const answer = await send({ ...usual, as: 'chapters', addresses: here('/a', '/nowhere') })
    expect(await answer.text()).toContain('/nowhere is not there')
    expect(await pages.countWorks()).toBe(before)
  })

  test('[I-019] of a chaptered work on an older archive all come in from its first address', async () => {
    const id = await made(await pages.send({ ...usual, addresses: here('/viewstory.php?sid=7') }))
    const found = await pages.record(id)
    expect(found.title).toBe('The Long Tide')
    expect(found.origin?.url).toBe(`${pages.server.url}/viewstory.php?sid=7`)
    expect(found.chapters.map(({ title, html }) => [title, html])).toEqual([
      ['Ebb', '<p>Of the first chapter.</p>'],
      ['Slack', '<p>Of the second chapter.</p>'],
      ['Flood', '<p>Of the third chapter.</p>'],
    ])
    const before = await pages.countWorks()
    const lost = await pages.send({ ...usual, addresses: here('/viewstory.php?sid=8') })
    expect(await lost.text()).toContain('chapter=2 is not there')
    expect(await pages.countWorks()).toBe(before)
  })

  test('of which one is a download of AO3 are read as what they are, and that is no chapter', async () => {
    const together = await pages.send({ ...usual, as: 'chapters', addresses: here('/a', '/ao3.html') })
    expect(await together.text()).toContain('/ao3.html is a whole work, not one chapter.')
    const id = await made(await pages.send({ ...usual, addresses: here('/ao3.html') }))
    const found = await pages.record(id)
    expect(found.title).toContain('The Goldfish')
    expect(found.origin?.url).toMatch(/^https:\/\/archiveofourown\.org\/works\/\d+$/)
    expect(found.audience).toBe('public')
    expect((await world.get(`/works/${id}`)).status).toBe(404)
  })

  test('may be files', async () => {
    const files = { 'one.html': story('A File'), 'two.txt': 'Title: Second File\n\nWords of it.' }
    const page = await (await send({ ...usual }, { files })).text()
    expect(page).toContain('<bdi>A File</bdi>')
    expect(page).toContain('<bdi>Second File</bdi>')
  })
})
