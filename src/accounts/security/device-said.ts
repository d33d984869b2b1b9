import { t } from '../../web/say.ts'
import type { Device } from './device.ts'

/** “Firefox on Windows”, as far as it is known. */
export function deviceSaid({ browser, system }: Device): string {
  if (browser && system) return t('{browser} on {system}', { browser, system })
  return browser || system || t('A browser we do not know')
}
