import { routes } from '../../routes.ts'
import { assetHref } from '../../web/assets.ts'
import { locale, t } from '../../web/say.ts'

/** What a browser needs to install the archive like a program of the device (W3C Web Application Manifest). */
export const manifestOf = (archive: string, dir: 'ltr' | 'rtl') => ({
  id: '/',
  name: archive,
  short_name: archive.length > 12 ? archive.split(' ')[0] : archive,
  lang: locale(),
  dir,
  start_url: routes.home,
  scope: '/',
  display: 'standalone',
  background_color: '#fbfbf7',
  theme_color: '#fbfbf7',
  categories: ['books', 'entertainment'],
  icons: [
    { src: assetHref('icon-192.png'), sizes: '192x192', type: 'image/png' },
    { src: assetHref('icon-512.png'), sizes: '512x512', type: 'image/png' },
    { src: assetHref('icon-maskable.png'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: assetHref('emblem.svg'), sizes: 'any', type: 'image/svg+xml' },
  ],
  shortcuts: [
    { name: t('Kept on this device'), url: routes.offline },
    { name: t('Search works'), url: routes.search },
  ],
})
