import type { Child } from 'hono/jsx'
import { NoticeBox } from './notice.tsx'
import type { Page } from './page.ts'
import { t } from './say.ts'

/** What a person typed, given back to them, and what is wrong with it, by field name. */
export interface Sent<Name extends string> {
  readonly typed: Readonly<Partial<Record<Name, string>>>
  readonly faults: Readonly<Partial<Record<Name, string>>>
}

/** Put into every form that changes something. */
export function Csrf({ page }: { readonly page: Page }) {
  return <input type="hidden" name="csrf" value={page.csrf} />
}

interface FieldProps {
  readonly name: string
  readonly label: Child
  /** What was typed before. Never given back for passwords. */
  readonly value?: string | undefined
  readonly hint?: Child
  readonly fault?: string | undefined
  /** `of-course` where every field of a short form is: required, but not said of each. */
  readonly needed?: boolean | 'of-course'
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'url'
  readonly autocomplete?: string
  readonly placeholder?: string
  readonly minlength?: number
  readonly maxlength?: number
  /** More than one makes a text area. */
  readonly rows?: number
}

/** Label above, hint and fault under, bound to the field. Its id is `f-` and its name. */
export function Field(props: FieldProps) {
  const { name, label, value, hint, fault, needed, type = 'text', rows, ...plain } = props
  const common = {
    ...boundTo(name, { hint, fault }),
    required: Boolean(needed),
    dir: type === 'email' || type === 'url' ? 'ltr' : 'auto',
    ...plain,
  }
  return (
    <div class="field">
      <label for={fieldId(name)}>
        {label} {needed === true && <span class="need">{t('needed')}</span>}
      </label>
      {rows ? (
        <textarea {...common} rows={rows}>
          {value}
        </textarea>
      ) : (
        <input {...common} type={type} value={type === 'password' ? undefined : value} />
      )}
      <Under name={name} hint={hint} fault={fault} />
    </div>
  )
}

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: Child
  readonly hint?: Child
}

interface ChoiceProps<Value extends string> {
  readonly name: string
  readonly legend: Child
  /** The legend is said, not seen, where a heading stands just above. */
  readonly quiet?: boolean
  readonly chosen: Value
  readonly options: readonly Option<Value>[]
  /** Beside each other rather than below. */
  readonly inline?: boolean
  readonly hint?: Child
  readonly fault?: string | undefined
}

/** One of a few, all seen. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { name, options, chosen, hint, fault } = props
  return (
    <fieldset class="field" id={fieldId(name)} aria-describedby={described(name, hint, fault)}>
      <legend class={props.quiet ? 'said' : 'label'}>{props.legend}</legend>
      <div class={props.inline ? 'choices' : undefined}>
        {options.map((option) => (
          <label class="choice">
            <input type="radio" name={name} value={option.value} checked={option.value === chosen} />
            <span>
              {option.label}
              {option.hint && (
                <>
                  <br />
                  <span class="hint">{option.hint}</span>
                </>
              )}
            </span>
          </label>
        ))}
      </div>
      <Under name={name} hint={hint} fault={fault} />
    </fieldset>
  )
}

/** Yes or not. */
export function Tick(props: {
  readonly name: string
  readonly checked?: boolean
  readonly needed?: boolean
  readonly fault?: string | undefined
  readonly children: Child
}) {
  const { name, fault } = props
  return (
    <>
      <label class="choice">
        <input
          type="checkbox"
          {...boundTo(name, { fault })}
          checked={props.checked}
          required={props.needed}
        />
        <span>{props.children}</span>
      </label>
      <Under name={name} fault={fault} />
    </>
  )
}

/** At the head of a form that came back: what is wrong, each a link to its field. */
export function ErrorSummary({ faults }: { readonly faults: Readonly<Partial<Record<string, string>>> }) {
  const found = Object.entries(faults).filter(([, text]) => text)
  if (found.length === 0) return null
  return (
    <NoticeBox kind="error">
      <p>
        <strong>
          {t('{n, plural, one {One thing needs you.} other {# things need you.}}', { n: found.length })}
        </strong>
      </p>
      <ul>
        {found.map(([name, text]) => (
          <li>
            <a href={`#${fieldId(name)}`}>{text}</a>
          </li>
        ))}
      </ul>
    </NoticeBox>
  )
}

export const fieldId = (name: string): string => `f-${name}`

interface Beneath {
  readonly hint?: Child
  readonly fault?: Child
}

/** What ties a field to its label, and to what `Under` says beneath it. */
export const boundTo = (name: string, { hint, fault }: Beneath) => ({
  name,
  id: fieldId(name),
  'aria-invalid': fault ? ('true' as const) : undefined,
  'aria-describedby': described(name, hint, fault),
})

/** The hint under a field, and what is wrong with it. */
export const Under = ({ name, hint, fault }: Beneath & { readonly name: string }) => (
  <>
    {hint && (
      <p class="hint" id={`${fieldId(name)}-hint`}>
        {hint}
      </p>
    )}
    {fault && (
      <p class="fault" id={`${fieldId(name)}-fault`}>
        {fault}
      </p>
    )}
  </>
)

function described(name: string, hint: Child, fault: Child): string | undefined {
  const ids = [hint && `${fieldId(name)}-hint`, fault && `${fieldId(name)}-fault`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
