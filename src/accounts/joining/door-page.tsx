import type { Child } from 'hono/jsx'
import { Rulings } from '../../web/icons.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'

interface DoorPageProps {
  readonly page: Page
  readonly title: string
  readonly children: Child
  readonly head?: Child
}

/** A short page at the archive's door: one thing said, one thing to do. Search engines have no business here. */
export function DoorPage({ page, title, children, head }: DoorPageProps) {
  return (
    <Layout page={{ ...page, robots: false }} title={title} head={head}>
      <div class="blank">
        <div>
          <h2 class="heading">{title}</h2>
          {children}
        </div>
        <Rulings />
      </div>
    </Layout>
  )
}
