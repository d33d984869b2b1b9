import { routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { KIND_NAMES, kindName } from './bundle-kinds.ts'
import type { BundleOf } from './bundle-works.ts'

interface BundleFormProps extends BundleOf {
  readonly page: Page
}

/** Stands on pages of many works: all of them as one file. */
export const BundleForm = (props: BundleFormProps) => (
  <details class="bundle-ask">
    <summary class="button">{t('Download all')}</summary>
    <BundleFields {...props} />
  </details>
)

function BundleFields({ page, of, which }: BundleFormProps) {
  const id = `bundle-as-${of}`
  return (
    <form method="post" action={routes.bundles} class="bundle-fields">
      <Csrf page={page} />
      <input type="hidden" name="of" value={of} />
      <input type="hidden" name="which" value={which} />
      <input type="hidden" name="path" value={page.path} />
      <label for={id}>{t('As')}</label>
      <select id={id} name="as">
        {KIND_NAMES.map((kind) => (
          <option value={kind}>{kindName(kind)}</option>
        ))}
      </select>
      <button type="submit">{t('Make the file')}</button>
    </form>
  )
}
