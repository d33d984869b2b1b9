import { KeepPage } from '../web/keep-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { DecisionList } from './decision-list.tsx'
import type { Decision } from './decisions.ts'

interface DecisionsPageProps {
  readonly page: Page
  readonly decisions: readonly Decision[]
}

export const DecisionsPage = ({ page, decisions }: DecisionsPageProps) => (
  <KeepPage
    page={page}
    title={t('Decisions')}
    lead={t('What was decided about works, skins and people, the newest first. It cannot be changed.')}
  >
    <DecisionList decisions={decisions} />
  </KeepPage>
)
