import { LANGUAGES } from '../core/languages.ts'
import { CATEGORIES, RATINGS, WARNINGS } from '../core/values.ts'
import { routes } from '../routes.ts'
import { FileField } from '../web/file-field.tsx'
import { Choice, Csrf, ErrorSummary, Field, Tick } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { SelectField } from '../web/select-field.tsx'
import { categoryName, ratingName, warningName } from '../works/index.ts'
import { ENCODINGS, type PagesFaults, type TypedFields } from './pages-fields.ts'

interface PagesFormProps {
  readonly page: Page
  readonly typed: TypedFields
  readonly faults: PagesFaults
  /** What could not be brought in, a sentence each. */
  readonly failures?: readonly string[]
}

/** A creator brings in works of their own from wherever they are. */
export function PagesForm({ page, typed, faults, failures = [] }: PagesFormProps) {
  return (
    <Layout page={page} title={t('Bring in your own pages')} active="import">
      <div class="page-head">
        <h2 class="heading">{t('Bring in your own pages')}</h2>
        <p>
          {t(
            'For works you wrote: any web page or text file, from a journal, a weblog, an old archive, a site of your own. They become drafts that you look at before anyone else does.',
          )}
        </p>
      </div>
      <form class="sections" method="post" action={routes.importPages} enctype="multipart/form-data">
        <Csrf page={page} />
        <ErrorSummary faults={faults} />
        {failures.length > 0 && <Failures failures={failures} />}
        <Pages typed={typed} faults={faults} />
        <AboutAll typed={typed} faults={faults} />
        <WhichCounts typed={typed} />
        <Showing typed={typed} />
        <div class="actions">
          <button type="submit" class="first">
            {t('Bring them in')}
          </button>
          <span class="hint">{t('The pages are fetched while you wait.')}</span>
        </div>
      </form>
    </Layout>
  )
}

const Failures = ({ failures }: { readonly failures: readonly string[] }) => (
  <NoticeBox kind="error">
    <p>
      <strong>{t('Nothing was brought in.')}</strong>
    </p>
    <ul>
      {failures.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </NoticeBox>
)

type PartProps = Pick<PagesFormProps, 'typed' | 'faults'>

function Pages({ typed, faults }: PartProps) {
  return (
    <fieldset>
      <legend class="ruled">{t('The pages')}</legend>
      <Field
        name="addresses"
        label={t('Addresses, one a line')}
        rows={4}
        value={typed.addresses}
        fault={faults.addresses}
        hint={t('Pages that anyone can open, without logging in.')}
      />
      <FileField
        name="files"
        label={t('Or files you saved')}
        multiple
        accept=".html,.htm,.xhtml,.txt,.epub"
        fault={faults.files}
      />
      <Choice
        name="as"
        legend={t('What they become')}
        chosen={typed.as === 'chapters' ? 'chapters' : 'works'}
        options={[
          { value: 'works', label: t('A work each') },
          { value: 'chapters', label: t('Chapters of one work, in this order') },
        ]}
      />
      <SelectField name="language" label={t('Language')} needed fault={faults.language}>
        <option value="">{t('Choose a language')}</option>
        {LANGUAGES.map(({ code, name }) => (
          <option value={code} lang={code} selected={code === typed.language}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        name="encoding"
        label={t('Character encoding')}
        hint={t('Only if letters or quotation marks come out wrong.')}
      >
        <option value="">{t('As the page declares')}</option>
        {ENCODINGS.map((name) => (
          <option value={name} selected={name === typed.encoding}>
            {name}
          </option>
        ))}
      </SelectField>
    </fieldset>
  )
}

function AboutAll({ typed, faults }: PartProps) {
  const commas = t('Commas between them.')
  const warnings = typed.warnings?.split('\n') ?? []
  const categories = typed.categories?.split('\n') ?? []
  return (
    <fieldset>
      <legend class="ruled">{t('For all of them')}</legend>
      <Field name="title" label={t('Title')} value={typed.title} />
      <Field name="fandoms" label={t('Fandoms')} value={typed.fandoms} hint={commas} />
      <SelectField name="rating" label={t('Rating')} fault={faults.rating}>
        <option value="">{t('Not said')}</option>
        {RATINGS.map((rating) => (
          <option value={rating} selected={rating === typed.rating}>
            {ratingName(rating)}
          </option>
        ))}
      </SelectField>
      <Ticks
        legend={t('Archive warnings')}
        name="warnings"
        values={WARNINGS}
        say={warningName}
        set={warnings}
      />
      <Ticks
        legend={t('Categories')}
        name="categories"
        values={CATEGORIES}
        say={categoryName}
        set={categories}
      />
      <Field name="relationships" label={t('Relationships')} value={typed.relationships} hint={commas} />
      <Field name="characters" label={t('Characters')} value={typed.characters} hint={commas} />
      <Field name="tags" label={t('Additional tags')} value={typed.tags} hint={commas} />
      <Field name="summary" label={t('Summary')} rows={3} value={typed.summary} />
      <Field name="notes" label={t('Notes')} rows={3} value={typed.notes} />
    </fieldset>
  )
}

interface TicksProps<T extends string> {
  readonly legend: string
  readonly name: string
  readonly values: readonly T[]
  readonly say: (value: T) => string
  readonly set: readonly string[]
}

function Ticks<T extends string>({ legend, name, values, say, set }: TicksProps<T>) {
  return (
    <fieldset class="field">
      <legend class="label">{legend}</legend>
      <div class="choices">
        {values.map((value) => (
          <label class="choice">
            <input type="checkbox" name={name} value={value} checked={set.includes(value)} />
            <span>{say(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const WhichCounts = ({ typed }: Pick<PagesFormProps, 'typed'>) => (
  <fieldset>
    <legend class="ruled">{t('What the pages say of themselves')}</legend>
    <div class="field">
      <Tick name="detect" checked={typed.detect !== undefined}>
        {t('Read lines such as “Fandom:”, “Pairing:” and “Summary:” on the page')}
      </Tick>
      <Tick name="override" checked={typed.override !== undefined}>
        {t('What I typed above counts before what the page says')}
      </Tick>
    </div>
  </fieldset>
)

const Showing = ({ typed }: Pick<PagesFormProps, 'typed'>) => (
  <fieldset>
    <legend class="ruled">{t('Who may read them')}</legend>
    <Choice
      name="audience"
      legend={t('Who may read them')}
      quiet
      chosen={typed.audience === 'members' ? 'members' : 'public'}
      options={[
        { value: 'public', label: t('Everyone') },
        { value: 'members', label: t('Members only') },
      ]}
    />
    <div class="field">
      <Tick name="post" checked={typed.post !== undefined}>
        {t('Post them at once, without a draft to look at first')}
      </Tick>
    </div>
  </fieldset>
)
