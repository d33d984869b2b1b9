import { ContentsItem, FavouriteList } from '../catalogue/index.ts'
import { direction } from '../core/languages.ts'
import { ContinueList, PlacesHere } from '../library/index.ts'
import { href, routes } from '../routes.ts'
import { FeedInHead } from '../web/feed-link.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { count, t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import { Creators } from '../works/index.ts'
import { EmptyArchive } from './empty-archive.tsx'
import { FirstHelp } from './first-help.tsx'
import type { HomeView, MediaShelf, Opening } from './home-view.ts'
import type { LaterView } from './later-read.ts'
import { LaterShelf } from './later-shelf.tsx'

interface HomePageProps {
  readonly page: Page
  readonly view: HomeView
  /** The explanations of the first days are wanted. */
  readonly help?: boolean
  /** What this reader wants to read later. */
  readonly later?: LaterView | null
}

/** An opening, what this archive is, the newest works as a table of contents, the fandoms by media. */
export function HomePage({ page, view, help = false, later = null }: HomePageProps) {
  return (
    <Layout
      page={page}
      title=""
      head={[
        view.about && <meta name="description" content={view.about} />,
        <FeedInHead feed={routes.worksFeed} />,
      ]}
    >
      <h2 class="landmark">{t('Front page')}</h2>
      {help && <FirstHelp page={page} />}
      {view.counts.works === 0 ? (
        <EmptyArchive page={page} about={view.about} />
      ) : (
        <Shelf page={page} view={view} later={later} />
      )}
    </Layout>
  )
}

function Shelf({ page, view, later }: HomePageProps) {
  return (
    <div class="shelf">
      {/* Whoever has begun something has come back for it. */}
      <ContinueList page={page} places={view.begun ?? []} />
      {view.opening && <OpeningQuote opening={view.opening} />}
      <AboutBox page={page} view={view} />
      <PlacesHere page={page} slot="continue" />
      <Favourites page={page} view={view} />
      {later && page.actor.type === 'member' && <LaterShelf page={page} reader={page.actor} later={later} />}
      <section class="wide" aria-labelledby="newest">
        <h3 class="ruled" id="newest">
          {t('Newest works')}
        </h3>
        <ol class="contents">
          {view.newest.slice(0, 10).map((work) => (
            <ContentsItem work={work} />
          ))}
        </ol>
        <p class="more">
          <a href={routes.works}>
            {t('{n, plural, one {The one work there is} other {All # works}}', { n: view.counts.works })}
          </a>
        </p>
      </section>
      {view.media.length > 0 && <MediaIndex media={view.media} fandoms={view.counts.fandoms} />}
    </div>
  )
}

/** A member's favourite tags. */
function Favourites({ page, view: { favourites = [] } }: HomePageProps) {
  const { actor } = page
  if (actor.type === 'guest' || !favourites.length) return null
  return (
    <section class="wide" aria-labelledby="favourites">
      <h3 class="ruled" id="favourites">
        {t('Favourite tags')}
      </h3>
      <FavouriteList page={page} member={actor} favourites={favourites} />
    </section>
  )
}

function OpeningQuote({ opening }: { readonly opening: Opening }) {
  const { work, text } = opening
  const { language } = work
  return (
    <figure class="opening">
      <blockquote lang={language} dir={direction(language)}>
        <p>{text}</p>
      </blockquote>
      <figcaption class="from">{from(work)}</figcaption>
    </figure>
  )
}

function from(work: Opening['work']) {
  const parts = {
    title: (
      <cite lang={work.language}>
        <a href={href(routes.work, { workId: work.id })}>
          <bdi>{work.title}</bdi>
        </a>
      </cite>
    ),
    creators: <Creators creators={work.creators} />,
    sources: <>{sayList(work.fandoms.map((name) => <cite>{name}</cite>))}</>,
  }
  return work.fandoms.length > 0
    ? sayWith('{title} by {creators}, written over {sources}', parts)
    : sayWith('{title} by {creators}', parts)
}

function AboutBox({ page, view }: HomePageProps) {
  return (
    <section aria-labelledby="this-archive">
      <h3 class="ruled" id="this-archive">
        {t('This archive')}
      </h3>
      {view.about && (
        <p class="masthead" dir="auto">
          {view.about}
        </p>
      )}
      <dl class="figures">
        <Figure name={t('Works')} n={view.counts.works} />
        <Figure name={t('Fandoms')} n={view.counts.fandoms} />
        <Figure name={t('Words')} n={view.counts.words} />
      </dl>
      <p class="more">
        {page.actor.type === 'member' ? (
          <a href={href(routes.library, { name: page.actor.name })}>{t('Your library')}</a>
        ) : (
          <a href={routes.about}>{t('About this archive')}</a>
        )}
        {t(', ')}
        <a href={routes.eReader}>{t('Reading on an e-reader')}</a>
      </p>
    </section>
  )
}

function Figure({ name, n }: { readonly name: string; readonly n: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{count(n)}</dd>
    </div>
  )
}

function MediaIndex(props: { readonly media: readonly MediaShelf[]; readonly fandoms: number }) {
  return (
    <section class="wide" aria-labelledby="fandoms">
      <h3 class="ruled" id="fandoms">
        {t('Fandoms')}
      </h3>
      <div class="media-index">
        {props.media.map((shelf) => (
          <section>
            <h4>
              {shelf.name ? (
                <a href={href(routes.mediaFandoms, { name: shelf.name })}>
                  <bdi>{shelf.name}</bdi>
                </a>
              ) : (
                t('Not yet shelved')
              )}
            </h4>
            {shelf.fandoms.length === 0 && <p class="hint">{t('No fandoms yet')}</p>}
            <ul>
              {shelf.fandoms.map((fandom) => (
                <li>
                  <a href={href(routes.tagWorks, { name: fandom.name })}>
                    <bdi>{fandom.name}</bdi>
                  </a>
                  <span class="n">{count(fandom.works)}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p class="more">
        <a href={routes.media}>
          {t('{n, plural, one {The one fandom there is} other {All # fandoms}}', { n: props.fandoms })}
        </a>
      </p>
    </section>
  )
}
