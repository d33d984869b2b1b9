import type { Child } from 'hono/jsx'
import { MarkForm, MarkMenu, PlacesHere, PlaceUnder } from '../library/index.ts'
import { CompleteScript } from '../web/complete-script.tsx'
import { FeedInHead, FeedLink } from '../web/feed-link.tsx'
import { Icon } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { count, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { Blurb, type WorkBlurb } from '../works/index.ts'
import { ActiveFilters } from './active-filters-list.tsx'
import { NearNames } from './notes-near.tsx'
import { Pager } from './pager.tsx'
import { HideForm, HideMenu } from './saved/hide-menu.tsx'
import { hasLine, ReaderLine } from './saved/reader-line.tsx'
import { SaveFilter } from './saved/save-filter.tsx'
import { WorksEmpty } from './works-empty.tsx'
import { FiltersForm } from './works-filters.tsx'
import { worksHeading, worksOfText } from './works-of.tsx'
import type { WorksListView } from './works-view.ts'

interface WorksPageProps {
  readonly page: Page
  readonly list: WorksListView
  /** Between the heading and the list: who the creator is, what the series is about. */
  readonly children?: Child
  readonly beside?: Beside
}

/** What a list of one's own says of each work, and what stands in it that is no work any more. */
interface Beside {
  readonly under: (work: WorkBlurb) => Child
  readonly before: (work: WorkBlurb) => readonly Child[]
  readonly after: readonly Child[]
  /** That the buttons in these belong to. */
  readonly form: Child
}

/** Any list of works: all, a tag's, a creator's, a search's, a reader's own. */
export function WorksPage({ page, list, children, beside }: WorksPageProps) {
  const bare =
    list.works.length === 0 &&
    list.active.length === 0 &&
    list.of.list !== 'search' &&
    !hasLine(list.reader) &&
    !beside?.after.length
  return (
    <Layout
      page={page}
      title={worksTitle(list)}
      active={list.of.list === 'library' || list.of.list === 'readings' ? 'library' : 'works'}
      head={[<CompleteScript />, <FeedInHead feed={list.feed} search={askedOfAll(list)} />]}
    >
      <div class="page-head">
        <h2 class="heading">{worksHeading(list.of)}</h2>
        <p>
          <WorksCount list={list} />
        </p>
      </div>
      {children}
      {bare ? <WorksEmpty list={list} /> : <WorksShelf list={list} beside={beside} />}
      <PlacesHere page={page} slot="lines" />
    </Layout>
  )
}

/** The list with its filters beside it, for pages that have a head of their own. */
export const WorksShelf = ({ list, beside }: Pick<WorksPageProps, 'list' | 'beside'>) => (
  <div class="shelf">
    <div id="works">
      {list.notes.map(({ kind, id, text, near }) => (
        <NoticeBox kind={kind} id={id}>
          <p>{text}</p>
          {near && near.length > 0 && <NearNames near={near} />}
        </NoticeBox>
      ))}
      {list.active.length > 0 && <ActiveFilters active={list.active} clear={list.clear} edit={list.edit} />}
      <SaveFilter reader={list.reader} />
      <ReaderLine reader={list.reader} />
      <p class="to-filters">
        <a class="button" href="#work-filters">
          <Icon name="filter" />
          {t('Sort and filter')}
        </a>
      </p>
      {list.works.length > 0 || beside?.after.length ? (
        <>
          <h3 class="landmark heading">{t('List of works')}</h3>
          <ol class="work index group">
            {list.works.map((work) => (
              <>
                {beside?.before(work)}
                <Blurb work={work}>
                  <PlaceUnder work={work.id} begun={list.begun} />
                  {beside ? beside.under(work) : <MarkMenu work={work} marks={list.marks} />}
                  <HideMenu work={work} reader={list.reader} />
                </Blurb>
              </>
            ))}
            {beside?.after}
          </ol>
          {beside?.form}
          <HideForm reader={list.reader} />
          {list.reader && !beside && (
            <MarkForm csrf={list.reader.csrf} back={list.reader.back} marks={list.marks} />
          )}
        </>
      ) : (
        <WorksEmpty list={list} />
      )}
      <Pager pager={list.pager} />
      <FeedLink feed={list.feed} personal={list.personalFeed} />
    </div>
    <FiltersForm list={list} />
  </div>
)

/** What is asked of all works: a catalogue for e-readers is asked the same. */
const askedOfAll = ({ of, feed }: WorksListView): URLSearchParams | undefined =>
  of.list === 'all' || of.list === 'search' ? new URLSearchParams(feed?.split('?')[1]) : undefined

function WorksCount({ list }: { readonly list: WorksListView }) {
  if (list.of.list === 'search' && list.works.length > 0 && list.pager.pages < 2) {
    const works = t('{n, plural, one {# work} other {# works}}', { n: list.total })
    return <>{sayWith('{works} with {words}', { works, words: <q>{list.filters.q}</q> })}</>
  }
  if (list.works.length === 0) return <>{t('No works')}</>
  if (list.pager.pages < 2) return <>{t('{n, plural, one {# work} other {# works}}', { n: list.total })}</>
  return (
    <>
      {sayWith('{range} of {total}', {
        range: (
          <strong class="n">
            {count(list.from)}–{count(list.to)}
          </strong>
        ),
        total: <strong class="n">{t('{n, plural, one {# work} other {# works}}', { n: list.total })}</strong>,
      })}
    </>
  )
}

function worksTitle({ of, pager, filters }: WorksListView): string {
  const what = of.list === 'search' && filters.q ? t('Search: {q}', { q: filters.q }) : worksOfText(of)
  return pager.page > 1 ? t('{what}, page {n}', { what, n: pager.page }) : what
}
