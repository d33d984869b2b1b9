import { href, routes } from '../routes.ts'
import { Icon } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { moment, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { type ChangedHead, type Former, type OwnWorkHead, textLanguage } from '../works/index.ts'
import { changesSaid } from './former-words.ts'

interface FormerListProps {
  readonly page: Page
  readonly work: OwnWorkHead
  readonly formers: readonly Former[]
  /** Of those that are of the work's own fields: what changed, by their ids. */
  readonly changes: ReadonlyMap<number, ChangedHead>
  /** Only of the part with this number. */
  readonly chapter: number | undefined
  readonly timeZone: string
  readonly at: number
  readonly pages: number
}

/** All that a work was before, newest first: what was changed, when, by whom. */
export function FormerListPage(props: FormerListProps) {
  const { page, work, formers, changes, chapter, timeZone } = props
  const title = t('Earlier versions of {title}', { title: work.title })
  const link = (
    <a href={href(routes.work, { workId: work.id })} {...textLanguage(work.language)}>
      <bdi>{work.title}</bdi>
    </a>
  )
  return (
    <Layout page={{ ...page, robots: false }} title={title} active="works">
      <div class="page-head">
        <h2 class="heading">{sayWith('Earlier versions of {title}', { title: link })}</h2>
        <p>
          {t(
            'Whenever a part is changed, what it was is kept: seen by those who write the work, and nobody else.',
          )}
        </p>
      </div>
      {chapter && (
        <p>
          <a href={href(routes.revisions, { workId: work.id })}>{t('Show those of the whole work')}</a>
        </p>
      )}
      {formers.length === 0 && <p>{t('Nothing has been changed yet.')}</p>}
      <ol class="formers">
        {formers.map((former) => (
          <One work={work} former={former} changed={changes.get(former.id)} timeZone={timeZone} />
        ))}
      </ol>
      <Pages {...props} />
    </Layout>
  )
}

interface OneProps {
  readonly work: OwnWorkHead
  readonly former: Former
  readonly changed: ChangedHead | undefined
  readonly timeZone: string
}

function One({ work, former, changed, timeZone }: OneProps) {
  const { id, until, came, went, note, shown } = former
  const to = (query: Record<string, string>): string =>
    href(routes.revision, { workId: work.id, revisionId: id }, query)
  const when = moment(until, timeZone)
  return (
    <li>
      <h3 class="heading">
        <a href={to({})}>
          <time datetime={until.toISOString()}>{when}</time>
        </a>
      </h3>
      <p>
        {partName(former)} · {handName(former)}
        {came !== null && went !== null && (
          <>
            {' '}
            · <Words came={came} went={went} />
          </>
        )}
      </p>
      {changed && <WhatChanged changed={changed} />}
      {shown && (
        <p class="hint">
          {note ? t('Readers are told: {note}', { note }) : t('Readers are told that it was edited.')}
        </p>
      )}
      <p class="actions">
        <a href={to({ as: 'text' })}>
          {t('As it was before')}
          <span class="said">: {when}</span>
        </a>
      </p>
    </li>
  )
}

function WhatChanged({ changed }: { readonly changed: ChangedHead }) {
  const said = changesSaid(changed)
  return said.length === 0 ? null : (
    <ul class="what-changed">
      {said.map((line) => (
        <li dir="auto">{line}</li>
      ))}
    </ul>
  )
}

const Words = ({ came, went }: { readonly came: number; readonly went: number }) => (
  <span class="word-counts">
    <span class="said">{t('{n, plural, one {# word came} other {# words came}}', { n: came })}, </span>
    <span aria-hidden="true">+{came}</span>{' '}
    <span class="said">{t('{n, plural, one {# word went} other {# words went}}', { n: went })}</span>
    <span aria-hidden="true">−{went}</span>
  </span>
)

/** Which part of the work it is of. */
export function partName({ chapterId, position, whole }: Former): string {
  if (whole) return t('The whole work')
  if (chapterId === null) return t('About the work')
  return position === null ? t('A chapter that is not there now') : t('Chapter {n}', { n: position })
}

/** By whom: somebody who signs it no more is not named. */
export function handName({ by, whole }: Former): string {
  if (by.self) return t('by you')
  if (by.name) return t('by {name}', { name: by.name })
  return whole ? t('by bringing it in again') : t('by somebody who does not sign it any more')
}

function Pages({ work, chapter, at, pages }: FormerListProps) {
  if (pages <= 1) return null
  const to = (page: number): string => href(routes.revisions, { workId: work.id }, { chapter, page })
  return (
    <nav class="actions" aria-label={t('Pages')}>
      {at > 1 && (
        <a class="button" rel="prev" href={to(at - 1)}>
          <Icon name="previous" turns /> {t('Newer')}
        </a>
      )}
      {at < pages && (
        <a class="button" rel="next" href={to(at + 1)}>
          {t('Older')} <Icon name="next" turns />
        </a>
      )}
    </nav>
  )
}
