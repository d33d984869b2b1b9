import type { Child } from 'hono/jsx'
import { MarkForm, MarkMenu, PlacesHere, PlaceUnder, type ReadAmong } from '../library/index.ts'
import { href, routes } from '../routes.ts'
import { FeedInHead, FeedLink, personalFeedAt } from '../web/feed-link.tsx'
import { Csrf } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { count, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { Blurb, GIFTS_PER_PAGE, type Gifts, type WorkBlurb } from '../works/index.ts'

interface GiftsPageProps {
  readonly page: Page
  /** As they are called; `account` where they have one. */
  readonly to: { readonly name: string; readonly account: boolean }
  readonly gifts: Gifts
  readonly at: number
  /** What a member did with them. */
  readonly read: ReadAmong
  /** For their owner alone: what they have refused. */
  readonly refused: readonly WorkBlurb[] | null
}

/** What somebody was given: a person here, or a name. */
export function GiftsPage(props: GiftsPageProps) {
  const { page, to, refused } = props
  const title = t('Gifts for {name}', { name: to.name })
  if (refused !== null)
    return (
      <OwnPage
        page={page}
        title={t('Gifts for you')}
        head={<FeedInHead feed={feedOf(props)} />}
        lead={t('What you refuse shows your name no more. Whoever gave it is not told.')}
      >
        <List {...props} action={refusing(props)} />
        {refused.length > 0 && <Refused {...props} refused={refused} />}
      </OwnPage>
    )
  const name = to.account ? (
    <a href={href(routes.user, { name: to.name })}>
      <bdi>{to.name}</bdi>
    </a>
  ) : (
    <bdi>{to.name}</bdi>
  )
  return (
    <Layout page={page} title={title} active="works" head={<FeedInHead feed={feedOf(props)} />}>
      <div class="page-head">
        <h2 class="heading">{sayWith('Gifts for {name}', { name })}</h2>
        <p>{total(props.gifts)}</p>
      </div>
      <List {...props} action={() => null} />
    </Layout>
  )
}

const feedOf = ({ to: { name, account } }: GiftsPageProps): string =>
  account ? href(routes.giftsFeed, { name }) : href(routes.giftsToFeed, {}, { recipient: name })

const total = ({ total: n }: Gifts): string =>
  t('{n, plural, =0 {No works} one {# work} other {# works}}', { n })

type Action = (work: WorkBlurb) => Child

const List = ({ action, ...props }: GiftsPageProps & { readonly action: Action }) => {
  const { page, to, gifts, at, read, refused } = props
  return (
    <>
      {refused !== null && <p>{total(gifts)}</p>}
      {gifts.works.length > 0 && (
        <>
          <h3 class="landmark heading">{t('List of works')}</h3>
          <ol class="work index group">
            {gifts.works.map((work) => (
              <Blurb work={work}>
                <PlaceUnder work={work.id} begun={read.begun} />
                <MarkMenu work={work} marks={read.marks} />
                {action(work)}
              </Blurb>
            ))}
          </ol>
          <MarkForm csrf={page.csrf} back={page.path} marks={read.marks} />
          <PlacesHere page={page} slot="lines" />
        </>
      )}
      <Steps to={to} gifts={gifts} at={at} />
      <FeedLink feed={feedOf(props)} personal={personalFeedAt(page.actor, feedOf(props))} />
    </>
  )
}

const refusing =
  ({ page, to }: GiftsPageProps): Action =>
  (work) => <Answer page={page} name={to.name} work={work} deed="refuse" />

const Refused = ({ page, to, refused }: GiftsPageProps & { readonly refused: readonly WorkBlurb[] }) => (
  <section class="refused-gifts">
    <h3 class="heading">{t('Refused')}</h3>
    <ol class="work index group">
      {refused.map((work) => (
        <Blurb work={work}>
          <Answer page={page} name={to.name} work={work} deed="take" />
        </Blurb>
      ))}
    </ol>
  </section>
)

interface AnswerProps {
  readonly page: Page
  readonly name: string
  readonly work: WorkBlurb
  readonly deed: 'refuse' | 'take'
}

const Answer = ({ page, name, work, deed }: AnswerProps) => (
  <form method="post" action={href(routes.gifts, { name })} class="actions gift-answer">
    <Csrf page={page} />
    <input type="hidden" name="work" value={String(work.id)} />
    <button type="submit" name="deed" value={deed}>
      {deed === 'refuse' ? t('Refuse this gift') : t('Take it after all')}
      <span class="said">
        {' '}
        <bdi>{work.title}</bdi>
      </span>
    </button>
  </form>
)

function Steps({ to, gifts, at }: Pick<GiftsPageProps, 'to' | 'gifts' | 'at'>) {
  const pages = Math.ceil(gifts.total / GIFTS_PER_PAGE)
  const page = (n: number): string =>
    to.account
      ? href(routes.gifts, { name: to.name }, { page: n > 1 ? n : null })
      : href(routes.giftsTo, {}, { recipient: to.name, page: n > 1 ? n : null })
  if (pages < 2) return null
  return (
    <nav aria-label={t('Pages')}>
      <ul class="pagination actions">
        {at > 1 && (
          <li class="previous">
            <a href={page(at - 1)} rel="prev">
              {t('Previous')}
            </a>
          </li>
        )}
        <li>
          <span class="current" aria-current="page">
            <span class="said">{t('Page')} </span>
            {count(at)}
          </span>
        </li>
        {at < pages && (
          <li class="next">
            <a href={page(at + 1)} rel="next">
              {t('Next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
