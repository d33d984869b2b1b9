export { type Auth, makeAuth, PASSWORD } from './auth.ts'
export { type Join, type JoinRefusal, join, type NewPerson } from './join.ts'
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
export { tellOwner } from './security/notices.ts'
export { removeFactors } from './security/remove-factors.ts'
export { actorOf, endSessions, openSession } from './security/sessions.ts'
