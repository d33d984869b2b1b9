import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { Icon } from '../web/icons.tsx'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { count, day, isoDay, t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import { FilesTable } from './import-files.tsx'
import { TurnFiles, WhichFiles } from './import-turning.tsx'
import type { ImportRunView } from './import-view.ts'

interface ImportReportProps {
  readonly page: Page
  readonly run: ImportRunView
}

/** One import: how far it is, then what became of every file. */
export function ImportReportPage({ page, run }: ImportReportProps) {
  const underWay = run.state === 'waiting' || run.state === 'running'
  const date = <time datetime={isoDay(run.started)}>{day(run.started)}</time>
  const title = underWay ? t('Bringing works in') : t('What was brought in')
  return (
    <Layout page={page} title={title} active="import" head={underWay && <Script name="live.js" />}>
      <div data-live={underWay ? '' : undefined} data-settled={underWay ? undefined : ''}>
        <div class="page-head">
          <h2 class="heading">{title}</h2>
          <p>{SAID[run.whose](date)}</p>
        </div>
        {underWay ? <Progress page={page} run={run} /> : <Result page={page} run={run} />}
        <WhichFiles run={run} />
        {run.files.length > 0 && <FilesTable files={run.files} />}
        <TurnFiles run={run} />
      </div>
    </Layout>
  )
}

const SAID = {
  mine: (date: Child) => sayWith('{date}, posted under your name', { date }),
  kept: (date: Child) => sayWith('{date}, copies kept for you alone', { date }),
  others: (date: Child) => sayWith('{date}, posted under their writers’ names, by their leave', { date }),
} as const

function Progress({ page, run }: ImportReportProps) {
  const line = t('{done, number} of {total, plural, one {# file} other {# files}}', {
    done: run.done,
    total: run.total,
  })
  const files = <span class="n">{line}</span>
  return (
    <div class="run">
      <p role="status">
        {run.state === 'waiting'
          ? sayWith('{files}, waiting for their turn', { files })
          : sayWith('{files} read so far', { files })}
      </p>
      <progress value={run.done} max={Math.max(run.total, 1)} aria-label={t('Files read so far')}>
        {line}
      </progress>
      <p class="hint">
        {t('It goes on when you leave this page.')} <a href={page.path}>{t('Look again')}</a>
      </p>
    </div>
  )
}

function Result({ page, run }: ImportReportProps) {
  return (
    <div class="run">
      <p>
        {sayList(sums(run), 'commas')}.
        {run.state === 'stopped' && (
          <>
            {' '}
            <strong>
              {t('It stopped after {done, number} of {total, number}.', { done: run.done, total: run.total })}
            </strong>{' '}
            {t(
              'The archive tries again once a day. Or send the rest again; what is here already is passed over.',
            )}
          </>
        )}
      </p>
      <progress value={run.done} max={Math.max(run.total, 1)} aria-label={t('Files read')}>
        {count(run.done)}
      </progress>
      <ul class="actions">
        {page.actor.type === 'member' && (
          <li>
            <a
              class="button"
              href={href(run.whose === 'mine' ? routes.userWorks : routes.library, { name: page.actor.name })}
            >
              <Icon name="book" />
              {run.whose === 'mine' ? t('Your works') : t('Your library')}
            </a>
          </li>
        )}
        <li>
          <a href={routes.importForm}>{t('Bring in more')}</a>
        </li>
      </ul>
    </div>
  )
}

function sums({ counts }: ImportRunView): readonly Child[] {
  return [
    <strong>
      {t('{n, plural, =0 {No new work} one {# new work} other {# new works}}', { n: counts.imported })}
    </strong>,
    counts.updated > 0 && t('{n, number} brought up to date', { n: counts.updated }),
    counts['already-here'] > 0 && t('{n, number} here already', { n: counts['already-here'] }),
    counts.refused > 0 && t('{n, number} refused', { n: counts.refused }),
  ].filter(Boolean)
}
