import { href, routes } from '../routes.ts'
import { keepingFor } from './keeping.ts'
import { Languages } from './languages.tsx'
import type { Page } from './page.ts'
import { t } from './say.ts'
import { SkinChoice } from './skin-choice.tsx'

export function Footer({ page }: { readonly page: Page }) {
  return (
    <footer id="footer">
      <nav aria-label={t('About')}>
        <ul>
          {page.ready && <OfThisArchive page={page} />}
          <li>
            <a href={href(routes.settings, {}, { back: page.path })} rel="nofollow">
              {t('Light, sepia or dark')}
            </a>
          </li>
        </ul>
        {page.ready && <Languages path={page.path} />}
        {page.ready && <SkinChoice page={page} />}
      </nav>
      <p>{t('Kept with Palimpsest, free software. What each creator allows is written on each work.')}</p>
    </footer>
  )
}

const OfThisArchive = ({ page }: { readonly page: Page }) => (
  <>
    <li>
      <a href={routes.about}>{t('About this archive')}</a>
    </li>
    <li>
      <a href={routes.eReader}>{t('Reading on an e-reader')}</a>
    </li>
    <li>
      <a href={routes.rules}>{t('Rules')}</a>
    </li>
    <li>
      <a href={routes.privacy}>{t('Privacy')}</a>
    </li>
    {keepingFor(page.actor).length > 0 && (
      <li>
        <a href={routes.keeping}>{t('Keep the archive')}</a>
      </li>
    )}
  </>
)
