import { parseSkinId, type SkinId } from '../core/ids.ts'
import { LIMITS } from '../core/values.ts'
import { t } from '../web/say.ts'
import { CHOICE_NAMES, type Choices, choiceFault, cssOfChoices } from './choices.ts'
import { cleanCss } from './clean/clean-css.ts'
import type { CssFault, SkinKind } from './clean/css-fault.ts'
import { isMedium } from './media.ts'
import type { SkinRole } from './tables.ts'

export type Typed = Readonly<Record<string, string | readonly string[]>>

export interface SkinFields {
  readonly kind: SkinKind
  readonly title: string
  readonly about: string
  readonly given: string
  /** Clean, with what the form without CSS says before it. */
  readonly css: string
  readonly images: readonly string[]
  readonly choices: Choices
  readonly role: SkinRole
  readonly media: readonly string[]
  readonly parents: readonly SkinId[]
}

export interface SkinFaults {
  /** By the name of the field. */
  readonly fields: Readonly<Record<string, string>>
  readonly css: readonly CssFault[]
}

/** Kept for skins of the archive itself: nobody's own is to be taken for one. */
const RESERVED = ['archive', 'official', 'default', 'palimpsest', 'moderator', 'admin']
const MOST_PARENTS = 10

export const one = (typed: Typed, name: string): string => [typed[name] ?? ''].flat().at(-1) ?? ''
export const many = (typed: Typed, name: string): readonly string[] =>
  [typed[name] ?? []].flat().filter((value) => value !== '')

/** Reads the form of a skin: everything that is wrong is found at once. */
export function readSkinForm(
  typed: Typed,
  { kind, baseUrl, keeper }: { readonly kind: SkinKind; readonly baseUrl: string; readonly keeper: boolean },
): { readonly fields: SkinFields } | { readonly faults: SkinFaults } {
  const site = kind === 'site'
  const fields: Record<string, string> = {}
  const title = one(typed, 'title').replace(/\s+/g, ' ').trim()
  const about = one(typed, 'about').trim()
  const given = one(typed, 'css')
  const choices = site ? choicesTyped(typed, fields) : {}
  Object.assign(fields, titleFault(title, keeper))
  if ([...about].length > LIMITS.summary)
    fields.about = t('This has more than {most} letters. Shorten it.', { most: LIMITS.summary })
  const clean = cleanCss(given, kind, baseUrl)
  if (!site && !given.trim()) fields.css = t('Write some CSS: without it the skin changes nothing.')
  if ('faults' in clean) fields.css = t('Some of the CSS cannot be taken. The places are named below.')
  if ('faults' in clean || Object.keys(fields).length > 0)
    return { faults: { fields, css: 'faults' in clean ? clean.faults : [] } }
  const css = cssOfChoices(choices) + clean.css
  const role = site && one(typed, 'role') === 'replace' ? 'replace' : 'add'
  const media = site ? many(typed, 'media').filter(isMedium) : []
  const parents = site ? parentsTyped(typed) : []
  return { fields: { kind, title, about, given, css, images: clean.images, choices, role, media, parents } }
}

function choicesTyped(typed: Typed, faults: Record<string, string>): Choices {
  const chosen = CHOICE_NAMES.map((name) => [name, one(typed, name).trim()] as const)
  for (const [name, value] of chosen) {
    const fault = choiceFault(name, value)
    if (fault) faults[name] = fault
  }
  return Object.fromEntries(chosen.filter(([, value]) => value !== ''))
}

function titleFault(title: string, keeper: boolean): Record<string, string> {
  if (!title) return { title: t('Give it a title.') }
  if ([...title].length > LIMITS.title)
    return { title: t('The title has more than {most} letters. Shorten it.', { most: LIMITS.title }) }
  const word = RESERVED.find((reserved) => title.toLowerCase().includes(reserved))
  if (word && !keeper)
    return { title: t('“{word}” is kept for skins of the archive itself. Choose other words.', { word }) }
  return {}
}

const parentsTyped = (typed: Typed): readonly SkinId[] =>
  [...new Set(many(typed, 'parent').flatMap((text) => parseSkinId(text) ?? []))].slice(0, MOST_PARENTS)
