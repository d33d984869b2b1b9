import { t } from '../../web/say.ts'
import { LONGEST_TITLE, type PreferenceFault } from './preferences.ts'

export type PreferenceFaults = Readonly<Partial<Record<'titleFormat' | 'timeZone' | 'language', string>>>

export function preferenceFaults(fault: PreferenceFault): PreferenceFaults {
  switch (fault) {
    case 'long-title':
      return { titleFormat: t('This has at most {n} characters.', { n: LONGEST_TITLE }) }
    case 'unknown-zone':
      return { timeZone: t('This archive does not know that time zone. Choose one from the list.') }
    case 'unknown-language':
      return { language: t('The archive does not speak that language. Choose one from the list.') }
  }
}
