import { MANNERS, type Manner, type NotTaken, type WaitingDocument, type WorkNamed } from '../import/index.ts'
import { href, routes } from '../routes.ts'
import { FileField } from '../web/file-field.tsx'
import { Choice, Csrf, ErrorSummary, type Sent } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { day, isoDay, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { SelectField } from '../web/select-field.tsx'
import { textLanguage } from '../works/index.ts'
import { MANNER_WORDS, notReadSaid } from './document-said.ts'

export type DocumentField = 'files' | 'into' | 'manner'

interface DocumentFormView {
  readonly page: Page
  readonly key: string
  readonly sent: Sent<DocumentField>
  readonly notTaken: readonly NotTaken[]
  /** Works of one's own that chapters may be added to. */
  readonly works: readonly WorkNamed[]
  readonly waiting: readonly WaitingDocument[]
}

/** A work that is written already: its files, and how they become chapters. */
export function DocumentForm({ view }: { readonly view: DocumentFormView }) {
  const { page, sent, notTaken, waiting } = view
  return (
    <Layout page={{ ...page, robots: false }} title={t('Post from files')} active="post">
      <div class="page-head">
        <h2 class="heading">{t('Post from files')}</h2>
        <p>
          {t(
            'For what you have written elsewhere. The files are read, you see the chapters found in them and put right what is not, and then they become a draft. Nobody else sees anything before you post it.',
          )}
        </p>
      </div>
      <form class="sections" method="post" action={routes.documents} enctype="multipart/form-data">
        <Csrf page={page} />
        <input type="hidden" name="key" value={view.key} />
        <ErrorSummary faults={sent.faults} />
        {notTaken.length > 0 && <NotTakenBox files={notTaken} />}
        <FilesPart fault={sent.faults.files} />
        <IntoPart view={view} />
        <MannerPart sent={sent} />
        <div class="actions">
          <button type="submit" class="first">
            {t('Read the files')}
          </button>
          <span class="hint">{t('Long works take some seconds.')}</span>
        </div>
      </form>
      {waiting.length > 0 && <Waiting documents={waiting} />}
    </Layout>
  )
}

const NotTakenBox = ({ files }: { readonly files: readonly NotTaken[] }) => (
  <NoticeBox kind="error">
    <p>
      <strong>{t('Nothing could be read.')}</strong>
    </p>
    <ul>
      {files.map(({ name, why }) => (
        <li>
          <bdi>{name}</bdi>: {notReadSaid(why)}
        </li>
      ))}
    </ul>
  </NoticeBox>
)

const FilesPart = ({ fault }: { readonly fault: string | undefined }) => (
  <fieldset>
    <legend class="ruled">{t('The files')}</legend>
    <FileField
      name="files"
      label={t('One file, or a file for each chapter')}
      multiple
      required
      accept=".docx,.odt,.rtf,.epub,.html,.htm,.xhtml,.md,.markdown,.txt,.fodt"
      hint={t(
        'DOCX (Word, Google Docs, Scrivener), ODT (LibreOffice), RTF, Markdown, HTML, EPUB or plain text. Several files become chapters in the order of their names.',
      )}
      fault={fault}
    />
  </fieldset>
)

const IntoPart = ({ view: { works, sent } }: { readonly view: DocumentFormView }) => (
  <fieldset>
    <legend class="ruled">{t('What they become')}</legend>
    <SelectField
      name="into"
      label={t('A new work, or chapters of one of yours')}
      hint={t('Chapters are put behind those that are there, as drafts.')}
      fault={sent.faults.into}
    >
      <option value="">{t('A new work')}</option>
      {works.map((work) => (
        <option
          value={String(work.id)}
          selected={sent.typed.into === String(work.id)}
          {...textLanguage(work.language)}
        >
          {work.title}
        </option>
      ))}
    </SelectField>
  </fieldset>
)

function MannerPart({ sent }: { readonly sent: Sent<DocumentField> }) {
  const chosen: Manner = MANNERS.find((manner) => manner === sent.typed.manner) ?? 'find'
  return (
    <fieldset>
      <legend class="ruled">{t('Where chapters begin')}</legend>
      <Choice
        name="manner"
        legend={t('Where chapters begin')}
        quiet
        chosen={chosen}
        options={MANNERS.map((value) => ({
          value,
          label: MANNER_WORDS[value](),
          ...(value === 'find'
            ? {
                hint: t(
                  'By headings, or lines like “Chapter 3”, or page breaks. Each of several files is a chapter.',
                ),
              }
            : {}),
        }))}
      />
    </fieldset>
  )
}

const Waiting = ({ documents }: { readonly documents: readonly WaitingDocument[] }) => (
  <section class="part" aria-labelledby="waiting">
    <h3 class="ruled" id="waiting">
      {t('Read, and not a draft yet')}
    </h3>
    <ul class="waiting-documents">
      {documents.map(({ id, names, madeAt }) => (
        <li>
          {sayWith('{files}, {date}', {
            files: (
              <a href={href(routes.document, { documentId: id })}>
                <bdi>{namesSaid(names)}</bdi>
              </a>
            ),
            date: <time datetime={isoDay(madeAt)}>{day(madeAt)}</time>,
          })}
        </li>
      ))}
    </ul>
  </section>
)

/** The first names, and how many more there are. */
export function namesSaid(names: readonly string[]): string {
  const more = names.length - 3
  const first = names.slice(0, 3).join(' · ')
  return more > 0
    ? t('{names} and {more, plural, one {# more} other {# more}}', { names: first, more })
    : first
}
