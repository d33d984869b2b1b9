import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { DecisionList } from './decision-list.tsx'
import type { Decision } from './decisions.ts'

interface DecisionsPageProps {
  readonly page: Page
  readonly decisions: readonly Decision[]
}

export const DecisionsPage = ({ page, decisions }: DecisionsPageProps) => (
  <Layout page={page} title={t('Decisions')}>
    <div class="page-head">
      <h2 class="heading">{t('Decisions')}</h2>
    </div>
    <DecisionList decisions={decisions} />
  </Layout>
)
