export { type Auth, makeAuth, PASSWORD } from './auth.ts'
export { ACCOUNT_NAME, type Join, type JoinRefusal, join, type NewPerson } from './join.ts'
export { knownPenNames, namesElsewhere, penNamesOf } from './pen-names.ts'
export { forgetPenName, type Leavable, leavablePenName } from './pens/forget-pen-name.ts'
export type { Icon } from './pens/icon-address.ts'
export { IconPicture } from './pens/icon-picture.tsx'
export { linkPenName, type Unlinked, unlinkPenName } from './pens/link-pen-name.ts'
export {
  linkedAgain,
  ownPenName,
  ownPenNames,
  type PenName,
  penNamesShown,
  unlinkedPenName,
} from './pens/pen-names-read.ts'
export { SIGNER, type Signer, signature, signerAt } from './pens/signature.ts'
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
