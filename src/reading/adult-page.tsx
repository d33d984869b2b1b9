import { routes } from '../routes.ts'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { Blurb, ratingName, type WorkBlurb } from '../works/index.ts'
import { ChaptersFeed } from './chapters-feed.tsx'

interface AdultPageProps {
  /** Its `path` is the page asked for: continuing leads there. */
  readonly page: Page
  readonly work: WorkBlurb
  /** Of the window: the step names the work, too. */
  readonly title: string
}

/** The step before a work that may not be for everyone: why it is asked, what the work is, on or back. */
export function AdultPage({ page, work, title }: AdultPageProps) {
  return (
    <Layout page={page} title={title} active="works" head={<ChaptersFeed work={work} />}>
      <div class="adult-step">
        <div class="page-head">
          <h2 class="heading">{t('Adult content')}</h2>
          <p>{why(work)}</p>
          <p class="caution">{agreement()}</p>
          <p class="actions">
            <a class="button first" href={onward(page.path)} rel="nofollow">
              {t('Continue to the work')}
            </a>
            <a class="button" href={routes.works}>
              {t('Back to the list of works')}
            </a>
          </p>
          <p class="hint">
            {t('If you continue, you will not be asked again on this device until you close the browser.')}
          </p>
        </div>
        <h3 class="landmark heading">{t('The work')}</h3>
        <ul class="work index group">
          <Blurb work={work} />
        </ul>
      </div>
    </Layout>
  )
}

/** AO3's sentence to the letter, by which FanFicFare knows that it has to ask its reader. */
const agreement = (): string =>
  t(
    'This work could have adult content. If you continue, you have agreed that you are willing to see such content.',
  )

function why({ rating }: WorkBlurb): string {
  if (rating === 'Not Rated') {
    return t('Its writer has not rated it, so anything may be in it. Its tags and warnings stand below.')
  }
  return t('Its writer has rated it {rating}. Its tags and warnings stand below.', {
    rating: ratingName(rating),
  })
}

/** The page asked for, with the reader's word that they want it. */
function onward(path: string): string {
  const [before = '', query = ''] = path.split('?')
  const asked = new URLSearchParams(query)
  asked.set('view_adult', 'true')
  return `${before}?${asked}`
}
