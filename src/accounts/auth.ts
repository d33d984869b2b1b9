/** OWASP's figures for argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const PASSWORD = { least: 10, most: 256 } as const

interface Passphrases {
  readonly hash: (password: string) => Promise<string>
  readonly verify: (kept: string, password: string) => Promise<boolean>
  /** A hash that no account has, as dear to look at as any other. */
  readonly nobodys: string
}

/** How passphrases are kept. Loaded when first asked for: most commands need none. */
export type Auth = () => Promise<Passphrases>

export function makeAuth(): Auth {
  let made: Promise<Passphrases> | undefined
  return () => {
    made ??= load()
    return made
  }
}

async function load(): Promise<Passphrases> {
  const { hash, verify } = await import('@node-rs/argon2')
  return {
    hash: (password) => hash(password, ARGON2ID),
    verify,
    nobodys: await hash('nobody’s passphrase', ARGON2ID),
  }
}
