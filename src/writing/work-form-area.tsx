import type { Child } from 'hono/jsx'
import { boundTo, fieldId, Under } from '../web/form.tsx'
import { count, t } from '../web/say.ts'

interface AreaProps {
  readonly name: string
  readonly label: Child
  readonly value: string
  readonly fault: string | undefined
  readonly rows: number
  /** Letters there is room for. */
  readonly most: number
  /** What an editor that takes it over may put there. */
  readonly editor: 'content' | 'notes' | 'summary'
  readonly hint?: Child
  readonly needed?: boolean
  readonly lang?: string | undefined
}

/** A text of a work. Not cut at its limit, as `maxlength` would: what is too long is said, and stays. */
export function Area({ name, label, value, fault, rows, most, editor, hint, needed, lang }: AreaProps) {
  const said = (
    <>
      {hint} {t('Up to {most} letters, formatting counted.', { most: count(most) })}
    </>
  )
  return (
    <div class="field">
      <label for={fieldId(name)}>
        {label} {needed && <span class="need">{t('needed')}</span>}
      </label>
      <textarea
        {...boundTo(name, { hint: said, fault })}
        rows={rows}
        aria-required={needed ? 'true' : undefined}
        dir="auto"
        lang={lang}
        data-editor={editor}
        data-most={most}
      >
        {/* Browsers drop a line end that comes first. */}
        {`\n${value}`}
      </textarea>
      <Under name={name} hint={said} fault={fault} />
    </div>
  )
}
