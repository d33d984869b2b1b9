export { AUTHENTICATION_TYPE, authenticationDocument } from './devices/authentication-document.ts'
export { deviceKeys, endDeviceKey, makeDeviceKey } from './devices/device-keys.ts'
export { askForKey, isWrongKey, memberByKey } from './devices/key-door-routes.ts'
export { type JoinRefusal, join } from './join.ts'
export { mailForgetful } from './joining/forgotten-passphrase.ts'
export { makeInvitations } from './joining/invitations.ts'
export { joiningOf } from './joining/joining-settings.ts'
export { nameFault } from './joining/names.ts'
export { PASSWORD } from './joining/passphrases.ts'
export { sendWhenDue } from './joining/send-from-queue.ts'
export { forgetUnconfirmed } from './joining/unconfirmed.ts'
export { eraseAccount, forgetNamesElsewhere } from './leaving/erase-account.ts'
export { askToLeave, comeBack, dueToLeave, type LeavingPerson, lookForLeaving } from './leaving/leave.ts'
export { addressesEver, namesEver } from './leaving/names-ever.ts'
export { isOrphanAccount, ORPHAN_ACCOUNT, orphanAccount, orphanPenName } from './leaving/orphan-account.ts'
export {
  agedParcels,
  askForParcel,
  failParcel,
  finishParcel,
  forgetParcel,
  type Parcel,
  parcelById,
  parcelOf,
  parcelProgress,
} from './leaving/parcels.ts'
export { CHOICES, type Choice, choiceFor, LEAVING_PLAN, type LeavingPlan } from './leaving/plan.ts'
export {
  knownPenNames,
  namesElsewhere,
  penNamesKnown,
  penNamesOf,
  setPenNamePermissions,
  usualPenName,
} from './pen-names.ts'
export { forgetPenName, type Leavable, leavablePenName } from './pens/forget-pen-name.ts'
export type { Icon } from './pens/icon-address.ts'
export { IconPicture } from './pens/icon-picture.tsx'
export { linkPenName, unlinkPenName } from './pens/link-pen-name.ts'
export {
  linkedAgain,
  ownPenName,
  ownPenNames,
  type PenName,
  penNamesShown,
  unlinkedPenName,
} from './pens/pen-names-read.ts'
export { type Called, pensCalled } from './pens/pens-called.ts'
export { SIGNER, type Signer, signature, signerAt } from './pens/signature.ts'
export {
  distanceTo,
  type KeepAwayRefusal,
  mute,
  type StandTo,
  standApart,
  unmute,
} from './people/keep-away.ts'
export { KeepAway } from './people/keep-away-bar.tsx'
export {
  dismissHelp,
  keepReading,
  type Preferences,
  preferencesOf,
  TIME_ZONES,
} from './people/preferences.ts'
export { type PublicProfile, publicProfile } from './people/profile.ts'
export { timeZoneOptions } from './people/time-zones.ts'
export { takeOffSkin, wearSkin } from './people/wear-skin.ts'
export {
  addressesOf,
  findByLogin,
  findOwner,
  findPerson,
  findPersonById,
  giveArchive,
  mailboxes,
  profileOf,
} from './people.ts'
export { freshSession, ownSession } from './security/asking-routes.ts'
export { removeFactors } from './security/remove-factors.ts'
export { openSession, type Session, sessionOf } from './security/sessions.ts'
export { setRole } from './set-role.ts'
export { type Standing, setStanding, standingOf, suspendedUntil } from './standing.ts'
export { refuseSuspended } from './while-suspended.ts'
