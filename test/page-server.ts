import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Served {
  readonly body: string | Uint8Array
  readonly type?: string
  readonly status?: number
  readonly headers?: Record<string, string>
  /** It begins, and never ends. */
  readonly stalls?: true
}

export interface PageServer {
  /** Without a trailing slash. */
  readonly url: string
  readonly port: number
  /** Every path asked for, in order. */
  readonly asked: string[]
  readonly close: () => Promise<void>
}

/** A site of somebody's own, on this machine: what stands at each path is served from there. */
export async function servePages(pages: Readonly<Record<string, Served>>): Promise<PageServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const page = pages[path] ?? { body: 'no such page', status: 404 }
    const type = page.type ?? 'text/html'
    response.writeHead(page.status ?? 200, { 'content-type': type, ...page.headers })
    if (page.stalls) response.write(page.body)
    else response.end(page.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> => {
    server.closeAllConnections()
    return new Promise((done) => server.close(() => done()))
  }
  return { url: `http://127.0.0.1:${port}`, port, asked, close }
}
