export { canonicalAddress } from './addresses.ts'
export { bringIn, type FileReport, type Importer, readGathered, type Whose } from './bring-in.ts'
export { type Describing, waitingPictures } from './documents/describe-pictures.ts'
export type { NotReadWhy, Remark } from './documents/document.ts'
export {
  type ChapterFound,
  type ChapterInside,
  chapterInside,
  type DocumentView,
  documentView,
  type WaitingDocument,
  type WorkNamed,
  waitingDocuments,
} from './documents/document-view.ts'
export { MOST_WAITING } from './documents/keep-document.ts'
export { makeDraft } from './documents/make-draft.ts'
export { type Deed, forgetDocument, mendDocument } from './documents/mend-document.ts'
export { MANNERS, type Manner } from './documents/split.ts'
export { MOST_FILES, type NotTaken, takeDocuments } from './documents/take-documents.ts'
export { type FetchRules, fetchPage } from './fetch-page.ts'
export { forgetUploads } from './forget-uploads.ts'
export { gather } from './gather.ts'
export { runImport, uploadFolder } from './import-runs.ts'
export { receiveUpload, type Upload } from './receive-upload.ts'
export { sweepUploads } from './sweep-uploads.ts'
