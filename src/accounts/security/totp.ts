import { createHmac, timingSafeEqual } from 'node:crypto'

/** Codes of authenticator apps: RFC 6238 with SHA-1, steps of 30 seconds and 6 digits, as every app makes them. */
const STEP_MS = 30_000
const DIGITS = 6
/** A clock may be a step early or late. */
const AROUND = [0, -1, 1]

export const stepAt = (now: Date): number => Math.floor(now.getTime() / STEP_MS)

/** RFC 4226: the last nibble of the digest says where its four bytes are cut. */
export function codeAt(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const at = (digest.at(-1) ?? 0) & 0xf
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/** Of which step this is the code, or undefined. Each is compared, in the same time. */
export function stepOf(secret: Buffer, typed: string, now: Date): number | undefined {
  const given = Buffer.from(typed.replace(/\s/g, '').slice(0, 20))
  const right = AROUND.map((around) => stepAt(now) + around).filter((step) => {
    const expected = Buffer.from(codeAt(secret, step))
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  return right[0]
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base 32 (RFC 4648), as apps take a secret that is typed. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => LETTERS[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}

/** What an app reads from the QR code. */
export function otpauth({
  archive,
  account,
  secret,
}: {
  archive: string
  account: string
  secret: Buffer
}): string {
  const label = [archive.replaceAll(':', ' '), account].map(encodeURIComponent).join(':')
  const issuer = encodeURIComponent(archive)
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${issuer}&algorithm=SHA1&digits=${DIGITS}&period=30`
}
