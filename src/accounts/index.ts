export { type Auth, makeAuth, PASSWORD } from './auth.ts'
export { ACCOUNT_NAME, type Join, type JoinRefusal, join, type NewPerson } from './join.ts'
export {
  knownPenNames,
  namesElsewhere,
  penNamesKnown,
  penNamesOf,
  setPenNamePermissions,
} from './pen-names.ts'
export {
  findByLogin,
  findOwner,
  findPerson,
  findPersonById,
  giveArchive,
  type Profile,
  profileOf,
} from './people.ts'
export { actorOf, logIn, logOut } from './sessions.ts'
