import { direction } from '../core/languages.ts'
import { href, routes } from '../routes.ts'
import { Icon, type IconName } from '../web/icons.tsx'
import { count, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { Allowed, Statement } from '../works/index.ts'
import type { ImportedWork, ImportFileView, Outcome } from './import-view.ts'

/** Every file of an import and what became of it. */
export function FilesTable({ files }: { readonly files: readonly ImportFileView[] }) {
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
        {file.reason && (
          <p class="why" dir="auto">
            <Reason said={file.reason} />
          </p>
        )}
        {work && <Remarks work={work} />}
      </th>
      <td>
        <OutcomeSign outcome={file.outcome} />
      </td>
      {work ? <Numbers work={work} /> : <td class="none" colspan={2} />}
    </tr>
  )
}

/** Where another page reads what this one refused, the way there is a link. */
function Reason({ said }: { readonly said: string }) {
  const [before, ...after] = said.split(routes.importPages)
  if (after.length === 0) return <>{said}</>
  return (
    <>
      {before}
      <a href={href(routes.importPages)} dir="ltr">
        {routes.importPages}
      </a>
      {after.join('')}
    </>
  )
}

function Numbers({ work: { chapters, words } }: { readonly work: ImportedWork }) {
  const differs = words.stated !== null && words.stated !== words.counted
  return (
    <>
      <td class="num" data-label={t('Chapters')}>
        <bdi dir="ltr">
          {count(chapters.posted)}/{chapters.expected === null ? '?' : count(chapters.expected)}
        </bdi>
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
                {sayWith('{about}: {answer}. {quote}', {
                  about: KINDS()[statement.permission],
                  answer: ANSWERS()[statement.says],
                  quote: <q dir="auto">{statement.quote}</q>,
                })}
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
          <li dir="auto">{line}</li>
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
