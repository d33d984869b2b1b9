import { languageOf } from '../core/languages.ts'
import { type ChapterFound, type DocumentView, MANNERS } from '../import/index.ts'
import { href, routes } from '../routes.ts'
import { Csrf, ErrorSummary, fieldId, type Sent } from '../web/form.tsx'
import { Icon } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { day, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { textLanguage } from '../works/index.ts'
import { namesSaid } from './document-form.tsx'
import { Making } from './document-making.tsx'
import { Undescribed } from './document-pictures.tsx'
import { MANNER_WORDS, remarkSaid } from './document-said.ts'

export interface DocumentPageView {
  readonly page: Page
  readonly document: DocumentView
  readonly sent: Sent<'title' | 'language' | 'chapters' | 'pictures'>
}

/** What was read, chapter by chapter, to be put right before it becomes a draft. */
export function DocumentPage({ view }: { readonly view: DocumentPageView }) {
  const { page, document, sent } = view
  const taken = document.chapters.filter(({ leftOut }) => !leftOut)
  return (
    <Layout page={{ ...page, robots: false }} title={t('What was read')} active="post">
      <div class="page-head">
        <h2 class="heading">{t('What was read')}</h2>
        <p>
          <bdi>{namesSaid(document.names)}</bdi>
        </p>
        <p>
          {t(
            '{n, plural, one {# chapter} other {# chapters}}, {words, plural, one {# word} other {# words}}',
            {
              n: taken.length,
              words: taken.reduce((sum, { words }) => sum + words, 0),
            },
          )}
        </p>
      </div>
      <Before document={document} />
      <Remarks document={document} />
      <form class="document" method="post" action={href(routes.document, { documentId: document.id })}>
        <Csrf page={page} />
        {/* What the Enter key presses: it keeps the titles and changes nothing else. */}
        <button type="submit" name="deed" value="save" hidden>
          {t('Keep the titles')}
        </button>
        <ErrorSummary faults={sent.faults} />
        <Chapters view={view} />
        <Undescribed document={document} fault={sent.faults.pictures} />
        <PartAnew document={document} />
        <Making view={view} />
      </form>
    </Layout>
  )
}

function Before({ document: { before } }: { readonly document: DocumentView }) {
  if (!before) return null
  const date = day(before.at)
  return (
    <NoticeBox kind="note">
      <p>
        {before.work
          ? sayWith('The same was read on {date}, and became {work}.', {
              date,
              work: (
                <a
                  href={href(routes.work, { workId: before.work.id })}
                  {...textLanguage(before.work.language)}
                >
                  {before.work.title}
                </a>
              ),
            })
          : before.document
            ? sayWith('The same was read on {date}, and {waits}.', {
                date,
                waits: (
                  <a href={href(routes.document, { documentId: before.document })}>
                    {t('waits to become a draft')}
                  </a>
                ),
              })
            : t('The same was read on {date}. What came of it is no longer here.', { date })}
      </p>
    </NoticeBox>
  )
}

function Remarks({ document: { remarks } }: { readonly document: DocumentView }) {
  if (remarks.length === 0) return null
  return (
    <NoticeBox kind="note">
      <ul>
        {remarks.map((remark) => (
          <li>
            {remarkSaid(remark)}
            {remark.what === 'pictures' && <PictureNames names={remark.names ?? []} />}
          </li>
        ))}
      </ul>
    </NoticeBox>
  )
}

const PictureNames = ({ names }: { readonly names: readonly string[] }) => {
  const said = names.filter((name) => name.trim() !== '')
  return said.length === 0 ? null : (
    <>
      {' '}
      <span class="hint" dir="auto">
        {said.slice(0, 20).join(' · ')}
      </span>
    </>
  )
}

function Chapters({ view: { document, sent } }: { readonly view: DocumentPageView }) {
  const { chapters } = document
  let number = 0
  return (
    <section id={fieldId('chapters')} aria-labelledby="chapters-found">
      <h3 class="ruled" id="chapters-found">
        {t('Chapters')}
      </h3>
      {sent.faults.chapters && <p class="fault">{sent.faults.chapters}</p>}
      <ol class="chapters-found">
        {chapters.map((chapter, at) => {
          if (!chapter.leftOut) number++
          const place = {
            number: chapter.leftOut ? null : number,
            first: at === 0,
            last: at === chapters.length - 1,
          }
          return <Chapter document={document} chapter={chapter} place={place} />
        })}
      </ol>
    </section>
  )
}

interface ChapterProps {
  readonly document: DocumentView
  readonly chapter: ChapterFound
  readonly place: { readonly number: number | null; readonly first: boolean; readonly last: boolean }
}

function Chapter({ document, chapter, place }: ChapterProps) {
  const { id, title, words, leftOut, fault } = chapter
  const name = `title-${id}`
  const called = place.number === null ? t('Left out') : t('Chapter {n, number}', { n: place.number })
  const language = languageOf(document.about.language)?.code
  return (
    <li class={leftOut ? 'left-out' : undefined} id={`chapter-${id}`}>
      <div class="field">
        <label for={fieldId(name)}>
          {called} <span class="said">{t('title')}</span>
        </label>
        <input
          id={fieldId(name)}
          name={name}
          value={title}
          maxlength={255}
          dir="auto"
          autocomplete="off"
          placeholder={t('no title')}
          aria-describedby={`${fieldId(name)}-hint`}
        />
        <p class="hint" id={`${fieldId(name)}-hint`}>
          {t('{n, plural, =0 {No words} one {# word} other {# words}}', { n: words })}
          {fault === 'too-long' && (
            <strong class="fault">
              {' '}
              {t('Too long for one chapter: look inside, and begin another in it.')}
            </strong>
          )}
          {fault === 'empty' && ` · ${t('There is no text in it.')}`}
        </p>
      </div>
      <Glimpse chapter={chapter} language={language} />
      <ChapterDeeds document={document} chapter={chapter} place={place} called={called} />
    </li>
  )
}

const Glimpse = ({
  chapter,
  language,
}: {
  readonly chapter: ChapterFound
  readonly language: string | undefined
}) =>
  chapter.words === 0 ? null : (
    <blockquote class="glimpse" lang={language} dir="auto">
      <p>{chapter.first}</p>
      {chapter.last !== '' && <p>{chapter.last}</p>}
    </blockquote>
  )

function ChapterDeeds({ document, chapter, place, called }: ChapterProps & { readonly called: string }) {
  const deed = (word: string, label: string, disabled = false) => (
    <button type="submit" name="deed" value={`${word} ${chapter.id}`} disabled={disabled}>
      {label}
      <span class="said">: {called}</span>
    </button>
  )
  return (
    <div class="actions">
      <a
        class="button"
        href={`${href(routes.document, { documentId: document.id }, { chapter: String(chapter.id) })}`}
      >
        <Icon name="search" inline />
        {t('Look inside')}
        <span class="said">: {called}</span>
      </a>
      {!place.first && deed('join', t('Join to the one before'))}
      {!place.first && deed('up', t('Up'))}
      {!place.last && deed('down', t('Down'))}
      {chapter.leftOut ? deed('take', t('Take it in')) : deed('leave', t('Leave it out'))}
    </div>
  )
}

function PartAnew({ document }: { readonly document: DocumentView }) {
  const id = fieldId('manner')
  return (
    <section aria-labelledby="part-anew">
      <h3 class="ruled" id="part-anew">
        {t('Part it otherwise')}
      </h3>
      <div class="field one-line">
        <div>
          <label for={id}>{t('Where chapters begin')}</label>
          <select id={id} name="manner" aria-describedby={`${id}-hint`}>
            {MANNERS.map((manner) => (
              <option value={manner} selected={manner === document.manner}>
                {MANNER_WORDS[manner]()}
              </option>
            ))}
          </select>
          <p class="hint" id={`${id}-hint`}>
            {t('Titles and everything put right above begin anew.')}
          </p>
        </div>
        <button type="submit" name="deed" value="again">
          {t('Part it anew')}
        </button>
      </div>
    </section>
  )
}
