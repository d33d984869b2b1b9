import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { plain } from '../../test/sample.ts'
import { makeWorld, type Sendable, type World } from '../../test/world.ts'

let world: World
let ids: number[] = []
const list = '/users/ann_writes/works/show_multiple'
const edit = '/users/ann_writes/works/edit_multiple'

beforeAll(async () => {
  world = await makeWorld('sample')
  await world.person('ann_writes', 'member', ['ann', 'second_pen'])
  await world.person('bee_writes', 'member', ['bee'])
})
afterAll(() => world.end())
beforeEach(async () => {
  const ann = await world.known('ann_writes')
  await world.pool.query('delete from works where person_id = $1', [ann.id])
  ids = []
  for (const title of ['One of Many', 'Two of Many', 'Three of Many'])
    ids.push(await world.work(ann, { title, fandoms: ['Emma'] }))
})

const send = (form: Sendable, as: string, works = ids.slice(0, 2)) =>
  world.post(edit, { work: works.map(String), as, ...form }, 'ann_writes')
const row = async (id: number) =>
  (
    await world.pool.query(
      `select rating, audience, comments_from, comments_moderated, standing, version from works where id = ${id}`,
    )
  ).rows[0]
const tagsOf = async (id: number, kind: string): Promise<string[]> =>
  (
    await world.pool.query(
      `select coalesce(written, name) as name from work_tags join tags on tags.id = tag_id
       where work_id = ${id} and kind = '${kind}' order by work_tags.position`,
    )
  ).rows.map(({ name }) => name)

describe('many works at once', () => {
  test('what is left empty stays; what is said is so in each that was chosen, and in no other', async () => {
    const answer = await send(
      { rating: 'Mature', audience: 'members', freeform: 'Bees, Snow', freeform_how: 'add' },
      'save',
    )
    expect(plain(await answer.text())).toContain('2 works were changed')
    for (const id of ids.slice(0, 2)) {
      expect(await row(id)).toMatchObject({ rating: 'Mature', audience: 'members' })
      expect(await tagsOf(id, 'freeform')).toEqual(expect.arrayContaining(['Bees', 'Snow']))
      expect(await tagsOf(id, 'fandom')).toEqual(['Emma'])
    }
    expect(await row(ids[2] ?? 0)).toMatchObject({ audience: 'public', version: 1 })
  })

  test('nothing is changed by looking at what would', async () => {
    const page = await (await send({ rating: 'Explicit', freeform: 'Bees' }, 'preview')).text()
    expect(page).toContain('Explicit')
    expect(plain(page)).toContain('Nothing has been changed yet.')
    expect(await row(ids[0] ?? 0)).toMatchObject({ version: 1 })
  })

  test('names are taken away or stand instead of all, and one that cannot be is left whole', async () => {
    await send({ fandom: 'Persuasion', fandom_how: 'add' }, 'save', ids.slice(0, 1))
    const page = plain(
      await (await send({ fandom: 'Emma', fandom_how: 'remove', rating: 'Mature' }, 'save')).text(),
    )
    expect(page).toContain('cannot be so changed')
    expect(await tagsOf(ids[0] ?? 0, 'fandom')).toEqual(['Persuasion'])
    expect(await tagsOf(ids[1] ?? 0, 'fandom')).toEqual(['Emma'])
    expect(await row(ids[1] ?? 0)).not.toMatchObject({ rating: 'Mature' })
    await send({ fandom: 'Evelina', fandom_how: 'replace' }, 'save')
    expect(await tagsOf(ids[0] ?? 0, 'fandom')).toEqual(['Evelina'])
  })

  test('[W-056] comments, the pen name and an invitation, one for each work', async () => {
    const { rows } = await world.pool.query("select id from pen_names where name = 'second_pen'")
    await send(
      {
        comments_from: 'nobody',
        comments_moderated: 'yes',
        pen: String(rows[0].id),
        coauthors: 'bee (bee_writes)',
      },
      'save',
    )
    for (const id of ids.slice(0, 2)) {
      expect(await row(id)).toMatchObject({ comments_from: 'nobody', comments_moderated: true })
      expect(await (await world.get(`/works/${id}`)).text()).toContain('second_pen (ann_writes)')
    }
    const invited = await world.pool.query('select work_id from creator_invitations order by work_id')
    expect(invited.rows.map(({ work_id }) => work_id)).toEqual(ids.slice(0, 2))
  })

  test('[O-024] a work skin is put on each, seen by its title before, and taken off again', async () => {
    const made = await world.post(
      '/skins/new',
      { kind: 'work', title: 'Ink & Sand', css: 'p { top: 0 }' },
      'ann_writes',
    )
    const skin = /skins\/(\d+)/.exec(made.headers.get('location') ?? '')?.[1] ?? ''
    const worn = async () =>
      (await world.pool.query('select skin_id from works where id = any($1) order by id', [ids])).rows.map(
        ({ skin_id }) => String(skin_id),
      )
    const form = plain(await (await send({}, 'edit')).text())
    for (const one of ['as it is', 'no skin', 'Ink & Sand']) expect(form).toContain(one)
    const seen = await (await send({ work_skin_id: skin }, 'preview')).text()
    expect(seen).toContain('<ins><bdi>Ink &amp; Sand</bdi></ins>')
    expect(seen).toContain(`name="work_skin_id" value="${skin}"`)
    expect(await worn()).toEqual(['null', 'null', 'null'])
    await send({ work_skin_id: skin }, 'save')
    expect(await worn()).toEqual([skin, skin, 'null'])
    // Left empty it stays; said again, nothing changes.
    await send({ work_skin_id: '', rating: 'Mature' }, 'save')
    expect(plain(await (await send({ work_skin_id: skin }, 'preview')).text())).toContain(
      'Nothing changes in it.',
    )
    expect(await worn()).toEqual([skin, skin, 'null'])
    const off = await (await send({ work_skin_id: 'none' }, 'preview', ids.slice(0, 1))).text()
    expect(off).toContain('<del><bdi>Ink &amp; Sand</bdi></del>')
    await send({ work_skin_id: 'none' }, 'save', ids.slice(0, 1))
    expect(await worn()).toEqual(['null', skin, 'null'])
  })

  test('a skin of somebody else’s own is no choice: each work is left as it is, and that is said', async () => {
    const made = await world.post(
      '/skins/new',
      { kind: 'work', title: 'Bee Alone', css: 'p { top: 0 }' },
      'bee_writes',
    )
    const skin = /skins\/(\d+)/.exec(made.headers.get('location') ?? '')?.[1] ?? ''
    for (const one of [skin, '99999', 'x']) {
      const page = plain(await (await send({ work_skin_id: one, rating: 'Mature' }, 'save')).text())
      expect(page).toContain('This work skin is no longer there')
      expect(page).not.toContain('Bee Alone')
    }
    expect(await row(ids[0] ?? 0)).toMatchObject({ version: 1 })
  })

  test('[W-057] deletion names the chosen, asks, and trashes exactly those', async () => {
    const chosen = { work: ids.slice(0, 2).map(String), as: 'delete' }
    const asked = plain(await (await world.post(list, chosen, 'ann_writes')).text())
    expect(asked).toContain('One of Many')
    expect(asked).toContain('Two of Many')
    expect(asked).not.toContain('Three of Many')
    expect((await row(ids[0] ?? 0)).standing).toBe('posted')
    const done = await world.post(`${edit}?as=delete`, { work: chosen.work }, 'ann_writes')
    expect(done.status).toBe(303)
    const standings = await Promise.all(ids.map(async (id) => (await row(id)).standing))
    expect(standings).toEqual(['trashed', 'trashed', 'posted'])
  })

  test('[W-028] stepping back from a shared work and a sole one: the first is left, the second named', async () => {
    const bee = await world.known('bee_writes')
    const pen = await world.pool.query("select id from pen_names where name = 'bee'")
    await world.pool.query(
      `insert into creatorships (work_id, pen_name_id, position) values (${ids[0]}, ${pen.rows[0].id}, 2)`,
    )
    const page = plain(await (await send({ leave: 'yes', rating: 'Mature' }, 'save')).text())
    expect(page).toContain('Nobody else signs “Two of Many”')
    expect(page).toContain('You are taken off it.')
    const { rows } = await world.pool.query(`select person_id from works where id = ${ids[0]}`)
    expect(rows[0].person_id).toBe(bee.id)
    expect(await row(ids[1] ?? 0)).toMatchObject({ rating: 'Mature' })
  })

  test('a work of somebody else that is put among them is not there', async () => {
    const other = await world.work(await world.known('bee_writes'), { title: 'Of Another' })
    const page = await (await send({ rating: 'Mature' }, 'save', [other])).text()
    expect(page).not.toContain('Of Another')
    expect(await row(other)).toMatchObject({ version: 1 })
  })

  test('none chosen is said', async () => {
    const answer = await world.post(list, { as: 'edit' }, 'ann_writes')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Choose at least one work.')
  })
})

const own = '/users/reader/works'
routeCases(
  () => world,
  [
    { case: 'GET chooseWorks guest', path: `${own}/show_multiple`, status: 303 },
    { case: 'GET chooseWorks member', path: `${own}/show_multiple`, status: 200 },
    { case: 'GET chooseWorks member', path: '/users/writer/works/show_multiple', status: 404 },
    { case: 'GET chooseWorks owner', path: `${own}/show_multiple`, status: 404 },
    { case: 'POST chooseWorks guest', path: `${own}/show_multiple`, form: { as: 'edit' }, status: 303 },
    { case: 'POST chooseWorks member', path: `${own}/show_multiple`, form: { as: 'edit' }, status: 422 },
    { case: 'POST chooseWorks owner', path: `${own}/show_multiple`, form: { as: 'edit' }, status: 404 },
    { case: 'POST editWorks guest', path: `${own}/edit_multiple`, form: { as: 'edit' }, status: 303 },
    { case: 'POST editWorks member', path: `${own}/edit_multiple`, form: { as: 'edit' }, status: 422 },
    { case: 'POST editWorks owner', path: `${own}/edit_multiple`, form: { as: 'edit' }, status: 404 },
  ],
)
