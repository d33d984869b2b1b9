/**
 * A cache that many readers share, as a proxy or a CDN is, in front of the site: RFC 9111 as far as it keeps answers
 * to GET. It keeps what it is allowed to keep, and gives it to whoever asks alike.
 */
export interface SharedCache {
  readonly get: (path: string, headers: Readonly<Record<string, string>>) => Promise<Response>
  /** What it has kept. */
  readonly kept: () => readonly string[]
}

interface Kept {
  readonly path: string
  readonly asked: ReadonlyMap<string, string>
  readonly answer: Response
  readonly etag: string | null
  readonly fresh: boolean
}

type Ask = (path: string, headers: Readonly<Record<string, string>>) => Promise<Response>

export function sharedCache(ask: Ask): SharedCache {
  const store: Kept[] = []
  return {
    kept: () => store.map(({ path }) => path),
    get: async (path, headers) => {
      const known = store.find((one) => one.path === path && agrees(one, headers))
      if (known?.fresh) return known.answer.clone()
      const asked = known?.etag ? { ...headers, 'if-none-match': known.etag } : headers
      const answer = await ask(path, asked)
      if (answer.status === 304 && known) return known.answer.clone()
      if (mayKeep(answer)) {
        const kept = keep(path, headers, answer)
        store.splice(0, store.length, ...store.filter((one) => one !== known), kept)
      }
      return answer
    },
  }
}

const directives = (answer: Response): string[] =>
  (answer.headers.get('cache-control') ?? '').split(',').map((one) => one.trim().toLowerCase())

/** Without a word about it, a shared cache may keep an answer for as long as it guesses. */
function mayKeep(answer: Response): boolean {
  const said = directives(answer)
  const refused = said.includes('private') || said.includes('no-store') || answer.headers.get('vary') === '*'
  return !refused && [200, 203, 301, 308, 404, 410].includes(answer.status)
}

function keep(path: string, headers: Readonly<Record<string, string>>, answer: Response): Kept {
  const names = (answer.headers.get('vary') ?? '').split(',').map((name) => name.trim().toLowerCase())
  const asked = new Map(names.filter(Boolean).map((name) => [name, headers[name] ?? '']))
  const fresh = !directives(answer).includes('no-cache')
  return { path, asked, answer: answer.clone(), etag: answer.headers.get('etag'), fresh }
}

const agrees = ({ asked }: Kept, headers: Readonly<Record<string, string>>): boolean =>
  [...asked].every(([name, value]) => (headers[name] ?? '') === value)
