import { OWNER } from './archive.ts'

/** Somebody at a browser: forms are sent as the page would send them. */
export interface Reader {
  readonly get: (path: string) => Promise<Response>
  readonly post: (path: string, form: Readonly<Record<string, string>>) => Promise<Response>
  /** Uploads files; the answer leads to the run's page. */
  readonly upload: (files: Readonly<Record<string, string>>) => Promise<Response>
}

export function reader(address: string, cookie = ''): Reader {
  const headers = { cookie, origin: address }
  const get = (path: string): Promise<Response> => fetch(address + path, { headers, redirect: 'manual' })
  const csrf = async (): Promise<string> =>
    /name="csrf" value="([^"]+)"/.exec(await (await get('/settings/reading')).text())?.[1] ?? ''
  return {
    get,
    post: async (path, form) => {
      const body = new URLSearchParams({ csrf: await csrf(), ...form })
      return fetch(address + path, { method: 'POST', headers, body, redirect: 'manual' })
    },
    upload: async (files) => {
      const body = new FormData()
      body.set('csrf', await csrf())
      body.set('whose', 'kept')
      for (const [name, text] of Object.entries(files)) body.append('files', new File([text], name))
      return fetch(`${address}/works/import`, { method: 'POST', headers, body, redirect: 'manual' })
    },
  }
}

/** The owner of a made archive, logged in. */
export async function owner(address: string): Promise<Reader> {
  const answer = await reader(address).post('/users/login', { login: OWNER.name, password: OWNER.password })
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0])
  if (!cookie.length) throw new Error(`no session: ${answer.status} ${await answer.text()}`)
  return reader(address, cookie.join('; '))
}
