import { t } from '../web/say.ts'
import { type Statement, textLanguage } from '../works/index.ts'
import { permissionName } from './consent-line.tsx'

interface StatementsProps {
  readonly statements: readonly Statement[]
  /** BCP 47, of the work. */
  readonly language: string
}

/** Sentences found among tags and notes that say what the creator allows, in their own words. */
export const Statements = ({ statements, language }: StatementsProps) => (
  <ul class="statements">
    {statements.map(({ permission, says, quote }) => (
      <li>
        <q {...textLanguage(language)}>{quote}</q>{' '}
        <span class="read-as">{READ_AS[says](permissionName(permission))}</span>
      </li>
    ))}
  </ul>
)

const READ_AS: Readonly<Record<Statement['says'], (thing: string) => string>> = {
  yes: (thing) => t('read as: yes to {thing}', { thing }),
  ask: (thing) => t('read as: ask first about {thing}', { thing }),
  no: (thing) => t('read as: no to {thing}', { thing }),
  unsaid: (thing) => t('about {thing}; not clear', { thing }),
}
