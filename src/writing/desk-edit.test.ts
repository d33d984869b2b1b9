import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'
import { baseIn, deskIn, hiddenIn, LEAST } from './desk.fixtures.ts'

let world: World
const at = { own: 0 }

beforeAll(async () => {
  world = await makeWorld('sample')
  at.own = await world.work(await world.known('reader'), { title: 'Mine to Change' })
})
afterAll(() => world.end())

const { page, made, edit, row, tagsOf } = deskIn(() => world)

describe('editing', () => {
  test('[W-004] never takes the last fandom or warning, on either form; categories may all go', async () => {
    const id = await made({ category: ['Gen', 'F/F'] })
    const stored = await tagsOf(id)
    for (const tagsOnly of [false, true]) {
      for (const some of [{ fandom: ' , ' }, { warning: [] }]) {
        expect((await edit(id, { ...LEAST, category: 'Gen', ...some }, 'reader', tagsOnly)).status).toBe(422)
        expect(await tagsOf(id)).toEqual(stored)
      }
    }
    expect((await edit(id, { ...LEAST })).status).toBe(303)
    expect(await tagsOf(id)).toEqual(stored.filter((name) => name !== 'Gen' && name !== 'F/F'))
  })

  test('[W-012] signs with another pen name, everywhere', async () => {
    for (const name of ['Wren', 'Rook']) await world.post('/users/reader/pseuds/new', { name }, 'reader')
    const { rows } = await world.pool.query<{ id: number; name: string }>(
      "select id, name from pen_names where name in ('Wren', 'Rook')",
    )
    const pen = (name: string): string => String(rows.find((one) => one.name === name)?.id)
    const id = await made({ title: 'Signed', pen: pen('Wren') })
    expect(await page(`/works/${id}`, null)).toContain('Wren (reader)')
    expect((await edit(id, { ...LEAST, title: 'Signed', pen: ['', pen('Rook')] })).status).toBe(303)
    for (const path of [`/works/${id}`, '/works?q=Signed']) {
      const found = await page(path, null)
      expect(found, path).toContain('Rook (reader)')
      expect(found, path).not.toContain('Wren')
    }
    expect((await edit(id, { ...LEAST, pen: '' })).status).toBe(422)
    const foreign = await world.pool.query<{ id: number }>("select id from pen_names where name = 'writer'")
    expect((await edit(id, { ...LEAST, pen: String(foreign.rows[0]?.id) })).status).toBe(422)
  })

  test('[W-017] is previewed without being saved, and a posted work is called no draft', async () => {
    const id = await made({ title: 'As It Was', freeform: 'Before' })
    const before = [await row(id), await tagsOf(id)]
    const form = { ...LEAST, title: 'As It Would Be', freeform: 'Afterwards', language: 'de', as: 'preview' }
    const preview = await (await edit(id, { ...form, body: 'Ein ganz anderer Text, länger.' })).text()
    for (const words of ['As It Would Be', 'Afterwards', 'Deutsch', 'Ein ganz anderer Text'])
      expect(preview).toContain(words)
    expect(preview).not.toMatch(/draft/i)
    expect([await row(id), await tagsOf(id)]).toEqual(before)
    expect(await page(`/works/${id}`, null)).not.toContain('As It Would Be')
    const again = await (await edit(id, { ...hiddenIn(preview), as: 'edit' })).text()
    expect(again).toContain('Ein ganz anderer Text, länger.')
    expect([await row(id), await tagsOf(id)]).toEqual(before)
  })

  test('on an older version meets what was saved since, and writes nothing', async () => {
    const id = await made({ title: 'Twice Edited' })
    const base = baseIn(await page(`/works/${id}/edit`))
    const path = `/works/${id}/edit`
    expect((await world.post(path, { ...LEAST, title: 'First', base }, 'reader')).status).toBe(303)
    const conflict = await world.post(
      path,
      { ...LEAST, title: 'Second', body: 'My own words, kept.', base },
      'reader',
    )
    expect(conflict.status).toBe(409)
    expect(await conflict.text()).toContain('My own words, kept.')
    expect((await row(id)).title).toBe('First')
    // The same once more, by a second click, is no conflict.
    expect((await world.post(path, { ...LEAST, title: 'First', base }, 'reader')).status).toBe(303)
  })

  test('keeps what the work and its chapter were, and only where they changed', async () => {
    const id = await made({ title: 'Once' })
    const kept = async () =>
      (
        await world.pool.query('select chapter_id is null as head from work_revisions where work_id = $1', [
          id,
        ])
      ).rows
    await edit(id, { ...LEAST, title: 'Once' })
    expect(await kept()).toEqual([])
    await edit(id, { ...LEAST, title: 'Again' })
    expect(await kept()).toEqual([{ head: true }])
    await edit(id, { ...LEAST, title: 'Again', body: 'Another text altogether.' })
    expect(await kept()).toEqual([{ head: true }, { head: false }])
  })

  test('[W-049] ★ is offered to its creators alone', async () => {
    const links = /\/works\/\d+\/(?:edit|edit_tags|chapters\/new|confirm_delete)"/
    expect(await page(`/works/${at.own}`)).toMatch(links)
    for (const who of [null, 'writer', 'moderator'])
      expect(await page(`/works/${at.own}`, who)).not.toMatch(links)
  })
})
