import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const HTML = '<p>She <em>knew</em>.</p>\n<hr>'
const MARKDOWN = 'She *knew*.\n\n***'

routeCases(
  () => world,
  [
    {
      case: 'POST respell guest',
      path: '/manuscripts/respell',
      form: { text: HTML, to: 'markdown' },
      status: 303,
    },
    {
      case: 'POST respell member',
      path: '/manuscripts/respell?form=/works/new',
      form: { body: HTML, spelling: 'html', to: 'markdown', title: 'A & B' },
      status: 200,
      says: [
        'She *knew*.',
        'name="title" value="A &amp; B"',
        'action="/works/new"',
        'name="spelling" value="markdown"',
      ],
    },
    {
      case: 'POST respell owner',
      path: '/manuscripts/respell',
      form: { text: MARKDOWN, from: 'markdown', to: 'html' },
      status: 200,
      says: ['&lt;p&gt;She &lt;em&gt;knew&lt;/em&gt;.&lt;/p&gt;'],
    },
  ],
)

/** As the editor asks. */
async function data(form: Record<string, string>, as: string | null = 'reader'): Promise<Response> {
  const page = await (await world.get('/settings/reading', as)).text()
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const cookie = await world.cookie(as)
  const headers = { host: 'archive.test', origin: 'http://archive.test', cookie, accept: 'application/json' }
  return world.app.request('http://archive.test/manuscripts/respell', {
    ...{ method: 'POST', headers },
    body: new URLSearchParams({ csrf, ...form }),
  })
}

describe('the editor is given', () => {
  test('the same text in the other spelling', async () => {
    const there = await data({ text: HTML, from: 'html', to: 'markdown' })
    expect(await there.json()).toEqual({ text: MARKDOWN })
    const back = await data({ text: MARKDOWN, from: 'markdown', to: 'html' })
    expect(await back.json()).toEqual({ text: HTML })
  })

  test('plain text in Markdown, paragraph by paragraph', async () => {
    const answer = await data({ text: 'One\n\nTwo', from: 'html', to: 'markdown' })
    expect(await answer.json()).toEqual({ text: 'One\n\nTwo' })
  })

  test('nothing for a guest, and a refusal of what is far too long', async () => {
    expect((await data({ text: HTML, to: 'markdown' }, null)).status).toBe(401)
    expect((await data({ text: 'x'.repeat(1_100_000), to: 'markdown' })).status).toBe(413)
  })

  test('a whole chapter without a wait', async () => {
    const text = '<p>She <em>knew</em>, and said so; the snow fell on.</p>'.repeat(9_000)
    const before = performance.now()
    expect((await data({ text, from: 'html', to: 'markdown' })).status).toBe(200)
    expect(performance.now() - before).toBeLessThan(20_000)
  })
})

test('another site’s address is no form to go back to', async () => {
  const answer = await world.post(
    '/manuscripts/respell?form=https://evil.example/',
    { body: HTML, to: 'markdown' },
    'reader',
  )
  expect(await answer.text()).toContain('action="/"')
})
