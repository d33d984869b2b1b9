import type { Child } from 'hono/jsx'
import { Choice, Csrf, ErrorSummary, Field, fieldId } from '../web/form.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { CHOICE_NAMES, type ChoiceName, SPANS } from './choices.ts'
import type { CssFault, SkinKind } from './clean/css-fault.ts'
import { placeSaid, refusalSaid } from './clean/faults-said.ts'
import { MEDIA_NAMES, type Medium } from './media.ts'
import { many, one, type SkinFaults, type Typed } from './read-form.ts'
import type { SkinName } from './read-skins.ts'

export interface SkinFormView {
  readonly page: Page
  readonly kind: SkinKind
  readonly typed: Typed
  readonly faults: SkinFaults
  /** It may build on these. */
  readonly others: readonly SkinName[]
  /** The sheet of what is in the form, to be looked at. */
  readonly tried?: string
}

/** All of a skin, as it was typed: what it is called, what it sets without CSS, its CSS, and what it builds on. */
export function SkinForm({ view, save }: { readonly view: SkinFormView; readonly save: string }) {
  const { page, kind, typed, faults } = view
  const site = kind === 'site'
  return (
    <form method="post" class="sections skin-form">
      <Csrf page={page} />
      <input type="hidden" name="kind" value={kind} />
      <ErrorSummary faults={faults.fields} />
      {section(
        t('Name and purpose'),
        <>
          <Field
            name="title"
            label={t('Title')}
            value={one(typed, 'title')}
            fault={faults.fields.title}
            needed="of-course"
            autocomplete="off"
          />
          <Field
            name="about"
            label={t('What it does')}
            value={one(typed, 'about')}
            fault={faults.fields.about}
            hint={t('For others, if you offer it to everybody; and for yourself in a year.')}
            rows={3}
          />
        </>,
      )}
      {site && section(t('Without CSS'), <WithoutCss view={view} />)}
      {section(t('CSS'), <Css view={view} />)}
      {site && section(t('How it goes with others'), <WithOthers view={view} />)}
      <p class="actions">
        <button type="submit" class="first">
          {save}
        </button>
        <button type="submit" name="as" value="preview">
          {t('Preview')}
        </button>
      </p>
    </form>
  )
}

const section = (title: string, children: Child) => (
  <fieldset>
    <legend class="ruled">{title}</legend>
    <div>{children}</div>
  </fieldset>
)

const LABELS: Readonly<Record<ChoiceName, () => string>> = {
  font: () => t('Fonts'),
  base_em: () => t('Size of all text, percent'),
  margin: () => t('Margin on each side of a work, percent'),
  paragraph_gap: () => t('Space between paragraphs, in letters’ height'),
  background_color: () => t('Background'),
  foreground_color: () => t('Text'),
  headercolor: () => t('Head and foot of pages'),
  accent_color: () => t('Links and marks'),
}

const WithoutCss = ({ view: { typed, faults } }: { readonly view: SkinFormView }) => (
  <>
    <p class="hint">
      {t('Empty fields leave things as they are. Colours are names, or # and six signs: #1a2b3c.')}
    </p>
    <div class="swatch-row">
      {CHOICE_NAMES.map((name) => (
        <Field
          name={name}
          label={LABELS[name]()}
          value={one(typed, name)}
          fault={faults.fields[name]}
          placeholder={SPANS[name] ? `${SPANS[name].least}–${SPANS[name].most}` : ''}
          autocomplete="off"
        />
      ))}
    </div>
  </>
)

const Css = ({ view: { kind, typed, faults } }: { readonly view: SkinFormView }) => (
  <>
    {faults.css.length > 0 && <CssFaults faults={faults.css} />}
    <Field
      name="css"
      label={t('CSS')}
      value={one(typed, 'css')}
      fault={faults.fields.css}
      hint={
        kind === 'work'
          ? t(
              'It reaches the work alone: each selector is put below #workskin. Pictures: yours here, as url(/images/…).',
            )
          : t('Our colours have names that can be set on :root: --paper, --leaf, --ink, --link, --rule.')
      }
      rows={14}
      autocomplete="off"
    />
  </>
)

/** Each place that is refused: where, what stands there, and why. */
const CssFaults = ({ faults }: { readonly faults: readonly CssFault[] }) => (
  <ol class="css-faults">
    {faults.map((fault) => (
      <li>
        <span class="place">{placeSaid(fault)}</span>
        <code dir="ltr">{fault.quote}</code>
        {refusalSaid(fault.why)}
      </li>
    ))}
  </ol>
)

const MEDIA_SAID: Readonly<Record<Medium, () => string>> = {
  screen: () => t('Screens'),
  print: () => t('Print'),
  narrow: () => t('Windows up to 42 letters wide (phones)'),
  middle: () => t('Windows up to 62 letters wide (tablets)'),
  dark: () => t('Readers whose device is set to dark'),
  light: () => t('Readers whose device is set to light'),
}

const WithOthers = ({ view }: { readonly view: SkinFormView }) => (
  <>
    <Choice
      name="role"
      legend={t('Beside the archive’s own look')}
      chosen={one(view.typed, 'role') === 'replace' ? 'replace' : 'add'}
      options={[
        { value: 'add', label: t('Added to it') },
        { value: 'replace', label: t('In its place: pages come without any look but this') },
      ]}
    />
    <fieldset class="field">
      <legend class="label">{t('Only for')}</legend>
      {MEDIA_NAMES.map((name) => (
        <label class="choice">
          <input
            type="checkbox"
            name="media"
            value={name}
            checked={many(view.typed, 'media').includes(name)}
          />
          <span>{MEDIA_SAID[name]()}</span>
        </label>
      ))}
      <p class="hint">{t('None ticked: it holds everywhere.')}</p>
    </fieldset>
    <Parents view={view} />
  </>
)

/** As many as there are, and two more, in their order. */
function Parents({ view: { typed, faults, others } }: { readonly view: SkinFormView }) {
  const chosen = many(typed, 'parent')
  const fault = faults.fields.parent
  if (others.length === 0) return null
  return (
    <fieldset class="field" id={fieldId('parent')} aria-describedby={fault && `${fieldId('parent')}-fault`}>
      <legend class="label">{t('It builds on')}</legend>
      {[...chosen, '', ''].map((parent, at) => (
        <div class="field">
          <label for={`parent-${at}`}>{t('{n}. skin below it', { n: at + 1 })}</label>
          <select id={`parent-${at}`} name="parent">
            <option value="">{t('no skin')}</option>
            {others.map(({ id, title }) => (
              <option value={String(id)} selected={String(id) === parent} dir="auto">
                {title}
              </option>
            ))}
          </select>
        </div>
      ))}
      <p class="hint">
        {t('Later ones win over earlier ones, and this one over all. What changes in them changes here.')}
      </p>
      {fault && (
        <p class="fault" id={`${fieldId('parent')}-fault`}>
          {fault}
        </p>
      )}
    </fieldset>
  )
}
