import type { Spelling } from '../prose/index.ts'
import { fieldId } from '../web/form.tsx'
import { t } from '../web/say.ts'
import { RespellButton } from './respell-page.tsx'

interface SpellingProps {
  readonly chosen: string
  /** The form's own address. */
  readonly form: string
}

/** How the text is written: without script, the writer says it. The editor puts its own choice in its place. */
export function SpellingField({ chosen, form }: SpellingProps) {
  const spelling: Spelling = chosen === 'markdown' ? 'markdown' : 'html'
  return (
    <fieldset class="field spelling" id={fieldId('spelling')}>
      <legend class="said">{t('How the text is written')}</legend>
      {(['html', 'markdown'] as const).map((one) => (
        <label class="choice">
          <input type="radio" name="spelling" value={one} checked={one === spelling} />
          <span>{one === 'html' ? t('Plain text or HTML') : 'Markdown'}</span>
        </label>
      ))}
      <RespellButton form={form} spelling={spelling} />
    </fieldset>
  )
}
