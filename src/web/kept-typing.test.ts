import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BASE_URL, makeWorld, SAMPLE_PASSWORD, type World } from '../../test/world.ts'
import { bareToken, csrfToken } from './app-env.ts'

/** Every way a form can fail gives back what was typed into it. */
let world: World
let id = 0
beforeAll(async () => {
  world = await makeWorld('sample')
  id = await world.work(await world.known('reader'), { title: 'Half Written' })
})
afterAll(() => world.end())

const TEXT = '\n\n  It was <b>half past nine</b> & nobody\r\n\r\n"had" \'come\' — ‮שלום‬ 🕯.\n'
const FORM = {
  ...{ title: 'The Lamp in the Hall', rating: 'General Audiences', warning: 'No Archive Warnings Apply' },
  ...{ fandom: 'Sherlock Holmes - Arthur Conan Doyle', language: 'en', as: 'draft', body: TEXT },
}
const secret = 'a secret of the tests, not of an archive'
const tokenOf = (cookie: string) => csrfToken({ secret, baseUrl: BASE_URL }, cookie)

const send = (
  path: string,
  form: Record<string, string>,
  { cookie = '', to = world, headers = { origin: BASE_URL } as Record<string, string> } = {},
) => {
  const all = { host: 'archive.test', cookie, ...headers }
  const body = new URLSearchParams(form)
  const length = { 'content-length': String(Buffer.byteLength(String(body))) }
  return to.app.request(`${BASE_URL}${path}`, {
    method: 'POST',
    headers: { ...all, ...length, 'content-type': 'application/x-www-form-urlencoded' },
    body: String(body),
  })
}

/** The fields of the page's form, as a browser would send them again. */
function fieldsIn(html: string): Record<string, string> {
  const form = /<form class="typed-again".*?<\/form>/s.exec(html)?.[0] ?? ''
  const plain = (text: string) =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const areas = [...form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n?(.*?)<\/textarea>/gs)]
  return Object.fromEntries([...hidden, ...areas].map(([, name = '', value = '']) => [name, plain(value)]))
}

const given = async (answer: Response) => {
  const html = await answer.text()
  return { status: answer.status, html, fields: fieldsIn(html), headers: answer.headers }
}

const newSession = async (): Promise<string> => {
  const guest = await send('/users/login', {
    ...{ csrf: tokenOf(''), login: 'reader', password: SAMPLE_PASSWORD },
  })
  return guest.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

describe('what was typed comes back', () => {
  test('when the session is gone: log in elsewhere, send it again, and it is saved', async () => {
    const cookie = await newSession()
    const form = { ...FORM, csrf: tokenOf(cookie) }
    await send('/users/logout', { csrf: tokenOf(cookie) }, { cookie })
    const first = await given(await send('/works/new', form, { cookie }))
    expect(first.status).toBe(403)
    expect(first.html).toContain('You are not logged in any more')
    expect(first.headers.get('cache-control')).toBe('private, no-store')
    expect({ ...first.fields, csrf: '' }).toEqual({ ...FORM, csrf: '' })

    const again = await newSession()
    const second = await given(await send('/works/new', first.fields, { cookie: again }))
    expect(second.status).toBe(403)
    expect(second.html).toContain('older than your log-in')
    expect(bareToken(second.fields.csrf ?? '')).toBe(tokenOf(again))
    const third = await send('/works/new', second.fields, { cookie: again })
    expect(third.status, await third.text()).toBe(303)
    const { rows } = await world.pool.query('select count(*)::int as n from works where title = $1', [
      FORM.title,
    ])
    expect(rows[0].n).toBe(1)
  })

  test('when the work is gone, or is not theirs to change', async () => {
    const cookie = await world.cookie('reader')
    const csrf = tokenOf(cookie)
    const gone = await given(await send('/works/2147483647/edit', { ...FORM, csrf }, { cookie }))
    expect([gone.status, gone.fields.body]).toEqual([404, TEXT])
    const others = await world.work(await world.known('writer'), { title: 'Somebody Else’s' })
    const refused = await given(await send(`/works/${others}/edit`, { ...FORM, csrf }, { cookie }))
    expect([refused.status, refused.fields.body]).toEqual([403, TEXT])
  })

  test('when something is broken, and when the disk is full', async () => {
    const broken = await makeWorld('sample')
    const cookie = await broken.cookie('reader')
    const csrf = tokenOf(cookie)
    await broken.pool.query(`
      create function no_room() returns trigger language plpgsql as
        $$begin raise exception 'could not extend file' using errcode = '53100'; end$$;
      create trigger no_room before insert on works for each row execute function no_room()`)
    const full = await given(await send('/works/new', { ...FORM, csrf }, { cookie, to: broken }))
    expect([full.status, full.fields.body]).toEqual([507, TEXT])
    await broken.pool.query('alter table works rename to gone')
    const fault = await given(await send('/works/new', { ...FORM, csrf }, { cookie, to: broken }))
    expect([fault.status, fault.fields.body, bareToken(fault.fields.csrf ?? '')]).toEqual([
      500,
      TEXT,
      bareToken(csrf),
    ])
    await broken.end()
  })

  test('when the database is away, and nobody can be known', async () => {
    const away = await makeWorld('sample')
    const cookie = await away.cookie('reader')
    await away.get('/')
    await away.catalogue.close()
    await away.pool.end()
    const answer = await given(
      await send('/works/new', { ...FORM, csrf: tokenOf(cookie) }, { cookie, to: away }),
    )
    expect([answer.status, answer.fields.body, answer.fields.title]).toEqual([503, TEXT, FORM.title])
    expect(bareToken(answer.fields.csrf ?? '')).toBe(tokenOf(cookie))
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })

  test('of five million letters, of any script', async () => {
    const cookie = await world.cookie('reader')
    const body = 'و'.repeat(5_000_000)
    const long = await given(await send('/works/new', { ...FORM, body, csrf: tokenOf(cookie) }, { cookie }))
    expect(long.status).toBe(422)
    expect(long.html).toContain(body)
    const beyond = await given(
      await send('/works/new', { ...FORM, body: body.repeat(3), csrf: tokenOf(cookie) }, { cookie }),
    )
    expect(beyond.status).toBe(413)
    expect(beyond.html).toContain('your browser still has it')
  })
})

describe('nothing comes back', () => {
  test('of a passphrase, of a form of another site’s, or to a browser that says nothing of itself', async () => {
    const cookie = await world.cookie('reader')
    const door = await send('/users/login', {
      csrf: 'old',
      login: 'reader',
      password: 'a long passphrase of mine',
    })
    expect(await door.text()).not.toContain('a long passphrase')
    const elsewhere: readonly Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      {},
    ]
    for (const headers of elsewhere) {
      const answer = await given(await send(`/works/${id}/edit`, { ...FORM, csrf: 'x' }, { cookie, headers }))
      expect([answer.status, answer.fields]).toEqual([403, {}])
    }
  })

  test('where nothing was typed', async () => {
    const answer = await given(await send('/settings/hidden', { csrf: 'old', hide: `/works/${id}` }))
    expect([answer.status, answer.fields]).toEqual([403, {}])
  })
})
