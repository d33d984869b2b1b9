import { languageName } from '../core/languages.ts'
import { t } from '../web/say.ts'

/** Fields that the filters beside a list and the page of the detailed search share. */

interface WordsRangeProps {
  /** Before the ids, for a page with two of these. */
  readonly id: string
  readonly legend: string
  readonly from: string
  readonly to: string
}

export const WordsRange = ({ id, legend, from, to }: WordsRangeProps) => (
  <fieldset class="field">
    <legend class="label">{legend}</legend>
    <div class="range">
      <label class="said" for={`${id}-from`}>
        {t('From')}
      </label>
      {bound(`${id}-from`, 'words_from', t('from'), from)}
      <span aria-hidden="true">–</span>
      <label class="said" for={`${id}-to`}>
        {t('To')}
      </label>
      {bound(`${id}-to`, 'words_to', t('to'), to)}
    </div>
  </fieldset>
)

const bound = (id: string, name: string, placeholder: string, value: string) => (
  <input id={id} name={name} inputmode="numeric" autocomplete="off" placeholder={placeholder} value={value} />
)

interface LanguageChoiceProps {
  readonly id: string
  readonly languages: readonly string[]
  readonly chosen: string
}

export const LanguageChoice = ({ id, languages, chosen }: LanguageChoiceProps) => (
  <p class="field">
    <label for={id}>{t('Language')}</label>
    <select id={id} name="language">
      <option value="">{t('Any')}</option>
      {languages.map((code) => (
        <option value={code} lang={code} selected={code === chosen}>
          {languageName(code)}
        </option>
      ))}
    </select>
  </p>
)
