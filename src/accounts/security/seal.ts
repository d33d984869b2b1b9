import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps a secret that must be read again: AES-256-GCM, under a key made of the archive's own secret. */
export function seal(secret: string, words: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce)
  const hidden = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')
}

/** What was sealed; undefined where it was changed, or sealed by another archive. */
export function unseal(secret: string, sealed: string): string | undefined {
  const all = Buffer.from(sealed, 'base64url')
  if (all.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), all.subarray(0, 12))
  decipher.setAuthTag(all.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'palimpsest', 'second factors', 32))
