import { href, routes } from '../../routes.ts'
import type { Handler } from '../../web/app-env.ts'
import { t } from '../../web/say.ts'

/**
 * How programs log in: Authentication for OPDS 1.0. Whoever is asked for a key gets this, and it can be had without one.
 * Basic alone: KOReader knows nothing else, and everybody's key is for one device.
 */
export async function authenticationDocument(c: Handler): Promise<string> {
  const { baseUrl, archive } = c.var.deps
  return JSON.stringify({
    id: authenticationAt(baseUrl),
    title: (await archive()).name,
    description: t(
      'Log in with the name of the account and a key for this device. Keys are made on the page “{page}” of the archive; the passphrase does not open a catalogue.',
      { page: t('Devices') },
    ),
    links: [{ rel: 'help', href: baseUrl + routes.devices, type: 'text/html' }],
    authentication: [
      {
        type: 'http://opds-spec.org/auth/basic',
        labels: { login: t('Account name'), password: t('Key of this device') },
      },
    ],
  })
}

export const AUTHENTICATION_TYPE = 'application/opds-authentication+json'

const authenticationAt = (baseUrl: string): string => baseUrl + href(routes.opdsAuthentication)

/** Nothing here says whether there is such an account, or such a page: whoever has no key is asked for one. */
export async function askForKey(c: Handler): Promise<Response> {
  const at = authenticationAt(c.var.deps.baseUrl)
  return c.body(await authenticationDocument(c), 401, {
    'content-type': AUTHENTICATION_TYPE,
    'www-authenticate': 'Basic realm="Palimpsest", charset="UTF-8"',
    link: `<${at}>; rel="http://opds-spec.org/auth/document"; type="${AUTHENTICATION_TYPE}"`,
    'cache-control': 'no-store',
  })
}
