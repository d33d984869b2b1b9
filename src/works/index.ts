export { bareName } from './bare-name.ts'
export { Blurb } from './blurb.tsx'
export { blurbs, byline } from './blurbs.ts'
export { bringWork } from './bring-work.ts'
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
export { ANSWER_SIGNS, answerName, permissionName } from './consent/consent-line.tsx'
export { declineClaim, inviteByClaim, orphanByClaim, refuseByClaim } from './consent/decide-claims.ts'
export { holdWork, isUnwanted, type Writers } from './consent/hold-works.ts'
export { type Leave, type LeaveField, leaveIn, looksLikeAddress } from './consent/leave-form.ts'
export { forwardClaims, sendLetters } from './consent/letters.ts'
export { openToMachines } from './consent/machine-rules.ts'
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
export { everyWorkId, worksByLanguage } from './every-work.ts'
export {
  type EnginesPart,
  partsForEngines,
  seriesForEngines,
  type WorkForEngines,
  worksForEngines,
} from './for-engines.ts'
export { growing } from './fresh-statistics.ts'
export { hiddenOrPosted, makersOf, setHidden, workTitle } from './hiding.ts'
export { deletePrivateWorks, deleteWork } from './leaving/delete-works.ts'
export { forgetInGifts } from './leaving/forget-hand.ts'
export { forgetInClaims } from './leaving/forget-names.ts'
export { giveUpShare } from './leaving/give-up-share.ts'
export { orphanWorks } from './leaving/orphan-works.ts'
export { type OwnShare, ownShares } from './leaving/own-share.ts'
export { type NewChapter, type NewestChapters, newestChapters } from './newest-chapters.ts'
export { type CorrectOrigin, correctOrigin, originsKnownTo, workFrom } from './origins.ts'
export { ChapterNav, RunningHead } from './page/chapter-nav.tsx'
export { chapterHref, chapterLine, chapterName, type Standing, standingOf } from './page/chapter-place.ts'
export { ConsentBlock } from './page/consent-block.tsx'
export { WorkBody } from './page/work-body.tsx'
export { WorkStyleSheet } from './page/work-style.tsx'
export { PERMISSIONS_SHAPE } from './permissions-shape.ts'
export { postDraft } from './post-draft.ts'
export {
  chapterTexts,
  readOwnRecord,
  readRecord,
  readRecordHead,
} from './read-record.ts'
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
export { type Relation, type Relations, relationsOf } from './related-works-of.ts'
export type { CitedWork } from './related-works-read.ts'
export { renewHeads, tellOldHeads } from './renew-heads.ts'
export { type SeriesFigures, seriesFigures } from './series-figures.ts'
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
export type { Typed } from './tables.ts'
export { tagHref } from './tag-links.tsx'
export { ownLanguage, textLanguage } from './text-language.ts'
export { theirWords } from './their-words.ts'
export { categoryName, ratingName, warningName } from './value-names.ts'
export { CHANGED_AT, isMystery, recordStamp } from './version.ts'
export type {
  Byline,
  ChapterPlace,
  ChapterText,
  Passage,
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
export { skinFor, WORK_SHEET } from './work-skin.ts'
export {
  acceptInvitation,
  declineInvitation,
  invitationsTo,
  type OpenInvitation,
} from './writing/answer-invitation.ts'
export { type BroughtChapter, bringChapters, bringDraft } from './writing/bring-draft.ts'
export { signNewChapter } from './writing/chapter-signers.ts'
export type { MarkedBlock, Row, Run } from './writing/compare.ts'
export type { Block, Mark, Piece } from './writing/compare-blocks.ts'
export {
  type ChangedFact,
  type ChangedHead,
  type ChangedText,
  type ChangedVersion,
  compareVersions,
  type FactName,
  type FormerRecord,
  formerRecord,
  isChapter,
  presentRecord,
} from './writing/compare-versions.ts'
export { NO_SKIN, SKIN_FIELD } from './writing/dress-work.ts'
export { dropChapter } from './writing/drop-chapter.ts'
export {
  type ChangedWork,
  type ChoosableWork,
  choosableWorks,
  editMany,
  type ManyOutcome,
  previewMany,
} from './writing/edit-many.ts'
export { emptyTrash, TRASH_DAYS } from './writing/empty-trash.ts'
export { enteringWords, enterWords, wordsAreDue } from './writing/enter-words.ts'
export {
  FORMER_AT_ONCE,
  type Former,
  formerById,
  formersBeside,
  formersOf,
  nextFormer,
  type OwnWorkHead,
  ownWorkHead,
} from './writing/former.ts'
export { changesOf } from './writing/former-changes.ts'
export { answerGift } from './writing/gifts.ts'
export { GIFTS_PER_PAGE, type Gifts, type GiftsOf, giftsTo, refusedGifts } from './writing/gifts-read.ts'
export { noteImages } from './writing/images.ts'
export {
  IMAGE_ALT_LONGEST,
  type ImageRefusal,
  type KeptImage,
  keepImage,
  roomUsed,
} from './writing/images-keep.ts'
export { deleteImage, describeImage, imagesOf, type OwnImage, removeImages } from './writing/images-own.ts'
export { IMAGE_LARGEST } from './writing/images-read.ts'
export { imageFor, imagesIn, type SeenImage, WORK_IMAGES, type WorkImages } from './writing/images-seen.ts'
export { sweepImages } from './writing/images-sweep.ts'
export { creatorsCalled, inviteCreators, takeBackInvitations } from './writing/invite-creator.ts'
export { keepFormer } from './writing/keep-former.ts'
export {
  chaptersSignedBy,
  type LeaveWork,
  leaveChapter,
  leaveWork,
  type SignedChapter,
} from './writing/leave-work.ts'
export {
  type Keeping,
  type Kept,
  keepManuscript,
  type Manuscript,
  manuscriptFor,
  mayWriteAt,
  type Place,
  throwAwayManuscript,
  wasSaved,
} from './writing/manuscripts.ts'
export { namesTyped } from './writing/names-typed.ts'
export { openFormer } from './writing/open-former.ts'
export { orderChapters } from './writing/order-chapters.ts'
export { type OwnChapters, type OwnPlace, ownChapter, ownChapters } from './writing/own-chapters.ts'
export { DRAFTS_AT_ONCE, type OwnDraft, ownDrafts } from './writing/own-drafts.ts'
export { type OwnFields, openOwnWork } from './writing/own-fields.ts'
export { wordsFault } from './writing/permissions-typed.ts'
export { postChapter } from './writing/post-chapter.ts'
export { postDue, tellOverdue } from './writing/post-due.ts'
export { type PreviewedChapter, previewChapter } from './writing/preview-chapter.ts'
export { type Previewed, previewWork } from './writing/preview-work.ts'
export { answerCitation } from './writing/relate.ts'
export { restoreFormer } from './writing/restore.ts'
export { type ChapterForm, type SavedChapter, saveChapter } from './writing/save-chapter.ts'
export { keepsSeries } from './writing/save-series.ts'
export { type OwnSeries, ownSeries, type SeriesChoice, seriesKeepers } from './writing/save-series-read.ts'
export { deleteSeries, leaveSeriesKeepers, orderSeries, saveSeries } from './writing/save-series-verbs.ts'
export { saveTogether, tellTogether } from './writing/save-together.ts'
export { nameFaultSaid } from './writing/save-together-faults.ts'
export { type Intent, type SavedWork, saveWork, type WorkForm } from './writing/save-work.ts'
export { clockTurn, type ScheduleFault, scheduleOf } from './writing/schedule.ts'
export { type MonthFigures, type Statistics, statisticsOf, type WorkFigures } from './writing/statistics.ts'
export { chapterSince, chapterStood, STOOD_FIELD, sinceOpened, stoodOf } from './writing/stood.ts'
export type { StoredChapter } from './writing/store-chapter.ts'
export { type Apart, keepRest, setTextApart, textsKept } from './writing/text-apart.ts'
export { type TogetherView, togetherTyped, togetherView } from './writing/together-read.ts'
export { restoreChapter, trashChapter } from './writing/trash-chapter.ts'
export {
  lossesOf,
  type TrashedChapter,
  type TrashedWork,
  trashedChapters,
  trashedRecord,
  trashedWorks,
  type WorkLoss,
} from './writing/trash-read.ts'
export { deleteTrashed, deleteTrashedChapter, restoreWork, trashWork } from './writing/trash-work.ts'
export { countVisits, type Visit } from './writing/visits.ts'
export { many, NAMED, one, typedFrom } from './writing/work-fields.ts'
export type { Faults } from './writing/work-limits.ts'
export { worksToAddTo } from './writing/works-to-add-to.ts'
