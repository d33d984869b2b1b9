import type { Db } from '../../storage/transaction.ts'
import { findInvitation, joiningOf } from './invitations.ts'

/** What who wants to join finds here. */
export type Door =
  | {
      readonly is: 'open'
      /** The invitation they come with. */
      readonly code: string | null
      /** The address it was mailed to, to begin the form with. */
      readonly sentTo: string | null
    }
  | { readonly is: 'closed' | 'invited-only' | 'invitation-used' | 'invitation-unknown' }

/** `code`: of the invitation, where they come with one. Where everybody may join, one that is no good does no harm. */
export async function doorOf(db: Db, code: string | null): Promise<Door> {
  const { how } = await joiningOf(db)
  if (how === 'closed') return { is: 'closed' }
  const found = code === null ? undefined : await findInvitation(db, code)
  if (found?.state === 'open') return { is: 'open', code, sentTo: found.sentTo }
  if (how === 'open') return { is: 'open', code: null, sentTo: null }
  if (!found) return { is: 'invited-only' }
  return { is: found.state === 'used' ? 'invitation-used' : 'invitation-unknown' }
}
