import { Agent, request } from 'node:http'

/**
 * A load of GET requests over connections that stay open, from a process of its own: `bench/load.ts ADDRESS CONNECTIONS
 * MS [A-SECOND]`. With a rate each request has its time, and waiting for a free connection counts as its own.
 */
const [address = '', connections = '8', ms = '3000', perSecond] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) })
const taken: number[] = []
const end = performance.now() + Number(ms)

const get = (): Promise<void> =>
  new Promise((done, fail) => {
    const sent = request(address, { agent, headers: { 'accept-encoding': 'gzip, br' } }, (answer) => {
      if (answer.statusCode !== 200) fail(new Error(`${address}: ${answer.statusCode}`))
      answer.resume().on('end', done)
    })
    sent.on('error', fail).end()
  })

async function oneAfterAnother(): Promise<void> {
  while (performance.now() < end) {
    const start = performance.now()
    await get()
    taken.push(performance.now() - start)
  }
}

async function atTheirTimes(rate: number): Promise<void> {
  const begun = performance.now()
  const under = new Set<Promise<void>>()
  for (let n = 0; performance.now() < end; n++) {
    const due = begun + (n * 1_000) / rate
    while (performance.now() < due) await new Promise((next) => setImmediate(next))
    const one: Promise<void> = get().then(() => {
      taken.push(performance.now() - due)
      under.delete(one)
    })
    under.add(one)
  }
  await Promise.all(under)
}

if (perSecond) await atTheirTimes(Number(perSecond))
else await Promise.all(Array.from({ length: Number(connections) }, oneAfterAnother))
agent.destroy()
taken.sort((a, b) => a - b)
const at = (part: number): number => taken[Math.min(taken.length - 1, Math.floor(taken.length * part))] ?? 0
console.log(JSON.stringify({ n: taken.length, p50: at(0.5), p99: at(0.99), least: taken[0] ?? 0 }))
