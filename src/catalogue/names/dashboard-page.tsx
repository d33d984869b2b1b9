import type { Child } from 'hono/jsx'
import { IconPicture, KeepAway } from '../../accounts/index.ts'
import { may } from '../../core/roles.ts'
import { MarkForm, MarkMenu, PlacesHere, PlaceUnder } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import { FeedInHead, FeedLink, personalFeedAt } from '../../web/feed-link.tsx'
import { Icon, Rulings } from '../../web/icons.tsx'
import { Layout } from '../../web/layout.tsx'
import { NoticeBox } from '../../web/notice.tsx'
import { OwnMenu } from '../../web/own-menu.tsx'
import type { Page } from '../../web/page.ts'
import { count, day, isoDay, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { Blurb, theirWords } from '../../works/index.ts'
import { HideSwitch, type HideSwitchView } from '../saved/hide-switch.tsx'
import type { DashboardView } from './dashboard-view.ts'
import { SeriesBlurb } from './series-blurb.tsx'

interface DashboardPageProps {
  readonly page: Page
  readonly view: DashboardView
  /** For guests, whose choices stand in their browser. */
  readonly hide?: HideSwitchView | undefined
}

export const DashboardPage = ({ page, view, hide }: DashboardPageProps) => (
  <Layout
    page={page}
    title={view.profile.name}
    active={view.own ? 'you' : 'works'}
    head={<FeedInHead feed={feedOf(view)} />}
  >
    {view.own ? (
      <div class="own-page">
        <OwnMenu page={page} />
        <Dashboard page={page} view={view} hide={hide} />
      </div>
    ) : (
      <Dashboard page={page} view={view} hide={hide} />
    )}
  </Layout>
)

const feedOf = ({ profile }: DashboardView): string => href(routes.userFeed, { name: profile.name })

function Dashboard({ page, view, hide }: DashboardPageProps) {
  const { profile, works, series, fandoms, distance } = view
  return (
    <div class="user home dashboard">
      {view.suspendedUntil && <Suspended until={view.suspendedUntil} />}
      <Head view={view} />
      {may(page.actor, 'suspend-people') && !view.own && <Moderate name={profile.name} />}
      {distance && <KeepAway page={page} name={profile.name} distance={distance} />}
      <HideSwitch hide={hide} />
      {works.total + series.total === 0 ? (
        <Nothing view={view} />
      ) : (
        <>
          {fandoms.length > 0 && <Fandoms view={view} />}
          {works.total > 0 && <Works page={page} view={view} />}
          {series.total > 0 && <Series view={view} />}
          <FeedLink feed={feedOf(view)} personal={personalFeedAt(page.actor, feedOf(view))} />
          <PlacesHere page={page} slot="lines" />
        </>
      )}
    </div>
  )
}

/** Picture, name, and what they say of themselves. */
function Head({ view: { profile, own, icon } }: { readonly view: DashboardView }) {
  const { name, penName, title, text, joined } = profile
  return (
    <div class="page-head">
      <IconPicture icon={icon} />
      <h2 class="heading">
        <bdi>{penName.toLowerCase() === name.toLowerCase() ? name : `${penName} (${name})`}</bdi>
      </h2>
      {title && (
        <p class="motto" dir="auto">
          {title}
        </p>
      )}
      <p class="facts">
        {sayWith('Here since {date}', { date: <time datetime={isoDay(joined)}>{day(joined)}</time> })}
        {t(', ')}
        <a href={href(routes.profile, { name })}>{t('profile')}</a>
        {own && (
          <>
            {t(', ')}
            <a href={href(routes.profileEdit, { name })}>{t('edit it')}</a>
          </>
        )}
      </p>
      {text && (
        <div class="userstuff" dir="auto">
          {theirWords(text, 2, 'profile')}
        </div>
      )}
    </div>
  )
}

const Suspended = ({ until }: { readonly until: Date }) => (
  <NoticeBox kind="error">
    <p>
      {t('Your account is suspended. You can post again on {date}.', { date: day(until) })}{' '}
      {t('Why was mailed to you. Reading and what you keep stay as they are.')}
    </p>
  </NoticeBox>
)

const Moderate = ({ name }: { readonly name: string }) => (
  <p class="actions moderate">
    <a class="button" href={href(routes.adminPerson, { name })} rel="nofollow">
      <Icon name="warning" />
      {t('Moderate')}
    </a>
  </p>
)

const Fandoms = ({ view: { fandoms } }: { readonly view: DashboardView }) => (
  <section aria-labelledby="fandoms">
    <h3 class="ruled" id="fandoms">
      {t('Fandoms')}
    </h3>
    <ol class="tag-counts fandom">
      {fandoms.map(({ name, works, href: to }) => (
        <li>
          <a href={to}>
            <bdi>{name}</bdi>
          </a>
          <span class="n">{count(works)}</span>
        </li>
      ))}
    </ol>
  </section>
)

const Works = ({ page, view: { profile, works } }: { readonly page: Page; readonly view: DashboardView }) => (
  <section aria-labelledby="recent-works">
    {heading('recent-works', t('Recent works'), works.total)}
    <ol class="work index group">
      {works.list.map((work) => (
        <Blurb work={work}>
          <PlaceUnder work={work.id} begun={works.read?.begun} />
          <MarkMenu work={work} marks={works.read?.marks} />
        </Blurb>
      ))}
    </ol>
    <MarkForm csrf={page.csrf} back={page.path} marks={works.read?.marks} />
    {more(href(routes.userWorks, { name: profile.name }), t('All works ({n, number})', { n: works.total }))}
  </section>
)

const Series = ({ view: { profile, series } }: { readonly view: DashboardView }) => (
  <section aria-labelledby="recent-series">
    {heading('recent-series', t('Recent series'), series.total)}
    <ol class="series index group">
      {series.list.map((one) => (
        <SeriesBlurb series={one} />
      ))}
    </ol>
    {more(
      href(routes.userSeries, { name: profile.name }),
      t('All series ({n, number})', { n: series.total }),
    )}
  </section>
)

const heading = (id: string, says: string, n: number): Child => (
  <h3 class="ruled" id={id}>
    {says} <small class="n">{count(n)}</small>
  </h3>
)

const more = (to: string, says: string): Child => (
  <p class="more">
    <a href={to}>{says}</a>
  </p>
)

function Nothing({ view: { profile, own, distance, suspendedUntil } }: { readonly view: DashboardView }) {
  if (own) return <NothingOfMine mayPost={suspendedUntil === null} />
  const { name } = profile
  return (
    <div class="blank">
      <div>
        <h3>{t('Nothing here yet')}</h3>
        <p>
          {distance?.muted
            ? t('What {name} posts is not shown to you.', { name })
            : t('When {name} posts works, they stand here.', { name })}
        </p>
      </div>
    </div>
  )
}

const NothingOfMine = ({ mayPost }: { readonly mayPost: boolean }) => (
  <div class="blank">
    <div>
      <h3>{t('You have not posted anything yet')}</h3>
      <p>
        {t('Your newest works and series will stand here. You can bring works you have posted elsewhere.')}
      </p>
      {mayPost && (
        <div class="actions">
          <a class="button first" href={routes.importForm}>
            {t('Import works')}
          </a>
        </div>
      )}
    </div>
    <Rulings />
  </div>
)
