import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'
import { deskIn, hiddenIn, LEAST } from './desk.fixtures.ts'

let world: World

beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const { post, page, many, made, edit, row, tagsOf } = deskIn(() => world)

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

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
