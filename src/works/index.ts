export { bareName } from './bare-name.ts'
export { Blurb } from './blurb.tsx'
export { blurbs, byline } from './blurbs.ts'
export { type Brought, bringWork } from './bring-work.ts'
export { Creators } from './byline.tsx'
export { ALLOWED } from './consent/allowed.ts'
export {
  forgetRemoved,
  type Link,
  type OpenClaim,
  openClaims,
  removeByClaim,
  takeClaim,
} from './consent/claims.ts'
export { ANSWER_SIGNS, answerName, ConsentLine, permissionName } from './consent/consent-line.tsx'
export { declineClaim, inviteByClaim, orphanByClaim, refuseByClaim } from './consent/decide-claims.ts'
export { type Held, holdWork, isUnwanted, type Writers } from './consent/hold-works.ts'
export { type Leave, type LeaveField, leaveIn, looksLikeAddress } from './consent/leave-form.ts'
export { forwardClaims, sendLetters } from './consent/letters.ts'
export { MOST_NAMED, openToMachines } from './consent/machine-rules.ts'
export type { ClaimLink } from './consent/make-claims.ts'
export { PermissionTable } from './consent/permission-rows.tsx'
export {
  askByProfile,
  claimableNames,
  decideProfileClaim,
  type ProfileClaim,
  profileClaims,
  profileToLookAt,
} from './consent/profile-claims.ts'
export { type KeptCopy, keptCopy, publishAsCreator, publishByPermission } from './consent/publish-copy.ts'
export {
  type AddressRefusal,
  allowAddress,
  type RefusedAddress,
  recordRefusal,
  refusedAddresses,
} from './consent/refused-addresses.ts'
export {
  defaultPermissions,
  saveDefaultPermissions,
  savePermissions,
  writtenPermissions,
} from './consent/save-permissions.ts'
export { Statements } from './consent/statements.tsx'
export { everyWorkId } from './every-work.ts'
export { hiddenOrPosted, makersOf, setHidden, workTitle } from './hiding.ts'
export { deletePrivateWorks, deleteWork } from './leaving/delete-works.ts'
export { forgetInClaims } from './leaving/forget-names.ts'
export { giveUpShare } from './leaving/give-up-share.ts'
export { orphanWorks } from './leaving/orphan-works.ts'
export { type OwnShare, ownShares } from './leaving/own-share.ts'
export { type CorrectOrigin, correctOrigin, originsKnownTo, workFrom } from './origins.ts'
export { PERMISSIONS_SHAPE } from './permissions-shape.ts'
export { postDraft } from './post-draft.ts'
export { readOwnChapter, readOwnHead, readOwnRecord, readRecord } from './read-record.ts'
export {
  type Allowed,
  type Audience,
  type ChapterRecord,
  type ImportFormat,
  type ImportReport,
  NOTHING_SAID,
  type Origin,
  PERMISSION_KINDS,
  type Permissions,
  type RelatedWork,
  type SeriesPlace,
  type WorkRecord,
} from './record.ts'
export { renewHeads, tellOldHeads } from './renew-heads.ts'
export {
  addShelf,
  putOnShelves,
  removeShelf,
  renameShelf,
  SHELF_NAME,
  type Shelf,
  type ShelfOutcome,
  shelfIds,
  shelvesOf,
} from './shelves.ts'
export { signOver } from './sign-over.ts'
export type { CommentsFrom, Typed } from './tables.ts'
export { TagLinks, tagHref } from './tag-links.tsx'
export { textConfig } from './text-config.ts'
export { ownLanguage, textLanguage } from './text-language.ts'
export { theirWords } from './their-words.ts'
export { categoryName, ratingName, warningName } from './value-names.ts'
export { changedAt, isMystery } from './version.ts'
export type {
  Byline,
  ChapterPlace,
  ChapterText,
  Passage,
  SeriesNeighbours,
  Statement,
  StatementPlace,
  TagName,
  WorkBlurb,
  WorkHead,
  WorkPageView,
} from './views.ts'
export {
  CLASS,
  classesListedFor,
  classOfWork,
  keptBy,
  listedFor,
  ownWork,
  unposted,
  visibleTo,
} from './visibility.ts'
export { chapterCount, workBrief } from './work-brief.ts'
export { contentsOf, mayDownload, workHead, workPageView } from './work-page-view.ts'
export { type BroughtChapter, type BroughtText, bringChapters, bringDraft } from './writing/bring-draft.ts'
export { emptyTrash, TRASH_DAYS } from './writing/empty-trash.ts'
export { type Changing, keepFormer } from './writing/keep-former.ts'
export { type LockedWork, type LockRefusal, lockOwnWork } from './writing/lock-own.ts'
export {
  forgetManuscript,
  type Kept,
  keepManuscript,
  type Manuscript,
  manuscriptFor,
  type Place,
} from './writing/manuscripts.ts'
export { type OwnFields, openOwnWork, ownFields } from './writing/own-fields.ts'
export { wordsFault } from './writing/permissions-typed.ts'
export { postNow } from './writing/post-now.ts'
export { type Renewing, renewWork } from './writing/renew-work.ts'
export { type SavedWork, saveWork, type WorkForm } from './writing/save-work.ts'
export { chapterVector } from './writing/save-work-new.ts'
export { clockTurn, type Schedule, type ScheduleFault, scheduleOf, tellWhenDue } from './writing/schedule.ts'
export { alreadyMade, type Made, noteMade, type Submission } from './writing/submissions.ts'
export {
  type RestoreChapter,
  restoreChapter,
  type TrashChapter,
  trashChapter,
} from './writing/trash-chapter.ts'
export {
  type DeleteNow,
  deleteTrashed,
  type RestoreWork,
  restoreWork,
  type TrashWork,
  trashWork,
} from './writing/trash-work.ts'
export { many, NAMED, one, plannedIn, spellingOf, typedFrom, type WorkFields } from './writing/work-fields.ts'
export {
  type Faults,
  isoToday,
  lettersOf,
  lineFault,
  pastDay,
  readText,
  tooManyTags,
  type WrittenText,
} from './writing/work-limits.ts'
export { worksToAddTo } from './writing/works-to-add-to.ts'
