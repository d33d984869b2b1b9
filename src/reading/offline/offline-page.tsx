import { routes } from '../../routes.ts'
import { Icon } from '../../web/icons.tsx'
import { OfflineWords } from '../../web/keep-offline.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'

/** What is kept on this device. The archive does not know it: offline.js fills the page in the browser, also without a network. */
export const OfflinePage = ({ page }: { readonly page: Page }) => (
  <Layout page={{ ...page, robots: false }} title={t('Kept on this device')} active="library">
    <div class="page-head">
      <h2 class="heading">{t('Kept on this device')}</h2>
      <p>
        {t(
          'Works that you chose to keep can be read here without a network. They lie in this browser, as they were on the day: whoever uses it can read them until you remove them or log out.',
        )}
      </p>
    </div>
    <noscript>
      <p class="notice">
        {t('Keeping works in the browser needs script. Without it, download them: EPUB, HTML or PDF.')}
      </p>
    </noscript>
    <p id="kept-away" class="notice" role="status" hidden>
      {t('There is no network, and the page you asked for is not kept on this device.')}
    </p>
    <p id="kept-cannot" class="notice" hidden>
      {t(
        'This window keeps nothing: it may be a private one, or the browser is too old. Works can be downloaded instead: EPUB, HTML or PDF.',
      )}
    </p>
    <div id="kept-none" hidden>
      <p>{t('Nothing is kept here yet. On the page of a work, press “Keep offline”.')}</p>
      <p>
        <a class="button" href={routes.works}>
          {t('To the works')}
        </a>
      </p>
    </div>
    <section id="kept-some" hidden>
      <h3 class="landmark heading">{t('List of works')}</h3>
      <p id="kept-size" />
      <div class="actions">
        <button type="button" class="button" id="kept-renew">
          <Icon name="redo" />
          {t('Look for newer versions')}
        </button>
        <button type="button" class="button" id="kept-drop">
          {t('Remove all')}
        </button>
      </div>
      <p id="kept-said" role="status" />
      <ol id="kept-works" class="kept-works" />
    </section>
    <template id="kept-entry">
      <li>
        <div>
          <h4 class="heading">
            <a href={routes.works}>…</a>
          </h4>
          <p class="by" />
          <p class="facts" />
        </div>
        <button type="button" class="button quiet">
          <Icon name="close" />
        </button>
      </li>
    </template>
    <OfflineWords />
  </Layout>
)
