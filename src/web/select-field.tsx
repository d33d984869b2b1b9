import type { Child } from 'hono/jsx'
import { boundTo, fieldId, Under } from './form.tsx'
import { t } from './say.ts'

interface SelectFieldProps {
  readonly name: string
  readonly label: Child
  readonly needed?: boolean | undefined
  readonly hint?: Child
  readonly fault?: string | undefined
  /** Its options. */
  readonly children: Child
}

/** One of many, folded. */
export const SelectField = ({ name, label, needed, hint, fault, children }: SelectFieldProps) => (
  <div class="field">
    <label for={fieldId(name)}>
      {label} {needed && <span class="need">{t('needed')}</span>}
    </label>
    <select {...boundTo(name, { hint, fault })} required={needed}>
      {children}
    </select>
    <Under name={name} hint={hint} fault={fault} />
  </div>
)
