import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { makeWorld, type Sendable, type World } from '../../test/world.ts'

let world: World
const at = { others: 0, draft: 0, own: 0, kept: 0 }

beforeAll(async () => {
  world = await makeWorld('sample')
  const reader = await world.known('reader')
  at.others = await world.work(await world.known('writer'), { title: 'Of Another' })
  at.draft = await world.work(await world.known('writer'), { title: 'Hidden in a Drawer' }, 'draft')
  at.own = await world.work(reader, { title: 'Mine to Change' })
  at.kept = await world.work(reader, { title: 'Only Kept', creators: ['far away'] }, 'kept')
})
afterAll(() => world.end())

/** The smallest work there is. */
const LEAST = {
  title: 'The Lamp in the Hall',
  rating: 'General Audiences',
  warning: 'No Archive Warnings Apply',
  fandom: 'Sherlock Holmes - Arthur Conan Doyle',
  language: 'en',
  body: 'The lamp was lit before anyone asked who had lit it.',
}

const post = (some: Sendable = {}, as = 'post') =>
  world.post('/works/new', { ...LEAST, as, ...some }, 'reader')
const many = async (): Promise<number> =>
  (await world.pool.query<{ n: number }>('select count(*)::int as n from works')).rows[0]?.n ?? 0
const idIn = (answer: Response): number =>
  Number(/\/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
const made = async (some: Sendable = {}, as = 'post'): Promise<number> => {
  const answer = await post(some, as)
  expect(
    answer.status,
    (await answer.clone().text()).match(/class="fault"[^<]*<|<h2.*?<\/h2>/g)?.join(),
  ).toBe(303)
  return idIn(answer)
}
const page = async (path: string, who: string | null = 'reader') => (await world.get(path, who)).text()
const baseIn = (form: string): string => /name="base" value="(\d+)"/.exec(form)?.[1] ?? ''
const edit = async (id: number, some: Sendable, who = 'reader', tags = false) => {
  const path = `/works/${id}/edit${tags ? '_tags' : ''}`
  const base = baseIn(await page(path, who))
  return world.post(path, { base, ...some }, who)
}
const row = async (id: number) =>
  (await world.pool.query<Record<string, unknown>>('select * from works where id = $1', [id])).rows[0] ?? {}
const tagsOf = async (id: number): Promise<string[]> => {
  const { rows } = await world.pool.query<{ name: string }>(
    `select coalesce(written, name) as name from work_tags join tags on tags.id = tag_id where work_id = $1 order by position`,
    [id],
  )
  return rows.map(({ name }) => name)
}

const back = (path: string): string => `/users/login?back=${encodeURIComponent(path)}`
const own = (): string => `/works/${at.own}/edit`
const tags = (id: number): string => `/works/${id}/edit_tags`

routeCases(
  () => world,
  [
    { case: 'GET newWork guest', path: '/works/new', status: 303, leads: back('/works/new') },
    { case: 'GET newWork member', path: '/works/new', status: 200, says: ['Post a new work'] },
    { case: 'GET newWork owner', path: '/works/new', status: 200 },
    { case: 'POST newWork guest', path: '/works/new', status: 303, leads: back('/works/new') },
    { case: 'POST newWork member', path: '/works/new', status: 422, says: ['Give it a title.'] },
    { case: 'POST newWork owner', path: '/works/new', status: 422 },
    { case: 'GET editWork guest', path: own, status: 303, leads: () => back(own()) },
    { case: 'GET editWork member', path: own, status: 200, says: ['value="Mine to Change"'] },
    { case: 'GET editWork member', path: () => `/works/${at.others}/edit`, status: 403 },
    { case: 'GET editWork member', path: () => `/works/${at.draft}/edit`, status: 404, hides: ['Drawer'] },
    { case: 'GET editWork member', path: () => `/works/${at.kept}/edit`, status: 404 },
    { case: 'GET editWork member', path: '/works/0/edit', status: 404 },
    { case: 'GET editWork owner', path: own, status: 403 },
    { case: 'POST editWork guest', path: own, status: 303, leads: () => back(own()) },
    { case: 'POST editWork member', path: own, form: { title: '' }, status: 422 },
    { case: 'POST editWork member', path: () => `/works/${at.others}/edit`, form: LEAST, status: 403 },
    { case: 'POST editWork member', path: () => `/works/${at.draft}/edit`, form: LEAST, status: 404 },
    { case: 'POST editWork owner', path: own, form: LEAST, status: 403 },
    { case: 'GET editTags guest', path: () => tags(at.own), status: 303 },
    { case: 'GET editTags member', path: () => tags(at.own), status: 200, says: ['Mrs. Hudson'] },
    { case: 'GET editTags member', path: () => tags(at.draft), status: 404 },
    { case: 'GET editTags owner', path: () => tags(at.own), status: 403 },
    { case: 'POST editTags guest', path: () => tags(at.own), status: 303 },
    { case: 'POST editTags member', path: () => tags(at.own), form: { fandom: '' }, status: 422 },
    { case: 'POST editTags owner', path: () => tags(at.own), status: 403 },
    { case: 'GET previewWork guest', path: () => `/works/${at.own}/preview`, status: 303 },
    {
      case: 'GET previewWork member',
      path: () => `/works/${at.own}/preview`,
      status: 200,
      says: ['This is a preview.', 'Mine to Change'],
    },
    { case: 'GET previewWork member', path: () => `/works/${at.draft}/preview`, status: 404 },
    { case: 'GET previewWork owner', path: () => `/works/${at.own}/preview`, status: 403 },
    { case: 'GET drafts guest', path: '/users/reader/works/drafts', status: 303 },
    { case: 'GET drafts member', path: '/users/reader/works/drafts', status: 200, says: ['No drafts'] },
    { case: 'GET drafts member', path: '/users/writer/works/drafts', status: 404, hides: ['Drawer'] },
    { case: 'GET drafts owner', path: '/users/reader/works/drafts', status: 404 },
  ],
)

const TWO = /<p>One\.<\/p>\s*<p>Two “three”\.<\/p>/

describe('a new work', () => {
  test('[W-002] ★ of the fewest fields is posted and in the public lists; by a preview, too', async () => {
    const answer = await post({ title: 'Straight to Its Readers' })
    expect(await page(answer.headers.get('location') ?? '', null)).toContain('Straight to Its Readers')
    const preview = await (
      await post({ title: 'By a Preview', body: 'One.\r\n\r\nTwo “three”.' }, 'preview')
    ).text()
    expect(preview).toContain('This is a preview.')
    expect(preview).toMatch(TWO)
    const id = await made({ ...hiddenIn(preview), as: 'post' })
    expect(await page(`/works/${id}`, null)).toMatch(TWO)
    const list = await page('/works', null)
    for (const title of ['Straight to Its Readers', 'By a Preview']) expect(list).toContain(title)
  })

  test('[W-001] is for members: a guest is asked to log in, and nothing is stored', async () => {
    const before = await many()
    const sent = await world.post('/works/new', { ...LEAST, as: 'post' })
    expect(sent.status).toBeGreaterThanOrEqual(300)
    expect((await sent.text()) + sent.headers.get('location')).toMatch(/login/)
    expect(await many()).toBe(before)
  })

  test('[W-003] ★ without a warning is refused, and none is put there for its writer', async () => {
    const before = await many()
    const refused = await post({ warning: [], title: 'No Warning' })
    expect(refused.status).toBe(422)
    const form = await refused.text()
    expect(form).toContain('Choose at least one warning')
    expect(form).toContain('value="No Warning"')
    expect(form).not.toMatch(/name="warning"[^>]* checked/)
    expect(await many()).toBe(before)
    const id = await made({ warning: 'Graphic Depictions Of Violence' })
    expect((await tagsOf(id)).slice(0, 2)).toEqual(['General Audiences', 'Graphic Depictions Of Violence'])
  })

  test('[W-006] with a tag of 151 letters is refused, and told how to mend it', async () => {
    const refused = await post({ freeform: `Bees, ${'é'.repeat(151)}` })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toMatch(
      /has 151 letters, and a tag may have 150\. Shorten it, or make several/,
    )
    await made({ freeform: `Bees, ${'é'.repeat(150)}` })
  })

  test('with a forbidden sign in a tag says which; what was typed comes back', async () => {
    const refused = await (await post({ character: 'A^B' })).text()
    expect(refused).toContain('“A^B” cannot be a tag')
    expect(refused).toMatch(/>\s*A\^B<\/textarea>/)
  })

  test('keeps its tags in the order and spelling of its writer, however they are parted', async () => {
    const id = await made({ freeform: 'Zebras，Apples、bees , BEES,Zebras', fandom: 'Second, First' })
    expect((await tagsOf(id)).slice(2)).toEqual(['Second', 'First', 'Zebras', 'Apples', 'bees'])
  })

  test('[W-011] has an open end where the planned number is none', async () => {
    const open = await made({ expected: 'text' })
    expect(await page(`/works/${open}`, null)).toContain('1/?')
    const three = await made({ expected: '٣' })
    expect((await row(three)).chapters_expected).toBe(3)
    expect((await row(three)).completed_on).toBeNull()
    const whole = await made()
    expect(await page(`/works/${whole}`, null)).toContain('1/1')
    expect((await row(whole)).completed_on).not.toBeNull()
  })

  test('[W-013] ★ dated in the past is shown and sorted by that day', async () => {
    const old = await made({ title: 'Lanterns Long Ago', published: '1990-05-24' })
    const later = await made({ title: 'Lanterns of Today' })
    expect(await page(`/works/${old}`, null)).toContain('1990-05-24')
    const list = await page('/works?q=lanterns&sort=updated', null)
    expect(list.indexOf('Lanterns of Today')).toBeGreaterThan(0)
    expect(list.indexOf('Lanterns Long Ago')).toBeGreaterThan(list.indexOf('Lanterns of Today'))
    expect((await row(later)).sorted_at).not.toEqual((await row(old)).sorted_at)
  })

  test('[W-014] cannot be dated ahead, when it is made and when it is edited', async () => {
    for (const published of ['2026-11-29', '1949-12-31', '2026-02-30', 'soon']) {
      const refused = await post({ published })
      expect(refused.status, published).toBe(422)
      expect(await refused.text()).toContain(`value="${published}"`)
    }
    const id = await made()
    expect((await edit(id, { ...LEAST, published: '2026-11-29' })).status).toBe(422)
    expect((await edit(id, { ...LEAST, published: '2024-02-29' })).status).toBe(303)
    expect(await page(`/works/${id}`, null)).toContain('2024-02-29')
  })

  test('[O-037] shows its title exactly as it was typed', async () => {
    const title = 'Salt & Pepper <3 ^ "x" &amp; <b>bold</b>'
    const id = await made({ title })
    const shown = 'Salt &amp; Pepper &lt;3 ^ &quot;x&quot; &amp;amp; &lt;b&gt;bold&lt;/b&gt;'
    for (const path of [`/works/${id}`, `/works/${id}/edit`, '/works?sort=updated']) {
      const found = (await page(path)).replaceAll('&#39;', "'")
      expect(found, path).toContain(shown)
      expect(found, path).not.toContain('&amp;amp;amp;')
    }
    expect(await page(`/works/${id}`)).toMatch(/<title>[^<]*Salt &amp; Pepper &lt;3/)
  })

  test('[O-036] keeps classes in text and notes, not in the summary; links do not vouch', async () => {
    const html = '<p class="letter"><a href="https://example.org/">x</a> and more</p>'
    const id = await made({ body: html, notes: html, end_notes: html, summary: html })
    const found = await row(id)
    expect(found.notes).toContain('class="letter"')
    expect(found.end_notes).toContain('class="letter"')
    expect(found.summary).not.toContain('class')
    const form = await page(`/works/${id}/edit`)
    expect(form.match(/&lt;p class=&quot;letter&quot;&gt;/g)).toHaveLength(3)
    expect(form.match(/rel=&quot;nofollow&quot;/g)?.length).toBeGreaterThanOrEqual(3)
  })
})

describe('a text', () => {
  test('may be written in Markdown, and is kept as HTML', async () => {
    const id = await made({ body: '# One\n\nTwo *three*\n\n~~~\n', spelling: 'markdown' })
    expect(await page(`/works/${id}`, null)).toContain('<em>three</em>')
  })

  test.each([
    ['too long', { summary: 'x'.repeat(1_251) }, /8 letters more than the 1,250/],
    ['too short', { body: 'a' }, /at least 10 letters/],
    ['missing', { body: '   ' }, /There is no text yet/],
    ['tangled', { body: '<i>'.repeat(100_000) }, /so many tags within tags/],
    ['under a storm', { title: `A${'\u0301'.repeat(40)}` }, /So many marks on one letter/],
    ['in no language', { language: 'tlh' }, /Choose the language/],
    ['of a title too long', { title: 't'.repeat(256) }, /1 letter more than the 255/],
  ])('%s is refused, and comes back', async (_what, some, says) => {
    const answer = await post(some)
    expect(answer.status).toBe(422)
    const form = await answer.text()
    expect(form).toMatch(says)
    const [typed = ''] = Object.values(some)
    if (typed.trim() && !('language' in some)) expect(form).toContain(escaped(typed))
  })

  test('with a NUL and halves of characters is kept without them', async () => {
    const id = await made({ title: 'Odd\u0000 One\ud800', body: 'Some text that \u0000 is here \udc00.' })
    expect((await row(id)).title).toMatch(/^Odd One/)
  })
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What a preview carries. */
function hiddenIn(html: string): Record<string, string> {
  const plain = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const form = /<form[^>]*class="preview-form".*?<\/form>/s.exec(html)?.[0] ?? ''
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, plain(value)]))
}

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

describe('the form of tags alone', () => {
  test('[W-051] changes tags and not the text; of a draft it saves it or posts it', async () => {
    const id = await made({ title: 'Tagged Later', body: 'A text that stays as it is.' }, 'draft')
    const only = { rating: 'Mature', warning: 'No Archive Warnings Apply', fandom: 'Fandom A, Fandom B' }
    const form = await page(`/works/${id}/edit_tags`)
    for (const words of ['Keep as draft', 'Post', 'Preview', 'Cancel']) expect(form).toContain(words)
    expect((await edit(id, { ...only, as: 'draft' }, 'reader', true)).headers.get('location')).toMatch(
      /done=kept/,
    )
    expect(await tagsOf(id)).toEqual(['Mature', 'No Archive Warnings Apply', 'Fandom A', 'Fandom B'])
    expect((await row(id)).standing).toBe('draft')
    expect(await (await edit(id, { ...only, as: 'preview' }, 'reader', true)).text()).toContain(
      'A text that stays',
    )
    expect((await edit(id, { ...only, as: 'post' }, 'reader', true)).headers.get('location')).toMatch(
      /done=posted/,
    )
    expect(await page(`/works/${id}`, null)).toContain('adult')
    expect((await row(id)).title).toBe('Tagged Later')
    expect(await page(`/works/${id}/edit_tags`)).not.toContain('Keep as draft')
  })
})

describe('drafts', () => {
  test('[W-043] ★ are in no list but their writers’ own, with a count', async () => {
    const id = await made({ title: 'Unseen Yet Written' }, 'draft')
    for (const path of ['/works', '/works?q=Unseen', '/users/reader/works', '/users/reader'])
      expect(await page(path, 'writer'), path).not.toContain('Unseen Yet Written')
    expect((await world.get(`/works/${id}`, 'writer')).status).toBe(404)
    const list = await page('/users/reader/works/drafts')
    expect(list).toContain('Unseen Yet Written')
    const n = list.match(/<li><h3/g)?.length ?? 0
    expect(list).toContain(n === 1 ? '1 draft,' : `${n} drafts,`)
  })

  test('[W-046] are posted, edited, tagged and deleted from there', async () => {
    const id = await made({ title: 'Ready to Go' }, 'draft')
    const list = await page('/users/reader/works/drafts')
    for (const deed of ['post', 'edit', 'edit_tags', 'confirm_delete'])
      expect(list).toContain(`/works/${id}/${deed}"`)
    const asked = await page(`/works/${id}/confirm_delete`)
    expect(asked).not.toMatch(/orphan|kudos|comments/i)
    expect((await world.post(`/works/${id}/post`, {}, 'reader')).headers.get('location')).toMatch(
      /done=posted/,
    )
    expect(await page('/works', null)).toContain('Ready to Go')
    expect(await page('/users/reader/works/drafts')).not.toContain('Ready to Go')
  })

  test('are told to followers when they are posted, and silently where their writer says so', async () => {
    const told = async () =>
      (
        await world.pool.query<{ id: number }>(
          `select (payload ->> 'workId')::int as id from graphile_worker._private_jobs
            join graphile_worker._private_tasks as tasks on tasks.id = task_id where identifier = 'work.posted'`,
        )
      ).rows.map(({ id }) => id)
    const [loud, silent] = [await made({ title: 'Loud' }), await made({ title: 'Hush', announced: 'no' })]
    expect(await told()).toContain(loud)
    expect(await told()).not.toContain(silent)
  })

  test('may wait for an hour of their own, and be called back', async () => {
    const hour = { posts_day: '2026-12-24', posts_hour: '18:00', posts_zone: 'Europe/Berlin' }
    expect((await post({ ...hour, posts_day: '2026-11-01' }, 'schedule')).status).toBe(422)
    const id = await made({ title: 'For the Eve', ...hour }, 'schedule')
    expect(await row(id)).toMatchObject({ standing: 'scheduled', posts_local: '2026-12-24T18:00' })
    expect(await page(`/works/${id}/edit`)).toContain('value="2026-12-24"')
    expect((await edit(id, { ...LEAST, ...hour, posts_hour: '19:00', as: 'schedule' })).status).toBe(303)
    expect((await row(id)).posts_local).toBe('2026-12-24T19:00')
    expect((await edit(id, { ...LEAST, as: 'draft' })).status).toBe(303)
    expect(await row(id)).toMatchObject({ standing: 'draft', posts_at: null })
  })
})
