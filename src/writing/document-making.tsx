import { LANGUAGES, languageOf } from '../core/languages.ts'
import { href, routes } from '../routes.ts'
import { Field } from '../web/form.tsx'
import { locale, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { SelectField } from '../web/select-field.tsx'
import { textLanguage } from '../works/index.ts'
import type { DocumentPageView } from './document-page.tsx'

/** The end of a document's page: what is still to be said of the work, and the button that makes a draft. */
export function Making({ view: { document, sent } }: { readonly view: DocumentPageView }) {
  const { into, about } = document
  const heading = into ? t('Add them') : t('The draft')
  return (
    <section aria-labelledby="making">
      <h3 class="ruled" id="making">
        {heading}
      </h3>
      {into ? (
        <p>
          {sayWith('They become drafts of chapters of {work}, behind those that are there.', {
            work: (
              <a href={href(routes.work, { workId: into.id })} {...textLanguage(into.language)}>
                {into.title}
              </a>
            ),
          })}
        </p>
      ) : (
        <>
          <Field
            name="title"
            label={t('Title of the work')}
            value={sent.typed.title ?? about.title}
            fault={sent.faults.title}
            maxlength={255}
            needed
          />
          <LanguageField sent={sent} said={about.language} />
        </>
      )}
      <div class="actions">
        <button type="submit" class="first" name="deed" value="make">
          {into ? t('Make drafts of them') : t('Make a draft')}
        </button>
        <button type="submit" class="grave" name="deed" value="forget" formnovalidate>
          {t('Throw it away')}
        </button>
      </div>
      <p class="hint">
        {into
          ? t(
              'Nothing is posted. {n, plural, one {The chapter waits} other {The chapters wait}} in the work’s list of chapters.',
              {
                n: document.chapters.filter(({ leftOut }) => !leftOut).length,
              },
            )
          : t('Nothing is posted. The work’s form comes next: rating, warnings, fandoms and all else.')}
      </p>
    </section>
  )
}

function LanguageField({ sent, said }: { readonly sent: DocumentPageView['sent']; readonly said: string }) {
  const known = languageOf(said)?.code ?? languageOf(said.split('-')[0] ?? '')?.code
  const chosen = sent.typed.language ?? known ?? locale()
  return (
    <SelectField name="language" label={t('Language')} fault={sent.faults.language}>
      {LANGUAGES.filter(({ code }) => code !== 'und' || chosen === 'und').map(({ code, name }) => (
        <option value={code} lang={code} selected={code === chosen}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
