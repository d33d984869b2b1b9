import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { ask, makeArchive, OWNER, serverOf } from './archive.ts'
import { addressOf, startProgram } from './program.ts'
import { reader } from './reader.ts'
import { copyFolder, kill, sandbox, until } from './sandbox.ts'
import { HALF_WRITTEN } from './works.ts'

/**
 * `kill -9` while writers save: whatever was acknowledged is there afterwards, byte for byte; nothing is there by half,
 * and nothing twice. SAVING_ROUNDS=100 kills it a hundred times, which takes some minutes.
 */
const ROUNDS = Number(process.env.SAVING_ROUNDS ?? 25)
const box = sandbox()
const made = box.folder('made')
beforeAll(() => makeArchive(made))

/** What one thing may hold now: what was acknowledged last, or what is on its way. */
interface Line {
  acknowledged: string | null
  sent: string | null
}
type Journal = Map<string, Line>

const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
const WORDS = ['lamp', 'Straße', 'الليل', '夜', '🕯️', '<em>late</em>', 'café', '“nine”']
let counter = 0

/** A text that was never sent before, of a page or of a long chapter; as the cleaner leaves it. */
function someText(): string {
  const words = Array.from(
    { length: 20 + (counter % 7) * 400 },
    (_, at) => WORDS[(at * 7 + counter) % WORDS.length],
  )
  return `<p>${counter++} ${words.join(' ')}</p>\n<p>The end.</p>`
}

/** Everybody who writes, at whatever address the program has just now. */
interface Desk {
  readonly post: (path: string, form: Readonly<Record<string, string>>) => Promise<Response | undefined>
  readonly get: (path: string) => Promise<string>
  readonly going: () => boolean
  readonly manuscripts: Journal
  readonly works: Journal
}

/** Sends until it is acknowledged; undefined: the test is over. */
async function insist(desk: Desk, send: () => Promise<Response | undefined>): Promise<Response | undefined> {
  for (;;) {
    const answer = await send()
    if (answer && answer.status < 500) return answer
    if (!desk.going()) return undefined
    await pause(15)
  }
}

async function typeOn(desk: Desk): Promise<void> {
  const key = randomUUID()
  const line: Line = { acknowledged: null, sent: null }
  desk.manuscripts.set(key, line)
  for (let kept = 0; desk.going(); ) {
    const body = someText()
    line.sent = sha(body)
    const form = { part: 'work', work: '', chapter: '', base: '', kept: String(kept), body }
    const answer = await insist(desk, () => desk.post(`/manuscripts/${key}`, form))
    if (!answer) return
    expect(answer.status, await answer.clone().text()).toBe(200)
    kept = ((await answer.json()) as { readonly version: number }).version
    line.acknowledged = line.sent
  }
}

const WORK = {
  ...{ rating: 'General Audiences', warning: 'No Archive Warnings Apply', fandom: 'The Lamplighters' },
  ...{ language: 'en', spelling: 'html' },
}

/** New works, each sent several times at once, and then changed. */
async function postOn(desk: Desk, many: number): Promise<void> {
  while (desk.going()) {
    const title = `Work ${randomUUID()}`
    const line: Line = { acknowledged: null, sent: null }
    desk.works.set(title, line)
    const body = someText()
    line.sent = sha(body)
    const form = { ...WORK, title, body, key: randomUUID(), as: counter % 2 ? 'post' : 'draft' }
    const answers = await Promise.all(
      Array.from({ length: many }, () => insist(desk, () => desk.post('/works/new', form))),
    )
    const went = answers.map((answer) => answer?.headers.get('location')?.replace(/\?.*/, ''))
    if (went.includes(undefined)) return
    expect(new Set(went).size, 'the same form leads to one work').toBe(1)
    line.acknowledged = line.sent
    for (let time = 0; time < 3 && desk.going(); time++) await change(desk, went[0] ?? '', { title, line })
  }
}

async function change(
  desk: Desk,
  path: string,
  { title, line }: { title: string; line: Line },
): Promise<void> {
  const body = someText()
  const answer = await insist(desk, async () => {
    const base = /name="base" value="(\d+)"/.exec(await desk.get(`${path}/edit`))?.[1]
    if (!base) return undefined
    line.sent = sha(body)
    return desk.post(`${path}/edit`, { ...WORK, title, body, base, key: randomUUID(), as: 'draft' })
  })
  if (!answer) return
  expect(answer.status, (await answer.clone().text()).slice(0, 2_000)).toBe(303)
  line.acknowledged = line.sent
}

/** Acknowledged is what has come whole: the program may die between an answer's head and its body. */
async function whole(answer: Response): Promise<Response> {
  const text = await answer.text()
  return new Response(text === '' ? null : text, { status: answer.status, headers: answer.headers })
}

test('whatever was acknowledged is there after kill -9', { timeout: 30_000 + ROUNDS * 20_000 }, async () => {
  const dataDir = box.folder()
  copyFolder(made, dataDir)
  let program = startProgram(box, dataDir)
  let address = await addressOf(program)
  const cookie = await session(address)
  const csrf = tokenIn(await (await reader(address, cookie).get('/settings/reading')).text())
  let going = true
  const desk: Desk = {
    post: (path, form) =>
      fetch(address + path, {
        method: 'POST',
        headers: { cookie, origin: address, 'x-forwarded-for': '203.0.113.7' },
        body: new URLSearchParams({ csrf, ...form }),
        redirect: 'manual',
      })
        .then(whole)
        .catch(() => undefined),
    get: (path) =>
      fetch(address + path, { headers: { cookie } })
        .then((it) => it.text())
        .catch(() => ''),
    going: () => going,
    manuscripts: new Map(),
    works: new Map(),
  }
  const writers = [typeOn(desk), typeOn(desk), postOn(desk, 1), postOn(desk, 1), postOn(desk, 20)]

  for (let round = 0; round < ROUNDS; round++) {
    const before = texts()
    await until('somebody saves', () => texts() > before + 12)
    await pause(Math.random() * 400)
    program.signal('SIGKILL')
    await program.ended
    // Now and then the database dies with it, as when the power fails.
    if (round % 6 === 5) kill(serverOf(dataDir) ?? 0)
    else await check(dataDir, desk)
    program = startProgram(box, dataDir)
    address = await addressOf(program)
    await check(dataDir, desk)
  }
  going = false
  await Promise.all(writers)
  await check(dataDir, desk)
  expect(texts()).toBeGreaterThan(ROUNDS)
  expect(program.err()).not.toContain('a request failed')
  console.info(`${ROUNDS} kills, ${counter} texts, ${desk.works.size} works`)
})

/** Texts that were begun: each only after the one before it was acknowledged. */
const texts = (): number => counter

/** Every text is what was acknowledged last, or what was on its way when it died; no work is there by half, or twice. */
async function check(dataDir: string, { manuscripts, works }: Desk): Promise<void> {
  const before = new Map([...manuscripts, ...works].map(([name, line]) => [name, { ...line }]))
  const kept = await ask<{ name: string; sha: string }>(
    dataDir,
    `select key::text as name, encode(sha256(convert_to(fields->>'body', 'UTF8')), 'hex') as sha from manuscripts`,
  )
  const stored = await ask<{ name: string; sha: string }>(
    dataDir,
    `select works.title as name, encode(sha256(convert_to(html, 'UTF8')), 'hex') as sha
     from works join chapters on chapters.work_id = works.id`,
  )
  const found = [...kept, ...stored]
  expect(new Set(found.map(({ name }) => name)).size, 'nothing is there twice').toBe(found.length)
  const there = new Map(found.map(({ name, sha }) => [name, sha]))
  for (const [name, line] of before) {
    const now = manuscripts.get(name) ?? works.get(name)
    const may = [line.acknowledged, line.sent, now?.acknowledged, now?.sent]
    if (line.acknowledged || there.has(name)) expect(may, name).toContain(there.get(name))
  }
  expect(await ask(dataDir, HALF_WRITTEN)).toEqual([])
}

async function session(address: string): Promise<string> {
  const answer = await reader(address).post('/users/login', { login: OWNER.name, password: OWNER.password })
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

const tokenIn = (html: string): string => /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
