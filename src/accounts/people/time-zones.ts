import { t } from '../../web/say.ts'
import { TIME_ZONES } from './preferences.ts'

/** `Europe/Berlin` as it is known everywhere, with a blank for its underscore. */
export const timeZoneOptions = (): readonly { readonly value: string; readonly label: string }[] =>
  TIME_ZONES.map((zone) => ({
    value: zone,
    label: zone === 'UTC' ? t('Universal time (UTC)') : zone.replaceAll('_', ' '),
  }))
