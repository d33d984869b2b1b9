import { routes } from '../routes.ts'
import { Csrf } from './form.tsx'
import type { Page } from './page.ts'
import { t } from './say.ts'

/** Another look for all pages, for as long as the browser is open; whoever chooses stays where they are. */
export function SkinChoice({ page }: { readonly page: Page }) {
  const { skin, skins = [] } = page
  if (skins.length === 0 && !skin) return null
  const own = skin && !skins.some(({ id }) => id === skin.id)
  return (
    <form class="skin-choice" method="post" action={routes.skins}>
      <Csrf page={page} />
      <input type="hidden" name="back" value={page.path} />
      <label for="footer-skin">{t('Look of the pages')}</label>
      <select id="footer-skin" name="skin" autocomplete="off">
        <option value="none" selected={!skin}>
          {t('The archive’s own')}
        </option>
        {own && (
          <option value={String(skin.id)} selected>
            {t('A skin of yours')}
          </option>
        )}
        {skins.map(({ id, title }) => (
          <option value={String(id)} selected={id === skin?.id} dir="auto">
            {title}
          </option>
        ))}
      </select>
      <button type="submit">{t('Wear')}</button>
    </form>
  )
}
