import { routes } from '../../routes.ts'
import { Choice, Csrf, ErrorSummary, Field } from '../../web/form.tsx'
import type { Page } from '../../web/page.ts'
import { day, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { FactorPage } from '../security/factor-page.tsx'
import { DEVICE_USES, type DeviceKey, type DeviceUse, LONGEST_LABEL } from './device-keys.ts'

export interface DevicesForm {
  readonly label: string
  readonly use: DeviceUse
  /** Whose personal address is wanted. */
  readonly feed: string
}

interface DevicesPageProps {
  readonly page: Page
  readonly keys: readonly DeviceKey[]
  readonly typed: DevicesForm
  readonly fault: string | undefined
}

export const DevicesPage = ({ page, keys, typed, fault }: DevicesPageProps) => (
  <FactorPage
    page={page}
    title={t('Keys for devices')}
    says={t(
      'An e-reader, a feed reader or KOReader gets a key of its own instead of your passphrase. It opens what you may read and nothing else of your account, and it ends alone: when the device is lost, or given away.',
    )}
  >
    <p>
      <a href={routes.eReader}>{t('How each program is set up')}</a>
    </p>
    {keys.length > 0 && <Keys page={page} keys={keys} />}
    <form method="post" action={routes.devices} class="add">
      <Csrf page={page} />
      <input type="hidden" name="feed" value={typed.feed} />
      <h3>{t('Make a key')}</h3>
      <ErrorSummary faults={{ label: fault }} />
      <Choice
        name="use"
        legend={t('What it is for')}
        chosen={typed.use}
        options={DEVICE_USES.map((value) => ({ value, label: USES[value](), hint: HINTS[value]() }))}
      />
      <Field
        name="label"
        label={t('What you call the device')}
        hint={t('So that you know it again: the old Kobo, the phone.')}
        value={typed.label}
        needed="of-course"
        fault={fault}
        maxlength={LONGEST_LABEL}
        autocomplete="off"
      />
      <div class="actions">
        <button type="submit" class="first">
          {t('Make a key')}
        </button>
      </div>
    </form>
  </FactorPage>
)

const USES: Readonly<Record<DeviceUse, () => string>> = {
  catalogue: () => t('An e-reader’s catalogue'),
  feeds: () => t('Feeds'),
  progress: () => t('Places in KOReader'),
}

const HINTS: Readonly<Record<DeviceUse, () => string>> = {
  catalogue: () =>
    t(
      'For KOReader, Thorium, Calibre and whatever reads OPDS: your lists, the works on them and their files.',
    ),
  feeds: () => t('A personal address for a feed reader: with the works that only members may read.'),
  progress: () => t('What you read there goes on here, and the other way round.'),
}

const Keys = ({ page, keys }: Pick<DevicesPageProps, 'page' | 'keys'>) => (
  <form method="post" action={routes.devices}>
    <Csrf page={page} />
    <ul class="safeties">
      {keys.map((key) => (
        <Key made={key} />
      ))}
    </ul>
    {keys.length > 1 && (
      <p class="actions">
        <button type="submit" name="end" value="all" class="grave">
          {t('End all keys')}
        </button>
      </p>
    )}
  </form>
)

function Key({ made: { id, use, label, madeAt, usedAt } }: { readonly made: DeviceKey }) {
  const date = (at: Date) => <time datetime={at.toISOString()}>{day(at)}</time>
  return (
    <li>
      <div>
        <strong>
          <bdi>{label}</bdi>
        </strong>{' '}
        <span class="usual">{USES[use]()}</span>
        <p>
          {usedAt
            ? sayWith('Made {made}; last used {used}', { made: date(madeAt), used: date(usedAt) })
            : sayWith('Made {made}; not used yet', { made: date(madeAt) })}
        </p>
      </div>
      <button type="submit" name="end" value={String(id)}>
        {t('End')}
        <span class="said">
          {' '}
          <bdi>{label}</bdi>
        </span>
      </button>
    </li>
  )
}
