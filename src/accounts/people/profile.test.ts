import { afterAll, beforeAll, expect, test } from 'vitest'
import { plain } from '../../../test/sample.ts'
import { makeWorld, type World } from '../../../test/world.ts'
import { settledText } from '../../prose/index.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('empty')
  await world.person('keeper', 'owner')
  await world.person('anna', 'member', ['Gull', 'Secret Heron'])
  await world.pool.query(
    "update pen_names set unlinked = true, code = 'secretheroncode' where name = 'Secret Heron'",
  )
})
afterAll(() => world.end())

const EDIT = '/users/anna/profile/edit'
const page = async (path: string, who: string | null = null): Promise<string> =>
  (await world.get(path, who)).text()

test('[U-023] title and text are added, changed and removed; nothing is mailed, no address is shown', async () => {
  expect(await page('/users/anna/profile')).not.toContain('userstuff about')
  await world.post(EDIT, { title: '  Tea &  storms ', text: 'First line\nsecond\n\nNew <3 part' }, 'anna')
  const first = await page('/users/anna/profile')
  expect(first).toContain('<p>First line<br>second</p>')
  expect(plain(first)).toContain('New <3 part')
  expect(first).toContain('Tea &amp; storms')
  expect(first).not.toContain('anna@example.org')
  expect(plain(first)).toContain('Gull')
  expect(first).not.toMatch(/Heron/)
  expect(await page(EDIT, 'anna')).toContain('First line\nsecond\n\nNew &lt;3 part')
  await world.post(EDIT, { title: '', text: '<b>Bold</b><script>alert(1)</script>' }, 'anna')
  const second = await page('/users/anna/profile')
  expect(second).toContain('<b>Bold</b>')
  expect(second).not.toMatch(/alert|Tea &/)
  expect(await page('/users/anna')).toContain('<b>Bold</b>')
  await world.post(EDIT, { title: '', text: ' \n ' }, 'anna')
  expect(await page('/users/anna/profile')).not.toContain('userstuff about')
  const { rows } = await world.pool.query('select from mails')
  expect(rows).toHaveLength(0)
})

test('what was typed and refused is given back, whole', async () => {
  const text = 'long '.repeat(500)
  const refused = await world.post(EDIT, { title: 'kept', text }, 'anna')
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toContain(text.trimEnd())
  expect(html).toContain('value="kept"')
  expect(html).toMatch(/aria-describedby="f-text-hint f-text-fault"/)
})

test('plain words become paragraphs, and HTML stays HTML', () => {
  expect(settledText('a & b\r\nc\n\n\nd')).toBe('<p>a &amp; b<br>c</p><p>d</p>')
  expect(settledText('<p>a</p>\n\nb')).toBe('<p>a</p>\n\nb')
  expect(settledText('1 < 2 > 0')).toBe('<p>1 &lt; 2 &gt; 0</p>')
  expect(settledText('  ')).toBe('')
})
