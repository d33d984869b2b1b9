import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { World } from './world.ts'

export interface Listening {
  /** Without a trailing slash. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** The world's site on a port of its own, as `bin/start` serves it: for browsers, and for forms with files. */
export async function listen(world: World): Promise<Listening> {
  const server = createAdaptorServer({ fetch: world.app.fetch })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

/** Sends the import form with these files, over a real connection, as a browser without script does. */
export async function sendFiles(
  { url }: Listening,
  { world, as, files, whose = 'kept', csrf, more = {} }: SentFiles,
): Promise<Response> {
  const cookie = await world.cookie(as)
  const page = await (await world.get('/settings/reading', as)).text()
  const form = new FormData()
  form.set('csrf', csrf ?? /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '')
  for (const [name, text] of Object.entries(files)) form.append('files', new Blob([text]), name)
  form.set('whose', whose)
  for (const [name, value] of Object.entries(more)) form.set(name, value)
  return fetch(`${url}/works/import`, {
    method: 'POST',
    body: form,
    headers: { cookie, origin: url },
    redirect: 'manual',
  })
}

interface SentFiles {
  readonly world: World
  readonly as: string | null
  readonly files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>
  readonly whose?: 'kept' | 'mine' | 'others'
  readonly more?: Readonly<Record<string, string>>
  readonly csrf?: string
}

interface SentImage {
  readonly world: World
  readonly as: string | null
  readonly picture: Buffer | null
  /** Whose pictures it is sent to: the sender's own, if not said. */
  readonly to?: string
  readonly alt?: string
  readonly name?: string
  readonly csrf?: string
  /** Asks for data, as the editor does. */
  readonly json?: boolean
}

/** Sends the form for pictures over a real connection. */
export async function sendImage(
  { url }: Listening,
  {
    world,
    as,
    picture,
    to = as ?? '',
    alt = 'A brown square',
    name = 'a picture.jpg',
    csrf,
    json,
  }: SentImage,
): Promise<Response> {
  const cookie = await world.cookie(as)
  const page = await (await world.get('/settings/reading', as)).text()
  const form = new FormData()
  form.set('csrf', csrf ?? /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '')
  form.set('alt', alt)
  if (picture) form.set('image', new Blob([new Uint8Array(picture)]), name)
  const accept = json ? { accept: 'application/json' } : {}
  const headers = { cookie, origin: url, ...accept }
  return fetch(`${url}/users/${to}/images`, { method: 'POST', body: form, headers, redirect: 'manual' })
}
