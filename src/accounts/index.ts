export { type Auth, makeAuth, PASSWORD } from './auth.ts'
export { type Join, type JoinRefusal, join, type NewPerson } from './join.ts'
export { ACCOUNT_NAME } from './joining/names.ts'
export { sendWhenDue } from './joining/send-from-queue.ts'
export { knownPenNames, namesElsewhere, penNamesOf } from './pen-names.ts'
export {
  addressesOf,
  findByLogin,
  findOwner,
  findPerson,
  findPersonById,
  giveArchive,
  type Profile,
  profileOf,
} from './people.ts'
export { actorOf, openSession } from './security/sessions.ts'
export { setRole } from './set-role.ts'
export { type Standing, setStanding, standingOf, suspendedUntil } from './standing.ts'
export { refuseSuspended } from './while-suspended.ts'
