import { languageName } from '../core/languages.ts'
import { href, routes } from '../routes.ts'
import { day, t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import { Creators, ratingName, textLanguage, type WorkBlurb, warningName } from '../works/index.ts'

/** A work in the short form, `ol.contents`: a title, a name, a length, one line about it. */
export const ContentsItem = ({ work }: { readonly work: WorkBlurb }) => (
  <li>
    <div>
      <a class="title" href={href(routes.work, { workId: work.id })} {...textLanguage(work.language)}>
        {work.title}
      </a>{' '}
      <span class="by">
        {sayWith('by\u00A0{creators}', { creators: <Creators creators={work.creators} /> })}
      </span>
    </div>
    <span class="n">{t('{n, plural, one {# word} other {# words}}', { n: work.words })}</span>
    <div class="about">
      {work.fandoms.length > 0 && (
        <>
          <em>{sayList(work.fandoms.map(({ name }) => <bdi>{name}</bdi>))}</em>,{' '}
        </>
      )}
      {facts(work).join(', ')}
    </div>
  </li>
)

function facts(work: WorkBlurb): string[] {
  const named = work.warnings.filter((warning) => !QUIET.has(warning)).map(warningName)
  const foreign = textLanguage(work.language).lang === undefined ? [] : [languageName(work.language)]
  return [ratingName(work.rating), ...named, howFar(work), ...foreign, day(work.updated)]
}
const QUIET: ReadonlySet<string> = new Set(['No Archive Warnings Apply'])

function howFar({ complete, chapters }: WorkBlurb): string {
  if (complete) return t('complete')
  if (chapters.expected === null) return t('chapter {n}', { n: chapters.posted })
  return t('chapter {n} of {all}', { n: chapters.posted, all: chapters.expected })
}
