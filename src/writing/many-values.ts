import type { PenName } from '../accounts/index.ts'
import { languageName } from '../core/languages.ts'
import type { SkinName } from '../skins/index.ts'
import { t } from '../web/say.ts'
import { SKIN_FIELD } from '../works/index.ts'

/** What stands behind the numbers that a form sends. */
export interface ValueNames {
  readonly pens: readonly PenName[]
  readonly skins: readonly SkinName[]
}

/** A field's value as its writer knows it: a name, not a number or a word of the form's own. */
export function valueSaid(field: string, value: string, { pens, skins }: ValueNames): string {
  if (field === SKIN_FIELD) return skins.find(({ id }) => String(id) === value)?.title ?? t('the one it has')
  if (field === 'pen') {
    const named = value.split(', ').map((one) => pens.find(({ id }) => String(id) === one)?.name ?? one)
    return named.join(t(', '))
  }
  if (field === 'language') return languageName(value)
  return WORDS[field]?.[value]?.() ?? value
}

const WORDS: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  audience: { public: () => t('Everybody'), members: () => t('Members of this archive') },
  comments_from: {
    everyone: () => t('Everybody'),
    members: () => t('Members of this archive'),
    nobody: () => t('Nobody'),
  },
  comments_moderated: { yes: () => t('yes') },
}
