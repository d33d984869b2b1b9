import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { plain } from '../../test/sample.ts'
import { aChapter, makeWorld, SAMPLE_PASSWORD, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'

let world: World
let anna: Member
let work = 0
beforeAll(async () => {
  world = await makeWorld('empty')
  await world.person('keeper', 'owner')
  anna = await world.person('anna')
  await world.person('bert')
  work = await world.work(anna, {
    title: 'The Tower',
    rating: 'Mature',
    warnings: ['Major Character Death'],
    fandoms: ['Emma'],
    additionalTags: ['Qzfluff'],
    chapters: [aChapter({ html: '<p>One.</p>' }), aChapter({ html: '<p>Two.</p>' })],
  })
})
beforeEach(async () => {
  await world.pool.query("update people set preferences = '{}'")
})
afterAll(() => world.end())

const page = async (path: string, who: string | null = 'bert'): Promise<string> =>
  (await world.get(path, who)).text()
const prefer = async (form: Record<string, string>, who = 'bert'): Promise<void> => {
  expect((await world.post(`/users/${who}/preferences`, form, who)).status).toBe(303)
}
const titleOf = (html: string): string => plain(/<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '')
const at = (): string => `/works/${work}`

test('[U-024] each preference is in the form, can be turned, and is kept', async () => {
  const form = await page('/users/bert/preferences')
  const boxes = [...form.matchAll(/<input type="checkbox"[^>]* name="(\w+)"([^>]*)>/g)]
  expect(boxes.length).toBeGreaterThan(20)
  for (const word of [
    'search engines',
    'sharing',
    'adult',
    'in full',
    'warnings',
    'additional tags',
    'styles',
  ])
    expect(plain(form)).toContain(word)
  for (const word of [
    'Time zone',
    'Title of the window',
    'Kudos, by mail',
    'Gifts, in my inbox',
    'co-creator',
    'read',
  ])
    expect(plain(form)).toContain(word)
  const was = new Map(boxes.map(([, name = '', rest = '']) => [name, / checked/.test(rest)]))
  const turned = [...was].filter(([, on]) => !on).map(([name]) => [name, 'on'])
  await prefer({ ...Object.fromEntries(turned), timeZone: 'Asia/Tokyo', titleFormat: 'TITLE!' })
  const after = await page('/users/bert/preferences?done=saved')
  for (const [, name = '', rest = ''] of after.matchAll(/<input type="checkbox"[^>]* name="(\w+)"([^>]*)>/g))
    expect([name, / checked/.test(rest)]).toEqual([name, !was.get(name)])
  expect(after).toMatch(/value="Asia\/Tokyo" selected/)
  expect(after).toContain('value="TITLE!"')
  expect(plain(after)).toContain('Saved.')
})

test('[U-026] an adult work asks first unless a preference says otherwise, and the step is titled like the work', async () => {
  const { rows } = await world.pool.query('select id from chapters where work_id = $1 order by position', [
    work,
  ])
  for (const who of [null, 'bert']) {
    const step = await page(at(), who)
    expect(plain(step)).toContain('This work could have adult content. If you continue')
    expect(titleOf(step)).toMatch(/^The Tower, chapter 1 - anna - Emma \|/)
    expect(titleOf(await page(`${at()}/chapters/${rows[1].id}`, who))).toMatch(
      /^The Tower, chapter 2 - anna - Emma/,
    )
  }
  expect(plain(await page(at(), 'anna'))).toContain('One.')
  await prefer({ adult: 'on' })
  expect(plain(await page(at()))).toContain('One.')
  await prefer({})
  expect(plain(await page(at()))).not.toContain('One.')
})

test('[U-028] works of many chapters open whole by preference, chapters still open alone', async () => {
  await prefer({ adult: 'on' })
  expect(await page(at())).not.toContain('Two.')
  await prefer({ adult: 'on', wholeWork: 'on' })
  const whole = await page(at())
  expect(whole).toContain('Two.')
  expect(whole).not.toContain('rel="next"')
  const first = /class="chapter bychapter"><a class="button" href="([^"]+)"/.exec(whole)?.[1] ?? ''
  expect(await page(first)).not.toContain('Two.')
})

test('[U-028] the title has the form one likes, and follows edited tags', async () => {
  await prefer({ adult: 'on', titleFormat: 'FANDOM - AUTHOR - TITLE' })
  expect(titleOf(await page(at()))).toMatch(/^Emma - anna - The Tower, chapter 1 \|/)
  await world.pool.query("update tags set name = 'Persuasion', name_key = 'persuasion' where name = 'Emma'")
  await world.pool.query("update work_tags set written = null where written = 'Emma'")
  expect(titleOf(await page(at()))).toMatch(/^Persuasion - anna/)
  await world.pool.query("update works set disclosure = 'anonymous' where id = $1", [work])
  expect(titleOf(await page(at()))).toMatch(/^Persuasion - Anonymous - The Tower/)
  await world.pool.query("update works set disclosure = 'open' where id = $1", [work])
})

test.each([
  { form: { hideWarnings: 'on' }, veiled: ['Show warnings'], shown: ['Show additional tags'] },
  { form: { hideTags: 'on' }, veiled: ['Show additional tags'], shown: ['Show warnings'] },
  {
    form: { hideWarnings: 'on', hideTags: 'on' },
    veiled: ['Show warnings', 'Show additional tags'],
    shown: [],
  },
])(
  '[U-027] veiled until asked for, in lists and on the page, never on one’s own: $form',
  async ({ form, veiled, shown }) => {
    const chosen: Record<string, string> = Object.fromEntries([['adult', 'on'], ...Object.entries(form)])
    await prefer(chosen)
    await prefer(chosen, 'anna')
    for (const path of ['/works', at(), '/users/anna']) {
      const html = await page(path)
      for (const says of veiled) {
        const folded = new RegExp(
          `<details class="more-tags"><summary>${says}</summary>.*?</details>`,
          's',
        ).exec(html)
        expect(folded, `${path}: ${says}`).not.toBeNull()
        const word = says === 'Show warnings' ? 'Major Character Death' : 'Qzfluff'
        expect(folded?.[0]).toContain(word)
        const list = html
          .slice(html.indexOf('<main'), html.indexOf('id="work-filters"'))
          .replace(/<details class="more-tags">.*?<\/details>/gs, '')
        expect(list.split('<aside')[0]).not.toMatch(new RegExp(`title="[^"]*${word}|>${word}<`))
      }
      for (const says of shown) expect(html).not.toContain(`<summary>${says}`)
      const own = await page(path, 'anna')
      expect(own).not.toMatch(/<summary>Show (warnings|additional)/)
    }
    expect(await page('/works', null)).not.toMatch(/<summary>Show (warnings|additional)/)
  },
)

test('search engines are asked away from one’s pages and open works, and from nothing that would tell', async () => {
  const hidden = await world.work(anna, { title: 'Nobody’s' })
  await world.pool.query("update works set disclosure = 'anonymous' where id = $1", [hidden])
  const paths = [
    '/users/anna',
    '/users/anna/profile',
    '/users/anna/works',
    `${at()}?view_adult=true`,
    `/works/${hidden}`,
  ]
  const asked = async () =>
    Promise.all(paths.map(async (path) => (await page(path, null)).includes('content="noindex"')))
  expect(await asked()).toEqual([false, false, false, false, false])
  await prefer({ hideFromSearch: 'on' }, 'anna')
  expect(await asked()).toEqual([true, true, true, true, false])
  await world.pool.query('delete from works where id = $1', [hidden])
})

test('language and reading settings come along to the next device', async () => {
  await prefer({ language: 'de' })
  await world.post('/settings/reading', { theme: 'sepia', size: '130' }, 'bert')
  const answer = await world.post('/users/login', { login: 'bert', password: SAMPLE_PASSWORD })
  const cookies = answer.headers.getSetCookie().join('\n')
  expect(cookies).toMatch(/^ui=de;/m)
  expect(cookies).toMatch(/^reading=[^;]*theme:sepia/m)
  expect(cookies).toMatch(/size:130/)
  const saved = await world.post('/users/bert/preferences', { language: 'ar' }, 'bert')
  expect(saved.headers.get('set-cookie')).toContain('ui=ar')
  const other = await world.post('/users/login', { login: 'anna', password: SAMPLE_PASSWORD })
  expect(other.headers.getSetCookie().join('\n')).not.toMatch(/^(ui|reading)=/m)
})

test('what was stored by hand or by another version is as it is at first', async () => {
  await world.pool.query(
    `update people set preferences = '{"adult": "maybe", "timeZone": "Mars", "reading": 7}' where name = 'bert'`,
  )
  expect(plain(await page(at()))).toContain('could have adult content')
  expect((await world.get('/users/bert/preferences', 'bert')).status).toBe(200)
})
