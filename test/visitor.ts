import { BASE_URL, SAMPLE_PASSWORD, type World } from './world.ts'

/** Somebody at a browser of their own, which keeps its cookies as browsers do. */
export interface Visitor {
  readonly get: (path: string) => Promise<Response>
  /** Sends a form with the token of this browser's session. */
  readonly post: (path: string, form: Record<string, string>) => Promise<Response>
  /** Up to the door: the passphrase. */
  readonly logIn: (login: string, more?: Record<string, string>) => Promise<Response>
  readonly isIn: () => Promise<boolean>
  readonly cookies: Map<string, string>
}

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

export function visitor(world: World, userAgent = FIREFOX): Visitor {
  const cookies = new Map<string, string>()
  const headers = () => ({
    host: 'archive.test',
    'user-agent': userAgent,
    cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
  })
  const kept = (answer: Response): Response => {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0\b/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const get = async (path: string) =>
    kept(await world.app.request(`${BASE_URL}${path}`, { headers: headers() }))
  const post = async (path: string, form: Record<string, string>) => {
    const page = await (await get('/settings/reading')).text()
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const body = new URLSearchParams({ csrf, ...form })
    const init = { method: 'POST', headers: { ...headers(), origin: BASE_URL }, body }
    return kept(await world.app.request(`${BASE_URL}${path}`, init))
  }
  return {
    ...{ cookies, get, post },
    logIn: (login, more = {}) => post('/users/login', { login, password: SAMPLE_PASSWORD, ...more }),
    isIn: async () => (await (await get('/settings/reading')).text()).includes('Log out'),
  }
}
