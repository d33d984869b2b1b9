import type { Child } from 'hono/jsx'
import { languageName } from '../core/languages.ts'
import { href, routes } from '../routes.ts'
import { Icon } from '../web/icons.tsx'
import { count, day, t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import { stat } from '../web/stat.tsx'
import { Creators } from './byline.tsx'
import { Passages } from './passages.tsx'
import { RequiredTags } from './required-tags.tsx'
import { BlurbTags, TagLink } from './tag-links.tsx'
import { ownLanguage, textLanguage } from './text-language.ts'
import { theirWords } from './their-words.ts'
import type { WorkBlurb } from './views.ts'
import { chapterCount } from './work-brief.ts'

interface BlurbProps {
  readonly work: WorkBlurb
  /** More for the end of the entry, such as how far the reader has come. */
  readonly children?: Child
}

/** A work in a list, with the names AO3 gives the parts of its own: user scripts and skins read them. */
export function Blurb({ work, children }: BlurbProps) {
  return (
    <li id={`work_${work.id}`} class={`work blurb group work-${work.id}`}>
      <BlurbHead work={work} />
      <h6 class="landmark heading">{t('Tags')}</h6>
      {BlurbTags({ work })}
      {work.summary && (
        <>
          <h6 class="landmark heading">{t('Summary')}</h6>
          <blockquote class="userstuff summary" {...textLanguage(work.language)}>
            {theirWords(work.summary, 6, work.id)}
          </blockquote>
        </>
      )}
      {work.passages.length > 0 && <Passages work={work} />}
      {work.series.length > 0 && <BlurbSeries work={work} />}
      {BlurbStats({ work })}
      {children}
    </li>
  )
}

/** Each leads to what else was given to that name. */
export const recipient = (name: string) => (
  <a class="recipient" href={href(routes.giftsTo, {}, { recipient: name })} rel="nofollow">
    <bdi>{name}</bdi>
  </a>
)

function BlurbHead({ work }: BlurbProps) {
  const fandoms = work.fandoms.map((tag) => TagLink({ tag }))
  return (
    <header class="header module">
      {RequiredTags({ work })}
      <h4 class="heading">{[...signed(work), ...gift(work), ...marks(work)]}</h4>
      {fandoms.length > 0 && (
        <h5 class="fandoms heading">
          <span class="landmark">{t('Fandoms:')} </span>
          {sayList(fandoms, 'commas')}
        </h5>
      )}
      <p class="datetime">
        <time datetime={work.updated.toISOString()}>{day(work.updated)}</time>
      </p>
    </header>
  )
}

const signed = (work: WorkBlurb): Child[] =>
  sayWith('{title} by\u00A0{creators}', {
    title: (
      <a href={href(routes.work, { workId: work.id })} {...textLanguage(work.language)}>
        {work.title}
      </a>
    ),
    creators: <Creators creators={work.creators} archivist={work.archivist} />,
  })

function gift(work: WorkBlurb): Child[] {
  if (work.recipients.length === 0) return []
  const names = sayList(work.recipients.map(recipient))
  return [' ', ...sayWith('for {names}', { names: <>{names}</> })]
}

/** What makes this entry not a public work: a lock, a draft, a kept copy. Always with words. */
function marks(work: WorkBlurb): Child[] {
  const marks: Child[] = []
  if (work.draft) marks.push(' ', mark('draft', <Icon name="edit" inline />, t('Draft')))
  if (work.hidden) marks.push(' ', mark('hidden', <Icon name="lock" inline />, t('Hidden by a moderator')))
  if (work.audience === 'members')
    marks.push(' ', mark('restricted', <Icon name="lock" inline />, t('Members only')))
  if (work.audience === 'kept') {
    const from = work.origin?.archive
    const said = from ? t('Kept copy from {archive}', { archive: from }) : t('Kept copy')
    marks.push(' ', mark('kept', <Icon name="book" inline />, said))
  }
  return marks
}

const mark = (kind: string, icon: Child, said: string) => (
  <span class={`lock ${kind}`}>
    {icon}
    {said}
  </span>
)

const BlurbSeries = ({ work }: BlurbProps) => (
  <>
    <h6 class="landmark heading">{t('Series')}</h6>
    <ul class="series">
      {work.series.map(({ id, title, position }) => (
        <li>
          {sayWith('Part {position} of {series}', {
            position: <strong>{position}</strong>,
            series: (
              <a href={href(routes.series, { seriesId: id })}>
                <bdi>{title}</bdi>
              </a>
            ),
          })}
        </li>
      ))}
    </ul>
  </>
)

function BlurbStats({ work }: BlurbProps) {
  const { lang } = textLanguage(work.language)
  return (
    <dl class="stats">
      {lang !== undefined &&
        stat(
          'language',
          t('Language'),
          <bdi {...ownLanguage(work.language)}>{languageName(work.language)}</bdi>,
        )}
      {stat('words', t('Words'), count(work.words))}
      {stat('chapters', t('Chapters'), newestChapter(work))}
    </dl>
  )
}

/** As on AO3, the number of chapters leads to the newest. */
function newestChapter(work: WorkBlurb): Child {
  const { posted, expected, newest } = work.chapters
  if (!newest) return chapterCount(work)
  const to = href(routes.chapter, { workId: work.id, chapterId: newest })
  return (
    <>
      <a href={to}>{count(posted)}</a>/{expected === null ? '?' : count(expected)}
    </>
  )
}
