export { type Auth, makeAuth, PASSWORD } from './auth.ts'
export { type Join, type JoinRefusal, join, type NewPerson } from './join.ts'
export { mailForgetful } from './joining/forgotten-passphrase.ts'
export { type Joining, joiningOf } from './joining/joining-settings.ts'
export { ACCOUNT_NAME } from './joining/names.ts'
export { knownPenNames, namesElsewhere, penNamesOf } from './pen-names.ts'
export {
  findByLogin,
  findOwner,
  findPerson,
  findPersonById,
  giveArchive,
  type Profile,
  profileOf,
} from './people.ts'
export { actorOf, openSession } from './security/sessions.ts'
