import { CHOICES, type Choice, LEAVING_PLAN, type LeavingPlan } from '../accounts/index.ts'
import { t } from '../web/say.ts'
import type { OwnShare } from '../works/index.ts'

export type LeaveFaults = Readonly<Partial<Record<'own' | 'shared' | 'sure', string>>>
type Form = Readonly<Record<string, string>>

export const OWN_CHOICES = ['delete', 'orphan-named', 'orphan'] as const
export const SHARED_CHOICES = ['step-back', 'orphan-named', 'orphan'] as const

/** The field of one work's own choice. */
export const fieldOf = (id: number): string => `work_${id}`

/** What somebody chose, or what they still have to choose: nothing is chosen for them. */
export function planFrom(
  form: Form,
  shares: readonly OwnShare[],
  locale: string,
): LeavingPlan | { readonly faults: LeaveFaults } {
  const needed = { own: shares.some((one) => !one.shared), shared: shares.some((one) => one.shared) }
  const choose = t('Choose what becomes of these works.')
  const faults: LeaveFaults = {
    ...(needed.own && !OWN_CHOICES.some((one) => one === form.own) ? { own: choose } : {}),
    ...(needed.shared && !SHARED_CHOICES.some((one) => one === form.shared) ? { shared: choose } : {}),
    ...(form.sure === 'on' ? {} : { sure: t('Say that this is what you want.') }),
  }
  if (Object.keys(faults).length > 0) return { faults }
  const plan = LEAVING_PLAN.safeParse({
    own: needed.own ? form.own : 'delete',
    shared: needed.shared ? form.shared : 'step-back',
    each: eachFrom(form, shares),
    locale,
  })
  return plan.success ? plan.data : { faults: { own: choose } }
}

function eachFrom(form: Form, shares: readonly OwnShare[]): Record<string, Choice> {
  return Object.fromEntries(
    shares.flatMap(({ id }) => {
      const chosen = CHOICES.find((one) => one === form[fieldOf(id)])
      return chosen ? [[String(id), chosen] as const] : []
    }),
  )
}
