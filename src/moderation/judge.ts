import type { Actor } from '../core/actor.ts'
import { ROLES } from '../core/roles.ts'
import type { Db } from '../storage/transaction.ts'
import { type GiveRole, giveRole } from './give-role.ts'
import { banPerson, type Judged, liftJudgement, suspendPerson } from './suspend-person.ts'

interface JudgementForm {
  readonly decision?: string
  readonly days?: string
  readonly reason?: string
  readonly role?: string
}

export type FormJudged = Judged | GiveRole | 'bad-days' | 'no-decision'

/** What the form about a person asks for. */
export async function judgeByForm(
  db: Db,
  actor: Actor,
  { name, form }: { readonly name: string; readonly form: JudgementForm },
  now: Date,
): Promise<FormJudged> {
  const judgement = { name, reason: form.reason ?? '' }
  const role = ROLES.find((one) => one === form.role)
  if (form.decision === 'role' && role) return giveRole(db, actor, { name, role }, now)
  if (form.decision === 'suspend') {
    const days = /^\d{1,4}$/.test(form.days ?? '') ? Number(form.days) : 0
    return suspendPerson(db, actor, { ...judgement, days }, now)
  }
  if (form.decision === 'ban') return banPerson(db, actor, judgement, now)
  return form.decision === 'lift' ? liftJudgement(db, actor, judgement, now) : 'no-decision'
}
