import type { Child } from 'hono/jsx'
import { languageName } from '../core/languages.ts'
import { Icon } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { count, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { Blurb } from '../works/index.ts'
import { Pager } from './pager.tsx'
import { HideForm, HideMenu } from './saved/hide-menu.tsx'
import { hasLine, ReaderLine } from './saved/reader-line.tsx'
import { SaveFilter } from './saved/save-filter.tsx'
import { WorksEmpty } from './works-empty.tsx'
import { FiltersForm } from './works-filters.tsx'
import type { ActiveFilter, WorksListView, WorksOf } from './works-view.ts'

interface WorksPageProps {
  readonly page: Page
  readonly list: WorksListView
  /** Between the heading and the list: who the creator is, what the series is about. */
  readonly children?: Child
}

/** Any list of works: all, a tag's, a creator's, a search's, a reader's own. */
export function WorksPage({ page, list, children }: WorksPageProps) {
  const bare =
    list.works.length === 0 && list.active.length === 0 && list.of.list !== 'search' && !hasLine(list.reader)
  return (
    <Layout page={page} title={worksTitle(list)} active={list.of.list === 'library' ? 'library' : 'works'}>
      <div class="page-head">
        <h2 class="heading">{worksHeading(list.of)}</h2>
        <p>
          <WorksCount list={list} />
        </p>
      </div>
      {children}
      {bare ? <WorksEmpty list={list} /> : <WorksShelf list={list} />}
    </Layout>
  )
}

/** The list with its filters beside it, for pages that have a head of their own. */
export const WorksShelf = ({ list }: { readonly list: WorksListView }) => (
  <div class="shelf">
    <div id="works">
      {list.notes.map(({ kind, text }) => (
        <NoticeBox kind={kind}>
          <p>{text}</p>
        </NoticeBox>
      ))}
      {list.active.length > 0 && <ActiveFilters active={list.active} />}
      <SaveFilter reader={list.reader} />
      <ReaderLine reader={list.reader} />
      <p class="to-filters">
        <a class="button" href="#work-filters">
          <Icon name="filter" />
          {t('Sort and filter')}
        </a>
      </p>
      {list.works.length > 0 ? (
        <>
          <h3 class="landmark heading">{t('List of works')}</h3>
          <ol class="work index group">
            {list.works.map((work) => (
              <Blurb work={work}>
                <HideMenu work={work} reader={list.reader} />
              </Blurb>
            ))}
          </ol>
          <HideForm reader={list.reader} />
        </>
      ) : (
        <WorksEmpty list={list} />
      )}
      <Pager pager={list.pager} />
    </div>
    <FiltersForm list={list} />
  </div>
)

const ActiveFilters = ({ active }: { readonly active: readonly ActiveFilter[] }) => (
  <>
    <h3 class="landmark heading">{t('Active filters')}</h3>
    <ul class="slips active-filters">
      {active.map(({ how, name, without }) => (
        <li>
          <a class={`slip ${how}`} href={without}>
            <span class="said">{t('Remove filter:')} </span>
            <span class="how">{HOW[how]()}</span>{' '}
            <span class="name">
              <bdi>{name}</bdi>
            </span>
            <Icon name="close" inline />
          </a>
        </li>
      ))}
    </ul>
  </>
)
const HOW = { want: () => t('want'), any: () => t('any of'), not: () => t('not') } as const

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

function worksHeading(of: WorksOf): Child {
  if (of.list === 'tag') {
    const tag = (
      <a href={of.about}>
        <bdi>{of.tag.page}</bdi>
      </a>
    )
    return <>{sayWith('Works in {tag}', { tag })}</>
  }
  if (of.list === 'creator' || of.list === 'series') {
    const link = (
      <a href={of.about}>
        <bdi>{of.list === 'creator' ? of.name : of.title}</bdi>
      </a>
    )
    return (
      <>
        {of.list === 'creator'
          ? sayWith('Works by {name}', { name: link })
          : sayWith('Works in the series {name}', { name: link })}
      </>
    )
  }
  return worksOfText(of)
}

/** As text, for `<title>`. */
function worksOfText(of: WorksOf): string {
  switch (of.list) {
    case 'all':
      return t('Works')
    case 'search':
      return t('Works found')
    case 'tag':
      return t('Works in {tag}', { tag: of.tag.page })
    case 'creator':
      return t('Works by {name}', { name: of.name })
    case 'series':
      return t('Works in the series {name}', { name: of.title })
    case 'language':
      return t('Works in {language}', { language: languageName(of.language) })
    case 'library':
      return t('Your library')
  }
}

function worksTitle({ of, pager, filters }: WorksListView): string {
  const what = of.list === 'search' && filters.q ? t('Search: {q}', { q: filters.q }) : worksOfText(of)
  return pager.page > 1 ? t('{what}, page {n}', { what, n: pager.page }) : what
}
