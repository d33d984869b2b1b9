import { fieldId } from '../web/form.tsx'

interface NamesFieldProps {
  readonly name: string
  readonly label: string
  readonly value: string | undefined
  readonly hint: string
  readonly fault: string | undefined
}

/** People's names with commas between them; with script, pen names are offered while one types. */
export function NamesField({ name, label, value, hint, fault }: NamesFieldProps) {
  const id = fieldId(name)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        value={value}
        dir="auto"
        autocomplete="off"
        data-complete="pseud"
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={[`${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')}
      />
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}
