import type { Child } from 'hono/jsx'
import type { Member } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { type ChangedWork, type ManyOutcome, ownLanguage, SKIN_FIELD, type Typed } from '../works/index.ts'
import { HiddenFields } from './hidden-fields.tsx'
import { type ValueNames, valueSaid } from './many-values.ts'

interface PreviewProps {
  readonly page: Page
  readonly owner: Member
  readonly works: readonly ChangedWork[]
  readonly names: ValueNames
  readonly typed: Typed
}

/** What would change in each, and which cannot be so changed and why: nothing has been done yet. */
export function PreviewWorksPage({ page, owner, works, names, typed }: PreviewProps) {
  const { as: _pressed, csrf: _old, ...fields } = typed
  const able = works.filter(({ faults }) => Object.keys(faults).length === 0)
  return (
    <OwnPage page={page} title={t('What would change')} lead={t('Nothing has been changed yet.')}>
      {works.map((work) => (
        <Changes work={work} names={names} />
      ))}
      <form method="post" action={href(routes.editWorks, { name: owner.name })}>
        <Csrf page={page} />
        <HiddenFields typed={fields} />
        <div class="actions save-bar">
          {able.length > 0 && (
            <button type="submit" class="first" name="as" value="save">
              {t('{n, plural, one {Change this one} other {Change these #}}', { n: able.length })}
            </button>
          )}
          <button type="submit" name="as" value="edit">
            {t('Back to the form')}
          </button>
        </div>
      </form>
    </OwnPage>
  )
}

interface ChangesProps {
  readonly work: ChangedWork
  readonly names: ValueNames
  readonly children?: Child
}

function Changes({ work, names, children }: ChangesProps) {
  const { id, title, language, changes, faults, leaves } = work
  const wrong = Object.values(faults)
  return (
    <section class="part changed">
      <h3 class="ruled">
        <a href={href(routes.work, { workId: id })} {...ownLanguage(language)}>
          {title}
        </a>
      </h3>
      {children}
      {wrong.length > 0 && (
        <>
          <p class="fault">{t('This one cannot be so changed, and stays as it is:')}</p>
          <ul>
            {wrong.map((fault) => (
              <li>{fault}</li>
            ))}
          </ul>
        </>
      )}
      {changes.length === 0 && wrong.length === 0 && !leaves && <p>{t('Nothing changes in it.')}</p>}
      {changes.length > 0 && wrong.length === 0 && (
        <dl class="many-changes">
          {changes.map(({ field, from, to }) => (
            <div>
              <dt>{FIELDS[field]?.() ?? field}</dt>
              <dd>
                {from !== '' && field !== 'coauthors' && (
                  <>
                    <del>
                      <bdi>{valueSaid(field, from, names)}</bdi>
                    </del>{' '}
                  </>
                )}
                <ins>
                  <bdi>{to === '' ? t('none') : valueSaid(field, to, names)}</bdi>
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {leaves && !children && <p>{t('You would be taken off it, if others sign it too.')}</p>}
    </section>
  )
}

const FIELDS: Readonly<Record<string, () => string>> = {
  rating: () => t('Rating'),
  language: () => t('Language'),
  warning: () => t('Archive warnings'),
  category: () => t('Categories'),
  fandom: () => t('Fandoms'),
  relationship: () => t('Relationships'),
  character: () => t('Characters'),
  freeform: () => t('Additional tags'),
  audience: () => t('Who may read'),
  comments_from: () => t('Who may comment'),
  comments_moderated: () => t('Comments wait for you'),
  [SKIN_FIELD]: () => t('Work skin'),
  pen: () => t('Your pen name on them'),
  coauthors: () => t('Ask to be a creator too'),
}

interface EditedProps {
  readonly page: Page
  readonly owner: Member
  readonly outcomes: readonly ManyOutcome[]
  readonly names: ValueNames
}

/** What has been done, work by work. */
export function EditedWorksPage({ page, owner, outcomes, names }: EditedProps) {
  const done = outcomes.filter(
    ({ changes, faults, left }) =>
      Object.keys(faults).length === 0 && (changes.length > 0 || left === 'left'),
  )
  return (
    <OwnPage
      page={page}
      title={t('{n, plural, one {# work was changed} other {# works were changed}}', { n: done.length })}
    >
      {outcomes.map((outcome) => (
        <Changes work={outcome} names={names}>
          {outcome.left && <p>{LEFT[outcome.left](outcome.title)}</p>}
        </Changes>
      ))}
      <p class="actions">
        <a class="button" href={href(routes.chooseWorks, { name: owner.name })}>
          {t('Many works at once')}
        </a>
      </p>
    </OwnPage>
  )
}

const LEFT = {
  left: () => t('You are taken off it.'),
  'sole-creator': (title: string) =>
    t('Nobody else signs “{title}”: it stays yours. It can be deleted or given up.', { title }),
} as const
