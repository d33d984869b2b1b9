import { locale, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { Creators } from '../byline.tsx'
import { ownLanguage } from '../text-language.ts'
import { theirWords } from '../their-words.ts'
import type { ChapterText as Chapter, WorkHead } from '../views.ts'
import { chapterHref } from './chapter-place.ts'

interface ChapterProps {
  readonly work: WorkHead
  readonly chapter: Chapter
  /** False for a finished work of one chapter: its text stands under the work's own title. */
  readonly titled: boolean
  /** The first on the page: the place `#work` jumps to. */
  readonly first: boolean
  /** No other is on the page: its summary and notes have AO3's ids, which would be there twice. */
  readonly alone: boolean
}

export function ChapterText({ work, chapter, titled, first, alone }: ChapterProps) {
  return (
    <div class="chapter" id={`chapter-${chapter.position}`} data-chapter={chapter.id}>
      <ChapterPreface {...{ work, chapter, titled, first, alone }} />
      <div class="userstuff module" role="article" {...ownLanguage(work.language)}>
        <h3 class="landmark heading" id={first ? 'work' : undefined} lang={locale()}>
          {titled ? t('Chapter Text') : t('Work Text')}
        </h3>
        {theirWords(chapter.html, 3, chapter.position, work.pictures)}
      </div>
      {chapter.endNotes && (
        <div class="end notes module" id={endNotesId(chapter)}>
          <h3 class="heading">{t('Notes at the end')}</h3>
          <blockquote class="userstuff" {...ownLanguage(work.language)}>
            {theirWords(chapter.endNotes, 3, chapter.position, work.pictures)}
          </blockquote>
        </div>
      )}
    </div>
  )
}

const endNotesId = ({ position }: Chapter): string => `chapter_${position}_endnotes`

function ChapterPreface({ work, chapter, titled, alone }: ChapterProps) {
  if (!titled && !chapter.summary && !chapter.notes && !chapter.endNotes) return null
  const language = ownLanguage(work.language)
  return (
    <div class="chapter preface group">
      {titled && <ChapterTitle work={work} chapter={chapter} />}
      {chapter.creators && (
        <h3 class="byline heading">
          {sayWith('Chapter by {creators}', { creators: <Creators creators={chapter.creators} /> })}
        </h3>
      )}
      {chapter.summary && (
        <div id={alone ? 'summary' : undefined} class="summary module">
          <h3 class="heading">{t('Chapter summary')}</h3>
          <blockquote class="userstuff" {...language}>
            {theirWords(chapter.summary, 3, chapter.position)}
          </blockquote>
        </div>
      )}
      {(chapter.notes || chapter.endNotes) && (
        <div id={alone ? 'notes' : undefined} class="notes module">
          <h3 class="heading">{titled ? t('Chapter notes') : t('Notes')}</h3>
          {chapter.notes && (
            <blockquote class="userstuff" {...language}>
              {theirWords(chapter.notes, 3, chapter.position, work.pictures)}
            </blockquote>
          )}
          {chapter.endNotes && <ToEndNotes chapter={chapter} />}
        </div>
      )}
    </div>
  )
}

function ToEndNotes({ chapter }: Pick<ChapterProps, 'chapter'>) {
  const notes = <a href={`#${endNotesId(chapter)}`}>{chapter.notes ? t('more notes') : t('notes')}</a>
  return <p class="jump">{sayWith('See the end of the chapter for {notes}.', { notes })}</p>
}

/** "Chapter 2" leads to the chapter's own page; an untitled chapter has only that. */
function ChapterTitle({ work, chapter }: Pick<ChapterProps, 'work' | 'chapter'>) {
  const number = <a href={chapterHref(work, chapter)}>{t('Chapter {n}', { n: chapter.position })}</a>
  if (!chapter.title) return <h3 class="title">{number}</h3>
  return (
    <h3 class="title">
      <small>
        {number}
        <span class="said">: </span>
      </small>{' '}
      <span {...ownLanguage(work.language)}>{chapter.title}</span>
    </h3>
  )
}
