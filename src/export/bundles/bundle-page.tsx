import { href, routes } from '../../routes.ts'
import { Layout, Script } from '../../web/layout.tsx'
import { NoticeBox } from '../../web/notice.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { Bundle } from './bundles.ts'

interface BundlePageProps {
  readonly page: Page
  readonly bundle: Bundle
  /** What its address ends in, and the file's name. */
  readonly address: string
  readonly file: string
  /** Something in it is no longer there for this reader. */
  readonly stale: boolean
  readonly forGuest: boolean
}

/** One file of many works: how far it is, then where it is. */
export function BundlePage(props: BundlePageProps) {
  const { page, bundle } = props
  const underWay = bundle.standing === 'waiting' || bundle.standing === 'running'
  const title = underWay ? t('The file is being made') : t('Your file')
  return (
    <Layout page={page} title={title} active="works" head={underWay && <Script name="live.js" />}>
      <div data-live={underWay ? '' : undefined} data-settled={underWay ? undefined : ''}>
        <div class="page-head">
          <h2 class="heading">{title}</h2>
          <p>
            <a href={bundle.path}>
              <bdi>{bundle.title}</bdi>
            </a>
          </p>
        </div>
        <div class="run">{underWay ? <UnderWay page={page} bundle={bundle} /> : <Settled {...props} />}</div>
      </div>
    </Layout>
  )
}

function UnderWay({ page, bundle }: Pick<BundlePageProps, 'page' | 'bundle'>) {
  const line = t('{done, number} of {total, plural, one {# work} other {# works}}', {
    done: bundle.done,
    total: bundle.works.length,
  })
  return (
    <>
      <p role="status">{line}</p>
      <progress value={bundle.done} max={bundle.works.length} aria-label={t('Works put together so far')}>
        {line}
      </progress>
      <p class="hint">
        {t('It goes on when you leave this page.')} <a href={page.path}>{t('Look again')}</a>
      </p>
    </>
  )
}

function Settled({ bundle, address, file, stale, forGuest }: BundlePageProps) {
  if (bundle.standing === 'failed')
    return <Again path={bundle.path}>{t('The file could not be made.')}</Again>
  if (bundle.bytes === null)
    return <Again path={bundle.path}>{t('None of these works can be downloaded.')}</Again>
  if (stale)
    return (
      <Again path={bundle.path}>
        {t('Something in this file has changed since it was made, so it is not handed out any more.')}
      </Again>
    )
  return (
    <>
      <NoticeBox kind="ok">
        <p>
          <a class="button first" href={href(routes.bundleFile, { bundleId: address, file })} download="">
            {t('Fetch the file')}
          </a>{' '}
          ({t('{n, number} MB', { n: Math.max(0.1, Math.round(bundle.bytes / 100_000) / 10) })})
        </p>
        <p>{t('It holds {n, plural, one {# work} other {# works}}.', { n: bundle.held.length })}</p>
      </NoticeBox>
      <Missing bundle={bundle} />
      <p class="hint">
        {t('It can be fetched for a day; then it is deleted here.')}{' '}
        {forGuest && t('Whoever knows the address of this page can fetch it.')}
      </p>
    </>
  )
}

/** How many, never which: that a work is there at all may be what its creator keeps to themselves. */
const Missing = ({ bundle: { leftOut, beyond, format } }: Pick<BundlePageProps, 'bundle'>) => (
  <>
    {leftOut > 0 && (
      <p>
        {t(
          '{n, plural, one {# work is} other {# works are}} not in it: they cannot be downloaded, or are gone.',
          { n: leftOut },
        )}{' '}
        {format === 'pdf' &&
          t('A PDF is not made of very long works, nor of letters that this archive cannot print.')}
      </p>
    )}
    {beyond > 0 && (
      <p>
        {t('{n, plural, one {# work is} other {# works are}} not in it: the file would be too large.', {
          n: beyond,
        })}
      </p>
    )}
  </>
)

const Again = ({ path, children }: { readonly path: string; readonly children: string }) => (
  <NoticeBox kind="error">
    <p>
      {children}{' '}
      {sayWith('It can be asked for again {there}.', { there: <a href={path}>{t('where it was')}</a> })}
    </p>
  </NoticeBox>
)
