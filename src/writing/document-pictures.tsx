import type { DocumentView } from '../import/index.ts'
import { fieldId } from '../web/form.tsx'
import { t } from '../web/say.ts'

interface UndescribedProps {
  readonly document: DocumentView
  readonly fault: string | undefined
}

/** Pictures that came without words for those who do not see them: these are asked for before it is a draft. */
export function Undescribed({ document: { undescribed }, fault }: UndescribedProps) {
  if (undescribed.length === 0) return null
  return (
    <section id={fieldId('pictures')} aria-labelledby="pictures-found" tabindex={-1}>
      <h3 class="ruled" id="pictures-found">
        {t('What the pictures show')}
      </h3>
      <p class="hint" id="pictures-hint">
        {t('A few words for those who cannot see them. Where they are missing, they are asked for here.')}
      </p>
      {fault && (
        <p class="fault" id="pictures-fault">
          {fault}
        </p>
      )}
      <ol class="undescribed">
        {undescribed.map((address, at) => (
          <Picture address={address} at={at + 1} faulty={fault !== undefined} />
        ))}
      </ol>
    </section>
  )
}

interface PictureProps {
  readonly address: string
  readonly at: number
  readonly faulty: boolean
}

function Picture({ address, at, faulty }: PictureProps) {
  const file = address.slice(address.lastIndexOf('/') + 1)
  const id = `f-alt-${at}`
  return (
    <li>
      <img src={address} alt={t('Picture {n, number}, without words so far', { n: at })} loading="lazy" />
      <div class="field">
        <label for={id}>{t('What picture {n, number} shows', { n: at })}</label>
        <input
          id={id}
          name={`alt-${file}`}
          maxlength={1_000}
          dir="auto"
          autocomplete="off"
          aria-invalid={faulty ? 'true' : undefined}
          aria-describedby={faulty ? 'pictures-hint pictures-fault' : 'pictures-hint'}
        />
        <label class="choice">
          <input type="checkbox" name={`leave-${file}`} value="yes" />
          <span>
            {t('Leave it out')}
            <span class="said"> {t('Picture {n, number}', { n: at })}</span>
          </span>
        </label>
      </div>
    </li>
  )
}
