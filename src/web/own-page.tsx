import type { Child } from 'hono/jsx'
import { Layout, type Section } from './layout.tsx'
import { OwnMenu } from './own-menu.tsx'
import type { Page } from './page.ts'

interface OwnPageProps {
  readonly page: Page
  readonly title: string
  /** A sentence under the heading. */
  readonly lead?: Child
  readonly active?: Section
  readonly children: Child
}

/** A page of one's own: settings, lists of what one keeps away. No search engine is asked in. */
export const OwnPage = ({ page, title, lead, active = 'you', children }: OwnPageProps) => (
  <Layout page={{ ...page, robots: false }} title={title} active={active}>
    <div class="own-page">
      <OwnMenu page={page} />
      <div class="own-main">
        <div class="page-head">
          <h2 class="heading">{title}</h2>
          {lead && <p>{lead}</p>}
        </div>
        {children}
      </div>
    </div>
  </Layout>
)
