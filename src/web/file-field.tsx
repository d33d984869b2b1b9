import type { Child } from 'hono/jsx'
import { boundTo, fieldId, Under } from './form.tsx'

interface FileFieldProps {
  readonly name: string
  readonly label: Child
  /** Endings or types, with commas between them: what the browser offers. What comes is looked at all the same. */
  readonly accept: string
  readonly multiple?: boolean
  readonly required?: boolean
  readonly hint?: Child
  readonly fault?: string | undefined
}

/** A file to be sent along, or several. */
export const FileField = ({ name, label, accept, multiple, required, hint, fault }: FileFieldProps) => (
  <div class="field">
    <label for={fieldId(name)}>{label}</label>
    <input type="file" {...boundTo(name, { hint, fault })} {...{ accept, multiple, required }} />
    <Under name={name} hint={hint} fault={fault} />
  </div>
)
