import { routes } from '../routes.ts'
import { Layout, Script } from '../web/layout.tsx'
import { OpdsInHead } from '../web/opds-in-head.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { programs } from './e-reader-steps.tsx'

/** How a reading program is led here, with this archive's own addresses. */
export const EReaderPage = ({ page }: { readonly page: Page }) => (
  <Layout page={page} title={t('Reading on an e-reader')} head={[<OpdsInHead />, <Script name="share.js" />]}>
    <div class="page-head">
      <h2 class="heading">{t('Reading on an e-reader')}</h2>
      <p>
        {t(
          'Whatever program reads OPDS catalogues can look through this archive and fetch works as books, with their covers, tags and series.',
        )}
      </p>
    </div>
    <div class="e-reader">
      <Addresses base={page.base ?? ''} />
      <MembersOnly />
      {programs(page.base ?? '').map(({ id, name, steps }) => (
        <section aria-labelledby={id}>
          <h3 class="ruled" id={id}>
            {name}
          </h3>
          <ol class="set-up">
            {steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </section>
      ))}
      <Otherwise />
    </div>
  </Layout>
)

const Addresses = ({ base }: { readonly base: string }) => (
  <section class="addresses" aria-labelledby="addresses">
    <h3 class="ruled" id="addresses">
      {t('The addresses')}
    </h3>
    <Address id="address-opds1" label={t('The catalogue, for every program')} value={base + routes.opds1} />
    <Address id="address-opds2" label={t('The same for newer ones (OPDS 2.0)')} value={base + routes.opds2} />
    <Address id="address-koreader" label={t('Your places, for KOReader')} value={`${base}/koreader`} />
  </section>
)

interface AddressProps {
  readonly id: string
  readonly label: string
  readonly value: string
}

/** A field, so that a tap and “select all” take the whole of it; the button comes with share.js. */
const Address = ({ id, label, value }: AddressProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input id={id} value={value} readonly dir="ltr" autocomplete="off" />
    <p class="actions copy" hidden>
      <button type="button" data-copies={id}>
        {t('Copy')}
        <span class="said"> {label}</span>
      </button>
      <span
        role="status"
        data-copied={t('Copied.')}
        data-selected={t('It is selected: copy it with the keyboard.')}
      />
    </p>
  </div>
)

const MembersOnly = () => (
  <section aria-labelledby="with-a-key">
    <h3 class="ruled" id="with-a-key">
      {t('What members may read')}
    </h3>
    <p>
      {sayWith(
        'Without a name and password a program sees what everybody may read. With your account’s name and a key it also gets works for members, your library and your lists. {keys} makes one for each device; the passphrase opens no catalogue.',
        { keys: <a href={routes.devices}>{t('Keys for devices')}</a> },
      )}
    </p>
  </section>
)

const Otherwise = () => (
  <section aria-labelledby="other-programs">
    <h3 class="ruled" id="other-programs">
      {t('Any other program')}
    </h3>
    <p>
      {t(
        'Look for “OPDS”, “network library” or “catalogues”, and give it the first of the addresses. Where there is nothing of the kind, open a work here, choose “Download”, and send the file to the device.',
      )}
    </p>
  </section>
)
