import { createHash, timingSafeEqual } from 'node:crypto'

/** OWASP's figures for argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** What a hash made with these figures begins with (the PHC string format). */
const OURS = '$argon2id$v=19$m=19456,t=2,p=1$'
/** Nobody has a longer one, so nothing is computed for it: ten thousand characters cost as little as none. */
const LONGEST = 256

/** The loading of argon2 is left to the first who needs it. */
const argon2 = () => import('@node-rs/argon2')

/** One keyboard writes é as one character, another as two: both are the same passphrase (NIST SP 800-63B). */
const asTyped = (passphrase: string): string => passphrase.normalize('NFKC')

export async function hashPassphrase(passphrase: string): Promise<string> {
  return (await argon2()).hash(asTyped(passphrase), ARGON2ID)
}

/** Does it belong to this hash, of ours or of an older archive? Without a hash the same work is done for nothing. */
export async function verifyPassphrase(
  kept: string | null | undefined,
  passphrase: string,
): Promise<boolean> {
  if ([...passphrase].length > LONGEST) return false
  const { verify } = await argon2()
  if (kept?.startsWith('$argon2')) return verify(kept, asTyped(passphrase))
  await verify(await nobodys(), asTyped(passphrase))
  return kept ? await verifyOld(kept, passphrase) : false
}

/** Made by an older program, or with other figures: to be made anew when its passphrase is next given. */
export const isOutdated = (kept: string): boolean => !kept.startsWith(OURS)

/**
 * What older archives kept. Bcrypt (`$2a$`, `$2b$`, `$2y$`), which looks at the first 72 bytes alone; and
 * `$sha512$<rounds>$<salt>$<hex>`, as Ruby's authlogic made it: SHA-512 of passphrase and salt, then of its own hex, so
 * many rounds. A hash of no known kind belongs to no passphrase.
 */
export async function verifyOld(kept: string, passphrase: string): Promise<boolean> {
  if (/^\$2[aby]\$(?:0[4-9]|1[0-6])\$/.test(kept)) return (await import('bcryptjs')).compare(passphrase, kept)
  const [, rounds, salt = '', digest = ''] =
    /^\$sha512\$(\d{1,5})\$([^$]*)\$([0-9a-f]{128})$/.exec(kept) ?? []
  if (rounds === undefined) return false
  let text = passphrase + salt
  for (let round = 0; round < Number(rounds); round++) text = createHash('sha512').update(text).digest('hex')
  const [given, expected] = [Buffer.from(text), Buffer.from(digest)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

let made: Promise<string> | undefined

/** A hash that no account has, as dear to look at as any other. */
function nobodys(): Promise<string> {
  made ??= hashPassphrase('nobody’s passphrase')
  return made
}
