import type { Child } from 'hono/jsx'
import { routes } from '../../routes.ts'
import { NoticeBox } from '../../web/notice.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { FactorPage } from '../security/factor-page.tsx'
import type { DeviceUse } from './device-keys.ts'
import { personalFeed } from './personal-feed.ts'

interface Made {
  readonly use: DeviceUse
  readonly label: string
  readonly key: string
  /** The account's. */
  readonly name: string
  /** Of the feed whose personal address is wanted. */
  readonly feed: string
}

interface DeviceKeyPageProps {
  readonly page: Page
  /** Of the archive, without a trailing slash. */
  readonly base: string
  readonly made: Made
}

/** Shown once: the archive keeps no more of the key than it needs to know it again. */
export const DeviceKeyPage = ({ page, base, made }: DeviceKeyPageProps) => (
  <FactorPage page={page} title={t('A new key')}>
    <NoticeBox kind="ok">
      <p>
        <strong>{sayWith('The key for {device} is made.', { device: <bdi>{made.label}</bdi> })}</strong>
      </p>
      <p>{t('It is shown only this once. Whoever has it can read as you can, until you end it.')}</p>
    </NoticeBox>
    {WHERE[made.use](base, made)}
    {made.use !== 'feeds' && (
      <p>
        <a href={routes.eReader}>{t('How each program is set up')}</a>
      </p>
    )}
    <p class="back">
      <a href={routes.devices}>{t('All keys')}</a>
    </p>
  </FactorPage>
)

type Where = (base: string, made: Made) => Child

const WHERE: Readonly<Record<DeviceUse, Where>> = {
  catalogue: (base, made) => (
    <>
      <Typed
        rows={[
          [t('Address'), base + routes.opds1],
          [t('Name'), made.name],
          [t('Password'), made.key],
        ]}
        grouped
      />
      <Steps
        steps={[
          t(
            'KOReader: open the search (the magnifier), then “OPDS catalog”; tap the plus and type these three.',
          ),
          t('Moon+ Reader, Marvin, Librera and others on a phone: “Add a catalogue”, then the same.'),
          sayWith(
            'Thorium and other new programs: “Catalogs”, “Add an OPDS feed”, with this address: {address}',
            {
              address: <code dir="ltr">{base + routes.opds2}</code>,
            },
          ),
        ]}
      />
    </>
  ),
  feeds: (base, { feed, key }) => (
    <>
      <Typed rows={[[t('Your personal address'), base + personalFeed(feed, key)]]} />
      <Steps
        steps={[
          t('In the feed reader, choose “Add a feed” and give it this address instead of the public one.'),
          sayWith(
            'It works for the feed of every list: add {key} to its address, after a “?” or, where one is there, a “&”.',
            {
              key: <code dir="ltr">key={key}</code>,
            },
          ),
          t(
            'Give the address to nobody: whoever has it reads as you do. If somebody has it, end the key and make another.',
          ),
        ]}
      />
    </>
  ),
  progress: (base, { name, key }) => (
    <>
      <Typed
        rows={[
          [t('Address'), `${base}/koreader`],
          [t('Name'), name],
          [t('Password'), key],
        ]}
        grouped
      />
      <Steps
        steps={[
          t(
            'In KOReader, open a book, then the tools (the wrench), “Progress sync”, “Custom sync server”, and type the address.',
          ),
          t('Then “Register / Login”, “Login”: the name and the password as they stand here.'),
          t(
            'Leave “Document matching method” at “Binary”: so a book from here is known, whatever its file is called.',
          ),
        ]}
      />
    </>
  ),
}

interface TypedProps {
  readonly rows: readonly (readonly [string, string])[]
  /** The last of them is a key that is typed letter by letter. */
  readonly grouped?: boolean
}

/** What is typed into the device, and can be marked and copied as it is. */
const Typed = ({ rows, grouped }: TypedProps) => (
  <dl class="device-key">
    {rows.map(([label, value], at) => (
      <div>
        <dt>{label}</dt>
        <dd>
          <code dir="ltr">
            {grouped && at === rows.length - 1
              ? (value.match(/.{4}/g) ?? []).map((part) => <span>{part}</span>)
              : value}
          </code>
          {grouped && at === rows.length - 1 && (
            <p class="hint">{t('The gaps are only for the eye: it is typed as one word.')}</p>
          )}
        </dd>
      </div>
    ))}
  </dl>
)

const Steps = ({ steps }: { readonly steps: readonly Child[] }) => (
  <ul class="device-steps">
    {steps.map((step) => (
      <li>{step}</li>
    ))}
  </ul>
)
