import type { ChapterId, MailId, PersonId, WorkId } from './core/ids.ts'

/** Every fact a module tells the ones above it, with what it carries. Told in the transaction of the change itself. */
export interface Facts {
  /** Files wait in this run for the importer. */
  'import.requested': { readonly runId: string }
  /** A creator had a work taken down; told when its time in the trash is over. */
  'work.removed': { readonly workId: WorkId }
  /** A work, or another chapter of one, stands before its readers for the first time. Not silently: told only where its writer lets it be. */
  'work.posted': { readonly workId: WorkId; readonly chapterId: ChapterId | null }
  /** The same, silently: no follower is to hear of it. */
  'work.posted-silently': { readonly workId: WorkId; readonly chapterId: ChapterId | null }
  /** A scheduled work or chapter may be due. */
  'writing.due': Readonly<Record<string, never>>
  /** Things may have lain in the trash long enough; forms sent long ago need not be remembered. */
  'trash.aged': Readonly<Record<string, never>>
  /** A mail waits in the outbox. */
  'mail.posted': { readonly mailId: MailId }
  /** A day has gone by since mails were last looked through for old ones. */
  'mails.aged': Readonly<Record<string, never>>
  /** It may be time to send invitations to the queue. */
  'queue.due': Readonly<Record<string, never>>
  /** Somebody asked for a new passphrase: the address as typed, and the language it was asked in. */
  'passphrase.forgotten': { readonly email: string; readonly locale: string }
  /** Works are to be found by other names than before: those of this person, or all that were stored by older rules. */
  'heads.aged': { readonly personId: PersonId | null }
  /** Accounts may have waited too long for their address to be confirmed. */
  'joining.aged': Readonly<Record<string, never>>
  /** Somebody's days to come back may be over. */
  'leaving.due': Readonly<Record<string, never>>
  /** Somebody asked for everything of theirs in one file. */
  'parcel.asked': { readonly parcelId: string }
  /** Somebody asked for many works as one file. */
  'bundle.asked': { readonly bundleId: string }
  /** Such files may have waited long enough; and chapters that were packed for books, unused. */
  'bundles.aged': Readonly<Record<string, never>>
  /** Parcels may have waited long enough to be fetched. */
  'parcels.aged': Readonly<Record<string, never>>
}

export type FactName = keyof Facts
