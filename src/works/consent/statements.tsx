import { t } from '../../web/say.ts'
import { textLanguage } from '../text-language.ts'
import type { Statement, StatementPlace } from '../views.ts'
import { permissionName } from './consent-line.tsx'

interface StatementsProps {
  readonly statements: readonly Statement[]
  /** BCP 47, of the work. */
  readonly language: string
}

/** Sentences found among tags and notes that say what the creator allows, in their own words, and where they stand. */
export const Statements = ({ statements, language }: StatementsProps) => (
  <ul class="statements">
    {statements.map(({ permission, says, quote, where }) => (
      <li>
        <q {...textLanguage(language)}>{quote}</q>{' '}
        <span class="read-as">
          {READ_AS[says](permissionName(permission))}
          {where && <>, {placeOf(where)}</>}
        </span>
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

function placeOf(where: StatementPlace): string {
  if (typeof where === 'string') return PLACES[where]()
  return t('{place} of chapter {n}', { place: PLACES[where.part](), n: where.chapter })
}

const PLACES: Readonly<Record<Extract<StatementPlace, string>, () => string>> = {
  tags: () => t('among the tags'),
  summary: () => t('in the summary'),
  notes: () => t('in the notes'),
  'end-notes': () => t('in the notes at the end'),
}
