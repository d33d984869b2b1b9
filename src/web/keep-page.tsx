import type { Child } from 'hono/jsx'
import { routes } from '../routes.ts'
import { keepingFor } from './keeping.ts'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { t } from './say.ts'
import { SideMenu } from './side-menu.tsx'

interface KeepPageProps {
  readonly page: Page
  readonly title: string
  /** Over the heading: where one came from. */
  readonly kind?: Child
  /** A sentence under the heading. */
  readonly lead?: Child
  readonly children: Child
}

/** A page of the keepers, beside all that this one of them may do. No search engine is asked in. */
export const KeepPage = ({ page, title, kind, lead, children }: KeepPageProps) => (
  <Layout page={{ ...page, robots: false }} title={title} active="you">
    <div class="own-page">
      <KeepMenu page={page} />
      <div class="own-main">
        <div class="page-head">
          {kind && <p class="kind">{kind}</p>}
          <h2 class="heading">
            <bdi>{title}</bdi>
          </h2>
          {lead && <p>{lead}</p>}
        </div>
        {children}
      </div>
    </div>
  </Layout>
)

function KeepMenu({ page }: { readonly page: Page }) {
  const pages = keepingFor(page.actor).map(({ href, label }) => ({ href, label: label() }))
  const links = [{ href: routes.keeping, label: t('Overview') }, ...pages]
  return <SideMenu page={page} label={t('Keep the archive')} groups={[{ links }]} />
}
