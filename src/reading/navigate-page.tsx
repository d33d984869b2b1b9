import { href, routes } from '../routes.ts'
import { Icon } from '../web/icons.tsx'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { isoDay, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { type ChapterPlace, Creators, ownLanguage, textLanguage, type WorkBlurb } from '../works/index.ts'

export interface NavigatePageView {
  readonly work: WorkBlurb
  readonly contents: readonly ChapterPlace[]
}

interface NavigatePageProps {
  readonly page: Page
  readonly view: NavigatePageView
}

/** The chapter index with dates: AO3's list, which FanFicFare reads. */
export function NavigatePage({ page, view }: NavigatePageProps) {
  const { work, contents } = view
  return (
    <Layout
      page={page}
      title={t('Chapters of {title}', { title: work.title })}
      head={<Script name="reading.js" />}
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
      <ol class="chapter index group" data-work={work.id}>
        {contents.map((chapter) => (
          <ChapterEntry work={work} chapter={chapter} />
        ))}
      </ol>
    </Layout>
  )
}

/** The brackets are AO3's; they are said but not shown. */
const ChapterEntry = ({ work, chapter }: { readonly work: WorkBlurb; readonly chapter: ChapterPlace }) => (
  <li data-chapter={chapter.id}>
    <a href={href(routes.chapter, { workId: work.id, chapterId: chapter.id })}>
      <span class="n">{chapter.position}.</span>{' '}
      {chapter.title ? (
        <bdi {...ownLanguage(work.language)}>{chapter.title}</bdi>
      ) : (
        t('Chapter {n}', { n: chapter.position })
      )}
    </a>{' '}
    <span class="datetime">
      <span class="said">(</span>
      {isoDay(chapter.published)}
      <span class="said">)</span>
    </span>
  </li>
)
