import { hashPassphrase, isOutdated, verifyPassphrase } from './passphrase-hash.ts'

export { PASSWORD } from './joining/passphrases.ts'

interface Passphrases {
  readonly hash: (passphrase: string) => Promise<string>
  /** Without a hash the same work is done as with one. */
  readonly verify: (kept: string | null | undefined, passphrase: string) => Promise<boolean>
  /** To be made anew when its passphrase is next given. */
  readonly isOutdated: (kept: string) => boolean
}

/** How passphrases are kept. */
export type Auth = () => Promise<Passphrases>

export const makeAuth = (): Auth => async () => ({
  hash: hashPassphrase,
  verify: verifyPassphrase,
  isOutdated,
})
