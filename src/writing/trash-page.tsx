import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { day, isoDay, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { TRASH_DAYS, type TrashedChapter, type TrashedWork, textLanguage } from '../works/index.ts'

interface TrashProps {
  readonly page: Page
  readonly name: string
  readonly works: readonly TrashedWork[]
  readonly chapters: readonly TrashedChapter[]
}

/** What was deleted, and can still be had. */
export function TrashPage({ page, name, works, chapters }: TrashProps) {
  const lead = t('What you delete lies here for {n} days. Then it is gone for good.', { n: TRASH_DAYS })
  const empty = works.length === 0 && chapters.length === 0
  return (
    <OwnPage page={page} title={t('Trash')} lead={lead}>
      {empty && <p>{t('The trash is empty.')}</p>}
      {works.length > 0 && (
        <section class="in-trash">
          <h3 class="heading">{t('Works')}</h3>
          <ul class="trash-list">
            {works.map((work) => (
              <Work page={page} name={name} work={work} />
            ))}
          </ul>
        </section>
      )}
      {chapters.length > 0 && (
        <section class="in-trash">
          <h3 class="heading">{t('Chapters')}</h3>
          <ul class="trash-list">
            {chapters.map((chapter) => (
              <Chapter page={page} name={name} chapter={chapter} />
            ))}
          </ul>
        </section>
      )}
    </OwnPage>
  )
}

interface WorkProps extends Pick<TrashProps, 'page' | 'name'> {
  readonly work: TrashedWork
}

function Work({ page, name, work }: WorkProps) {
  const { id, title, language, words, shared } = work
  return (
    <li>
      <h4 class="heading">
        <span {...textLanguage(language)}>{title}</span>
      </h4>
      <p class="fine">
        {was(work)} · {t('{n, plural, one {# word} other {# words}}', { n: words })} · <When of={work} />
      </p>
      <Deeds
        page={page}
        title={title}
        action={href(routes.restoreWork, { workId: id })}
        text={href(routes.trash, { name }, { text: id })}
        deletable={!shared}
      />
    </li>
  )
}

function was({ was, kept }: TrashedWork): string {
  if (kept) return t('a kept copy')
  if (was === 'draft' || was === 'scheduled') return t('a draft')
  return was === 'hidden' ? t('posted, hidden by a moderator') : t('posted')
}

interface ChapterProps extends Pick<TrashProps, 'page' | 'name'> {
  readonly chapter: TrashedChapter
}

function Chapter({ page, name, chapter }: ChapterProps) {
  const { id, workId, workTitle, language, title, position, words, shared } = chapter
  const of = (
    <a href={href(routes.work, { workId })} {...textLanguage(language)}>
      <bdi>{workTitle}</bdi>
    </a>
  )
  const said = title || t('Chapter {n}', { n: position })
  return (
    <li>
      <h4 class="heading">
        <span {...(title ? textLanguage(language) : {})}>{said}</span>
      </h4>
      <p class="fine">
        {sayWith('from {work}', { work: of })} ·{' '}
        {t('{n, plural, one {# word} other {# words}}', { n: words })} · <When of={chapter} />
      </p>
      <Deeds
        page={page}
        title={said}
        action={href(routes.restoreChapter, { workId, trashedId: id })}
        text={href(routes.trash, { name }, { text: workId, chapter: id })}
        deletable={!shared}
      />
    </li>
  )
}

const When = ({
  of: { trashedAt, daysLeft },
}: {
  readonly of: Pick<TrashedWork, 'trashedAt' | 'daysLeft'>
}): Child => (
  <>
    {sayWith('deleted on {date}', { date: <time datetime={isoDay(trashedAt)}>{day(trashedAt)}</time> })} ·{' '}
    <strong>{t('{n, plural, one {# day left} other {# days left}}', { n: daysLeft })}</strong>
  </>
)

interface DeedsProps {
  readonly page: Page
  readonly title: string
  readonly action: string
  /** Where the text can be fetched. */
  readonly text: string
  readonly deletable: boolean
}

function Deeds({ page, title, action, text, deletable }: DeedsProps) {
  const ofWhich = <span class="said">: {title}</span>
  return (
    <>
      <form method="post" action={action} class="actions">
        <Csrf page={page} />
        <button type="submit" name="deed" value="back">
          {t('Bring back')}
          {ofWhich}
        </button>
        <a class="button" href={text} download="">
          {t('Fetch the text')}
          {ofWhich}
        </a>
      </form>
      {deletable && (
        <details class="for-good">
          <summary>
            {t('Delete now')}
            {ofWhich}
          </summary>
          <form method="post" action={action}>
            <Csrf page={page} />
            <p>{t('It cannot be brought back after that.')}</p>
            <button type="submit" class="grave" name="deed" value="delete">
              {t('Delete for good')}
              {ofWhich}
            </button>
          </form>
        </details>
      )}
    </>
  )
}
