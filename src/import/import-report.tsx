import { direction } from '../core/languages.ts'
import { href, routes } from '../routes.ts'
import { Icon, type IconName } from '../web/icons.tsx'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { count, day, isoDay, t } from '../web/say.ts'
import type { Allowed, Statement } from '../works/index.ts'
import type { ImportedWork, ImportFileView, ImportRunView, Outcome } from './import-view.ts'

interface ImportReportProps {
  readonly page: Page
  readonly run: ImportRunView
}

/** One import: how far it is, then what became of every file. */
export function ImportReportPage({ page, run }: ImportReportProps) {
  const underWay = run.state === 'waiting' || run.state === 'running'
  const title = underWay ? t('Bringing works in') : t('What was brought in')
  return (
    <Layout page={page} title={title} active="import" head={underWay && <Script name="live.js" />}>
      <div data-live={underWay ? '' : undefined} data-settled={underWay ? undefined : ''}>
        <div class="page-head">
          <h2 class="heading">{title}</h2>
          <p>
            <time datetime={isoDay(run.started)}>{day(run.started)}</time>,{' '}
            {run.whose === 'mine' ? t('posted under your name') : t('copies kept for you alone')}
          </p>
        </div>
        {underWay ? <Progress page={page} run={run} /> : <Result page={page} run={run} />}
        {run.files.length > 0 && <FilesTable files={run.files} />}
      </div>
    </Layout>
  )
}

function Progress({ page, run }: ImportReportProps) {
  const line = t('{done, number} of {total, plural, one {# file} other {# files}}', {
    done: run.done,
    total: run.total,
  })
  return (
    <div class="run">
      <p role="status">
        <span class="n">{line}</span>
        {run.state === 'waiting' ? t(', waiting for its turn') : t(', reading')}
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
  const of = (outcome: Outcome) => run.files.filter((file) => file.outcome === outcome).length
  const refused = of('refused')
  return (
    <div class="run">
      <p>
        <strong>
          {t('{n, plural, =0 {No new work} one {# new work} other {# new works}}', { n: of('imported') })}
        </strong>
        {of('updated') > 0 && t(', {n, number} brought up to date', { n: of('updated') })}
        {of('already-here') > 0 && t(', {n, number} here already', { n: of('already-here') })}
        {refused > 0 && t(', {n, number} refused', { n: refused })}.
        {run.state === 'stopped' && (
          <>
            {' '}
            <strong>
              {t('It stopped after {done, number} of {total, number}.', { done: run.done, total: run.total })}
            </strong>{' '}
            {t('Send the rest again; what is here already is passed over.')}
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

function FilesTable({ files }: { readonly files: readonly ImportFileView[] }) {
  return (
    <table class="table files">
      <caption class="said">{t('Each file and what became of it')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('File and work')}</th>
          <th scope="col">{t('Outcome')}</th>
          <th scope="col" class="num">
            {t('Chapters')}
          </th>
          <th scope="col" class="num">
            {t('Words')}
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <FileRow file={file} />
        ))}
      </tbody>
    </table>
  )
}

function FileRow({ file }: { readonly file: ImportFileView }) {
  const { work } = file
  return (
    <tr>
      <th scope="row">
        {work && (
          <a
            class="title"
            href={href(routes.work, { workId: work.id })}
            lang={work.language}
            dir={direction(work.language)}
          >
            {work.title}
          </a>
        )}
        <div class={work ? 'from' : 'from alone'}>
          <bdi>{file.name}</bdi>
        </div>
        {file.reason && <p class="why">{file.reason}</p>}
        {work && <Remarks work={work} />}
      </th>
      <td>
        <OutcomeSign outcome={file.outcome} />
      </td>
      {work ? <Numbers work={work} /> : <td class="none" colspan={2} />}
    </tr>
  )
}

function Numbers({ work: { chapters, words } }: { readonly work: ImportedWork }) {
  const differs = words.stated !== null && words.stated !== words.counted
  return (
    <>
      <td class="num" data-label={t('Chapters')}>
        {count(chapters.posted)}/{chapters.expected === null ? '?' : count(chapters.expected)}
      </td>
      <td class="num" data-label={t('Words')}>
        {count(words.counted)}
        {differs && (
          <>
            {' '}
            <span class="stated">{t('file says {n, number}', { n: words.stated })}</span>
          </>
        )}
      </td>
    </>
  )
}

const SIGNS: Readonly<
  Record<Outcome, { readonly icon: IconName; readonly kind: string; readonly word: () => string }>
> = {
  waiting: { icon: 'clock', kind: 'waits', word: () => t('waiting') },
  imported: { icon: 'check', kind: 'taken', word: () => t('imported') },
  updated: { icon: 'redo', kind: 'taken', word: () => t('updated') },
  'already-here': { icon: 'book', kind: 'same', word: () => t('already here') },
  refused: { icon: 'warning', kind: 'refused', word: () => t('refused') },
}

function OutcomeSign({ outcome }: { readonly outcome: Outcome }) {
  const { icon, kind, word } = SIGNS[outcome]
  return (
    <span class={`outcome ${kind}`}>
      <Icon name={icon} inline />
      {word()}
    </span>
  )
}

/** What was lost, mended, and said by the writer about use: unfolded on demand, counted before. */
function Remarks({ work }: { readonly work: ImportedWork }) {
  const { losses, repairs, statements } = work
  const n = losses.length + repairs.length + statements.length
  if (n === 0) return null
  return (
    <details>
      <summary>{t('{n, plural, one {# remark} other {# remarks}}', { n })}</summary>
      <Remark title={t('Not in the file, or not readable')} lines={losses} />
      <Remark title={t('Mended on the way in')} lines={repairs} />
      {statements.length > 0 && (
        <>
          <p class="label">{t('The writer says')}</p>
          <ul>
            {statements.map((statement) => (
              <li>
                {said(statement)}: <q dir="auto">{statement.quote}</q>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}

function Remark({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <p class="label">{title}</p>
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </>
  )
}

const KINDS = (): Record<Statement['permission'], string> => ({
  download: t('Download'),
  translation: t('Translation'),
  podfic: t('Podfic'),
  remix: t('Remix'),
  print: t('Print and bind'),
  copy: t('Copy to another archive'),
  machines: t('Use by machines'),
})

const ANSWERS = (): Record<Allowed, string> => ({
  yes: t('yes'),
  ask: t('ask first'),
  no: t('no'),
  unsaid: t('not said'),
})

const said = ({ permission, says }: Statement): string => `${KINDS()[permission]}, ${ANSWERS()[says]}`
