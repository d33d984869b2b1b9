import { LANGUAGES, languageName } from '../core/languages.ts'
import { fieldId } from '../web/form.tsx'
import { t } from '../web/say.ts'
import type { TogetherView, Typed } from '../works/index.ts'
import { Fold } from './fold.tsx'
import { relatedSaid } from './together-related-said.tsx'
import { manyIn } from './together-typed.ts'

interface RelatedFieldsProps {
  readonly typed: Typed
  readonly faults: Readonly<Partial<Record<string, string>>>
  readonly related: TogetherView['related']
}

const FIELDS = ['kind', 'url', 'title', 'creator', 'language'] as const
type Row = Readonly<Record<(typeof FIELDS)[number], string>>
const EMPTY: Row = { kind: '', url: '', title: '', creator: '', language: '' }

/** What this work came from: what is named already can be dropped, and more be named. */
export function RelatedFields({ typed, faults, related }: RelatedFieldsProps) {
  const rows = rowsIn(typed)
  const [first = EMPTY, ...more] = rows
  const dropped = manyIn(typed, 'related_remove')
  return (
    <Fold
      title={t('What it came from')}
      brief={
        related.length > 0 ? t('{n, plural, one {# source} other {# sources}}', { n: related.length }) : null
      }
      open={Boolean(faults.related) || rows.length > 0 || related.length > 0}
    >
      {faults.related && (
        <p class="fault" id={fieldId('related')} tabindex={-1}>
          {faults.related}
        </p>
      )}
      {related.length > 0 && <Named related={related} dropped={dropped} />}
      <p class="hint">
        {t(
          'Another work that inspired this one, or that it translates. Of a work in this archive, its address is enough.',
        )}
      </p>
      <RelatedRow row={first} at={1} />
      <details open={more.length > 0}>
        <summary>{t('More sources')}</summary>
        {[...more, EMPTY, EMPTY].map((row, at) => (
          <RelatedRow row={row} at={at + 2} />
        ))}
      </details>
    </Fold>
  )
}

/** As they were sent; rows in which nothing stands are left out. */
function rowsIn(typed: Typed): Row[] {
  const all = Object.fromEntries(FIELDS.map((name) => [name, manyIn(typed, `related_${name}`)]))
  return (all.url ?? [])
    .map((_, at) => ({
      ...EMPTY,
      ...Object.fromEntries(FIELDS.map((name) => [name, all[name]?.[at] ?? ''])),
    }))
    .filter(({ url, title, creator }) => url || title || creator)
}

const Named = ({ related, dropped }: { related: TogetherView['related']; dropped: readonly string[] }) => (
  <ul class="named-sources">
    {related.map((one) => (
      <li>
        <p>{relatedSaid(one)}</p>
        <label class="choice">
          <input
            type="checkbox"
            name="related_remove"
            value={String(one.id)}
            checked={dropped.includes(String(one.id))}
          />
          <span>{t('Leave it out from now on')}</span>
        </label>
      </li>
    ))}
  </ul>
)

function RelatedRow({ row, at }: { readonly row: Row; readonly at: number }) {
  const id = (name: string): string => `related-${name}-${at}`
  const text = (name: 'url' | 'title' | 'creator', label: string) => (
    <div class="field">
      <label for={id(name)}>{label}</label>
      <input
        id={id(name)}
        name={`related_${name}`}
        value={row[name]}
        autocomplete="off"
        dir={name === 'url' ? 'ltr' : 'auto'}
        inputmode={name === 'url' ? 'url' : undefined}
      />
    </div>
  )
  return (
    <div class="source" role="group" aria-label={t('Source {n}', { n: at })}>
      <div class="field">
        <label for={id('kind')}>{t('This work is')}</label>
        <select id={id('kind')} name="related_kind">
          <option value="inspired-by">{t('inspired by it')}</option>
          <option value="translation-of" selected={row.kind === 'translation-of'}>
            {t('a translation of it')}
          </option>
        </select>
      </div>
      {text('url', t('Its address'))}
      {text('title', t('Its title, where it is elsewhere'))}
      {text('creator', t('Who made it, where it is elsewhere'))}
      <div class="field">
        <label for={id('language')}>{t('Its language, where it is elsewhere')}</label>
        <select id={id('language')} name="related_language">
          <option value="">{t('unknown')}</option>
          {LANGUAGES.map(({ code }) => (
            <option value={code} selected={code === row.language} lang={code}>
              {languageName(code)}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}
