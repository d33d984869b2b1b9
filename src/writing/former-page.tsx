import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { moment, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import {
  type ChangedFact,
  type ChangedVersion,
  type Former,
  type FormerRecord,
  isChapter,
  type OwnWorkHead,
  ownLanguage,
  textLanguage,
  theirWords,
} from '../works/index.ts'
import { Compared } from './former-compare.tsx'
import { handName, partName } from './former-list-page.tsx'
import { factName, factWord } from './former-words.ts'

/** What a version is compared with. */
export type Against = 'next' | 'now' | number

export interface FormerView {
  readonly page: Page
  readonly work: OwnWorkHead
  readonly former: Former
  readonly record: FormerRecord
  /** Null: it is shown as it was, compared with nothing. */
  readonly changed: ChangedVersion | null
  readonly against: Against
  readonly beside: readonly { readonly id: number; readonly until: Date }[]
  readonly timeZone: string
  /** The chapter it is of is not there now. */
  readonly gone: boolean
  readonly fault?: string | undefined
}

/** What a part of a work was: beside what it became, or as it was. */
export function FormerPage(view: FormerView) {
  const { page, work, former, changed, timeZone, fault } = view
  const when = moment(former.until, timeZone)
  const title = t('{part} until {when}', { part: partName(former), when })
  const of = (
    <a href={href(routes.work, { workId: work.id })} {...textLanguage(work.language)}>
      <bdi>{work.title}</bdi>
    </a>
  )
  return (
    <Layout page={{ ...page, robots: false }} title={title} active="works">
      <div class="page-head">
        <h2 class="heading">{title}</h2>
        <p>
          {of} · {sayWith('changed {hand}', { hand: handName(former) })} ·{' '}
          {former.chapterId !== null && (
            <>
              <a href={href(routes.revisions, { workId: work.id }, { chapter: former.chapterId })}>
                {t('Earlier versions of this chapter')}
              </a>{' '}
              ·{' '}
            </>
          )}
          <a href={href(routes.revisions, { workId: work.id })}>{t('All earlier versions')}</a>
        </p>
      </div>
      {fault && (
        <NoticeBox kind="error">
          <p>{fault}</p>
        </NoticeBox>
      )}
      <Choosing {...view} />
      {changed ? <Changes work={work} changed={changed} /> : <AsItWas {...view} />}
      {!work.kept && !view.gone && <Restore {...view} />}
      {view.gone && (
        <p>{t('This chapter is not there now. If it lies in the trash, bring it back first.')}</p>
      )}
    </Layout>
  )
}

/** Compared with what, without a script: a form that asks for the same page. */
function Choosing({ work, former, against, beside, timeZone, changed, gone }: FormerView) {
  const action = href(routes.revision, { workId: work.id, revisionId: former.id })
  const option = (value: Against, label: string) => (
    <option value={String(value)} selected={changed !== null && value === against}>
      {label}
    </option>
  )
  return (
    <form method="get" action={action} class="compare-with">
      <label for="f-with">{t('Compare with')}</label>
      <select name="with" id="f-with">
        {option('next', t('what came next'))}
        {!gone && option('now', t('what it is now'))}
        {beside.map(({ id, until }) => option(id, t('until {when}', { when: moment(until, timeZone) })))}
      </select>
      <button type="submit">{t('Show')}</button>
      <a href={`${action}?as=text`} aria-current={changed ? undefined : 'page'}>
        {t('As it was before')}
      </a>
    </form>
  )
}

function Changes({ work, changed }: { readonly work: OwnWorkHead; readonly changed: ChangedVersion }) {
  const { facts, texts, more } = changed
  if (facts.length === 0 && texts.length === 0) return <p>{t('The two are the same.')}</p>
  return (
    <div class="changes">
      {facts.length > 0 && <Facts facts={facts} />}
      {texts.map((text) => (
        <Compared text={text} language={work.language} />
      ))}
      {more > 0 && (
        <p>{t('{n, plural, one {# more chapter differs.} other {# more chapters differ.}}', { n: more })}</p>
      )}
    </div>
  )
}

const Facts = ({ facts }: { readonly facts: readonly ChangedFact[] }) => (
  <table class="changed-facts">
    <thead>
      <tr>
        <th scope="col">
          <span class="said">{t('What')}</span>
        </th>
        <th scope="col">{t('Before')}</th>
        <th scope="col">{t('After')}</th>
      </tr>
    </thead>
    <tbody>
      {facts.map(({ name, before, after }) => (
        <tr>
          <th scope="row">{factName(name)}</th>
          <td>
            <Said name={name} all={before} others={after} sign="del" />
          </td>
          <td>
            <Said name={name} all={after} others={before} sign="ins" />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

function Said(props: {
  readonly name: ChangedFact['name']
  readonly all: readonly string[]
  readonly others: readonly string[]
  readonly sign: 'del' | 'ins'
}) {
  const { name, all, others, sign: Sign } = props
  if (all.length === 0) return <span class="hint">{t('nothing')}</span>
  return (
    <ul>
      {all.map((one) => (
        <li>
          {others.includes(one) ? (
            <bdi>{factWord(name, one)}</bdi>
          ) : (
            <Sign>
              <span class="said">{Sign === 'del' ? t('gone:') : t('new:')} </span>
              <bdi>{factWord(name, one)}</bdi>
            </Sign>
          )}
        </li>
      ))}
    </ul>
  )
}

function AsItWas({ work, record }: FormerView) {
  const texts = isChapter(record)
    ? [record.summary, record.notes, record.html, record.endNotes]
    : [record.summary, record.notes, ...record.chapters.map(({ html }) => html), record.endNotes]
  return (
    <article class="as-it-was">
      {record.title !== '' && (
        <h3 class="heading" {...ownLanguage(work.language)}>
          {record.title}
        </h3>
      )}
      {texts.map((html) =>
        html ? (
          <blockquote class="userstuff" {...ownLanguage(work.language)}>
            {theirWords(html, 4)}
          </blockquote>
        ) : null,
      )}
    </article>
  )
}

const Restore = ({ page, work, former }: FormerView) => (
  <form
    method="post"
    class="restore asking"
    action={href(routes.revision, { workId: work.id, revisionId: former.id })}
  >
    <Csrf page={page} />
    <p>
      {former.chapterId === null
        ? t(
            'What it is now is kept, too, so this can be undone. Who signs it, who may see it, what is allowed, gifts, series, skin and dates stay as they are; put into the form, they can be looked at and saved.',
          )
        : t('What it is now is kept, too, so this can be undone.')}
    </p>
    <div class="actions">
      <button type="submit">{t('Make it this again')}</button>
      {former.chapterId === null && !former.whole && (
        <button type="submit" name="deed" value="form">
          {t('Put all of it into the form')}
        </button>
      )}
    </div>
  </form>
)
