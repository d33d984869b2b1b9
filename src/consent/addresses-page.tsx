import { routes } from '../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent } from '../web/form.tsx'
import { KeepPage } from '../web/keep-page.tsx'
import type { Page } from '../web/page.ts'
import { day, isoDay, t } from '../web/say.ts'
import type { RefusedAddress } from '../works/index.ts'

export type AddressField = 'address' | 'from' | 'to'

interface AddressesPageProps {
  readonly page: Page
  readonly refused: readonly RefusedAddress[]
  readonly sent: Sent<AddressField>
}

/** Creators elsewhere: a letter to another address, and who wants no letters or no works here. */
export const AddressesPage = ({ page, refused, sent }: AddressesPageProps) => (
  <KeepPage
    page={page}
    title={t('Writers elsewhere')}
    lead={t('Writers of works that were brought here, by the addresses they are written to.')}
  >
    <ErrorSummary faults={sent.faults} />
    <Forward page={page} sent={sent} />
    <Block page={page} sent={sent} />
    <section class="part" aria-labelledby="refused">
      <h3 class="ruled" id="refused">
        {t('Who wants nothing of it')}
      </h3>
      {refused.length === 0 && <p>{t('Nobody has said so.')}</p>}
      <ul>
        {refused.map((one) => (
          <li>
            <bdi dir="ltr">{one.address}</bdi> <Said one={one} />
            {!one.byOwner && <Allow page={page} address={one.address} />}
          </li>
        ))}
      </ul>
    </section>
  </KeepPage>
)

const Said = ({ one }: { readonly one: RefusedAddress }) => (
  <span class="hint">
    {one.refuses === 'imports' ? t('no letters, no works') : t('no letters')} ·{' '}
    {one.byOwner ? t('its owner said so') : t('a keeper said so')} ·{' '}
    <time datetime={isoDay(one.at)}>{day(one.at)}</time>
  </span>
)

const Allow = ({ page, address }: { readonly page: Page; readonly address: string }) => (
  <form method="post" action={routes.claimAddresses} class="inline">
    <Csrf page={page} />
    <input type="hidden" name="address" value={address} />
    <button type="submit" name="deed" value="allow">
      {t('Allow again')}
      <span class="said"> {address}</span>
    </button>
  </form>
)

type FormProps = Pick<AddressesPageProps, 'page' | 'sent'>

const Forward = ({ page, sent: { typed, faults } }: FormProps) => (
  <form method="post" action={routes.claimAddresses} class="part">
    <h3 class="ruled">{t('They are to be reached elsewhere now')}</h3>
    <Csrf page={page} />
    <Field
      name="from"
      type="email"
      label={t('The address the letter went to')}
      value={typed.from}
      fault={faults.from}
      maxlength={254}
    />
    <Field
      name="to"
      type="email"
      label={t('The address of today')}
      value={typed.to}
      fault={faults.to}
      maxlength={254}
    />
    <button type="submit" name="deed" value="forward">
      {t('Send a new letter there')}
    </button>
  </form>
)

const Block = ({ page, sent: { typed, faults } }: FormProps) => (
  <form method="post" action={routes.claimAddresses} class="part">
    <h3 class="ruled">{t('They asked that nothing of theirs is brought here')}</h3>
    <Csrf page={page} />
    <Field
      name="address"
      type="email"
      label={t('The address')}
      value={typed.address}
      fault={faults.address}
      maxlength={254}
    />
    <button type="submit" name="deed" value="block">
      {t('Refuse works under it')}
    </button>
  </form>
)
