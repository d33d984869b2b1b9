import type { Child } from 'hono/jsx'
import { fieldId } from '../web/form.tsx'
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
  const id = fieldId(name)
  const described = [`${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>
        {label} {needed && <span class="need">{t('needed')}</span>}
      </label>
      <textarea
        id={id}
        name={name}
        rows={rows}
        aria-required={needed ? 'true' : undefined}
        dir="auto"
        lang={lang}
        data-editor={editor}
        data-most={most}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={described}
      >
        {/* Browsers drop a line end that comes first. */}
        {`\n${value}`}
      </textarea>
      <p class="hint" id={`${id}-hint`}>
        {hint} {t('Up to {most} letters, formatting counted.', { most: count(most) })}
      </p>
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}
