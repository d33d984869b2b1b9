import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js'
import { Severity } from 'csp_evaluator/dist/finding.js'
import { CspParser } from 'csp_evaluator/dist/parser.js'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/routes.ts'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'

let world: World
let site: Listening
beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
})
afterAll(async () => {
  await site.close()
  await world.end()
})

/** Every address that answers a form, with numbers and names in its parts. */
const forms = (): readonly string[] => [
  ...new Set(
    world.app.routes
      // KOReader's own way to an account: answers everyone that there is none here, and changes nothing.
      .filter(({ method, path }) => method === 'POST' && path !== '*' && path !== routes.koreaderJoin)
      .map(({ path }) =>
        path
          .replace(/:(name|pseud)(\{[^}]*\})?/g, 'writer')
          .replace(/:[A-Za-z]+(\{[^}]*\})?/g, '1')
          .replace(/\/\*$/, '/x'),
      ),
  ),
]

test('[A-15] whatever changes something asks for the token of its session, whoever sends it', async () => {
  expect(forms().length).toBeGreaterThan(5)
  const before = await contents()
  for (const path of forms()) {
    for (const who of [null, 'reader', 'moderator']) {
      for (const csrf of [null, 'x']) {
        const body = new FormData()
        if (csrf) body.set('csrf', csrf)
        body.set('name', 'x')
        body.set('files', new File(['x'], 'x.html'))
        const headers = { origin: site.url, cookie: await world.cookie(who) }
        const sent = { method: 'POST', headers, body, redirect: 'manual' } as const
        const answer = await fetch(`${site.url}${path}`, sent)
        // A guest is asked to log in first where nobody else may go on.
        const refused = who === null && answer.headers.get('location')?.startsWith('/users/login')
        // An upload that comes too late is given back with the fault beside it.
        // Another's pictures are not there, before anything of the form is read.
        const uploads = path.startsWith('/works/import') || path === '/works/documents'
        const status = !who ? 403 : uploads ? 422 : path.endsWith('/images') ? 404 : 403
        expect(refused ? status : answer.status, `${path} as ${who ?? 'a guest'}`).toBe(status)
        expect(answer.headers.getSetCookie(), path).toEqual([])
      }
    }
  }
  expect(await contents()).toEqual(before)
})

test('[A-15] GET changes nothing in the database, at any address that answers a form', async () => {
  const before = await contents()
  for (const path of forms()) for (const who of [null, 'reader']) await world.get(path, who)
  expect(await contents()).toEqual(before)
})

/** A digest of every table but those that count visits and sessions. */
async function contents(): Promise<unknown> {
  const { rows } = await world.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('sessions', 'catalogue_marks') order by 1`,
  )
  const digests: unknown[] = []
  for (const { name } of rows) {
    const one = await world.pool.query(
      `select count(*) as n, md5(coalesce(string_agg(md5(t::text), '' order by t::text), '')) as digest from "${name}" t`,
    )
    digests.push([name, one.rows[0]])
  }
  return digests
}

test('[A-18] the content policy lets no script in that is not ours, and nobody frames us', async () => {
  for (const path of ['/', '/works', '/users/login', '/works/search', '/no/such/page']) {
    const policy = (await world.get(path)).headers.get('content-security-policy') ?? ''
    const findings = new CspEvaluator(new CspParser(policy).csp).evaluate()
    const grave = findings.filter((one) => one.severity <= Severity.MEDIUM)
    expect(
      grave.map((one) => one.description),
      path,
    ).toEqual([])
    expect(policy).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
  }
})

test('[A-18] no page has a script or a style in it, nor a handler: files of ours alone', async () => {
  for (const path of ['/', '/works', '/users/login', '/works/search', '/settings/reading', '/tags/search']) {
    const page = await (await world.get(path, 'writer')).text()
    expect(page.match(/<script(?![^>]* src="\/assets\/)[^>]*>/g) ?? [], path).toEqual([])
    expect(page.match(/<style|\son[a-z]+="|\sstyle="/g) ?? [], path).toEqual([])
  }
})

test('[A-40] a fault says nothing of the inside to the reader, and nothing typed to the log', async () => {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const broken = await makeWorld('sample', undefined, log)
  const cookie = await broken.cookie('writer')
  await broken.get('/')
  await broken.pool.query('alter table works rename to gone')
  for (const path of ['/works?q=quincetree', '/works/1?canary=quincetree']) {
    const answer = await broken.get(path, 'writer')
    expect(answer.status, path).toBe(500)
    expect(await answer.text()).not.toMatch(/select|relation|node_modules|\.ts:|at async/i)
  }
  const typed = { login: 'quincetree', password: 'quincetree quincetree' }
  await broken.post('/users/login', typed)
  await broken.end()
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.filter((line) => line.includes('quincetree'))).toEqual([])
  const token = /=([^;]{20,})/.exec(cookie)?.[1] ?? 'none'
  expect(lines.filter((line) => line.includes(token) || line.includes(token.split('.')[0] ?? token))).toEqual(
    [],
  )
})
