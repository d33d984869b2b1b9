import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Reads lists at their times, whatever the answers take, in a process of its own: nothing that posts or merges may hold
 * it up, or it would measure that. Asked on its standard input, answers on its standard output, both as JSON.
 */
export interface Asking {
  readonly address: string
  readonly rate: number
  readonly pages: readonly { readonly what: string; readonly path: string }[]
}

export interface Read {
  readonly what: string
  readonly path: string
  /** When it was due, in milliseconds since 1970. */
  readonly at: number
  /** From when it was due until the whole answer was here. */
  readonly ms: number
  readonly status: number
}

if (import.meta.main) {
  const asking: Asking = JSON.parse(await text(process.stdin))
  process.stdout.write(JSON.stringify(await readAll(asking)))
}

async function readAll({ address, rate, pages }: Asking): Promise<Read[]> {
  const agent = new Agent({ keepAlive: true })
  const reads: Promise<Read>[] = []
  const begin = performance.now() + 500
  for (const [place, page] of pages.entries()) {
    const due = begin + (place * 1000) / rate
    await pause(Math.max(0, due - performance.now()))
    reads.push(read(agent, address, page, due))
  }
  const all = await Promise.all(reads)
  agent.destroy()
  return all
}

/** As a browser asks; what comes is thrown away as it is. */
function read(agent: Agent, address: string, page: Asking['pages'][number], due: number): Promise<Read> {
  const headers = { 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'en' }
  return new Promise((done, fail) => {
    const sent = request(`${address}${page.path}`, { agent, headers }, (answer) => {
      const ended = (): void =>
        done({
          ...page,
          at: performance.timeOrigin + due,
          ms: performance.now() - due,
          status: answer.statusCode ?? 0,
        })
      answer.resume().on('end', ended)
    })
    sent.on('error', fail).end()
  })
}
