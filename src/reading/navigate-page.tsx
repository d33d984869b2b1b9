import type { Place } from '../library/index.ts'
import { href, routes } from '../routes.ts'
import { Icon } from '../web/icons.tsx'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { isoDay, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { type ChapterPlace, Creators, ownLanguage, textLanguage, type WorkBlurb } from '../works/index.ts'
import { ChaptersFeed } from './chapters-feed.tsx'

interface NavigatePageView {
  readonly work: WorkBlurb
  readonly contents: readonly ChapterPlace[]
  /** Where a member stopped; what a guest's browser knows is marked by its script. */
  readonly place?: Place | undefined
}

interface NavigatePageProps {
  readonly page: Page
  readonly view: NavigatePageView
}

/** The chapter index with dates: AO3's list, which FanFicFare reads. */
export function NavigatePage({ page, view }: NavigatePageProps) {
  const { work, contents, place } = view
  return (
    <Layout
      page={page}
      title={t('Chapters of {title}', { title: work.title })}
      head={[<Script name="reading.js" />, <ChaptersFeed work={work} />]}
      active="works"
    >
      <div class="page-head">
        <p class="kind">{t('Chapter index')}</p>
        <h2 class="heading">
          <a href={href(routes.work, { workId: work.id })} {...textLanguage(work.language)}>
            {work.title}
          </a>
        </h2>
        <p class="byline">
          {sayWith('by\u00A0{creators}', { creators: <Creators creators={work.creators} /> })}
        </p>
        <p class="actions">
          <a class="button" href={href(routes.work, { workId: work.id }, { view_full_work: true })}>
            <Icon name="book" />
            {t('Entire work')}
          </a>
        </p>
      </div>
      <ol class="chapter index group" data-work={work.id} data-kept={place ? 'account' : undefined}>
        {contents.map((chapter) => (
          <ChapterEntry work={work} chapter={chapter} place={place} />
        ))}
      </ol>
      <template id="place-here">
        <Here />
      </template>
      <template id="place-new">
        <New />
      </template>
    </Layout>
  )
}

const Here = () => <span class="here">{t('You stopped here')}</span>
const New = () => <span class="fresh">{t('New')}</span>

interface ChapterEntryProps {
  readonly work: WorkBlurb
  readonly chapter: ChapterPlace
  readonly place: Place | undefined
}

/** The brackets are AO3's; they are said but not shown. */
function ChapterEntry({ work, chapter, place }: ChapterEntryProps) {
  const here = place?.chapterId === chapter.id
  return (
    <li data-chapter={chapter.id} class={here ? 'stopped-here' : undefined}>
      {/* One text, which programs take as the chapter's name. */}
      <a
        class="n"
        href={href(routes.chapter, { workId: work.id, chapterId: chapter.id }) + (here ? '#place' : '')}
        {...(chapter.title ? ownLanguage(work.language) : {})}
      >
        {`${chapter.position}. ${chapter.title || t('Chapter {n}', { n: chapter.position })}`}
      </a>{' '}
      {here && <Here />}
      {place?.fresh.includes(chapter.id) && <New />}{' '}
      <span class="datetime">
        <span class="said">(</span>
        {isoDay(chapter.published)}
        <span class="said">)</span>
      </span>
    </li>
  )
}
