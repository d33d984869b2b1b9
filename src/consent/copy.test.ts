import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aChapter, makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

/** A copy kept by somebody, from an archive elsewhere. */
const copy = async (who: string, some: object = {}) =>
  world.work(await world.known(who), { creators: ['far_away'], ...some }, 'kept')
const nameOn = async (id: number) =>
  /<h3 class="byline heading">(.*?)<\/h3>/s.exec(await (await world.get(`/works/${id}`)).text())?.[1] ?? ''
const publish = (id: number, form: Record<string, string>, who = 'reader') =>
  world.post(`/works/${id}/publication`, { way: 'creator', pen: who, ...form }, who)
const nameOf = async (id: number) =>
  String(
    (
      await world.pool.query('select pen_name_id from creatorships where work_id = $1 order by position', [
        id,
      ])
    ).rows[0].pen_name_id,
  )

describe('a copy whose keeper wrote it', () => {
  test('asks whether the name in the file is theirs, then is posted under their pen name, and that is recorded', async () => {
    const id = await copy('reader', {
      title: 'Mine After All',
      series: [{ title: 'A Long Row', position: 2 }],
      chapters: [aChapter({ creators: ['far_away'] })],
    })
    const asked = await publish(id, { name: await nameOf(id) })
    expect(asked.status).toBe(422)
    expect(await asked.text()).toContain('Tick that the name in the file is yours')
    expect((await world.get(`/works/${id}`)).status).toBe(404)
    expect((await publish(id, { name: await nameOf(id), confirmed: 'on' })).headers.get('location')).toBe(
      `/works/${id}`,
    )
    expect(await nameOn(id)).toContain('<bdi>reader</bdi></a>')
    const list = await (await world.get('/users/reader/works')).text()
    expect(list).toContain('Mine After All')
    expect(await (await world.get('/works?q=creator:reader+"Mine After All"')).text()).toContain(
      `/works/${id}`,
    )
    const { rows } = await world.pool.query(
      'select name, person_id from confirmed_names where work_id = $1',
      [id],
    )
    expect(rows).toEqual([{ name: 'far_away', person_id: (await world.known('reader')).id }])
    const series = await world.pool.query("select kept from series where title = 'A Long Row'")
    expect(series.rows).toEqual([{ kept: false }])
    expect(
      (await world.pool.query('select record from work_revisions where work_id = $1', [id])).rows[0].record
        .audience,
    ).toBe('kept')
    expect(await (await world.get('/creators/far_away')).text()).not.toContain('Mine After All')
  })

  test('needs no tick where the name is a pen name of theirs, and keeps the co-creator’s name', async () => {
    const id = await copy('reader', { title: 'Ours', creators: ['reader', 'a friend'] })
    expect((await publish(id, { name: await nameOf(id) })).status).toBe(303)
    expect(await nameOn(id)).toMatch(/<bdi>reader<\/bdi>.*a friend/)
  })

  test('is not posted beside the same work from the same address', async () => {
    const origin = { url: 'https://archiveofourown.org/works/77', archive: 'Archive of Our Own' }
    await world.work(await world.known('writer'), { title: 'Here First', origin })
    const id = await copy('reader', { title: 'Here First', origin })
    const answer = await publish(id, { name: await nameOf(id), confirmed: 'on' })
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining('is posted here already'),
    ])
    expect((await world.get(`/works/${id}`, 'reader')).status).toBe(200)
  })

  test('shows what the work itself says against it, above the button', async () => {
    const id = await copy('reader', { title: 'Stay Here' })
    const said = [
      {
        permission: 'copy',
        says: 'no',
        quote: 'Do not repost my work',
        where: { chapter: 3, part: 'notes' },
      },
    ]
    await world.pool.query('update works set statements = $2 where id = $1', [id, JSON.stringify(said)])
    const page = await (await world.get(`/works/${id}/publication`, 'reader')).text()
    expect(page.indexOf('Do not repost my work')).toBeGreaterThan(0)
    expect(page.indexOf('Do not repost my work')).toBeLessThan(page.indexOf('Post it as mine'))
    expect(page).toContain('in the notes of chapter 3')
  })
})
