import { href, routes } from '../routes.ts'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { PageOutcome } from './bring-pages.ts'

interface PagesReportProps {
  readonly page: Page
  readonly outcomes: readonly PageOutcome[]
}

/** What worked, with the way to each work, and what did not. */
export function PagesReport({ page, outcomes }: PagesReportProps) {
  const well = outcomes.filter(({ outcome }) => outcome !== 'failed')
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed')
  return (
    <Layout page={page} title={t('What was brought in')} active="import">
      <div class="page-head">
        <h2 class="heading">{t('What was brought in')}</h2>
      </div>
      {well.length > 0 && <List id="brought" heading={t('Brought in')} outcomes={well} />}
      {failed.length > 0 && <List id="failed" heading={t('Not brought in')} outcomes={failed} />}
      <ul class="actions">
        {page.actor.type === 'member' && (
          <li>
            <a class="button" href={href(routes.library, { name: page.actor.name })}>
              {t('Your library, with your drafts')}
            </a>
          </li>
        )}
        <li>
          <a href={routes.importPages}>{t('Bring in more')}</a>
        </li>
      </ul>
    </Layout>
  )
}

interface ListProps {
  readonly id: string
  readonly heading: string
  readonly outcomes: readonly PageOutcome[]
}

const List = ({ id, heading, outcomes }: ListProps) => (
  <section class="part" aria-labelledby={id}>
    <h3 class="ruled" id={id}>
      {heading}
    </h3>
    <ul>
      {outcomes.map((one) => (
        <li>
          <Line one={one} />
        </li>
      ))}
    </ul>
  </section>
)

function Line({ one }: { readonly one: PageOutcome }) {
  if (one.outcome === 'failed') return <>{one.reason}</>
  const name = <bdi>{one.name}</bdi>
  if (one.outcome === 'already-here') {
    if (one.workId === null) return <>{sayWith('{name} was brought in by someone else before.', { name })}</>
    const here = <a href={href(routes.work, { workId: one.workId })}>{t('see it')}</a>
    return <>{sayWith('{name} is here already: {here}.', { name, here })}</>
  }
  const title = (
    <a href={href(routes.work, { workId: one.workId })}>
      <bdi>{one.title}</bdi>
    </a>
  )
  if (one.outcome === 'posted') return <>{sayWith('{title}, posted, from {name}', { title, name })}</>
  return <>{sayWith('{title}, a draft, from {name}', { title, name })}</>
}
