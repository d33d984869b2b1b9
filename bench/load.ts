import { connect, type Socket } from 'node:net'

/**
 * A load of GET requests over connections that stay open, from a process of its own: `bench/load.ts ADDRESS CONNECTIONS
 * MS [A-SECOND]`. With a rate each request has its time, and waiting for a free connection counts as its own. Over bare
 * sockets, which cost a quarter of Node's own client: it runs beside the program on the same cores.
 */
const [address = '', connections = '8', ms = '3000', perSecond] = process.argv.slice(2)
const { hostname, port, pathname, search } = new URL(address)
const ASKED = Buffer.from(
  `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: text/html\r\nAccept-Encoding: gzip, br\r\n\r\n`,
)
const LAST = '0\r\n\r\n'
const taken: number[] = []
const end = performance.now() + Number(ms)

interface Line {
  /** One request and its whole answer. */
  readonly get: () => Promise<void>
  readonly close: () => void
}

async function line(): Promise<Line> {
  const socket: Socket = connect(Number(port), hostname)
  await new Promise((done) => socket.once('connect', done))
  socket.setNoDelay(true)
  let done = (): void => undefined
  let [head, left, tail] = ['', -1, '']
  socket.on('data', (bytes) => {
    let body = bytes
    if (left < 0) {
      head += bytes.toString('latin1')
      const at = head.indexOf('\r\n\r\n')
      if (at < 0) return
      if (!/^HTTP\/1\.1 200/.test(head)) throw new Error(`${address}: ${head.slice(0, at)}`)
      // What has no length comes in pieces, of which the last is empty.
      left = Number(/^content-length: (\d+)/im.exec(head.slice(0, at))?.[1] ?? Number.POSITIVE_INFINITY)
      body = Buffer.from(head.slice(at + 4), 'latin1')
    }
    left -= body.length
    tail = (tail + body.subarray(-LAST.length).toString('latin1')).slice(-LAST.length)
    if (Number.isFinite(left) ? left > 0 : tail !== LAST) return
    ;[head, left, tail] = ['', -1, '']
    done()
  })
  const get = (): Promise<void> =>
    new Promise((answered) => {
      done = answered
      socket.write(ASKED)
    })
  return { get, close: () => socket.destroy() }
}

async function oneAfterAnother({ get }: Line): Promise<void> {
  while (performance.now() < end) {
    const start = performance.now()
    await get()
    taken.push(performance.now() - start)
  }
}

async function atTheirTimes(lines: readonly Line[], rate: number): Promise<void> {
  const begun = performance.now()
  let next = 0
  const due = (): number => begun + (next * 1_000) / rate
  await Promise.all(
    lines.map(async ({ get }) => {
      while (performance.now() < end) {
        if (due() > performance.now()) {
          await new Promise((later) => setImmediate(later))
          continue
        }
        const mine = due()
        next++
        await get()
        taken.push(performance.now() - mine)
      }
    }),
  )
}

const lines = await Promise.all(Array.from({ length: Number(connections) }, line))
if (perSecond) await atTheirTimes(lines, Number(perSecond))
else await Promise.all(lines.map(oneAfterAnother))
for (const { close } of lines) close()
taken.sort((a, b) => a - b)
const at = (part: number): number => taken[Math.min(taken.length - 1, Math.floor(taken.length * part))] ?? 0
console.log(JSON.stringify({ n: taken.length, p50: at(0.5), p99: at(0.99), least: taken[0] ?? 0 }))
