import type { Child } from 'hono/jsx'
import type { PenName } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { LANGUAGES } from '../core/languages.ts'
import { CATEGORIES, RATINGS, WARNINGS } from '../core/values.ts'
import { href, routes } from '../routes.ts'
import type { SkinName } from '../skins/index.ts'
import { Csrf, Field, fieldId } from '../web/form.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import {
  type ChoosableWork,
  categoryName,
  many,
  NO_SKIN,
  one,
  ownLanguage,
  ratingName,
  SKIN_FIELD,
  type Typed,
  warningName,
} from '../works/index.ts'

interface EditProps {
  readonly page: Page
  readonly owner: Member
  readonly works: readonly ChoosableWork[]
  readonly pens: readonly PenName[]
  /** Work skins that may be chosen. */
  readonly skins: readonly SkinName[]
  readonly typed: Typed
}

/** What shall change in all of them: whatever is left empty stays in each as it is. */
export function EditWorksPage({ page, owner, works, pens, skins, typed }: EditProps) {
  const n = works.length
  return (
    <OwnPage
      page={page}
      title={t('{n, plural, one {Change # work} other {Change # works}}', { n })}
      lead={t('What you leave empty stays in each of them as it is.')}
    >
      <details>
        <summary>{t('{n, plural, one {The work} other {The # works}}', { n })}</summary>
        <ul>
          {works.map(({ title, language }) => (
            <li {...ownLanguage(language)}>{title}</li>
          ))}
        </ul>
      </details>
      <form method="post" action={href(routes.editWorks, { name: owner.name })} class="sections">
        <Csrf page={page} />
        {works.map(({ id }) => (
          <input type="hidden" name="work" value={id} />
        ))}
        <Values typed={typed} />
        <Names typed={typed} />
        <Readers typed={typed} />
        <Style typed={typed} skins={skins} />
        <Signing typed={typed} pens={pens} />
        <div class="actions save-bar">
          <button type="submit" class="first" name="as" value="preview">
            {t('See what would change')}
          </button>
          <a href={href(routes.chooseWorks, { name: owner.name })}>{t('Choose others')}</a>
        </div>
      </form>
    </OwnPage>
  )
}

interface PartProps {
  readonly typed: Typed
}

const Values = ({ typed }: PartProps) => (
  <fieldset>
    <legend class="ruled">{t('What they are')}</legend>
    <div class="row">
      <Select typed={typed} name="rating" label={t('Rating')}>
        {RATINGS.map((rating) => option(typed, 'rating', rating, ratingName(rating)))}
      </Select>
      <Select typed={typed} name="language" label={t('Language')}>
        {LANGUAGES.filter(({ code }) => code !== 'und').map(({ code, name }) =>
          option(typed, 'language', code, name),
        )}
      </Select>
    </div>
    <Ticks
      typed={typed}
      name="warning"
      legend={t('Archive warnings')}
      values={WARNINGS}
      label={warningName}
    />
    <Ticks typed={typed} name="category" legend={t('Categories')} values={CATEGORIES} label={categoryName} />
    <p class="hint">{t('If one is ticked, those that are ticked stand instead of what each work has.')}</p>
  </fieldset>
)

const Names = ({ typed }: PartProps) => (
  <fieldset>
    <legend class="ruled">{t('Tags')}</legend>
    {(
      [
        ['fandom', t('Fandoms')],
        ['relationship', t('Relationships')],
        ['character', t('Characters')],
        ['freeform', t('Additional tags')],
      ] as const
    ).map(([name, label]) => (
      <div class="row">
        <Field name={name} label={label} value={one(typed, name)} autocomplete="off" />
        <Select typed={typed} name={`${name}_how`} label={t('{what}: how', { what: label })} always>
          {option(typed, `${name}_how`, 'add', t('add these'))}
          {option(typed, `${name}_how`, 'remove', t('take these away'))}
          {option(typed, `${name}_how`, 'replace', t('these instead of all'))}
        </Select>
      </div>
    ))}
  </fieldset>
)

const Readers = ({ typed }: PartProps) => (
  <fieldset>
    <legend class="ruled">{t('Readers')}</legend>
    <div class="row">
      <Select typed={typed} name="audience" label={t('Who may read')}>
        {option(typed, 'audience', 'public', t('Everybody'))}
        {option(typed, 'audience', 'members', t('Members of this archive'))}
      </Select>
      <Select typed={typed} name="comments_from" label={t('Who may comment')}>
        {option(typed, 'comments_from', 'everyone', t('Everybody'))}
        {option(typed, 'comments_from', 'members', t('Members of this archive'))}
        {option(typed, 'comments_from', 'nobody', t('Nobody'))}
      </Select>
      <Select typed={typed} name="comments_moderated" label={t('Comments wait for you')}>
        {option(typed, 'comments_moderated', 'yes', t('yes'))}
        {option(typed, 'comments_moderated', 'no', t('no'))}
      </Select>
    </div>
  </fieldset>
)

const Style = ({ typed, skins }: PartProps & Pick<EditProps, 'skins'>) => (
  <fieldset>
    <legend class="ruled">{t('Work skin')}</legend>
    <Select typed={typed} name={SKIN_FIELD} label={t('Style of the work')}>
      {option(typed, SKIN_FIELD, NO_SKIN, t('no skin'))}
      {skins.map(({ id, title }) => option(typed, SKIN_FIELD, String(id), title))}
    </Select>
    <p class="hint">
      {t(
        'Works that share a skin nobody else has can be told to come from one hand: give an anonymous work one of its own.',
      )}
    </p>
  </fieldset>
)

function Signing({ typed, pens }: PartProps & { readonly pens: readonly PenName[] }) {
  return (
    <fieldset>
      <legend class="ruled">{t('Who signs them')}</legend>
      <Select typed={typed} name="pen" label={t('Your pen name on them')}>
        {pens.map(({ id, name }) => option(typed, 'pen', String(id), name))}
      </Select>
      <Field
        name="coauthors"
        label={t('Ask to be a creator too')}
        value={one(typed, 'coauthors')}
        hint={t('Pen names, with commas between them. Each is asked once for each work.')}
        autocomplete="off"
      />
      <label class="choice">
        <input type="checkbox" name="leave" value="yes" checked={one(typed, 'leave') === 'yes'} />
        <span>{t('Take me off those that others sign too')}</span>
      </label>
    </fieldset>
  )
}

interface SelectProps extends PartProps {
  readonly name: string
  readonly label: string
  /** There is no empty choice. */
  readonly always?: boolean
  readonly children: Child
}

const Select = ({ name, label, always = false, children }: SelectProps) => (
  <div class="field">
    <label for={fieldId(name)}>{label}</label>
    <select id={fieldId(name)} name={name}>
      {!always && <option value="">{t('as it is')}</option>}
      {children}
    </select>
  </div>
)

const option = (typed: Typed, name: string, value: string, label: Child) => (
  <option value={value} selected={one(typed, name) === value}>
    {label}
  </option>
)

interface TicksProps<Value extends string> extends PartProps {
  readonly name: string
  readonly legend: string
  readonly values: readonly Value[]
  readonly label: (value: Value) => string
}

function Ticks<Value extends string>({ typed, name, legend, values, label }: TicksProps<Value>) {
  return (
    <fieldset class="field">
      <legend class="label">{legend}</legend>
      <div class="choices two">
        {values.map((value) => (
          <label class="choice">
            <input type="checkbox" name={name} value={value} checked={many(typed, name).includes(value)} />
            <span>{label(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
