export { knownRead, knownWritten, rangesOf } from './places/known-chapters.ts'
export { forgetPlace, type NotedPlace, notePlace } from './places/note-place.ts'
export { ContinueList, PlaceLine, PlaceUnder } from './places/place-line.tsx'
export { PlacesHere } from './places/places-here.tsx'
export {
  begunLately,
  isRead,
  MOST_PLACES_READ,
  notRead,
  type Place,
  placeOf,
  placesOf,
  placesSeen,
  shareNow,
} from './places/places-read.ts'
export { placesTyped } from './places/places-typed.ts'
export { type KeptProgress, keepProgress, type Progress, progressIn } from './progress/progress.ts'
export { deleteAll, deleteEntry, forgetWork } from './readings/forget.ts'
export { doneWith } from './readings/history-on.ts'
export { type Marked, setNote, setState } from './readings/mark.ts'
export { MarkForm, MarkMenu } from './readings/mark-menu.tsx'
export { type Marks, type ReadAmong, readAmong } from './readings/marks.ts'
export {
  type Marking,
  markedForLater,
  markedInOrder,
  type Reading,
  type ReadingPlace,
  readingCounts,
  readingOn,
  readingPlaces,
  readingsOf,
  readingsShown,
} from './readings/read.ts'
export { ReadingMenu } from './readings/reading-menu.tsx'
export { type Remembering, rememberingReadings } from './readings/remember.ts'
export { STATE_NAMES } from './readings/state-names.ts'
export { READING_STATES, type ReadingState } from './tables.ts'
