import type { Child } from 'hono/jsx'
import { routes } from '../../routes.ts'
import { Layout } from '../../web/layout.tsx'
import { OwnPage as Own } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { filtersAt, hiddenAt } from './reader-view.ts'

interface OwnPageProps {
  readonly page: Page
  readonly title: string
  readonly of: 'filters' | 'hidden'
  /** This browser holds what a member chose before they logged in. */
  readonly leftOver: boolean
  readonly children: Child
}

/** The two pages of a reader's own choices: what is saved, and what is hidden. A guest has only these. */
export function OwnPage({ page, title, of, leftOver, children }: OwnPageProps) {
  const { actor } = page
  if (actor.type === 'member')
    return (
      <Own page={page} title={title} lead={t('Kept in your account. Nobody else ever sees it.')}>
        {leftOver && <LeftOver page={page} />}
        {children}
      </Own>
    )
  const link = (to: string, says: string, current: boolean): Child => (
    <li>
      <a href={to} aria-current={current ? 'page' : undefined}>
        {says}
      </a>
    </li>
  )
  return (
    <Layout page={page} title={title} active="works">
      <div class="page-head">
        <h2 class="heading">{title}</h2>
        <p>{t('Kept in a cookie of this browser, and nowhere else. Clear the cookie, and it is gone.')}</p>
      </div>
      <nav class="own-choices" aria-label={t('Your own choices')}>
        <ul class="actions">
          {link(filtersAt(actor), t('Saved filters'), of === 'filters')}
          {link(hiddenAt(actor), t('What you hide'), of === 'hidden')}
        </ul>
      </nav>
      {children}
    </Layout>
  )
}

const LeftOver = ({ page }: { readonly page: Page }) => (
  <form class="left-over" method="post" action={routes.filters}>
    <input type="hidden" name="csrf" value={page.csrf} />
    <p>{t('Before you logged in, you saved or hid something in this browser. It holds for guests only.')}</p>
    <p class="actions">
      <button type="submit" name="deed" value="take" class="first">
        {t('Take it into your account')}
      </button>
      <button type="submit" name="deed" value="forget">
        {t('Forget it')}
      </button>
    </p>
  </form>
)
