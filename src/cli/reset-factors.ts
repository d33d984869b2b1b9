import { findPerson, removeFactors } from '../accounts/index.ts'
import { CommandFault, type Tools } from './tools.ts'

export async function resetFactors({ db, config, now }: Tools, name: string): Promise<number> {
  const person = await findPerson(db, name)
  if (!person)
    throw new CommandFault(`Nobody here is called ${name}. Give the name of the account, not its address.`)
  const outcome = await removeFactors(db, { baseUrl: config.baseUrl, now: now() }, person.id)
  if (outcome === 'none-there') {
    console.log(`${person.name} has no second step and no passkey: nothing was changed.`)
    return 0
  }
  console.log(`Removed the second step and the passkeys of ${person.name}, and ended every session.`)
  console.log('The passphrase alone opens the account now. A mail tells its owner.')
  return 0
}
