import { fieldName } from '../web/field-names.ts'
import { t } from '../web/say.ts'
import { PERMISSION_KINDS, permissionName, type Typed } from '../works/index.ts'
import { valuesIn } from './manuscript-fields.ts'

/**
 * How what differs is chosen. A line is one or the other; names (with commas) and ticks can be put together; what is
 * added (somebody to ask, a source, a new series) stands in no stored work yet: it is taken or left.
 */
type Kind = 'line' | 'names' | 'ticks' | 'added'

const KINDS: Readonly<Record<string, Kind>> = {
  ...{ fandom: 'names', relationship: 'names', character: 'names', freeform: 'names', recipients: 'names' },
  ...{ warning: 'ticks', category: 'ticks', pen: 'ticks', series: 'ticks' },
  ...{ coauthors: 'added', related: 'added', series_new: 'added', shown: 'added' },
}

export const kindOf = (group: string): Kind => KINDS[group] ?? 'line'

/** Fields that mean something together are one choice. */
const GROUP_OF: Readonly<Record<string, string>> = {
  ...{
    posts_hour: 'posts_day',
    posts_zone: 'posts_day',
    series_position: 'series_new',
    uninvite: 'coauthors',
  },
  ...{ edit_note: 'shown', position_was: 'position', expected_was: 'expected', spelling: 'body' },
}

export function groupOf(field: string): string {
  if (field.startsWith('series_at_') || field === 'series_shown') return 'series'
  if (field.startsWith('related_')) return 'related'
  return GROUP_OF[field] ?? field
}

/** The fields of a group that one of these has. */
export const membersOf = (group: string, ...all: readonly Typed[]): readonly string[] => [
  ...new Set(all.flatMap((fields) => Object.keys(fields)).filter((name) => groupOf(name) === group)),
]

/** What a choice is called; undefined: nobody types into it. */
export function groupLabel(group: string): string | undefined {
  if (group === 'related') return t('What it came from')
  if (group === 'series_new') return t('A new series')
  if (group === 'posts_day') return t('Post later')
  if (group === 'shown') return t('Tell readers that it was edited')
  const kind = PERMISSION_KINDS.find((one) => group === `may_${one}`)
  return kind ? t('What is allowed: {thing}', { thing: permissionName(kind) }) : fieldName(group)
}

/** Both sides put together: what either added, without what either took away. Where nobody knows, nothing is taken away. */
export function bothOf(group: string, { mine, theirs, former }: SidesOf): Typed {
  if (kindOf(group) === 'added') return {}
  const lists = [mine, theirs, former].map((fields) => (fields ? listIn(group, fields) : []))
  const [own = [], other = [], before = []] = lists
  const taken = before.filter((one) => !own.includes(one) || !other.includes(one))
  const all = [...new Set([...other, ...own])].filter((one) => !taken.includes(one))
  const values = { [group]: kindOf(group) === 'names' ? all.join(', ') : all }
  if (group !== 'series') return values
  const at = (id: string): string => `series_at_${id}`
  const place = (id: string) => valuesIn(other.includes(id) ? theirs : mine, at(id))
  return { ...values, ...Object.fromEntries(all.map((id) => [at(id), place(id)])) }
}

export interface SidesOf {
  readonly mine: Typed
  readonly theirs: Typed
  /** Null: nobody knows. */
  readonly former: Typed | null
}

const listIn = (group: string, fields: Typed): readonly string[] =>
  kindOf(group) === 'names' ? namesIn(fields, group) : valuesIn(fields, group)

export const namesIn = (fields: Typed, name: string): readonly string[] =>
  valuesIn(fields, name)
    .flatMap((value) => value.split(/[,，、]/))
    .map((one) => one.trim())
    .filter(Boolean)
