/** Branded ids: a work's id where a person's belongs does not compile. Made and parsed here only. */
declare const brand: unique symbol
type Id<Kind extends string> = number & { readonly [brand]: Kind }

export type WorkId = Id<'work'>
export type ChapterId = Id<'chapter'>
export type TagId = Id<'tag'>
export type PersonId = Id<'person'>
export type PenNameId = Id<'pen-name'>
export type SeriesId = Id<'series'>
/** Of a change to the tag graph. */
export type ChangeId = Id<'change'>
/** Of what a part of a work was. */
export type FormerId = Id<'former'>
type TrashedChapterId = Id<'trashed-chapter'>
export type ShelfId = Id<'shelf'>
export type SavedFilterId = Id<'saved-filter'>
export type MailId = Id<'mail'>
export type InvitationId = Id<'invitation'>
export type InvitationRequestId = Id<'invitation-request'>
/** That somebody is asked to be a creator, too. */
export type CreatorInvitationId = Id<'creator-invitation'>
export type GiftId = Id<'gift'>
export type SkinId = Id<'skin'>
export type DeviceKeyId = Id<'device-key'>
/** Of what a reader did with a work. */
export type ReadingId = Id<'reading'>
/** That a work names another. */
export type CitationId = Id<'citation'>

const MOST = 2_147_483_647

function parse<T>(text: string): T | undefined {
  if (!/^[1-9][0-9]{0,9}$/.test(text)) return undefined
  const value = Number(text)
  return value <= MOST ? (value as T) : undefined
}

/** From a path or form: undefined for anything but a positive 32-bit integer. */
export const parseWorkId = (text: string): WorkId | undefined => parse(text)
export const parseChapterId = (text: string): ChapterId | undefined => parse(text)
export const parseSeriesId = (text: string): SeriesId | undefined => parse(text)
export const parsePersonId = (text: string): PersonId | undefined => parse(text)
export const parsePenNameId = (text: string): PenNameId | undefined => parse(text)
export const parseTagId = (text: string): TagId | undefined => parse(text)
export const parseSavedFilterId = (text: string): SavedFilterId | undefined => parse(text)
export const parseShelfId = (text: string): ShelfId | undefined => parse(text)
export const parseChangeId = (text: string): ChangeId | undefined => parse(text)
export const parseMailId = (text: string): MailId | undefined => parse(text)
export const parseInvitationId = (text: string): InvitationId | undefined => parse(text)
export const parseInvitationRequestId = (text: string): InvitationRequestId | undefined => parse(text)
export const parseCreatorInvitationId = (text: string): CreatorInvitationId | undefined => parse(text)
export const parseSkinId = (text: string): SkinId | undefined => parse(text)
export const parseReadingId = (text: string): ReadingId | undefined => parse(text)
export const parseDeviceKeyId = (text: string): DeviceKeyId | undefined => parse(text)
export const parseCitationId = (text: string): CitationId | undefined => parse(text)
export const parseFormerId = (text: string): FormerId | undefined => parse(text)
export const parseTrashedChapterId = (text: string): TrashedChapterId | undefined => parse(text)
