import type { Handler } from './app-env.ts'

/** A file of which everything is known but the bytes. */
interface SentFile {
  readonly type: string
  readonly disposition: string
  readonly size: number
  /** Names these bytes and no others. */
  readonly tag: string
  readonly modified: Date
  /** The bytes from `from` up to `to`. */
  readonly read: (from: number, to: number) => AsyncIterable<Uint8Array>
}

/**
 * Answers with a file, or what of it was asked for: the whole, one range (RFC 9110 §14), nothing where the reader has it
 * already. The bytes go out as they are, whatever encoding is asked for: books are packed already, and KOReader reads
 * only such. Nothing is read for HEAD: the bytes are fetched as the reader takes them.
 */
export function sendFile(c: Handler, file: SentFile) {
  const etag = `"${file.tag}"`
  c.header('etag', etag)
  c.header('last-modified', file.modified.toUTCString())
  c.header('cache-control', 'private, no-cache')
  c.header('accept-ranges', 'bytes')
  if (hasIt(c, file, etag)) return c.body(null, 304)
  const range = rangeOf(c, file.size, etag)
  if (range === 'outside') {
    c.header('content-range', `bytes */${file.size}`)
    return c.body(null, 416)
  }
  c.header('content-type', file.type)
  c.header('content-disposition', file.disposition)
  // A file of someone's words is shown nowhere as a page of ours.
  c.header(
    'content-security-policy',
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:",
  )
  const { from, to } = range ?? { from: 0, to: file.size }
  c.header('content-length', String(to - from))
  if (range) c.header('content-range', `bytes ${from}-${to - 1}/${file.size}`)
  return c.body(streamOf(file.read(from, to)), range ? 206 : 200)
}

/** The tag decides where there is one: a change within one second has another tag and no other date. */
function hasIt(c: Handler, { modified }: SentFile, etag: string): boolean {
  const tags = c.req.header('if-none-match')
  if (tags !== undefined) return tags.split(',').some((one) => isTag(one.trim(), etag))
  const since = Date.parse(c.req.header('if-modified-since') ?? '')
  // A clock that is fast would keep out every later version.
  if (since > c.var.deps.now().getTime()) return false
  return Math.floor(modified.getTime() / 1_000) * 1_000 <= since
}

const isTag = (given: string, etag: string): boolean => given === '*' || given.replace(/^W\//, '') === etag

interface Range {
  readonly from: number
  readonly to: number
}

/** What is no range of one piece is as if not said. */
function rangeOf(c: Handler, size: number, etag: string): Range | 'outside' | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(c.req.header('range')?.trim() ?? '') ?? []
  const same = c.req.header('if-range')
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (c.req.method !== 'GET' || (same !== undefined && same !== etag)) return undefined
  if (first === '') {
    const from = Math.max(0, size - Number(last))
    return Number(last) === 0 ? 'outside' : { from, to: size }
  }
  if (last !== '' && Number(last) < Number(first)) return undefined
  if (Number(first) >= size) return 'outside'
  return { from: Number(first), to: last === '' ? size : Math.min(size, Number(last) + 1) }
}

/** Made when it is taken: an answer that nobody reads asks the database for nothing. */
function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]()
  return new ReadableStream(
    {
      pull: async (stream) => {
        const { done, value } = await pieces.next()
        if (done) stream.close()
        else stream.enqueue(value)
      },
      cancel: async () => {
        await pieces.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
