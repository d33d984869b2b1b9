import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf } from '../../../test/sample.ts'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
let path = ''
let port = 0
let stop = () => {}
beforeAll(async () => {
  world = await makeWorld('sample')
  path = `/downloads/${await idOf(world, 'The Umbrella Stand')}/x.epub`
  const server = createAdaptorServer({ fetch: world.app.fetch })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
  stop = () => server.close()
})
afterAll(async () => {
  stop()
  await world.end()
})

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly bytes: Buffer
}

/** Over the wire, as a client without any comfort asks. */
const ask = (method: string, headers: Readonly<Record<string, string | undefined>> = {}): Promise<Answer> =>
  new Promise((answered, failed) => {
    const sent = request({ port, path, method, headers: { host: 'archive.test', ...headers } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () =>
        answered({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(parts) }),
      )
    })
    sent.on('error', failed)
    sent.end()
  })

test('HEAD answers what GET does, without the book', async () => {
  const whole = await ask('GET')
  const head = await ask('HEAD')
  for (const name of [
    'etag',
    'last-modified',
    'content-length',
    'content-type',
    'content-disposition',
    'accept-ranges',
  ])
    expect([name, head.headers[name]]).toEqual([name, whole.headers[name]])
  expect([head.status, head.bytes.length]).toEqual([200, 0])
  expect(Number(whole.headers['content-length'])).toBe(whole.bytes.length)
})

test('any part of a book is what stands there in the whole', async () => {
  const { bytes, headers } = await ask('GET')
  const size = bytes.length
  const etag = String(headers.etag)
  for (const [range, from, to] of [
    ['bytes=0-0', 0, 1],
    ['bytes=0-57', 0, 58],
    ['bytes=100-', 100, size],
    ['bytes=-22', size - 22, size],
    [`bytes=-${size * 2}`, 0, size],
    [`bytes=700-${size * 9}`, 700, size],
    [`bytes=${size - 1}-${size - 1}`, size - 1, size],
    ...Array.from({ length: 40 }, (_, n): [string, number, number] => {
      const start = Math.floor((size * n) / 41)
      return [`bytes=${start}-${start + 99}`, start, Math.min(size, start + 100)]
    }),
  ] as const) {
    const part = await ask('GET', { range, 'if-range': etag })
    expect([range, part.status, part.headers['content-range']]).toEqual([
      range,
      206,
      `bytes ${from}-${to - 1}/${size}`,
    ])
    expect(Buffer.compare(part.bytes, bytes.subarray(from, to))).toBe(0)
  }
})

test('a range that is none, of another unit, of several pieces or of another version gives the whole', async () => {
  const size = (await ask('GET')).bytes.length
  for (const headers of [
    { range: 'bytes=9-3' },
    { range: 'bytes=-' },
    { range: 'bytes=a-b' },
    { range: 'pages=1-2' },
    { range: 'bytes=0-1,5-6' },
    { range: 'bytes=0-1', 'if-range': '"another"' },
    { range: 'bytes=0-1', 'if-range': new Date(0).toUTCString() },
  ]) {
    const answer = await ask('GET', headers)
    expect([headers.range, answer.status, answer.bytes.length]).toEqual([headers.range, 200, size])
  }
  for (const range of [`bytes=${size}-`, 'bytes=-0', 'bytes=999999999-'])
    expect([
      (await ask('GET', { range })).status,
      (await ask('GET', { range })).headers['content-range'],
    ]).toEqual([416, `bytes */${size}`])
})

test('who has this version is told so, by its tag or its date', async () => {
  const { headers } = await ask('GET')
  const etag = String(headers.etag)
  const date = String(headers['last-modified'])
  for (const known of [
    { 'if-none-match': etag },
    { 'if-none-match': `"x", W/${etag}` },
    { 'if-none-match': '*' },
    { 'if-modified-since': date },
    { 'if-none-match': etag, 'if-modified-since': new Date(0).toUTCString() },
  ]) {
    const answer = await ask('GET', known)
    expect([answer.status, answer.bytes.length, answer.headers.etag]).toEqual([304, 0, etag])
  }
  for (const unknown of [
    { 'if-none-match': '"x"' },
    { 'if-none-match': '"x"', 'if-modified-since': date },
    { 'if-modified-since': 'yesterday' },
    { 'if-modified-since': 'Sun, 22 Nov 2099 18:00:00 GMT' },
    { 'if-modified-since': new Date(0).toUTCString() },
  ])
    expect((await ask('GET', unknown)).status).toBe(200)
})

test('a book is never sent in another encoding, whatever is asked for', async () => {
  const { bytes } = await ask('GET')
  for (const encoding of ['identity', 'gzip, br', 'identity;q=0', '*;q=0', ';;;', 'x'.repeat(5_000)]) {
    const answer = await ask('GET', { 'accept-encoding': encoding, accept: 'application/opds+json' })
    expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined])
    expect(Buffer.compare(answer.bytes, bytes)).toBe(0)
  }
})
