import { calibre, canPrint } from '../export/index.ts'
import { href, routes } from '../routes.ts'
import { Icon } from '../web/icons.tsx'
import { t } from '../web/say.ts'
import { Statements, type WorkHead } from '../works/index.ts'
import { downloadFile } from './download-file.ts'

/** In AO3's order, then what it has not: what a file is called, and its ending. */
const FORMATS = [
  ['AZW3', 'azw3'],
  ['EPUB', 'epub'],
  ['MOBI', 'mobi'],
  ['PDF', 'pdf'],
  ['HTML', 'html'],
  ['Markdown', 'md'],
] as const

/** The work as a file, in every format this archive makes; what it cannot make is said. */
export function DownloadMenu({ work }: { readonly work: WorkHead }) {
  const missing = [...(calibre() ? [] : ['AZW3', 'MOBI']), ...(canPrint(work.language) ? [] : ['PDF'])]
  return (
    <li class="download">
      <details name="work-actions">
        <summary class="button">
          <Icon name="download" />
          {t('Download')}
        </summary>
        <Against work={work} />
        <ul>
          {FORMATS.filter(([name]) => !missing.includes(name)).map(([name, ending]) => (
            <File work={work} ending={ending} name={name} />
          ))}
          <File work={work} ending="txt" name={t('Plain text')} />
        </ul>
        {!calibre() && (
          <p class="hint">
            {t('This archive has no Calibre, so it makes no AZW3 and MOBI. A Kindle takes EPUB.')}
          </p>
        )}
        {!canPrint(work.language) && (
          <p class="hint">{t('This archive has no letters to print this work with, so it makes no PDF.')}</p>
        )}
      </details>
    </li>
  )
}

const File = ({
  work,
  ending,
  name,
}: {
  readonly work: WorkHead
  readonly ending: string
  readonly name: string
}) => (
  <li>
    <a href={href(routes.download, { workId: work.id, file: downloadFile(work, ending) })} rel="nofollow">
      {name}
    </a>
  </li>
)

/** Sentences in the work that speak against taking it along, before anybody does. */
function Against({ work }: { readonly work: WorkHead }) {
  const against = work.statements.filter(
    ({ permission, says }) => permission === 'download' && says !== 'yes',
  )
  if (against.length === 0 || work.own) return null
  return (
    <div class="against">
      <p>{t('The work itself says:')}</p>
      <Statements statements={against} language={work.language} />
    </div>
  )
}
