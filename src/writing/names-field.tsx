import { boundTo, fieldId, Under } from '../web/form.tsx'

interface NamesFieldProps {
  readonly name: string
  readonly label: string
  readonly value: string | undefined
  readonly hint: string
  readonly fault: string | undefined
}

/** People's names with commas between them; with script, pen names are offered while one types. */
export const NamesField = ({ name, label, value, hint, fault }: NamesFieldProps) => (
  <div class="field">
    <label for={fieldId(name)}>{label}</label>
    <input
      {...boundTo(name, { hint, fault })}
      {...{ value, dir: 'auto', autocomplete: 'off', 'data-complete': 'pseud' }}
    />
    <Under name={name} hint={hint} fault={fault} />
  </div>
)
