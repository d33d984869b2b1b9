import { direction } from '../../core/languages.ts'
import { locale, t } from '../../web/say.ts'
import { sayList, sayWith } from '../../web/say-with.ts'
import { chapterCount, textLanguage, theirWords, type WorkBlurb, workBrief } from '../../works/index.ts'

/**
 * What an e-reader shows of a work before it is taken: HTML that stands by itself. KOReader keeps one author of several,
 * so all of them are in its first line.
 */
export const entryContent = (work: WorkBlurb): string =>
  String(
    <div lang={locale()} dir={direction(locale())}>
      <p>
        {sayWith('{title} by {creators}', {
          title: <bdi {...textLanguage(work.language)}>{work.title}</bdi>,
          creators: <>{creators(work)}</>,
        })}
      </p>
      {work.summary && (
        <blockquote {...textLanguage(work.language)}>{theirWords(work.summary, 3, work.id)}</blockquote>
      )}
      <p>
        {workBrief(work)} · {t('Chapters')}: {chapterCount(work)}
      </p>
    </div>,
  )

const creators = (work: WorkBlurb) =>
  work.creators.length ? sayList(work.creators.map(({ name }) => <bdi>{name}</bdi>)) : t('Anonymous')
