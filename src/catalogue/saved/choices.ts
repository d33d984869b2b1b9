import type { PenNameId, PersonId, TagId, WorkId } from '../../core/ids.ts'
import type { Reader } from '../../search/index.ts'
import { OWNER } from '../memory/schema.ts'
import type { Question } from '../question.ts'

/** What one reader has chosen for every list of works: their default filter, and what they never want to see. */
export interface Choices {
  readonly filter: DefaultFilter | null
  readonly hidden: Hidden
}

interface DefaultFilter {
  readonly name: string
  readonly question: Question
}

export interface Hidden {
  readonly tags: readonly TagId[]
  readonly works: readonly WorkId[]
  readonly accounts: readonly PersonId[]
  readonly penNames: readonly PenNameId[]
}

export const NOTHING_HIDDEN: Hidden = { tags: [], works: [], accounts: [], penNames: [] }
export const NO_CHOICES: Choices = { filter: null, hidden: NOTHING_HIDDEN }

export const hidesNothing = ({ tags, works, accounts, penNames }: Hidden): boolean =>
  tags.length + works.length + accounts.length + penNames.length === 0

/**
 * In the engine's words. A creator is hidden by what they signed openly and by nothing else: what a reader hides must
 * never tell whose an anonymous work is.
 */
export const muted = ({ tags, works, accounts, penNames }: Hidden): Omit<Reader, 'sees'> => ({
  never: works,
  mutedTags: tags,
  mutedCreators: [...accounts.map(OWNER.account), ...penNames.map(OWNER.penName)],
})
