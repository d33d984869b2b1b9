import { Tick } from '../../web/form.tsx'
import { t } from '../../web/say.ts'

/** Beside whatever shuts others out of an account. It is ticked until somebody takes the tick away. */
export const EndKeysTick = ({ checked }: { readonly checked: boolean }) => (
  <Tick name="keys" checked={checked}>
    {t('End the keys of all devices as well')}
    <br />
    <span class="hint">{t('E-readers and feed readers read nothing any more until they get new ones.')}</span>
  </Tick>
)
