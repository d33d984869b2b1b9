import { href, routes } from '../routes.ts'
import { fieldId, Under } from '../web/form.tsx'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { SKIN_FIELD } from '../works/index.ts'
import { Fold } from './fold.tsx'
import { value, type WorkFormView } from './work-form-view.ts'

/** The work's own style: one of the writer's skins, or one that is everybody's. */
export function SkinField({ view }: { readonly view: WorkFormView }) {
  const { skins, faults, page } = view
  const chosen = value(view, SKIN_FIELD)
  const fault = faults[SKIN_FIELD]
  const known = skins.find(({ id }) => String(id) === chosen)
  const own =
    page.actor.type === 'member' ? (
      <a href={href(routes.ownSkins, { name: page.actor.name })}>{t('your work skins')}</a>
    ) : null
  return (
    <Fold title={t('Work skin')} brief={known?.title ?? ''} open={fault !== undefined || chosen !== ''}>
      <div class="field">
        <label for={fieldId(SKIN_FIELD)}>{t('Style of the work')}</label>
        <select
          id={fieldId(SKIN_FIELD)}
          name={SKIN_FIELD}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={fault && `${fieldId(SKIN_FIELD)}-fault`}
        >
          <option value="">{t('no skin')}</option>
          {chosen !== '' && !known && (
            <option value={chosen} selected>
              {t('the one it has')}
            </option>
          )}
          {skins.map(({ id, title }) => (
            <option value={String(id)} selected={id === known?.id} dir="auto">
              {title}
            </option>
          ))}
        </select>
        <Under name={SKIN_FIELD} fault={fault} />
        <p class="hint">
          {sayWith('CSS of yours is kept under {own}. Readers may turn it off.', { own })}{' '}
          {t(
            'Works that share a skin nobody else has can be told to come from one hand: give an anonymous work one of its own.',
          )}
        </p>
      </div>
    </Fold>
  )
}
