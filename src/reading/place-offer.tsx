import { t } from '../web/say.ts'

/** What reading.js may show, said here so that it is in the reader's language. Nothing without script. */
export const PlaceOffer = () => (
  <>
    <template id="place-offer">
      <div class="place-offer" role="status">
        <button type="button" class="go">
          {t('Go to where you stopped')}
        </button>
        <button type="button" class="close">
          {t('Stay here')}
        </button>
      </div>
    </template>
    <template id="place-mark">
      <span class="said">{t('You stopped here.')}</span>
    </template>
    <template id="reading-keys">
      <p class="reading-keys">
        <span class="on">
          {t('Keys: p and n, or the arrows at the sides, turn to the chapter before and after.')}
        </span>
        <span class="off" hidden>
          {t('The keys p, n and arrows are off.')}
        </span>{' '}
        <button type="button" class="switch" aria-pressed="true">
          {t('Keys')}
        </button>
      </p>
    </template>
  </>
)
