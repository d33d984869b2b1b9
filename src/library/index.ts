export { forgetPlace, type NotedPlace, notePlace, type PlaceOutcome } from './places/note-place.ts'
export { ContinueList, PlaceLine, PlaceUnder, placeHref } from './places/place-line.tsx'
export { type PlaceSlot, PlacesHere } from './places/places-here.tsx'
export {
  begunAmong,
  begunLately,
  isRead,
  notRead,
  type Place,
  placeOf,
  placesOf,
  placesSeen,
  shareNow,
} from './places/places-read.ts'
export { placesTyped } from './places/places-typed.ts'
export { type KeptProgress, keepProgress, type Progress, progressIn } from './progress/progress.ts'
