export { forgetPlace, type NotedPlace, notePlace, type PlaceOutcome } from './places/note-place.ts'
export { isRead, type Place, placeOf, placesOf, placesSeen, shareNow } from './places/places-read.ts'
