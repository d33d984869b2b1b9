import type { Child } from 'hono/jsx'
import { CATEGORIES, LIMITS } from '../core/values.ts'
import { fieldId, Under } from '../web/form.tsx'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { categoryName, many } from '../works/index.ts'
import { tagsTyped, value, type WorkFormView } from './work-form-view.ts'

interface Props {
  readonly view: WorkFormView
}

/** Names its readers find it by. */
export const TagFields = ({ view }: Props) => (
  <fieldset>
    <legend class="ruled">{t('Tags')}</legend>
    <TagField view={view} name="fandom" label={t('Fandoms')} needed />
    <Categories view={view} />
    <TagField view={view} name="relationship" label={t('Relationships')} />
    <TagField view={view} name="character" label={t('Characters')} />
    <TagField
      view={view}
      name="freeform"
      label={t('Additional tags')}
      hint={sayWith('{n} of {most} tags are used, all four kinds together.', {
        n: <span data-tag-count>{tagsTyped(view)}</span>,
        most: String(LIMITS.tags),
      })}
    />
  </fieldset>
)

interface TagFieldProps extends Props {
  readonly name: 'fandom' | 'relationship' | 'character' | 'freeform'
  readonly label: string
  readonly hint?: Child
  readonly needed?: boolean
}

/** Names with commas between them; with script each is a slip. */
function TagField({ view, name, label, hint, needed }: TagFieldProps) {
  const id = fieldId(name)
  const fault = view.faults[name]
  return (
    <div class="field tag-field" data-tags={name}>
      <label for={id}>
        {label} {needed && <span class="need">{t('needed')}</span>}
      </label>
      <textarea
        id={id}
        name={name}
        rows={2}
        required={needed}
        dir="auto"
        autocapitalize="off"
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={[`${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')}
      >
        {`\n${value(view, name)}`}
      </textarea>
      <p class="hint" id={`${id}-hint`}>
        {t('A comma between each, in your own order.')} {hint}
      </p>
      <Under name={name} fault={fault} />
    </div>
  )
}

const Categories = ({ view }: Props) => (
  <fieldset class="field" id={fieldId('category')}>
    <legend class="label">{t('Categories')}</legend>
    <div class="choices six">
      {CATEGORIES.map((category) => (
        <label class="choice">
          <input
            type="checkbox"
            name="category"
            value={category}
            checked={many(view.typed, 'category').includes(category)}
          />
          <span>{categoryName(category)}</span>
        </label>
      ))}
    </div>
  </fieldset>
)
