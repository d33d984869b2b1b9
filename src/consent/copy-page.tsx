import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent, Tick } from '../web/form.tsx'
import { Icon } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import { SelectField } from '../web/select-field.tsx'
import { type KeptCopy, type LeaveField, ownLanguage, type Shelf, Statements } from '../works/index.ts'

export type CopyField = 'name' | 'pen' | 'confirmed' | LeaveField

interface CopyPageProps {
  readonly page: Page
  readonly copy: KeptCopy
  readonly shelves: readonly Shelf[]
  /** Of whom asks: whose pages hold the shelves. */
  readonly account: string
  readonly mayRecord: boolean
  readonly sent: Sent<CopyField>
}

/** A kept copy, for whoever keeps it: where it stands in their library, and how it can become public. */
export function CopyPage(props: CopyPageProps) {
  const { page, copy, sent, mayRecord } = props
  const to = href(routes.work, { workId: copy.id })
  return (
    <Layout page={page} title={t('Your copy of {title}', { title: copy.title })} active="library">
      <div class="page-head">
        <h2 class="heading">
          {sayWith('Your copy of {title}', {
            title: (
              <a href={to} {...ownLanguage(copy.language)}>
                {copy.title}
              </a>
            ),
          })}
        </h2>
        <p>
          <Icon name="lock" inline /> {t('Nobody but you can see it.')} <From copy={copy} />
        </p>
      </div>
      <ErrorSummary faults={sent.faults} />
      <OnShelves {...props} />
      <section class="make-public" id="public">
        <h3 class="heading">{t('Making it public')}</h3>
        <p>{t('A copy is public only with its creator’s word. Which is it?')}</p>
        <Against copy={copy} />
        <div class={mayRecord ? 'ways' : 'ways one'}>
          <AsCreator {...props} />
          {mayRecord && <ByPermission {...props} />}
        </div>
        {!mayRecord && (
          <p class="hint">
            {t(
              'You hold the creator’s permission? A moderator of this archive can record it: write to them, and say who gave it and when.',
            )}
          </p>
        )}
      </section>
    </Layout>
  )
}

const From = ({ copy: { names, origin } }: Pick<CopyPageProps, 'copy'>) => (
  <>
    {names.length > 0 &&
      sayWith('It is signed {names}.', {
        names: <>{sayList(names.map(({ name }) => <bdi>{name}</bdi>))}</>,
      })}{' '}
    {origin && sayWith('From {archive}.', { archive: <a href={origin.url}>{origin.archive}</a> })}
  </>
)

function OnShelves({ page, copy, shelves, account }: CopyPageProps) {
  const action = href(routes.shelves, { name: account })
  return (
    <section class="on-shelves">
      <h3 class="heading">{t('In your library')}</h3>
      {shelves.length > 0 ? (
        <form method="post" action={action}>
          <Csrf page={page} />
          <input type="hidden" name="work" value={copy.id} />
          <fieldset>
            <legend class="label">{t('It stands on')}</legend>
            <div class="choices">
              {shelves.map(({ id, name, holds }) => (
                <Tick name={`shelf_${id}`} checked={holds}>
                  <bdi>{name}</bdi>
                </Tick>
              ))}
            </div>
          </fieldset>
          <div class="actions">
            <button type="submit" name="deed" value="put">
              {t('Put it there')}
            </button>
            <a href={action}>{t('Change shelves')}</a>
          </div>
        </form>
      ) : (
        <p>
          {t('There are no shelves yet.')} <a href={action}>{t('Make a shelf')}</a>
        </p>
      )}
    </section>
  )
}

/** What the work itself says against it, above the buttons that would act against it. */
function Against({ copy: { statements, language } }: Pick<CopyPageProps, 'copy'>) {
  const against = statements.filter(({ permission, says }) => permission === 'copy' && says !== 'yes')
  if (statements.length === 0) return null
  return (
    <NoticeBox kind={against.length > 0 ? 'error' : 'note'}>
      <p>
        <strong>
          {against.length > 0
            ? t('The work itself asks not to be copied elsewhere.')
            : t('The work itself says what its creator allows.')}
        </strong>
      </p>
      <Statements statements={statements} language={language} />
    </NoticeBox>
  )
}

interface WayProps {
  readonly page: Page
  readonly copy: KeptCopy
  readonly way: 'creator' | 'permission'
  readonly title: string
  readonly children: Child
}

const Way = ({ page, copy, way, title, children }: WayProps) => (
  <form method="post" action={href(routes.publication, { workId: copy.id })}>
    <Csrf page={page} />
    <input type="hidden" name="way" value={way} />
    <h4 class="heading">{title}</h4>
    {children}
  </form>
)

function AsCreator({ page, copy, sent }: CopyPageProps) {
  const { names, penNames } = copy
  const others = names.filter(({ name }) => !penNames.some((pen) => same(pen, name)))
  const mine = sent.typed.name ?? String(names.find((one) => !others.includes(one))?.id ?? names[0]?.id ?? '')
  return (
    <Way {...{ page, copy }} way="creator" title={t('I am the creator')}>
      {names.length > 1 ? (
        <SelectField name="name" label={t('The name that is mine')} fault={sent.faults.name}>
          {names.map(({ id, name }) => (
            <option value={id} selected={String(id) === mine}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : (
        <input type="hidden" name="name" value={mine} />
      )}
      <SelectField name="pen" label={t('It is posted under')} fault={sent.faults.pen}>
        {penNames.map((pen) => (
          <option value={pen} selected={pen === sent.typed.pen}>
            {pen}
          </option>
        ))}
      </SelectField>
      {others.length > 0 && (
        <div class="field">
          <Tick name="confirmed">
            {names.length > 1
              ? t('The name I chose is mine, elsewhere.')
              : sayWith('{name} is my name elsewhere.', { name: <bdi>{others[0]?.name}</bdi> })}
          </Tick>
          <p class="hint">{t('It is written down with your account and today’s date.')}</p>
          {sent.faults.confirmed && <p class="fault">{sent.faults.confirmed}</p>}
        </div>
      )}
      <button type="submit" class="first">
        {t('Post it as mine')}
      </button>
    </Way>
  )
}

const same = (pen: string, name: string): boolean => pen.toLowerCase() === name.toLowerCase()

const ByPermission = ({ page, copy, sent: { typed, faults } }: CopyPageProps) => (
  <Way {...{ page, copy }} way="permission" title={t('I record its creator’s permission')}>
    <Field
      name="given_by"
      label={t('Who gave it')}
      value={typed.given_by ?? copy.names[0]?.name}
      fault={faults.given_by}
      needed
      maxlength={200}
    />
    <Field
      name="given_on"
      label={t('When')}
      hint={t('As 2026-11-22, if it is known.')}
      value={typed.given_on}
      fault={faults.given_on}
      maxlength={10}
    />
    <Field
      name="how"
      label={t('How, and in what words')}
      hint={t('For the record of the archive: where it was said, and what exactly. It is not shown.')}
      value={typed.how}
      fault={faults.how}
      needed
      rows={4}
    />
    <Field
      name="mail_to"
      type="email"
      label={t('The creator’s e-mail address')}
      hint={t(
        'They get a link by which they take the work into an account of theirs, or remove it at once. Without an address the link is shown to you, to pass on.',
      )}
      value={typed.mail_to}
      fault={faults.mail_to}
      autocomplete="off"
      maxlength={254}
    />
    <button type="submit">{t('Record it, and post the work')}</button>
  </Way>
)
