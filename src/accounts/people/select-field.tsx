import { fieldId } from '../../web/form.tsx'

interface SelectFieldProps {
  readonly name: string
  readonly label: string
  readonly chosen: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[]
  readonly fault?: string | undefined
}

/** One of many, folded. */
export const SelectField = ({ name, label, chosen, options, fault }: SelectFieldProps) => (
  <div class="field">
    <label for={fieldId(name)}>{label}</label>
    <select
      id={fieldId(name)}
      name={name}
      aria-invalid={fault ? 'true' : undefined}
      aria-describedby={fault ? `${fieldId(name)}-fault` : undefined}
    >
      {options.map((option) => (
        <option value={option.value} selected={option.value === chosen} lang={option.lang}>
          {option.label}
        </option>
      ))}
    </select>
    {fault && (
      <p class="fault" id={`${fieldId(name)}-fault`}>
        {fault}
      </p>
    )}
  </div>
)
