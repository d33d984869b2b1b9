import { timingSafeEqual } from 'node:crypto'
import { type JoinRefusal, join } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import type { Db } from '../storage/transaction.ts'
import { nameArchive, readArchive } from './archive.ts'

interface SetUp {
  readonly token: string
  readonly name: string
  readonly about: string
  readonly login: string
  readonly email: string
  readonly password: string
}

export type SetUpOutcome =
  | { readonly done: Member }
  | { readonly refused: JoinRefusal | 'wrong-token' | 'no-name' | 'already-set-up' }

interface Setting {
  readonly db: Db
  /** What the program printed when it started. */
  readonly key: string
  readonly now: Date
}

/** Opens the archive: names it and makes its owner. Once only, and only with the key from the terminal. */
export async function setUp({ db, key, now }: Setting, asked: SetUp): Promise<SetUpOutcome> {
  if ((await readArchive(db)).ready) return { refused: 'already-set-up' }
  if (!sameKey(asked.token, key)) return { refused: 'wrong-token' }
  if (!asked.name.trim()) return { refused: 'no-name' }
  const { login: name, email, password } = asked
  const outcome = await join(db, { name, email, password, role: 'owner' })
  if ('refused' in outcome) return outcome
  await nameArchive(db, { name: asked.name.trim(), about: asked.about.trim(), now })
  return { done: outcome.joined }
}

function sameKey(given: string, key: string): boolean {
  const [a, b] = [Buffer.from(given.trim()), Buffer.from(key)]
  return a.length === b.length && timingSafeEqual(a, b)
}
