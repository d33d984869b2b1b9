import { z } from 'zod'

/** What becomes of a work: gone for good; given up, with the name or without; or only one's own part in it taken back. */
export const CHOICES = ['delete', 'orphan-named', 'orphan', 'step-back'] as const
export type Choice = (typeof CHOICES)[number]

/** What whoever leaves chose; it waits with them. */
export const LEAVING_PLAN = z.object({
  /** Of works that are theirs alone; `shared` of those that others have a part in, which nobody may delete for them. */
  own: z.enum(['delete', 'orphan-named', 'orphan']),
  shared: z.enum(['step-back', 'orphan-named', 'orphan']),
  /** By the work's number, where it is otherwise. */
  each: z.record(z.string(), z.enum(CHOICES)),
  /** The language of the last mail. */
  locale: z.string(),
})
export type LeavingPlan = z.infer<typeof LEAVING_PLAN>

/** A work may have become shared since it was asked about, or theirs alone: then what was chosen for that kind holds. */
export function choiceFor(
  { own, shared, each }: LeavingPlan,
  work: { readonly id: number; readonly shared: boolean },
): Choice {
  const chosen = each[String(work.id)]
  if (work.shared) return chosen && chosen !== 'delete' ? chosen : shared
  return chosen && chosen !== 'step-back' ? chosen : own
}
