import type { Child } from 'hono/jsx'
import { LANGUAGES } from '../core/languages.ts'
import { LIMITS, RATINGS, WARNINGS } from '../core/values.ts'
import { Field, fieldId, Under } from '../web/form.tsx'
import { t } from '../web/say.ts'
import { SelectField } from '../web/select-field.tsx'
import { many, ratingName, warningName } from '../works/index.ts'
import { value, type WorkFormView } from './work-form-view.ts'

interface Props {
  readonly view: WorkFormView
}

/** Title, rating, language, warnings: no work is without. */
export const WhatItIs = ({ view }: Props) => (
  <fieldset>
    <legend class="ruled">{t('What it is')}</legend>
    <Field
      name="title"
      label={t('Title')}
      value={value(view, 'title')}
      fault={view.faults.title}
      maxlength={LIMITS.title}
      autocomplete="off"
      needed
    />
    <div class="row">
      <Rating view={view} />
      <Language view={view} />
    </div>
    <Warnings view={view} />
  </fieldset>
)

export const Rating = ({ view }: Props) => (
  <MustChoose view={view} name="rating" label={t('Rating')}>
    {RATINGS.map((rating) => (
      <option value={rating} selected={rating === value(view, 'rating')}>
        {ratingName(rating)}
      </option>
    ))}
  </MustChoose>
)

const Language = ({ view }: Props) => (
  <MustChoose view={view} name="language" label={t('Language')}>
    {LANGUAGES.filter(({ code }) => code !== 'und' || value(view, 'language') === code).map(
      ({ code, name }) => (
        <option
          value={code}
          lang={code === 'mul' || code === 'und' ? 'en' : code}
          selected={code === value(view, 'language')}
        >
          {name}
        </option>
      ),
    )}
  </MustChoose>
)

interface MustChooseProps extends Props {
  readonly name: string
  readonly label: string
  readonly children: Child
}

const MustChoose = ({ view, name, label, children }: MustChooseProps) => (
  <SelectField name={name} label={label} needed fault={view.faults[name]}>
    <option value="">{t('Choose')}</option>
    {children}
  </SelectField>
)

export const Warnings = ({ view }: Props) => (
  <fieldset
    class="field"
    id={fieldId('warning')}
    aria-describedby={view.faults.warning && `${fieldId('warning')}-fault`}
  >
    <legend class="label">
      {t('Archive warnings')} <span class="need">{t('at least one')}</span>
    </legend>
    <div class="choices two">
      {WARNINGS.map((warning) => (
        <label class="choice">
          <input
            type="checkbox"
            name="warning"
            value={warning}
            checked={many(view.typed, 'warning').includes(warning)}
          />
          <span>{warningName(warning)}</span>
        </label>
      ))}
    </div>
    <Under name="warning" fault={view.faults.warning} />
  </fieldset>
)
