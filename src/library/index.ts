export { forgetPlace, type NotedPlace, notePlace, type PlaceOutcome } from './places/note-place.ts'
export { isRead, type Place, placeOf, placesOf, placesSeen, shareNow } from './places/places-read.ts'
export { type KeptProgress, keepProgress, type Progress, progressIn } from './progress/progress.ts'
