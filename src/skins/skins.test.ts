import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeSkin } from '../../test/judge-skin.ts'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  await world.person('ana')
  await world.person('ben')
})
afterAll(() => world.end())

type Form = Parameters<World['post']>[1]
const make = (form: Form, as = 'ana') => world.post('/skins/new', { kind: 'site', ...form }, as)
const numberIn = (answer: Response): number =>
  Number(/skins\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
const made = async (form: Form, as = 'ana'): Promise<number> => numberIn(await make(form, as))
const body = async (path: string, as: string | null = null, headers = {}) =>
  (await world.get(path, as, headers)).text()

/** The sheet a page wears, if any. */
async function worn(path: string, as: string | null = null, headers = {}): Promise<string | undefined> {
  const address = /<link rel="stylesheet" href="(\/skins\/[^"]+)"/.exec(await body(path, as, headers))?.[1]
  return address && (await (await world.get(address)).text())
}

const deed = (id: number, what: string, as = 'ana') => world.post(`/skins/${id}`, { deed: what }, as)
const judge = (id: number, what: 'approve' | 'decline' | 'withdraw') => judgeSkin(world, id, what, 'keeper')
async function approved(form: Form): Promise<number> {
  const id = await made(form)
  await deed(id, 'offer')
  await judge(id, 'approve')
  return id
}

test('[O-023] a member makes private skins; guests cannot', async () => {
  const guest = await world.post('/skins/new', { kind: 'work', title: 'Guest’s', css: 'p{color:red}' })
  expect(guest.status).toBe(303)
  expect(guest.headers.get('location')).toMatch(/^\/users\/login/)
  const site = await made({ title: 'Evening', css: 'body { background: black }' })
  const work = await made({ kind: 'work', title: 'Letters', css: '.letter { font-style: italic }' })
  expect(await body('/users/ana/skins', 'ana')).toContain('Evening')
  expect(await body(`/skins/${work}`, 'ana')).toContain('Letters')
  for (const [path, as] of [
    [`/skins/${site}`, 'ben'],
    [`/skins/${work}`, null],
    ['/users/ana/skins', 'ben'],
  ] as const)
    expect((await world.get(path, as)).status).toBe(404)
  expect(await body('/skins', 'ben')).not.toContain('Evening')
})

test('[O-023] a title is unique, short and not the archive’s own; what was typed stays', async () => {
  await made({ title: 'Taken', css: '' })
  const typed = { kind: 'work', css: '.kept { color: red }' }
  for (const [title, says] of [
    ['taken', 'Another skin has this title already'],
    ['x'.repeat(256), 'The title has more than 255 letters'],
    ['The Archive Official', '“archive” is kept for skins of the archive itself'],
    ['   ', 'Give it a title.'],
  ] as const) {
    const answer = await make({ ...typed, title }, 'ben')
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain(says)
    expect(page).toContain('.kept { color: red }')
    expect(page).toContain('name="kind" value="work"')
  }
})

test('[O-023] bad CSS is refused with its place and its words; kind, text and choices are kept', async () => {
  const css = 'p { color: red }\n@import url(https://evil.example/x.css);'
  const answer = await make({ title: 'Bad', css, role: 'replace', media: ['dark', 'print'], font: 'Georgia' })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain('Line 2, column 1')
  expect(page).toMatch(/<code dir="ltr">@import url\(https:\/\/evil\.example\/x\.css\)/)
  expect(page).toContain('p { color: red }\n@import')
  for (const kept of [
    'value="replace" checked',
    'value="dark" checked',
    'value="print" checked',
    'value="Georgia"',
  ])
    expect(page).toContain(kept)
  const work = await (await make({ kind: 'work', title: 'Bad, too', css: 'p { position: fixed }' })).text()
  expect(work).toContain('position: fixed')
  expect(work).toContain('A work skin may not pin anything to the window')
})

test('[O-024] a skin is worn on every page, left again and deleted; whoever wore it is back in the usual look', async () => {
  const id = await approved({ title: 'Sea', css: 'body { background: navy }' })
  expect(await worn('/', 'ben')).toBeUndefined()
  expect((await deed(id, 'wear', 'ben')).status).toBe(303)
  for (const path of ['/', '/works', '/users/ben/preferences', '/no/such/page', '/skins'])
    expect(await worn(path, 'ben')).toBe('body{background:navy}')
  expect(await worn('/')).toBeUndefined()
  await deed(id, 'leave', 'ben')
  expect(await worn('/', 'ben')).toBeUndefined()
  await deed(id, 'wear', 'ben')
  await deed(id, 'wear')
  await judge(id, 'withdraw')
  expect(await worn('/', 'ben')).toBeUndefined()
  expect(await worn('/', 'ana')).toBe('body{background:navy}')
  expect((await world.pool.query("select skin_id from people where name = 'ben'")).rows[0].skin_id).toBeNull()
  expect((await world.post(`/skins/${id}/confirm_delete`, {}, 'ben')).status).toBe(404)
  expect((await world.post(`/skins/${id}/confirm_delete`, {}, 'ana')).status).toBe(303)
  expect(await worn('/', 'ana')).toBeUndefined()
  expect((await world.get(`/skins/${id}`, 'ana')).status).toBe(404)
})

test('[O-024] deleting one that another wears leaves them the default', async () => {
  const id = await approved({ title: 'Gone Soon', css: 'body { background: navy }' })
  await deed(id, 'wear', 'ben')
  expect(await worn('/', 'ben')).toBeDefined()
  await world.post(`/skins/${id}/confirm_delete`, {}, 'ana')
  expect(await worn('/', 'ben')).toBeUndefined()
})

test('[O-026] a skin builds on parents in their order, within its media; a change to a parent reaches its children', async () => {
  const first = await made({ title: 'First', css: 'a { color: red }' })
  const second = await made({ title: 'Second', css: 'a { color: blue }', media: ['narrow', 'dark'] })
  const child = await made({ title: 'Child', css: 'a { top: 0 }', parent: [String(first), String(second)] })
  await deed(child, 'wear')
  const media = '@media only screen and (max-width: 42em),(prefers-color-scheme: dark)'
  expect(await worn('/', 'ana')).toBe(`a{color:red}\n${media}{a{color:blue}}\na{top:0}`)
  const before = /\/skins\/\d+\/[0-9a-f]+\.css/.exec(await body('/', 'ana'))?.[0] ?? ''
  const edit = { title: 'First', css: 'a { color: green }' }
  expect((await world.post(`/skins/${first}/edit`, edit, 'ana')).status).toBe(303)
  expect(await worn('/', 'ana')).toContain('a{color:green}')
  expect((await world.get(before)).status).toBe(404)
  const loop = await world.post(`/skins/${first}/edit`, { ...edit, parent: String(child) }, 'ana')
  expect(await loop.text()).toContain('A skin cannot build on itself')
  await world.post(`/skins/${second}/confirm_delete`, {}, 'ana')
  expect(await worn('/', 'ana')).toBe('a{color:green}\na{top:0}')
  const strange = await make({ title: 'Strange', parent: String(child) }, 'ben')
  expect(await strange.text()).toContain('no longer there')
  await deed(child, 'leave')
})

test('[O-027] a form without CSS sets font, size, margins, spacing and colours, checks them, and is joined with CSS', async () => {
  const wrong = await make({
    title: 'By Form',
    margin: 'wide',
    base_em: '9000',
    accent_color: 'red;}',
    font: 'a{b',
  })
  const page = await wrong.text()
  expect(wrong.status).toBe(422)
  for (const says of [
    '“wide” does not fit: write a number from 0 to 40.',
    '“9000” does not fit',
    '“red;}” is no colour',
    '“a{b” cannot be read as names of fonts',
  ])
    expect(page).toContain(says)
  const choices = {
    ...{ font: 'Georgia, "Noto Serif"', base_em: '120', margin: '12.5', paragraph_gap: '2' },
    ...{ background_color: '#fffbe6', foreground_color: 'black', headercolor: '#ccc', accent_color: 'navy' },
  }
  const id = await made({ title: 'By Form', ...choices })
  await deed(id, 'wear')
  const says = [
    'Georgia, "Noto Serif"',
    '120%',
    '12.5%',
    '2em',
    '--paper:#fffbe6',
    '--ink:black',
    '#ccc',
    '--link:navy',
  ]
  for (const one of says) expect(await worn('/', 'ana')).toContain(one)
  await world.post(`/skins/${id}/edit`, { title: 'By Form', ...choices, css: 'h1 { top: 3px }' }, 'ana')
  for (const one of [...says, 'h1{top:3px}']) expect(await worn('/', 'ana')).toContain(one)
  expect(await body(`/skins/${id}/edit`, 'ana')).toContain('value="12.5"')
  await deed(id, 'leave')
})

test('[O-028] a skin that is offered is nobody else’s until it is approved, and then fixed', async () => {
  const id = await made({ title: 'Meadow', css: 'body { background: green }' })
  await deed(id, 'offer')
  expect(await body(`/skins/${id}`, 'ana')).toContain('offered, waits for a moderator')
  for (const as of ['ben', null]) {
    expect((await world.get(`/skins/${id}`, as)).status).toBe(404)
    expect((await world.post('/skins', { skin: String(id) }, as)).status).toBe(404)
    expect(await worn(`/works?site_skin=${id}`, as)).toBeUndefined()
  }
  expect((await world.get('/admin/skins', 'ana')).status).toBe(404)
  expect((await judgeSkin(world, id, 'approve', 'ana')).status).toBe(404)
  expect(await body('/admin/skins', 'keeper')).toContain('Meadow')
  expect(await worn(`/works?site_skin=${id}`, 'keeper')).toContain('green')
  await judge(id, 'approve')
  expect(await body('/skins')).toContain('Meadow')
  expect(await body(`/skins/${id}`)).not.toContain('ana')
  expect((await world.get(`/skins/${id}/edit`, 'ana')).status).toBe(403)
  expect((await world.post(`/skins/${id}/edit`, { title: 'Other' }, 'ana')).status).toBe(403)
  expect(await worn(`/works?site_skin=${id}`)).toContain('green')
  expect(await worn('/works')).toBeUndefined()
})

test('[O-028] a guest looks at everybody’s skins on a sample, from the list; nothing is worn afterwards', async () => {
  const site = await approved({ title: 'Seen Before', css: '.blurb { background: teal }' })
  const work = await approved({ kind: 'work', title: 'Seen in Text', css: 'p { color: teal }' })
  const list = await body('/skins')
  expect(list).toContain(`href="/skins/${site}?site_skin=${site}"`)
  expect(list).toContain(`href="/skins/${work}"`)
  const preview = `/skins/${site}?site_skin=${site}`
  expect(await worn(preview)).toContain('teal')
  const page = await body(preview)
  for (const part of [
    'class="work blurb group"',
    'id="workskin"',
    'The lamp had been burning',
    'Wear it for now',
  ])
    expect(page).toContain(part)
  expect(page).not.toMatch(/<(?:img|script|iframe)[^>]+src="https?:/)
  expect((await world.get(preview)).headers.get('set-cookie') ?? '').not.toContain('site_skin')
  expect(await worn('/skins')).toBeUndefined()
  expect(await body(`/skins/${site}`)).not.toContain('id="workskin"')
  expect(await body(`/skins/${work}`)).toContain('id="workskin"')
  expect(await worn(`/skins/${work}`)).toBeDefined()
  // Worn by this page alone, it is not taken for what their account wears.
  expect(await body(preview, 'ben')).toContain('Wear it on all my devices')
})

test('[O-028] anybody chooses one from the footer, for as long as the browser is open, and stays on the page', async () => {
  const id = await approved({ title: 'Harbour', css: 'body { background: teal }' })
  expect(await body('/works?q=lamp')).toMatch(/<select id="footer-skin"[\s\S]*Harbour/)
  for (const as of [null, 'ben']) {
    const answer = await world.post('/skins', { skin: String(id), back: '/works?q=lamp' }, as)
    expect(answer.headers.get('location')).toBe('/works?q=lamp')
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).not.toContain('Max-Age')
    const both = [cookie.split(';')[0], await world.cookie(as)].filter(Boolean).join('; ')
    expect(await worn('/works?q=lamp', as, { cookie: both })).toContain('teal')
    expect(await worn('/works?site_skin=none', as, { cookie: both })).toBeUndefined()
  }
  const off = await world.post('/skins', { skin: 'none', back: '//evil.example' })
  expect(off.headers.get('location')).toBe('/')
  await judge(id, 'withdraw')
  expect(await worn('/works', null, { cookie: `site_skin=${id}` })).toBeUndefined()
})

test('what is in the form is tried on, and nothing is saved; a fault is said as it would be', async () => {
  const tried = await make({ title: 'Tried', css: 'body { color: teal }', media: 'screen', as: 'preview' })
  const page = await tried.text()
  expect(tried.status).toBe(200)
  expect(page).toContain('This is a preview.')
  const address = /\/skins\/0\/[0-9a-f]+\.css/.exec(page)?.[0] ?? ''
  expect(await body(address)).toBe('@media screen{body{color:teal}}')
  const work = await (await make({ kind: 'work', title: 'Tried', css: 'p { top: 0 }', as: 'preview' })).text()
  expect(work).toContain('skin-sample')
  expect(await body(/\/skins\/0\/[0-9a-f]+\.css/.exec(work)?.[0] ?? '')).toBe('#workskin p{top:0}')
  expect((await world.get(address)).status).toBe(404)
  expect((await make({ title: 'Tried', css: '@x;', as: 'preview' })).status).toBe(422)
  expect(await body('/users/ana/skins', 'ana')).not.toContain('Tried')
})

test('one that takes the place of our look comes without it, but for what every page needs', async () => {
  const id = await made({ title: 'Bare', css: 'body { color: black }', role: 'replace' })
  const page = await body(`/works?site_skin=${id}`, 'ana')
  expect(page).not.toContain('/look.css')
  expect(page).toContain('/plain.css')
})

test('[A-30] what everybody wears builds only on what everybody may wear, and names no account', async () => {
  const own = await made({ title: 'Own Base', css: 'a { color: red }' })
  const child = await made({ title: 'On Own Base', css: 'a { top: 0 }', parent: String(own) })
  const refused = await deed(child, 'offer')
  expect(await refused.text()).toContain('builds on a skin that is not everybody’s')
  await deed(own, 'offer')
  await judge(own, 'approve')
  await deed(child, 'offer')
  await judge(child, 'approve')
  expect(await worn(`/?site_skin=${child}`)).toBe('a{color:red}\na{top:0}')
  await judge(own, 'withdraw')
  expect(await worn(`/?site_skin=${child}`)).toBe('a{top:0}')
})

test('[A-38] a sheet is found by its address alone: kept for ever, sniffed by nobody, private while it is', async () => {
  const id = await made({ title: 'Headers', css: 'a { top: 0 }' })
  const address = /\/skins\/\d+\/[0-9a-f]+\.css/.exec(await body(`/?site_skin=${id}`, 'ana'))?.[0] ?? ''
  const answer = await world.get(address)
  expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  for (const other of [`/skins/${id}/${'0'.repeat(20)}.css`, `/skins/${id}/1.css`, '/skins/999999/ab.css'])
    expect((await world.get(other, 'ana')).status).toBe(404)
})
