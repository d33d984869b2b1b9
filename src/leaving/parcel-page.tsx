import type { Parcel } from '../accounts/index.ts'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { NoticeBox } from '../web/notice.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { day, t } from '../web/say.ts'

interface ParcelProps {
  readonly page: Page
  readonly parcel: Parcel | undefined
  /** Until when it can be fetched. */
  readonly until: Date | null
}

/** Everything of one's own in one file: asked for here, made meanwhile, fetched here. */
export function ParcelPage({ page, parcel, until }: ParcelProps) {
  const waits = parcel && !parcel.readyAt && !parcel.failed
  return (
    <OwnPage page={page} title={t('Take everything with you')}>
      <p>
        {t(
          'One zip file with all that this archive has of you: your account and settings, and every work with its earlier versions, drafts and the trash too, as data for programs and as books to read; your kept copies and pictures.',
        )}
      </p>
      {waits && <Making parcel={parcel} />}
      {parcel?.failed && (
        <NoticeBox kind="error">
          <p>
            {t('The file could not be made. Please ask for it again; if it fails again, tell the keepers.')}
          </p>
        </NoticeBox>
      )}
      {parcel?.readyAt && until && <Ready parcel={parcel} until={until} />}
      {!waits && (
        <form method="post" action={routes.parcels}>
          <Csrf page={page} />
          <p class="actions">
            <button type="submit" class={parcel?.readyAt ? undefined : 'first'}>
              {parcel?.readyAt ? t('Make a new one') : t('Make the file')}
            </button>
          </p>
        </form>
      )}
    </OwnPage>
  )
}

const Making = ({ parcel }: { readonly parcel: Parcel }) => (
  <NoticeBox kind="note">
    <p>
      {parcel.worksAll > 0
        ? t('The file is being made: {done, number} of {all, number} works.', {
            done: parcel.worksDone,
            all: parcel.worksAll,
          })
        : t('The file is being made.')}
    </p>
    <p>
      <a href={routes.parcels}>{t('Look again')}</a>
    </p>
  </NoticeBox>
)

const Ready = ({ parcel, until }: { readonly parcel: Parcel; readonly until: Date }) => (
  <NoticeBox kind="ok">
    <p>
      <a href={href(routes.parcel, { parcelId: parcel.id })} download="">
        {t('Fetch the file')}
      </a>{' '}
      ({t('{n, number} MB', { n: Math.max(0.1, Math.round((parcel.bytes ?? 0) / 100_000) / 10) })})
    </p>
    <p>{t('It can be fetched until {date}; then it is deleted here.', { date: day(until) })}</p>
  </NoticeBox>
)
