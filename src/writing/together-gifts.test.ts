import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeWorld, type Sendable, type World } from '../../test/world.ts'
import { linkPenName, unlinkPenName } from '../accounts/index.ts'
import { parsePenNameId } from '../core/ids.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('empty')
  await world.person('keeper', 'owner')
  await world.person('mods', 'moderator')
  for (const name of ['ada', 'brook', 'reader', 'shy', 'cross', 'quiet']) await world.person(name)
  await world.person('zoe', 'member', ['Zed', 'Veil'])
  await prefer('shy', { giftsFromAnyone: false })
  await prefer('quiet', { mailGifts: false })
}, 60_000)
afterAll(() => world.end())
beforeEach(() => world.pool.query('delete from mails'))

const prefer = (name: string, some: object) =>
  world.pool.query('update people set preferences = preferences || $2 where name = $1', [
    name,
    JSON.stringify(some),
  ])
const block = (by: string, whom: string) =>
  world.pool.query(
    `insert into blocks (person_id, blocked_id) select a.id, b.id from people a, people b
      where a.name = $1 and b.name = $2 on conflict do nothing`,
    [by, whom],
  )

const LEAST = {
  rating: 'General Audiences',
  warning: 'No Archive Warnings Apply',
  fandom: 'Hearthside',
  language: 'en',
  body: 'The lamp was lit before anyone asked who had lit it.',
}
let titles = 0
const make = async (recipients: string, some: Sendable = {}): Promise<number> => {
  titles += 1
  const form = { ...LEAST, title: `Given ${titles}`, as: 'post', recipients, ...some }
  const answer = await world.post('/works/new', form, 'ada')
  const id = /\/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1]
  if (!id) throw new Error(`not made: ${(await answer.text()).slice(0, 3000)}`)
  await world.hear()
  return Number(id)
}
const edit = async (id: number, some: Sendable): Promise<Response> => {
  const answer = await world.post(
    `/works/${id}/edit`,
    { ...LEAST, title: `Given ${titles}`, as: 'post', ...some },
    'ada',
  )
  await world.hear()
  return answer
}
const page = async (path: string, who: string | null = null): Promise<string> =>
  (await world.get(path, who)).text()
const gifts = async (name: string): Promise<number> =>
  (await world.mails(`${name}@example.org`)).filter(({ kind }) => kind === 'gift').length
const recipients = async (id: number): Promise<string[]> =>
  (await world.pool.query('select recipients from works where id = $1', [id])).rows[0].recipients
const counted = (text: string): string => /<p>(\d+ works?|No works)<\/p>/.exec(text)?.[1] ?? 'none'
const answer = (work: number, deed: 'refuse' | 'take', who = 'zoe') =>
  world.post(`/users/${who}/gifts`, { work: String(work), deed }, who)

describe('[O-001] a page of gifts', () => {
  test('is a person’s, with those to their pen names, and a name’s; each as the reader may see it, and so counted', async () => {
    await make('zoe')
    await make('Zed')
    await make('Zed (zoe)', { audience: 'members' })
    const hidden = await make('zoe')
    await world.pool.query(`update works set standing = 'hidden' where id = $1`, [hidden])
    const anonymous = await make('zoe')
    await world.pool.query(`update works set disclosure = 'anonymous' where id = $1`, [anonymous])
    const unrevealed = await make('zoe')
    await world.pool.query(`update works set disclosure = 'unrevealed' where id = $1`, [unrevealed])
    await make('Great-Aunt Agatha')
    expect(counted(await page('/users/zoe/gifts'))).toBe('3 works')
    expect(counted(await page('/users/zoe/gifts', 'reader'))).toBe('4 works')
    expect(counted(await page('/users/zoe/gifts', 'mods'))).toBe('4 works')
    expect(counted(await page('/users/zoe/gifts', 'zoe'))).toBe('4 works')
    const text = await page('/users/zoe/gifts', 'mods')
    expect(text).not.toContain(`id="work_${hidden}"`)
    expect(text).not.toContain(`id="work_${unrevealed}"`)
    expect(text).toContain('Anonymous')
    expect(counted(await page('/gifts?recipient=great-aunt%20agatha'))).toBe('1 work')
    expect(counted(await page('/gifts?recipient=Zed'))).toBe('1 work')
    expect(counted(await page('/gifts?recipient=Zed', 'reader'))).toBe('2 works')
    expect(counted(await page('/gifts?recipient=nobody'))).toBe('No works')
  })

  test('does not tell whose an unlinked pen name is, on old gifts neither', async () => {
    const id = await make('Veil (zoe)')
    const { rows } = await world.pool.query(`select id from pen_names where name = 'Veil'`)
    const pen = parsePenNameId(String(rows[0].id))
    const zoe = await world.known('zoe')
    if (pen) await unlinkPenName(world.db, zoe, pen)
    expect(await recipients(id)).toEqual(['Veil'])
    expect(await page(`/works/${id}`)).not.toContain('zoe')
    expect(await page('/users/zoe/gifts', 'reader')).not.toContain(`id="work_${id}"`)
    expect(await page('/users/zoe/gifts', 'zoe')).toContain(`id="work_${id}"`)
    // A new gift to that name is to a name, and to nobody's account.
    await make('Veil')
    expect(await gifts('zoe')).toBe(1)
    if (pen) await linkPenName(world.db, zoe, pen)
    expect(await recipients(id)).toEqual(['Veil (zoe)'])
  })
})

describe('[O-002] ★ the recipient', () => {
  test('is mailed once, when the work is posted; who is added later alone; who is taken off never', async () => {
    const id = await make('zoe', { as: 'draft' })
    await edit(id, { as: 'preview', recipients: 'zoe' })
    expect(await gifts('zoe')).toBe(0)
    await edit(id, { recipients: 'zoe' })
    expect(await gifts('zoe')).toBe(1)
    await edit(id, { recipients: 'zoe', body: 'The lamp was lit, and nobody asked any more.' })
    expect(await gifts('zoe')).toBe(1)
    await edit(id, { recipients: 'zoe, brook' })
    expect([await gifts('zoe'), await gifts('brook')]).toEqual([1, 1])
    await edit(id, { recipients: 'brook, reader' })
    expect([await gifts('zoe'), await gifts('brook'), await gifts('reader')]).toEqual([1, 1, 1])
    await edit(id, { recipients: '' })
    await edit(id, { recipients: 'zoe' })
    expect(await gifts('zoe')).toBe(1)
  })

  test('hears of it also where it is posted silently from the list of drafts: followers alone do not', async () => {
    const id = await make('zoe', { as: 'draft', announced: 'no' })
    await world.post(`/works/${id}/post`, {}, 'ada')
    await world.hear()
    expect(await gifts('zoe')).toBe(1)
  })

  test('[W-016] finds it on the page of their gifts, and free names are shown', async () => {
    const id = await make('brook, Great-Aunt Agatha')
    expect(await page(`/works/${id}`)).toMatch(/brook.*Great-Aunt Agatha/s)
    expect(await page('/users/brook/gifts')).toContain(`id="work_${id}"`)
    await edit(id, { recipients: 'reader' })
    expect(await page('/users/brook/gifts')).not.toContain(`id="work_${id}"`)
    expect(await gifts('reader')).toBe(1)
  })

  test('who wants no mails of gifts gets none', async () => {
    await make('quiet')
    expect(await gifts('quiet')).toBe(0)
  })

  test('of an anonymous work reads no name; of one that is not revealed nothing', async () => {
    const id = await make('zoe', { as: 'draft' })
    await world.pool.query(`update works set disclosure = 'anonymous' where id = $1`, [id])
    await edit(id, { recipients: 'zoe' })
    const [mail] = await world.mails('zoe@example.org')
    expect(mail?.text).toContain('Anonymous')
    expect(mail?.text).not.toContain('ada')
    const secret = await make('brook', { as: 'draft' })
    await world.pool.query(`update works set disclosure = 'unrevealed' where id = $1`, [secret])
    await edit(secret, { recipients: 'brook' })
    expect(await gifts('brook')).toBe(0)
  })
})

describe('[O-003] ★ a gift is refused in one sentence that names whom it was for', () => {
  const refusal = (name: string) => `The work cannot be given to “${name}”.`
  const refused = async (name: string): Promise<void> => {
    const before = await world.pool.query('select count(*) from works')
    const form = { ...LEAST, title: 'Refused', as: 'post', recipients: name }
    const fresh = await world.post('/works/new', form, 'ada')
    expect([fresh.status, (await fresh.text()).split(refusal(name)).length - 1]).toEqual([422, 2])
    expect((await world.pool.query('select count(*) from works')).rows).toEqual(before.rows)
    expect(await gifts(name)).toBe(0)
  }

  test('where no gifts are taken', () => refused('shy'))

  test('where one of the creators is blocked, whichever; the work stays as it was', async () => {
    const id = await make('zoe')
    await block('cross', 'brook')
    await world.pool.query(
      `insert into creatorships (work_id, pen_name_id, position)
        select $1, pen_names.id, 2 from pen_names where name = 'brook'`,
      [id],
    )
    const text = await (await edit(id, { recipients: 'zoe, cross' })).text()
    expect(text).toContain(refusal('cross'))
    expect(text.slice(text.indexOf('id="f-recipients-fault"')).slice(0, 200)).not.toContain('brook')
    expect(await recipients(id)).toEqual(['zoe'])
    expect(await gifts('cross')).toBe(0)
    await block('cross', 'ada')
    await refused('cross')
  })

  test('and where the giver keeps the recipient away', async () => {
    await block('ada', 'reader')
    await refused('reader')
    await world.pool.query('delete from blocks')
  })
})

describe('[O-004] one person', () => {
  test('under two names is given it once', async () => {
    const id = await make('zoe, Zed (zoe)')
    expect(await recipients(id)).toEqual(['zoe'])
    expect(await gifts('zoe')).toBe(1)
    const again = await edit(id, { recipients: 'zoe, Zed (zoe)' })
    expect([again.status, await again.text()]).toEqual([
      422,
      expect.stringContaining('“Zed (zoe)” and “zoe” are one person'),
    ])
    expect(await gifts('zoe')).toBe(1)
  })
})

describe('[O-006] a refused gift', () => {
  test('is no more shown, and the giver neither sees nor can undo it', async () => {
    const id = await make('zoe, brook')
    expect((await answer(id, 'refuse')).status).toBe(303)
    expect(await recipients(id)).toEqual(['brook'])
    expect(await page(`/works/${id}/edit`, 'ada')).not.toContain('zoe')
    expect(await page('/users/zoe/gifts')).not.toContain(`id="work_${id}"`)
    await edit(id, { recipients: '' })
    await edit(id, { recipients: 'zoe, Zed (zoe), brook' })
    expect(await recipients(id)).toEqual(['brook'])
    expect(await page('/users/zoe/gifts', 'zoe')).toContain('Take it after all')
    await answer(id, 'take')
    expect((await recipients(id)).sort()).toEqual(['brook', 'zoe'])
    expect(await gifts('zoe')).toBe(1)
  })

  test('can be refused after the giver was blocked, and after gifts were switched off', async () => {
    const [one, other] = [await make('zoe'), await make('zoe')]
    await block('zoe', 'ada')
    await answer(one, 'refuse')
    await prefer('zoe', { giftsFromAnyone: false })
    await answer(other, 'refuse')
    expect([await recipients(one), await recipients(other)]).toEqual([[], []])
    await world.pool.query('delete from blocks')
    await prefer('zoe', { giftsFromAnyone: true })
  })

  test('is nobody else’s to refuse', async () => {
    const id = await make('zoe')
    await answer(id, 'refuse', 'brook')
    expect(await recipients(id)).toEqual(['zoe'])
    expect((await world.post('/users/zoe/gifts', { work: String(id), deed: 'refuse' }, 'brook')).status).toBe(
      404,
    )
  })
})

test('a recipient whose account is gone is named no more', async () => {
  await world.person('leaver')
  const id = await make('leaver, brook')
  await world.pool.query(`delete from people where name = 'leaver'`)
  expect(await recipients(id)).toEqual(['brook'])
})
