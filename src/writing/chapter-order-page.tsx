import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { day, moment, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { type OwnChapters, type OwnPlace, ownLanguage, type StoredChapter } from '../works/index.ts'
import { ToWork } from './chapter-form.tsx'
import { isOut } from './chapter-form-view.ts'

interface OrderProps {
  readonly page: Page
  readonly work: OwnChapters
}

/** All chapters, drafts among them, by numbers; with script they can be dragged, or moved by the keys. */
export function ChapterOrderPage({ page, work }: OrderProps) {
  const { chapters } = work
  // The only one has no place to be moved to.
  const isAlone = chapters.length === 1
  return (
    <Layout
      page={{ ...page, robots: false }}
      title={t('Chapters of {title}', { title: work.title })}
      active="works"
      head={<Script name="order.js" />}
    >
      <div class="page-head">
        <h2 class="heading">{sayWith('Chapters of {title}', { title: <ToWork work={work} /> })}</h2>
        <p>{countsOf(work)}</p>
        <p class="actions">
          <a class="button" href={href(routes.newChapter, { workId: work.id })}>
            {t('Add chapter')}
          </a>
          <a class="button" href={href(routes.editWork, { workId: work.id })}>
            {t('Edit the work')}
          </a>
        </p>
      </div>
      <form method="post" action={href(routes.manageChapters, { workId: work.id })}>
        <Csrf page={page} />
        <input type="hidden" name="was" value={chapters.map(({ id }) => id).join(' ')} />
        {!isAlone && (
          <p class="hint">
            {t('Give a chapter another number; the others move. Links to chapters stay as they are.')}
          </p>
        )}
        <ol class="order chapters" {...(isAlone ? {} : { 'data-order': true, 'data-grip': t('Move') })}>
          {chapters.map((chapter) => (
            <Entry work={work} chapter={chapter} isAlone={isAlone} />
          ))}
        </ol>
        {!isAlone && (
          <p class="actions save-bar">
            <button class="first" type="submit">
              {t('Save the order')}
            </button>
          </p>
        )}
      </form>
    </Layout>
  )
}

function countsOf(work: OwnChapters): string {
  const drafts = isOut(work) ? work.chapters.filter(({ standing }) => standing === 'draft').length : 0
  const all = t('{n, plural, one {# chapter} other {# chapters}}', { n: work.chapters.length })
  return drafts
    ? `${all}${t(', ')}${t('{n, plural, one {# of them a draft} other {# of them drafts}}', { n: drafts })}`
    : all
}

interface EntryProps {
  readonly work: OwnChapters
  readonly chapter: OwnPlace
  readonly isAlone: boolean
}

function Entry({ work, chapter, isAlone }: EntryProps) {
  const { id, position } = chapter
  const at = { workId: work.id, chapterId: id }
  const called = chapter.title || t('Chapter {n}', { n: position })
  return (
    <li>
      {!isAlone && <PlaceField chapter={chapter} called={called} />}
      <span class="about">
        <a class="what" href={href(routes.chapter, at)}>
          <bdi {...(chapter.title ? ownLanguage(work.language) : {})}>{called}</bdi>
        </a>
        <span class="hint">
          <State work={work} chapter={chapter} />
          {t('{n, plural, one {# word} other {# words}}', { n: chapter.words })}
        </span>
      </span>
      <span class="deeds">
        <a href={href(routes.editChapter, at)}>
          {t('Edit')}
          <span class="said"> {called}</span>
        </a>
        <a href={href(routes.deleteChapter, at)}>
          {t('Delete')}
          <span class="said"> {called}</span>
        </a>
      </span>
    </li>
  )
}

function PlaceField({ chapter, called }: { readonly chapter: OwnPlace; readonly called: string }) {
  const name = `place_${chapter.id}`
  return (
    <>
      <label for={name} class="said">
        {t('Place of {title}', { title: called })}
      </label>
      <input
        id={name}
        name={name}
        inputmode="numeric"
        autocomplete="off"
        size={4}
        maxlength={8}
        value={String(chapter.position)}
      />
    </>
  )
}

/** Marked as a draft where it is one; with its hour, where it waits. */
function State({ work, chapter }: { readonly work: OwnChapters; readonly chapter: OwnPlace }) {
  const { standing, postsAt, postsZone, published } = chapter
  if (postsAt && postsZone)
    return (
      <>
        <strong class="mark">{t('Scheduled')}</strong>{' '}
        <time datetime={postsAt.toISOString()}>
          {moment(postsAt, postsZone)} ({postsZone.replaceAll('_', ' ')})
        </time>
        {t(', ')}
      </>
    )
  if (standing === 'draft')
    return (
      <>
        <strong class="mark">{t('Draft')}</strong>
        {t(', ')}
      </>
    )
  const date = published ?? work.published
  return date && isOut(work) ? (
    <>
      <time datetime={date}>{day(new Date(`${date}T00:00:00Z`))}</time>
      {t(', ')}
    </>
  ) : null
}

interface DeleteProps extends OrderProps {
  readonly chapter: StoredChapter
  /** It is the last there is. */
  readonly last: boolean
}

/** Before it goes to the trash. */
export function DeleteChapterPage({ page, work, chapter, last }: DeleteProps) {
  const title = t('Delete chapter {n} of {title}', { n: chapter.position, title: work.title })
  const back = href(routes.manageChapters, { workId: work.id })
  return (
    <Layout page={{ ...page, robots: false }} title={title} active="works">
      <div class="page-head">
        <h2 class="heading">
          {sayWith('Delete chapter {n} of {title}', { n: chapter.position, title: <ToWork work={work} /> })}
        </h2>
        {chapter.title && (
          <p>
            <bdi {...ownLanguage(work.language)}>{chapter.title}</bdi>
          </p>
        )}
        <p>
          {last
            ? t(
                'It is the only chapter that readers have. A work cannot be without one: delete the work, or post another chapter first.',
              )
            : t(
                'It goes to the trash, from where it can be brought back for thirty days. Those behind it move up.',
              )}
        </p>
      </div>
      {last ? (
        <p class="actions">
          <a class="button" href={href(routes.deleteWork, { workId: work.id })}>
            {t('Delete the work')}
          </a>
          <a class="button" href={back}>
            {t('Keep it')}
          </a>
        </p>
      ) : (
        <form method="post" action={href(routes.deleteChapter, { workId: work.id, chapterId: chapter.id })}>
          <Csrf page={page} />
          <p class="actions">
            <button class="grave" type="submit">
              {t('Move to trash')}
            </button>
            <a class="button" href={back}>
              {t('Keep it')}
            </a>
          </p>
        </form>
      )}
    </Layout>
  )
}
