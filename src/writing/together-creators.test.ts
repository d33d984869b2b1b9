import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, NOW, type Sendable, type World } from '../../test/world.ts'
import { unlinkPenName } from '../accounts/index.ts'
import { parseChapterId, parsePenNameId, parseWorkId } from '../core/ids.ts'
import { inTransaction } from '../storage/transaction.ts'
import { leaveWork, saveTogether, signNewChapter } from '../works/index.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('empty')
  await world.person('keeper', 'owner')
  for (const name of ['ada', 'brook', 'cleo', 'dora', 'shy', 'gone', 'cross']) await world.person(name)
  await world.person('twin_one', 'member', ['Twin'])
  await world.person('twin_two', 'member', ['Twin'])
  await world.person('veiled', 'member', ['Veil'])
  await world.pool.query(
    `update people set preferences = preferences || '{"inviteCoCreator": false}' where name = 'shy'`,
  )
  await world.pool.query(`update people set standing = 'banned' where name = 'gone'`)
  await world.pool.query(
    `insert into blocks (person_id, blocked_id) select a.id, b.id from people a, people b where a.name = 'cross' and b.name = 'ada'`,
  )
  const { rows } = await world.pool.query(`select id from pen_names where name = 'Veil'`)
  const pen = parsePenNameId(String(rows[0].id))
  if (pen) await unlinkPenName(world.db, await world.known('veiled'), pen)
}, 60_000)
afterAll(() => world.end())

const LEAST = {
  title: 'The Shared Lamp',
  rating: 'General Audiences',
  warning: 'No Archive Warnings Apply',
  fandom: 'Hearthside',
  language: 'en',
  body: 'The lamp was lit before anyone asked who had lit it.',
}
let titles = 0
const make = async (some: Sendable = {}, as = 'post', who = 'ada'): Promise<number> => {
  titles += 1
  const answer = await world.post('/works/new', { ...LEAST, title: `Shared ${titles}`, as, ...some }, who)
  const id = /\/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1]
  if (!id) throw new Error(`not made: ${(await answer.text()).slice(0, 3000)}`)
  return Number(id)
}
const page = async (path: string, who: string | null = null): Promise<string> =>
  (await world.get(path, who)).text()
const edit = (id: number, some: Sendable, who = 'ada') =>
  world.post(`/works/${id}/edit`, { ...LEAST, title: `Shared ${titles}`, ...some }, who)
const invitationOf = async (name: string): Promise<string> => {
  const { rows } = await world.pool.query(
    `select creator_invitations.id from creator_invitations join pen_names on pen_names.id = pen_name_id
      join people on people.id = person_id where people.name = $1 and creator_invitations.standing = 'open' order by 1 desc limit 1`,
    [name],
  )
  return String(rows[0]?.id ?? '')
}
const answer = async (name: string, what: 'accept' | 'decline' = 'accept') =>
  world.post(`/users/${name}/creatorships`, { invitation: await invitationOf(name), answer: what }, name)
/** Names of each chapter that has a byline of its own. */
const chapterSigners = async (work: number): Promise<string[]> => {
  const { rows } = await world.pool.query(
    `select chapters.position, coalesce(string_agg(pen_names.name, '+' order by pen_names.name), '') as names from chapters
      left join chapter_creatorships on chapter_id = chapters.id left join pen_names on pen_names.id = pen_name_id
      where work_id = $1 group by 1 order by 1`,
    [work],
  )
  return rows.map((row) => row.names)
}
const addChapters = async (work: number, many: number): Promise<void> => {
  for (let at = 0; at < many; at++)
    await world.pool.query(
      `insert into chapters (work_id, position, html, words, search)
        select $1, max(position) + 1, '<p>More of the lamp.</p>', 4, ''::tsvector from chapters where work_id = $1`,
      [work],
    )
}
const chapterId = async (work: number, position: number): Promise<number> =>
  (await world.pool.query('select id from chapters where work_id = $1 and position = $2', [work, position]))
    .rows[0].id

async function onChapter(by: string, work: number, position: number, coauthors = ''): Promise<void> {
  const [id, chapter] = [parseWorkId(String(work)), parseChapterId(String(await chapterId(work, position)))]
  const actor = await world.known(by)
  if (!id || !chapter) throw new Error('no such chapter')
  const saving = { now: NOW, baseUrl: 'http://archive.test', chapterId: chapter }
  await inTransaction(world.db, (trx) => saveTogether(trx, actor, id, { coauthors }, saving))
}
const accepted = async (coauthors: string, chapters = 0): Promise<number> => {
  const id = await make({ coauthors })
  if (chapters) await addChapters(id, chapters)
  await answer(coauthors)
  return id
}

describe('[W-019] ★ whoever is invited', () => {
  test('on a new work is mailed once, and neither signs nor edits until they accept', async () => {
    const id = await make({ coauthors: 'brook' })
    expect(await page(`/works/${id}`)).not.toContain('brook')
    expect((await world.get(`/works/${id}/edit`, 'brook')).status).toBe(403)
    const mails = await world.mails('brook@example.org')
    expect(mails.map(({ kind }) => kind)).toEqual(['creator-invited'])
    expect(mails[0]?.text).toContain('/users/brook/creatorships')
    await edit(id, { coauthors: 'brook' })
    expect(await world.mails('brook@example.org')).toHaveLength(1)
    expect(await page('/users/brook/creatorships', 'brook')).toContain(`Shared ${titles}`)
    expect((await answer('brook')).headers.get('location')).toBe(`/works/${id}`)
    expect(await page(`/works/${id}`)).toContain('brook')
    expect((await world.get(`/works/${id}/edit`, 'brook')).status).toBe(200)
  })

  test('on a draft sees it only after accepting', async () => {
    const id = await make({}, 'draft')
    await edit(id, { coauthors: 'cleo', as: 'draft' })
    expect((await world.get(`/works/${id}`, 'cleo')).status).toBe(404)
    await answer('cleo')
    expect((await world.get(`/works/${id}`, 'cleo')).status).toBe(200)
  })

  test('may decline, and asked again is mailed no more', async () => {
    const id = await make({ coauthors: 'dora' })
    const before = (await world.mails('dora@example.org')).length
    await answer('dora', 'decline')
    expect(await page('/users/dora/creatorships', 'dora')).not.toContain(`Shared ${titles}`)
    await edit(id, { coauthors: 'dora' })
    expect(await world.mails('dora@example.org')).toHaveLength(before)
    expect(await page('/users/dora/creatorships', 'dora')).toContain(`Shared ${titles}`)
  })

  test('and taken back cannot accept, nor can anybody else', async () => {
    const id = await make({ coauthors: 'dora' })
    const invitation = await invitationOf('dora')
    await world.post('/users/cleo/creatorships', { invitation, answer: 'accept' }, 'cleo')
    expect(await page(`/works/${id}`)).not.toContain('cleo')
    await edit(id, { uninvite: invitation })
    await world.post('/users/dora/creatorships', { invitation, answer: 'accept' }, 'dora')
    expect(await page(`/works/${id}`)).not.toContain('dora')
  })
})

describe('[W-021] a name', () => {
  test('that several share asks whom is meant; the byline then shows the account beside it', async () => {
    const refused = await world.post('/works/new', { ...LEAST, as: 'post', coauthors: 'Twin' }, 'ada')
    expect(refused.status).toBe(422)
    const text = await refused.text()
    expect(text).toContain('Twin (twin_one)')
    expect(text).toContain('Twin (twin_two)')
    expect(text).toMatch(/name="coauthors"[^>]*value="Twin"|value="Twin"[^>]*name="coauthors"/)
    const id = await make({ coauthors: 'Twin (twin_two)' })
    await answer('twin_two')
    expect(await page(`/works/${id}`)).toContain('Twin (twin_two)')
  })

  test.each([
    ['nobody_at_all', 'Nobody here is called “nobody_at_all”.'],
    ['gone', '“gone” cannot be invited to be a creator.'],
    ['shy', '“shy” cannot be invited to be a creator.'],
    ['cross', '“cross” cannot be invited to be a creator.'],
    ['Veil', 'Nobody here is called “Veil”.'],
    ['Veil (veiled)', 'Nobody here is called “Veil (veiled)”.'],
    ['ada', '“ada” is you'],
  ])('%s is refused by name, and nothing is stored', async (name, says) => {
    const before = await world.pool.query('select count(*) from works')
    const refused = await world.post('/works/new', { ...LEAST, as: 'post', coauthors: name }, 'ada')
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(says)])
    expect((await world.pool.query('select count(*) from works')).rows).toEqual(before.rows)
    expect(await world.mails(`${name}@example.org`)).toEqual([])
  })
})

describe('a work of several chapters', () => {
  test('[W-022] accepted whole is signed whole: no chapter has a byline of its own', async () => {
    const id = await accepted('brook', 1)
    expect(await chapterSigners(id)).toEqual(['', ''])
  })

  test('[W-023] accepted for one chapter is signed there alone, and the next is not', async () => {
    const id = await make()
    await addChapters(id, 2)
    await onChapter('ada', id, 2, 'brook')
    expect(await page(`/works/${id}`)).not.toContain('brook')
    await answer('brook')
    expect(await page(`/works/${id}`)).toContain('brook')
    expect(await chapterSigners(id)).toEqual(['ada', '', 'ada'])
    await addChapters(id, 1)
    const [work, chapter] = [parseWorkId(String(id)), parseChapterId(String(await chapterId(id, 4)))]
    const by = await world.known('ada')
    if (work && chapter) await inTransaction(world.db, (trx) => signNewChapter(trx, by, { work, chapter }))
    expect((await chapterSigners(id))[3]).toBe('ada')
  })

  test('[W-024] [W-029] puts who is on it to a chapter at once, though they take no invitations now, and tells them', async () => {
    const id = await make()
    await addChapters(id, 2)
    await onChapter('ada', id, 1, 'cleo')
    await answer('cleo')
    await world.pool.query(
      `update people set preferences = preferences || '{"inviteCoCreator": false}' where name = 'cleo'`,
    )
    await onChapter('ada', id, 2, 'cleo')
    expect(await chapterSigners(id)).toEqual(['', '', 'ada'])
    expect((await world.mails('cleo@example.org')).at(-1)?.kind).toBe('creator-added')
    // [W-029] They stay; whoever is on it can ask a third.
    expect(await page(`/works/${id}`)).toContain('cleo')
    await edit(id, { coauthors: 'dora' }, 'cleo')
    expect(await page('/users/dora/creatorships', 'dora')).toContain(`Shared ${titles}`)
    await world.pool.query(`update people set preferences = '{}' where name = 'cleo'`)
  })

  test('[W-026] makes who edits a chapter they were not on a creator of it', async () => {
    const id = await make()
    await addChapters(id, 1)
    await onChapter('ada', id, 2, 'brook')
    await answer('brook')
    expect(await chapterSigners(id)).toEqual(['ada', ''])
    await onChapter('brook', id, 1)
    expect(await chapterSigners(id)).toEqual(['', ''])
  })

  test('[W-027] is left chapter by chapter; with the last the work is left', async () => {
    const id = await accepted('brook', 2)
    expect(await page(`/works/${id}/leave`, 'brook')).toContain('Leave this chapter')
    const leave = async (position: number) =>
      world.post(`/works/${id}/leave`, { leave: String(await chapterId(id, position)) }, 'brook')
    expect((await leave(1)).status).toBe(303)
    expect(await chapterSigners(id)).toEqual(['ada', '', ''])
    expect(await page(`/works/${id}`)).toContain('brook')
    expect((await leave(1)).status).toBe(422)
    await leave(2)
    await leave(3)
    expect(await page(`/works/${id}`)).not.toContain('brook')
    expect(await chapterSigners(id)).toEqual(['', '', ''])
    expect((await world.get(`/works/${id}/edit`, 'brook')).status).toBe(403)
  })
})

describe('[W-028] ★ a work', () => {
  test('that others sign can be left; who signs alone is refused, and the work is named', async () => {
    const [shared, alone] = [await accepted('brook'), await make({ title: 'Mine Alone' })]
    const refused = await world.post(`/works/${alone}/leave`, { leave: 'work' }, 'ada')
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('Mine Alone')])
    expect((await world.post(`/works/${shared}/leave`, { leave: 'work' }, 'ada')).status).toBe(303)
    expect(await page(`/works/${shared}`)).toContain('brook')
    expect((await world.get(`/works/${shared}/edit`, 'ada')).status).toBe(403)
    expect((await world.get(`/works/${shared}/edit`, 'brook')).status).toBe(200)
  })

  test('one of many at once that cannot be left does not keep the others', async () => {
    const [shared, alone] = [await accepted('brook'), await make()]
    const ada = await world.known('ada')
    const outcomes = []
    for (const one of [alone, shared]) {
      const id = parseWorkId(String(one))
      if (id) outcomes.push(await leaveWork(world.db, ada, id, NOW))
    }
    expect(outcomes).toEqual(['sole-creator', 'left'])
  })

  test('signed by two names of one person, one of them unlinked, says nothing of it', async () => {
    const id = await make({ coauthors: 'veiled' })
    await answer('veiled')
    await world.pool.query(
      `update creatorships set pen_name_id = (select id from pen_names where name = 'Veil')
        where work_id = $1 and pen_name_id = (select id from pen_names where name = 'veiled')`,
      [id],
    )
    // Asked anew by the name that is known, they are asked like anybody: that they are there already is not told.
    await edit(id, { coauthors: 'veiled' })
    expect(await page(`/works/${id}/edit`, 'ada')).toContain('Ask <bdi>veiled</bdi> no more')
  })
})
