import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../web/icons.tsx'
import { t } from '../web/say.ts'

const SPEEDS = [0.6, 0.8, 1, 1.2, 1.5, 1.8, 2.2]

/**
 * What read-aloud.js shows where the browser has voices: a bar at the page's foot. The button that opens it stands,
 * hidden, among what can be done with a work.
 */
export const ReadAloud = () => (
  <template id="read-aloud">
    <section class="read-aloud" aria-label={t('Reading aloud')}>
      <div class="playing">
        {button('back', 'previous', t('Paragraph before'))}
        {button('pause', 'pause', t('Pause'))}
        {button('resume', 'play', t('Go on'))}
        {button('forth', 'next', t('Paragraph after'))}
        {button('stop', 'close', t('Stop reading aloud'))}
      </div>
      <label>
        <span>{t('Speed')}</span>
        <select class="speed">
          {SPEEDS.map((speed) => (
            <option value={speed} selected={speed === 1}>
              {speed} ×
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('Voice')}</span>
        <select class="voice" data-usual={t('The browser’s own')} />
      </label>
      <p
        class="says"
        role="status"
        data-silent={t('This browser has no voice for the language of this text.')}
        data-end={t('That was the end of the page.')}
      />
    </section>
  </template>
)

const button = (kind: string, icon: IconName, says: string): Child => (
  <button type="button" class={kind} title={says}>
    <Icon name={icon} turns={icon === 'previous' || icon === 'next'} />
    <span class="said">{says}</span>
  </button>
)
