import type { Child } from 'hono/jsx'
import { Layout, type Section } from './layout.tsx'
import { OwnMenu } from './own-menu.tsx'
import type { Page } from './page.ts'

interface OwnPageProps {
  readonly page: Page
  readonly title: string
  /** Seen instead of the title. */
  readonly heading?: Child
  /** Over the heading: what this is one of. */
  readonly kind?: Child
  /** More for `<head>`. */
  readonly head?: Child
  /** A sentence under the heading. */
  readonly lead?: Child
  readonly active?: Section
  readonly children: Child
}

/** A page of one's own: settings, lists of what one keeps away. No search engine is asked in. */
export function OwnPage(props: OwnPageProps) {
  const { page, title, heading, kind, head, lead, active = 'you', children } = props
  return (
    <Layout page={{ ...page, robots: false }} title={title} active={active} head={head}>
      <div class="own-page">
        <OwnMenu page={page} />
        <div class="own-main">
          <div class="page-head">
            {kind && <p class="kind">{kind}</p>}
            <h2 class="heading">{heading ?? title}</h2>
            {lead && <p>{lead}</p>}
          </div>
          {children}
        </div>
      </div>
    </Layout>
  )
}
