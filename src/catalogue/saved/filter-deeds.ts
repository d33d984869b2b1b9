import { parseSavedFilterId } from '../../core/ids.ts'
import type { Keeper, Renaming } from './keeper.ts'
import { normalQuery } from './normal-query.ts'
import type { NameRefusal, SaveRefusal } from './saved-filters.ts'

/** What a form of saved filters asks for, done; or why not, with what was typed. */
export type FilterOutcome =
  | { readonly done: 'saved' | 'changed' }
  | { readonly done: 'no-such-filter' }
  | { readonly done: 'refused'; readonly fault: FilterFault; readonly typed: TypedFilter }

export type FilterFault = SaveRefusal | NameRefusal | 'full'

export interface TypedFilter {
  /** Of the filter to be renamed; null: it was to be saved. */
  readonly id: number | null
  readonly name: string
  readonly query: string
  readonly usual: boolean
}

export async function doFilterDeed(
  keeper: Keeper,
  form: Readonly<Record<string, string>>,
  now: Date,
): Promise<FilterOutcome> {
  if (form.deed === 'save') return save(keeper, form, now)
  const id = parseSavedFilterId(form.id ?? '')
  if (form.deed === 'lift') return changed(await keeper.apply(null))
  if (!id) return { done: 'no-such-filter' }
  const name = tidy(form[`name-${id}`] ?? '')
  const typed = { id, name, query: '', usual: false }
  switch (form.deed) {
    case 'rename':
      return changed(await keeper.rename(id, name), typed)
    case 'remove':
      return changed(await keeper.remove(id))
    case 'apply':
      return changed(await keeper.apply(id))
    default:
      return { done: 'no-such-filter' }
  }
}

async function save(
  keeper: Keeper,
  form: Readonly<Record<string, string>>,
  now: Date,
): Promise<FilterOutcome> {
  const typed = {
    ...{ id: null, name: tidy(form.name ?? ''), usual: form.usual !== undefined },
    query: normalQuery(new URLSearchParams(form.query), now),
  }
  const saved = await keeper.save(typed)
  return saved === 'saved' ? { done: 'saved' } : { done: 'refused', fault: saved, typed }
}

const NOTHING_TYPED: TypedFilter = { id: null, name: '', query: '', usual: false }

function changed(outcome: Renaming | 'removed' | 'applied', typed = NOTHING_TYPED): FilterOutcome {
  switch (outcome) {
    case 'renamed':
    case 'removed':
    case 'applied':
      return { done: 'changed' }
    case 'no-such-filter':
      return { done: 'no-such-filter' }
    default:
      return { done: 'refused', fault: outcome, typed }
  }
}

/** One line, as it will be read. */
const tidy = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
