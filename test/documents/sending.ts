import type { Listening } from '../listen.ts'
import type { World } from '../world.ts'

interface Sent {
  readonly world: World
  readonly as: string | null
  readonly files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>
  readonly fields?: Readonly<Record<string, string>>
}

/** Sends the form for documents with these files, over a real connection, as a browser without script does. */
export async function sendDocuments(
  { url }: Listening,
  { world, as, files, fields = {} }: Sent,
): Promise<Response> {
  const page = await (await world.get('/settings/reading', as)).text()
  const form = new FormData()
  form.set('csrf', /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '')
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const [name, bytes] of Object.entries(files)) form.append('files', new Blob([bytes]), name)
  return fetch(`${url}/works/documents`, {
    method: 'POST',
    body: form,
    headers: { cookie: await world.cookie(as), origin: url },
    redirect: 'manual',
  })
}
