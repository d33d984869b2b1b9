import { randomInt } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { findOwner, type JoinRefusal, join, PASSWORD } from '../accounts/index.ts'
import type { Role } from '../core/actor.ts'
import { ROLES } from '../core/roles.ts'
import { CommandFault, type Tools } from './tools.ts'

interface Asked {
  readonly name: string
  readonly email: string
  readonly role: string
}

const isRole = (role: string): role is Role => ROLES.some((one) => one === role)

export async function addUser({ db }: Tools, { name, email, role }: Asked): Promise<number> {
  if (!isRole(role)) {
    throw new CommandFault(`There is no role “${role}”. Choose one of ${ROLES.join(', ')}: --role member`)
  }
  const owner = await findOwner(db)
  if (role === 'owner' && owner) {
    throw new CommandFault(
      `The archive already belongs to ${owner.name}. Leave out --role owner to add a member.`,
    )
  }
  const given = process.stdin.isTTY ? '' : (await text(process.stdin)).replace(/\r?\n$/, '')
  const password = given || madeUp()
  const outcome = await join(db, { name, email, password, role })
  if ('refused' in outcome) throw new CommandFault(remedies[outcome.refused])
  console.log(`Added ${outcome.joined.name} (${role}).`)
  if (!given) console.log(`Its password, said only this once: ${password}`)
  return 0
}

const remedies: Readonly<Record<JoinRefusal, string>> = {
  'bad-name': 'A name has 3 to 40 letters from A to Z, digits or underscores.',
  'name-taken': 'An account with that name is already here. Choose another name.',
  'bad-email': 'That is not an e-mail address: --email name@example.org',
  'email-taken': 'An account with that e-mail address is already here.',
  'short-password': `The password needs ${PASSWORD.least} characters or more. Give it on standard input, or leave it empty to have one made.`,
  'common-password': 'That password is among the first that guessers try. Choose another.',
  'own-words': 'That password is made of the name or the address, which others know. Choose another.',
  'long-password': `The password may have at most ${PASSWORD.most} characters.`,
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Twenty letters that are not mistaken for one another: a hundred bits. */
function madeUp(): string {
  const letters = Array.from({ length: 20 }, () => LETTERS[randomInt(LETTERS.length)])
  return letters.join('').replace(/.{5}(?=.)/g, '$&-')
}
