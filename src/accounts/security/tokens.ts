import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 bits that nobody guesses. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token: it is found by this, and cannot be made of it. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Signed words for a cookie: what they say, until when, and that we said it. `use` keeps one kind from passing for another. */
export function sign(secret: string, use: string, words: unknown, until: Date): string {
  const said = Buffer.from(JSON.stringify([until.getTime(), words])).toString('base64url')
  return `${said}.${sealOf(secret, use, said)}`
}

/** What was signed, or undefined where it was changed, has ended, or is of another kind. */
export function readSigned(secret: string, use: string, signed: string | undefined, now: Date): unknown {
  const [said = '', seal = ''] = signed?.split('.') ?? []
  const [given, expected] = [Buffer.from(seal), Buffer.from(sealOf(secret, use, said))]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const [until, words] = JSON.parse(Buffer.from(said, 'base64url').toString('utf8')) as [number, unknown]
  return until > now.getTime() ? words : undefined
}

const sealOf = (secret: string, use: string, said: string): string =>
  createHmac('sha256', secret).update(`${use} ${said}`).digest('base64url')
