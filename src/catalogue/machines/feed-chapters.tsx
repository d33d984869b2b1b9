import { direction } from '../../core/languages.ts'
import { permissionsText } from '../../export/index.ts'
import { href, routes } from '../../routes.ts'
import { count, locale, t } from '../../web/say.ts'
import {
  chapterName,
  type NewChapter,
  type NewestChapters,
  ownLanguage,
  theirWords,
} from '../../works/index.ts'
import { authors, type Entry, element, empty, oneLine } from './feed-xml.ts'
import { wholeAddresses } from './whole-addresses.ts'

/** The chapters of a work as entries: their summary, or their text where it was asked for and is given away. */
export const chapterEntries = ({ work, chapters }: NewestChapters, base: string): Entry[] =>
  chapters.map((chapter) => ({ updated: chapter.updated, xml: entry(work, chapter, base).join('\n') }))

type Work = NewestChapters['work']

function entry(work: Work, chapter: NewChapter, base: string): string[] {
  const workId = work.id
  const address = base + href(routes.chapter, { workId, chapterId: chapter.id })
  const { lang = '' } = ownLanguage(work.language)
  return [
    element('id', address),
    element('title', titleOf(work, chapter), { 'xml:lang': lang }),
    empty('link', { rel: 'alternate', type: 'text/html', href: address }),
    element('published', chapter.published.toISOString()),
    element('updated', chapter.updated.toISOString()),
    ...authors(chapter.creators ?? work.creators, base),
    element('summary', summary(work, chapter, base), { type: 'html' }),
    ...(chapter.html ? [element('content', whole(work, chapter, base), { type: 'html' })] : []),
    element('rights', permissionsText(work.permissions)),
  ]
}

/** Of a work of one chapter its own. Beside entries of other works it still says which it is of. */
function titleOf({ title, chapters }: Work, chapter: NewChapter): string {
  const alone = chapters.expected === 1 && chapters.posted === 1
  return oneLine(alone ? title : t('{work}: {chapter}', { work: title, chapter: chapterName(chapter) }))
}

/** Of the first chapter, where it has none of its own, the work's. */
function summary(work: Work, chapter: NewChapter, base: string): string {
  const says = chapter.summary || (chapter.position === 1 ? work.summary : '')
  const shown = (
    <div lang={locale()} dir={direction(locale())}>
      {says && (
        <blockquote {...ownLanguage(work.language)}>{theirWords(says, 2, scopeOf(work, chapter))}</blockquote>
      )}
      <p>
        {t('Words')}: {count(chapter.words)}
      </p>
    </div>
  )
  return wholeAddresses(String(shown), base)
}

/** The text with the notes around it. */
function whole(work: Work, chapter: NewChapter, base: string): string {
  const parts = [chapter.notes, chapter.html, chapter.endNotes].filter(Boolean)
  const shown = (
    <div {...ownLanguage(work.language)}>
      {parts.map((html, at) => (
        <>
          {at > 0 && <hr />}
          {theirWords(html, 2, scopeOf(work, chapter))}
        </>
      ))}
    </div>
  )
  return wholeAddresses(String(shown), base)
}

const scopeOf = (work: Work, { position }: NewChapter): string => `${work.id}-${position}`
