import type { Child } from 'hono/jsx'
import { languageName } from '../core/languages.ts'
import { href, routes } from '../routes.ts'
import { day, isoDay, t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import {
  Creators,
  ownLanguage,
  ratingName,
  textLanguage,
  type WorkBlurb,
  warningName,
} from '../works/index.ts'

interface ContentsItemProps {
  readonly work: WorkBlurb
  /** What can be done with it here. */
  readonly children?: Child
}

/** A work in the short form, `ol.contents`: a title, a name, a length, one line about it. */
export const ContentsItem = ({ work, children }: ContentsItemProps) => (
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
    <div class="about">{sayList(facts(work), 'commas')}</div>
    {children}
  </li>
)

function facts(work: WorkBlurb): Child[] {
  const fandoms = work.fandoms.map(({ name }) => <bdi>{name}</bdi>)
  const named = work.warnings.filter((warning) => !QUIET.has(warning)).map(warningName)
  const foreign =
    textLanguage(work.language).lang === undefined
      ? []
      : [<bdi {...ownLanguage(work.language)}>{languageName(work.language)}</bdi>]
  return [
    ...(fandoms.length > 0 ? [<em>{sayList(fandoms, 'commas')}</em>] : []),
    ratingName(work.rating),
    ...named,
    howFar(work),
    ...foreign,
    <time datetime={isoDay(work.updated)}>{day(work.updated)}</time>,
  ]
}
const QUIET: ReadonlySet<string> = new Set(['No Archive Warnings Apply'])

function howFar({ complete, chapters }: WorkBlurb): string {
  if (complete) return t('complete')
  if (chapters.expected === null) return t('chapter {n, number}', { n: chapters.posted })
  return t('chapter {n, number} of {all, number}', { n: chapters.posted, all: chapters.expected })
}
