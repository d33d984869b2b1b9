import { routes } from '../../routes.ts'
import { t } from '../../web/say.ts'

export const AUTHENTICATION_TYPE = 'application/opds-authentication+json'
export const authenticationAt = (baseUrl: string): string => baseUrl + routes.opdsAuthentication

/**
 * How programs log in: Authentication for OPDS 1.0. Whoever is asked for a key gets this, and it can be had without one.
 * Basic alone: KOReader knows nothing else, and everybody's key is for one device.
 */
export const authenticationDocument = (baseUrl: string, archive: string): string =>
  JSON.stringify({
    id: authenticationAt(baseUrl),
    title: archive,
    description: t(
      'Log in with the name of the account and a key for this device. Keys are made in the archive’s settings; the passphrase does not open a catalogue.',
    ),
    links: [{ rel: 'help', href: baseUrl + routes.devices, type: 'text/html' }],
    authentication: [
      {
        type: 'http://opds-spec.org/auth/basic',
        labels: { login: t('Account name'), password: t('Key of this device') },
      },
    ],
  })
