import { routes } from '../../routes.ts'
import { CompleteScript } from '../../web/complete-script.tsx'
import { Layout } from '../../web/layout.tsx'
import { NoticeBox } from '../../web/notice.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { type Byline, Creators } from '../../works/index.ts'
import { Pager } from '../pager.tsx'
import type { PagerView } from '../works-view.ts'
import type { PeopleQuestion } from './people-search.ts'
import { fandomLine, type TagCount } from './tag-page.tsx'
import { SearchesElsewhere } from './tag-search-page.tsx'

export interface PeopleSearchView {
  readonly asked: PeopleQuestion
  /** Fandoms named that nobody here has written for. */
  readonly unknown: readonly string[]
  readonly total: number
  /** Number of the first one shown, from 1. */
  readonly from: number
  /** Null until something has been asked. */
  readonly people: readonly PersonShown[] | null
  readonly pager: PagerView | null
}

export interface PersonShown extends Byline {
  /** No account here: a name works were signed with somewhere else. */
  readonly elsewhere: boolean
  /** Of those this reader may find under the name. */
  readonly works: number
  /** Most used first. */
  readonly fandoms: readonly TagCount[]
}

interface ViewProps {
  readonly view: PeopleSearchView
}

export const PeopleSearchPage = ({ page, view }: ViewProps & { readonly page: Page }) => (
  <Layout page={page} title={t('Search people')} active="search" head={<CompleteScript />}>
    <div class="page-head">
      <h2 class="heading">{t('Search people')}</h2>
      <SearchesElsewhere here="people" />
    </div>
    <PeopleForm view={view} />
    {view.unknown.map((name) => (
      <NoticeBox kind="note">
        <p>{t('No fandom here is called “{name}”; it was left out.', { name })}</p>
      </NoticeBox>
    ))}
    {view.people && <PeopleFound view={view} people={view.people} />}
  </Layout>
)

const PeopleForm = ({ view: { asked } }: ViewProps) => (
  <form class="people-search" action={routes.peopleSearch} role="search" aria-label={t('Search people')}>
    <p class="field big">
      <label for="people-any">{t('Anything')}</label>
      <input type="search" id="people-any" name="any" value={asked.any} />
    </p>
    <div class="row">
      <p class="field">
        <label for="people-name">{t('Name')}</label>
        <input id="people-name" name="name" value={asked.name} autocomplete="off" />
      </p>
      <p class="field">
        <label for="people-fandom">{t('Writes for')}</label>
        <input
          id="people-fandom"
          name="fandom"
          value={asked.fandom}
          autocomplete="off"
          data-complete="fandom"
        />
      </p>
    </div>
    <p class="hint">{t('Whole words; with a star the beginning of one: “lamp*”.')}</p>
    <p class="actions">
      <button type="submit" class="first">
        {t('Search')}
      </button>
    </p>
  </form>
)

const PeopleFound = ({ view, people }: ViewProps & { readonly people: readonly PersonShown[] }) => (
  <section aria-labelledby="people-found">
    <h3 class="ruled" id="people-found">
      {t('{n, plural, =0 {Nobody found} one {# name found} other {# names found}}', { n: view.total })}
    </h3>
    {people.length > 0 && (
      <ol class="people-found" start={view.from}>
        {people.map((person) => (
          <li>
            <span class="name">
              <Creators creators={[person]} />
            </span>{' '}
            {person.elsewhere && <span class="mark">{t('a name from elsewhere')}</span>}{' '}
            <span class="n">
              {t('{n, plural, =0 {No works} one {# work} other {# works}}', { n: person.works })}
            </span>
            {person.fandoms.length > 0 && (
              <p class="fandoms">
                {sayWith('Mostly in {fandoms}', { fandoms: <>{fandomLine(person.fandoms)}</> })}
              </p>
            )}
          </li>
        ))}
      </ol>
    )}
    {view.pager && <Pager pager={view.pager} />}
  </section>
)
