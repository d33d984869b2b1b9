import { routes } from '../routes.ts'
import { boundTo, Choice, Csrf, ErrorSummary, Field, fieldId, type Sent, Under } from '../web/form.tsx'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { EarlierImports } from './earlier-imports.tsx'
import type { EarlierRun } from './import-view.ts'
import type { OthersField } from './others-leave.ts'
import { LIMITS } from './source.ts'

export type ImportField = 'files' | 'whose' | OthersField

interface ImportPageProps {
  readonly page: Page
  readonly sent: Sent<ImportField>
  /** They may bring in what belongs to others, by their leave. */
  readonly mayRescue?: boolean
  readonly earlier?: readonly EarlierRun[]
}

/** Bring works in: one page, any number of files, everything said before it happens. */
export function ImportPage({ page, sent, mayRescue = false, earlier = [] }: ImportPageProps) {
  return (
    <Layout page={page} title={t('Bring works in')} active="import" head={<Script name="import.js" />}>
      <div class="page-head">
        <h2 class="heading">{t('Bring works in')}</h2>
        <p>
          {t(
            'Files of works, any number at once. What they say of title, tags, chapters and dates is read; what could not be read is told to you, file by file.',
          )}
        </p>
        <p>
          <a href={routes.importPages}>{t('Works of yours on other pages, by their addresses')}</a>
        </p>
        <p>
          <a href={routes.documents}>{t('Begin with a document from a writing program')}</a>
        </p>
      </div>
      <form
        class="sections"
        method="post"
        action={routes.importForm}
        enctype="multipart/form-data"
        data-import=""
        data-remove={t('Remove')}
        data-remove-named={t('Remove %')}
        data-failed={t('The connection broke before everything was sent. Nothing was lost; send it again.')}
      >
        <Csrf page={page} />
        <ErrorSummary faults={sent.faults} />
        <FilesPart fault={sent.faults.files} />
        <WhosePart sent={sent} mayRescue={mayRescue} />
        {mayRescue && <OthersPart sent={sent} />}
        <div class="actions">
          <button type="submit" class="first">
            {t('Bring them in')}
          </button>
          <span class="hint">{t('A page then shows how far it is; you may leave it and come back.')}</span>
        </div>
      </form>
      {earlier.length > 0 && <EarlierImports runs={earlier} />}
      <Formats />
    </Layout>
  )
}

function FilesPart({ fault }: { readonly fault: string | undefined }) {
  const hint = t('EPUB, HTML, text, or a zip of these; up to {size} MB each.', {
    size: LIMITS.file / 1024 / 1024,
  })
  return (
    <fieldset>
      <legend class="ruled">{t('The files')}</legend>
      <div class="field">
        <div class="drop">
          <label for={fieldId('files')}>{t('Drop files here, or choose them')}</label>
          <input
            type="file"
            {...boundTo('files', { hint, fault })}
            multiple
            required
            accept=".epub,.html,.htm,.xhtml,.txt,.zip"
          />
          <ul class="sending" data-sending="" hidden />
        </div>
        <Under name="files" hint={hint} fault={fault} />
      </div>
    </fieldset>
  )
}

function WhosePart({ sent, mayRescue }: Pick<ImportPageProps, 'sent' | 'mayRescue'>) {
  return (
    <fieldset>
      <legend class="ruled">{t('Who wrote these?')}</legend>
      <Choice
        name="whose"
        legend={t('Who wrote these?')}
        quiet
        chosen={WHOSE.find((one) => one === sent.typed.whose) ?? 'kept'}
        fault={sent.faults.whose}
        options={[
          {
            value: 'kept',
            label: t('I am keeping copies for myself'),
            hint: t(
              'Only you see them, in your library, with their writers named. Nobody else can find or download them.',
            ),
          },
          {
            value: 'mine',
            label: t('I wrote these: post them under my name'),
            hint: t('They appear in the archive with the tags and dates in the files.'),
          },
          ...(mayRescue ? [OTHERS()] : []),
        ]}
      />
    </fieldset>
  )
}

const WHOSE = ['mine', 'kept', 'others'] as const

const OTHERS = () => ({
  value: 'others' as const,
  label: t('They belong to others, who gave leave'),
  hint: t(
    'For an archive that is being rescued. They are posted under their writers’ names; each writer who can be reached gets one letter, and decides.',
  ),
})

/** A keeper's word about works of others: by whose leave, and where their writers are to be reached. */
function OthersPart({ sent: { typed, faults } }: Pick<ImportPageProps, 'sent'>) {
  const open = typed.whose === 'others'
  return (
    <details class="others" open={open}>
      <summary>{t('If they belong to others: by whose leave')}</summary>
      <Field
        name="given_by"
        label={t('Who gave leave')}
        value={typed.given_by}
        fault={faults.given_by}
        maxlength={300}
      />
      <Field
        name="given_on"
        label={t('On which day, if that is known')}
        value={typed.given_on}
        fault={faults.given_on}
        placeholder="2026-11-22"
      />
      <Field
        name="how"
        label={t('How it was given')}
        value={typed.how}
        fault={faults.how}
        rows={3}
        hint={t(
          'Where the words stand, or the words themselves. It is written down with your name and the day.',
        )}
      />
      <Field
        name="writers"
        label={t('Where the writers can be reached')}
        value={typed.writers}
        fault={faults.writers}
        rows={5}
        placeholder={'Ann Example <ann@example.org>'}
        hint={t(
          'A line for each: the name as it stands in the files, then the address in angle brackets. Writers who are not here can still claim their works.',
        )}
      />
    </details>
  )
}

function Formats() {
  return (
    <section class="part" aria-labelledby="formats">
      <h3 class="ruled" id="formats">
        {t('What is understood')}
      </h3>
      <dl class="formats">
        <dt>{t('Downloads from Archive of Our Own')}</dt>
        <dd>{t('HTML and EPUB, of every year since 2009, entire works or single chapters joined again.')}</dd>
        <dt>{t('Saved pages')}</dt>
        <dd>{t('A work’s page as your browser saved it, best from “Entire Work”.')}</dd>
        <dt>{t('Files of other Palimpsest archives')}</dt>
        <dd>{t('HTML and EPUB, with everything their writers allow.')}</dd>
        <dt>{t('A zip')}</dt>
        <dd>{t('Of any of these, with folders or without.')}</dd>
      </dl>
      <p class="hint">
        {t(
          'Sending the same file again changes nothing. A newer file of the same work brings it up to date.',
        )}
      </p>
    </section>
  )
}
